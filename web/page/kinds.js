/**
 * The groups that the page draws entities in: seven kinds of line for the
 * core's eighteen types (SPEC 4).
 *
 * @typedef {import('./types.js').GroupName} GroupName
 */

/** @type {readonly GroupName[]} */
export const GROUPS =
    ['person', 'place', 'org', 'group', 'date', 'number', 'work'];

/** Underlined nowhere until the reader asks. @type {readonly GroupName[]} */
export const HIDDEN_AT_FIRST = ['number'];

/** Groups that stand in a summary as plain text. @type {Set<GroupName>} */
export const NOT_NAMES = new Set(['date', 'number']);

/** @type {Record<string, GroupName>} */
const GROUP_OF_TYPE = {
  PERSON: 'person',
  GPE: 'place',
  LOC: 'place',
  FAC: 'place',
  ORG: 'org',
  NORP: 'group',
  DATE: 'date',
  TIME: 'date',
  PERCENT: 'number',
  MONEY: 'number',
  QUANTITY: 'number',
  ORDINAL: 'number',
  CARDINAL: 'number',
};

/**
 * @param {string} type
 * @returns {GroupName}
 */
export function groupOf(type) {
  return GROUP_OF_TYPE[type] ?? 'work';
}
