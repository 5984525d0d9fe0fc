#!/usr/bin/env node
/**
 * Running text of many languages for `standfirst-train language`, out of
 * Debian's packages: build/languages/CODE.txt, a paragraph a line, code and
 * names of commands taken out. Packages are downloaded and unpacked under
 * build/, not installed. None of their text is committed.
 *
 *     node tools/scripts/languages.mjs
 */
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { run, root } from './lib.mjs';

/** Packages, stated in models/MODEL_CARD.md as well. */
const PACKAGES = [
  ...['cs', 'da', 'de', 'es', 'fi', 'fr', 'hu', 'id', 'it', 'nb', 'nl', 'pl',
    'pt-br', 'ro', 'ru', 'sr', 'sv', 'tr', 'uk', 'vi'].map((code) => `manpages-${code}`),
  ...['br', 'cs', 'de', 'eo', 'es', 'ga', 'it', 'pl', 'ru'].map((code) => `fortunes-${code}`),
  'gnome-user-docs', 'libglib2.0-data', 'libgtk-3-common', 'nautilus-data',
  'aptitude-common', 'evolution-common',
];

/** Codes of ours where the packages have others. */
const CODES = new Map(Object.entries({
  nb: 'no', nn: 'no', pt_BR: 'pt', br: 'pt', 'sr@latin': 'sh', hr: 'sh', bs: 'sh',
  'sr@ije': '', 'be@latin': '', 'uz@cyrillic': '', 'ca@valencia': 'ca', sk: 'sk',
  C: '', en_GB: '', en_CA: '', en_AU: '', en: '', zh_CN: '', zh_TW: '', zh_HK: '',
  'en@shaw': '', 'de_CH': 'de', 'de_AT': 'de', 'az_IR': '', 'bn_IN': '',
}));

/** Words that stand in text that was left in English. */
const ENGLISH =
    /(^|\s)(the|and|with|that|this|which|you|when|from)(?=\s)/g;

/** @type {Map<string, Set<string>>} paragraphs by language */
const paragraphs = new Map();

/** @param {string} folder's code @param {string} text */
function add(folder, text) {
  const code = CODES.get(folder) ?? folder;
  const line = text.replace(/\s+/g, ' ').trim();
  if (code === '' || line.length < 40) return;
  const words = line.split(' ').length;
  if ((line.match(ENGLISH) ?? []).length * 12 > words) return;
  let found = paragraphs.get(code);
  if (found === undefined) paragraphs.set(code, found = new Set());
  found.add(line);
}

/** A manual page's paragraphs, without what is set in another face.
 * @param {string} source */
function fromManual(source) {
  return source
      .replace(/\\f[BI](.*?)\\f[PR]/gs, ' ')
      .replace(/\\-/g, '-').replace(/\\\(..|\\\*?\[[^\]]*\]|\\[&,/|^~% ]/g, ' ')
      .split(/^[.'](?:PP|P|TP|SH|SS|IP|LP|br|sp|RS|RE|Pp|It|Sh|Ss)\b.*$/m)
      .map((piece) => piece.split('\n')
          .filter((line) => !/^[.']/.test(line) && !line.includes('\\'))
          .join(' '));
}

/** @param {string} source a page of the GNOME help */
function fromHelp(source) {
  return [...source.matchAll(/<(p|desc)>(.*?)<\/\1>/gs)].map(([, , inner]) =>
    (inner ?? '').replace(/<(code|cmd|file|key|app|input)\b.*?<\/\1>/gs, ' ')
        .replace(/<[^>]*>/g, '').replace(/&[a-z#0-9]+;/g, ' '));
}

/** The translations in a file of GNU gettext.
 * @param {Buffer} bytes */
function fromCatalogue(bytes) {
  if (bytes.length < 28 || bytes.readUInt32LE(0) !== 0x950412de) return [];
  const count = bytes.readUInt32LE(8);
  const table = bytes.readUInt32LE(16);
  const texts = [];
  for (let index = 1; index < count; ++index) {
    const size = bytes.readUInt32LE(table + 8 * index);
    const start = bytes.readUInt32LE(table + 8 * index + 4);
    texts.push(...bytes.toString('utf8', start, start + size).split('\0'));
  }
  return texts.map((text) => text.replace(/[_&](?=\p{L})/gu, '')
      .replace(/%[-+#0-9.]*[a-z]+|<[^>]*>|\\n/gi, ' '));
}

/** @param {string} folder @returns {string[]} */
function filesUnder(folder) {
  return readdirSync(folder, { withFileTypes: true }).sort((a, b) =>
    a.name < b.name ? -1 : 1).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesUnder(path) : entry.isFile() ? [path] : [];
  });
}

const work = join(root, 'build', 'languages', 'packages');
rmSync(work, { recursive: true, force: true });
mkdirSync(work, { recursive: true });
await run('apt-get', ['download', ...PACKAGES], { cwd: work, quiet: true });
const versions = readdirSync(work).sort();
for (const file of versions) {
  await run('dpkg-deb', ['-x', join(work, file), join(work, file.split('_')[0] ?? '')]);
  rmSync(join(work, file));
}
for (const path of filesUnder(work)) {
  const manual = /\/man\/([^/]+)\/man\d\/[^/]+\.gz$/.exec(path)?.[1];
  const help = /\/help\/([^/]+)\/.*\.page$/.exec(path)?.[1];
  const catalogue = /\/locale\/([^/]+)\/LC_MESSAGES\/.*\.mo$/.exec(path)?.[1];
  const fortune = /fortunes-(..)\/usr\/share\/games\/fortunes\/(?!.*\.(dat|u8)$)/
      .exec(path)?.[1];
  if (manual) {
    const source = gunzipSync(readFileSync(path)).toString('utf8');
    for (const text of fromManual(source)) add(manual, text);
  } else if (help) {
    for (const text of fromHelp(readFileSync(path, 'utf8'))) add(help, text);
  } else if (catalogue) {
    for (const text of fromCatalogue(readFileSync(path))) add(catalogue, text);
  } else if (fortune) {
    const text = readFileSync(path, 'utf8');
    if (text.includes('\ufffd')) continue;
    for (const piece of text.split(/^%.*$/m)) add(fortune, piece);
  }
}
const folder = join(root, 'build', 'languages');
for (const [code, found] of [...paragraphs].sort()) {
  writeFileSync(join(folder, `${code}.txt`), [...found].join('\n') + '\n');
}
rmSync(work, { recursive: true, force: true });
writeFileSync(join(folder, 'packages'), versions.join('\n') + '\n');
console.log(`${paragraphs.size} languages, ${[...paragraphs].map(([code, found]) =>
  `${code} ${found.size}`).join(', ')}`);
