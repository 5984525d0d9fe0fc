/**
 * The articles that come with the page, written for it. Their people and
 * places are invented. They are fetched when asked for.
 *
 * @typedef {'news' | 'feature' | 'report'} SampleName
 */

/** @type {readonly {name: SampleName, address: URL, minutes: number}[]} */
export const SAMPLES = [
  {
    name: 'news', minutes: 2,
    address: new URL('./samples/news.txt', import.meta.url),
  },
  {
    name: 'feature', minutes: 11,
    address: new URL('./samples/feature.txt', import.meta.url),
  },
  {
    name: 'report', minutes: 6,
    address: new URL('./samples/report.txt', import.meta.url),
  },
];

/**
 * @param {SampleName} name
 * @returns {Promise<string>}
 */
export async function loadSample(name) {
  const sample = SAMPLES.find((known) => known.name === name);
  if (!sample) throw new Error(`no sample ${name}`);
  const response = await fetch(sample.address);
  if (!response.ok) throw new Error(`${sample.address}: ${response.status}`);
  return response.text();
}
