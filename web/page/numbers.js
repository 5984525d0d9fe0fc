/**
 * Numbers as a language writes them. Not `Intl.NumberFormat`: to make the first
 * one a browser reads its tables, which takes it 30 to 50 ms of every visit.
 *
 * @param {string} group between groups of three digits
 * @param {string} point before a fraction
 * @returns {{format: (value: number) => string}} for whole numbers, and such with
 *     a fraction of few digits
 */
export function numberFormat(group, point) {
  return {
    format: (value) => {
      const [whole = '', fraction] = String(value).split('.');
      return whole.replace(/\B(?=(\d{3})+$)/g, group) +
          (fraction === undefined ? '' : point + fraction);
    },
  };
}
