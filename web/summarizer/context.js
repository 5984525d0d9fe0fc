/**
 * What a context does: a few of its words, if they are words of the text as
 * well, draw sentences that hold them. It is never part of a summary, and what
 * it asks or commands is not heard.
 */

/** Words of a context that count at most. */
const MOST = 3;

/** Characters of a context that are looked at. */
const LOOKED_AT = 4096;

/** What texts are called and what is said to summarisers, whatever the text. */
const COMMON = new Set(`about above after again against also although always
among another answer answers appear article articles aspect aspects audience
avoid based because been before being below between both bullet chapter cite
clear come command concise content context could describe detail details
document does doing done down during each either email every everything exactly
explain expert find first focus follow following format forget from general give
given goes have here how ignore important include information input instead
instruction instructions intended into issue just keep kept know language last
least length less like line list long main make many message might more most
much must need never news next nobody note nothing only other others output
over page paragraph people piece please point points post previous prompt
provide question reader readers reading reply report reported respond response
review said same says section sentence sentences several shall short should
some someone something story such suitable summaries summarise summarize
summary system take talk tell text than that their them then there these they
thing things this those through time title topic under until upon used user
users using very want website well were what when where which while whom whose
will with within word words would write written year your yours`.split(/\s+/u));

/**
 * @param {string[]} contexts
 * @param {string} text
 * @returns {string[]} words to focus on
 */
export function focusOf(contexts, text) {
  const words = contexts.flatMap((context) =>
    context.slice(0, LOOKED_AT).match(/\p{L}[\p{L}\p{N}'\u2019-]{3,}/gu) ?? [])
      .filter((word) => !COMMON.has(word.toLowerCase()));
  if (words.length === 0) return [];
  /** How often words of the context stand in the text. */
  const counts = new Map(words.map((word) => [word.toLowerCase(), 0]));
  for (const [word] of text.matchAll(/\p{L}[\p{L}\p{N}'\u2019-]*/gu)) {
    const count = counts.get(word.toLowerCase());
    if (count !== undefined) counts.set(word.toLowerCase(), count + 1);
  }
  // A word that stands in the text once may be there by chance.
  return [...counts].filter(([, count]) => count > 1)
      .sort((a, b) => b[1] - a[1]).slice(0, MOST).map(([word]) => word);
}
