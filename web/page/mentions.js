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
  /** Entities and indices of all mentions, in text order. @type {Int32Array} */
  let entityOf = new Int32Array();
  let indexOf = new Int32Array();

  const update = () => {
    const entities = store.state.result?.entities ?? null;
    if (entities === made) return;
    made = entities;
    const list = entities ?? [];
    const count = list.reduce((sum, { mentions }) => sum + mentions.length, 0);
    // Sorted as numbers, which is quick for the hundred thousand of a long
    // text: where it starts, then its place among all.
    const keys = new Float64Array(count);
    const entityAt = new Int32Array(count);
    const indexAt = new Int32Array(count);
    let at = 0;
    list.forEach(({ mentions }, entity) => mentions.forEach(([start], index) => {
      keys[at] = start * count + at;
      entityAt[at] = entity;
      indexAt[at++] = index;
    }));
    keys.sort();
    entityOf = Int32Array.from(keys, (key) => entityAt[key % count] ?? 0);
    indexOf = Int32Array.from(keys, (key) => indexAt[key % count] ?? 0);
  };

  /** @param {number} place in text order */
  const spanAt = (place) => made?.[entityOf[place] ?? -1]
      ?.mentions[indexOf[place] ?? -1] ?? [Infinity, Infinity];

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
      let high = entityOf.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((spanAt(middle)[1] ?? 0) <= start) low = middle + 1;
        else high = middle;
      }
      /** @type {Mention[]} */
      const found = [];
      for (let place = low; place < entityOf.length; place++) {
        const [from, to] = spanAt(place);
        const entity = made?.[entityOf[place] ?? -1];
        if (!entity || from >= end) break;
        found.push({ entity, index: indexOf[place] ?? 0, start: from, end: to });
      }
      return found;
    },
  };
}
