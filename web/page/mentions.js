/**
 * All mentions in text order, to be asked for by stretches of the article.
 *
 * @typedef {import('./page.js').Mention} Mention
 * @typedef {import('./types.js').Entity} Entity
 */

/**
 * @param {import('./store.js').Store} store
 */
export function makeMentions(store) {
  /** @type {readonly Entity[] | null} */
  let made = null;
  /** @type {Mention[]} */
  let all = [];

  const update = () => {
    const entities = store.state.result?.entities ?? null;
    if (entities === made) return;
    made = entities;
    all = (entities ?? []).flatMap((entity) =>
      entity.mentions.map(([start, end], index) =>
        ({ entity, index, start, end })));
    all.sort((a, b) => a.start - b.start || b.end - a.end);
  };

  return {
    /**
     * @param {number} start
     * @param {number} end
     * @returns {Mention[]}
     */
    between(start, end) {
      update();
      // Mentions do not overlap, so their ends are in order too.
      let low = 0;
      let high = all.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((all[middle]?.end ?? 0) <= start) low = middle + 1;
        else high = middle;
      }
      let last = low;
      while (last < all.length && (all[last]?.start ?? end) < end) last++;
      return all.slice(low, last);
    },
  };
}
