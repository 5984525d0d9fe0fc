/**
 * Finds the article of the page that a script stands in, where neither the page
 * nor its author says which element it is: by Readability's rules, on a copy.
 */
import { importReadability } from './locations.js';

/** Elements above which Readability is not asked (as in readable.js). */
const MOST_ELEMENTS = 20000;

/** Says on a copy which element of the page it is of. */
const MARK = 'data-standfirst-index';

/** What carries an article's text. */
const TEXT = 'p, li, blockquote, pre, h1, h2, h3, h4, h5, h6, td';

/**
 * The innermost element of the page that holds all of its article's text; null
 * if there seems to be none. The page is not changed.
 *
 * @param {Document} document
 * @returns {Promise<Element | null>}
 */
export async function findArticle(document) {
  const elements = document.getElementsByTagName('*');
  if (elements.length > MOST_ELEMENTS) return document.body;
  const { Readability } = await importReadability();
  const originals = [...elements];
  const copy = /** @type {Document} */ (document.cloneNode(true));
  [...copy.getElementsByTagName('*')].forEach(
      (element, index) => element.setAttribute(MARK, String(index)));
  const article = new Readability(copy, {
    serializer: (/** @type {Element} */ root) => root,
    // Its further attempts set markup from strings, which policies refuse.
    charThreshold: -1,
  }).parse();
  if (!article?.content) return null;
  const kept = [...article.content.querySelectorAll(TEXT)].flatMap((element) => {
    const original = originals[Number(element.getAttribute(MARK) ?? -1)];
    const words = element.textContent?.trim();
    return original?.isConnected && words ? [original] : [];
  });
  const [first] = kept;
  const last = kept.at(-1);
  if (!first || !last) return null;
  const range = document.createRange();
  range.setStartBefore(first);
  range.setEndAfter(last);
  const { commonAncestorContainer: common } = range;
  return common instanceof Element ? common : common.parentElement;
}
