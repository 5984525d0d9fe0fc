/**
 * Every word that the page says, in English. A second language is a second
 * object of this shape (strings_de.js), put in this one's place before the page
 * is built. No markup; no code elsewhere makes sentences.
 */

import { numberFormat } from './numbers.js';

const number = /* @__PURE__ */ numberFormat(',', '.');

/** @param {number} count @param {string} one @param {string} [many] */
const count = (count, one, many = one + 's') =>
  `${number.format(count)} ${count === 1 ? one : many}`;

/** @param {number} words */
const words = (words) => words >= 1e6 ?
  `${(words / 1e6).toFixed(1)} million words` : count(words, 'word');

const ORDINALS = [
  'first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth',
  'ninth', 'tenth', 'eleventh', 'twelfth',
];

/** @param {number} rank from 1 */
function ordinal(rank) {
  const word = ORDINALS[rank - 1];
  if (word) return word;
  const tens = rank % 100;
  const ending = tens >= 11 && tens <= 13 ? 'th' :
    ['th', 'st', 'nd', 'rd'][rank % 10] ?? 'th';
  return number.format(rank) + ending;
}

/** @param {number} seconds */
function readingTime(seconds) {
  const minutes = Math.max(1, Math.round(seconds / 60));
  if (minutes < 90) return count(minutes, 'minute');
  return count(Math.round(minutes / 60), 'hour');
}

/**
 * @typedef {typeof english & typeof laterStrings} AllStrings
 * @typedef {AllStrings & {problems: typeof problems}} Language
 */

const english = {
  name: 'Standfirst',
  title: 'Standfirst: read the point of an article first',
  skip: 'Skip to the standfirst',
  promise: 'Nothing you paste leaves this page.',
  offline: 'You are offline. PDF, Word, other languages only if used before.',
  newText: 'New text',
  openFile: 'Open a file',
  menu: 'Menu',
  masthead: 'Page',
  standfirst: 'Standfirst',
  article: 'Article',

  // Empty.
  invitation: 'Paste an article. Read\u00a0the point of it first.',
  definition: {
    word: 'stand·first',
    kind: 'noun.',
    text: 'The two or three sentences under a headline that say what the ' +
      'article says. Here they are made of the author’s own words, and each ' +
      'one shows you where it stood.',
  },
  box: 'Your article',
  boxHint: 'Paste or type an article here, or drop a file anywhere on the ' +
    'page.',
  boxNote: 'Text, Markdown, web page, PDF or Word.',
  boxKept: 'Kept in this browser until you clear it.',
  boxNotKept: 'Not kept: it is gone when you close this page.',
  boxTooLong: 'Too long to be edited here: this is its beginning. All of it ' +
    'is kept on the page.',
  paste: 'Paste',
  read: 'Read it',
  cleared: 'The text is gone from the page.',
  undo: 'Undo',
  samples: 'Or try one of ours',
  sampleKinds: { news: 'News', feature: 'Feature', report: 'Report' },
  sampleTitles: {
    news: 'Three countries, one cable ship',
    feature: 'The woman who counts eels',
    report: 'How a town changed its buses',
  },
  /** @param {number} minutes */
  minutes: (minutes) => `${minutes} min`,
  drop: 'Drop it anywhere',

  // Controls.
  showAs: 'Show as',
  types: {
    'standfirst': 'Standfirst',
    'key-points': 'Key points',
    'teaser': 'Teaser',
    'headline': 'Headline',
  },
  focus: 'Focus',
  focusHint: 'a name or a word',
  focusMissing: 'not found',
  length: 'Length',
  /** @param {number} chosen @param {number} all @param {number} wordCount */
  lengthLabel: (chosen, all, wordCount) =>
    `${number.format(chosen)} of ${count(all, 'sentence')}, ` +
    count(wordCount, 'word'),
  /** @param {number} chosen @param {number} all */
  lengthThird: (chosen, all) =>
    `${number.format(chosen)} of ${number.format(all)}, a third of it`,
  /** @param {number} limit @param {number} is */
  headlineLength: (limit, is) =>
    `${count(is, 'word')}, ${number.format(limit)} at most`,

  // Result.
  /** @param {number} position from 1 */
  sourceOf: (position) => `Source of sentence ${position}`,
  sourceOfHeadline: 'Source 1: of the headline',
  /** @param {number} cut @param {number} position */
  showCut: (cut, position) => position === 0 ?
    `Show the ${count(cut, 'word')} cut from the headline` :
    `Show the ${count(cut, 'word')} cut from sentence ${position}`,
  /** @param {number} changes @param {number} position */
  showChanges: (changes, position) => position === 0 ?
    `Show ${count(changes, 'change')} in the headline` :
    `Show ${count(changes, 'change')} in sentence ${position}`,
  proof: 'Every word is the author’s. A red number leads to the source',
  /** @param {number} cut */
  proofCut: (cut) => `; −${cut} shows the words that were cut.`,
  proofEnd: '.',
  copy: 'Copy',
  copyAs: 'Copy as…',
  copyKinds: { txt: 'Text', md: 'Markdown', marks: 'HTML with marks' },
  link: 'Link with the article in it',
  /** @param {number} is @param {number} limit */
  linkLength: (is, limit) =>
    `${number.format(is)} of ${number.format(limit)} characters`,
  /** @param {number} limit */
  linkTooLong: (limit) => `longer than ${number.format(limit)} characters`,
  copied: 'Copied',
  notCopied: 'This browser did not allow it',
  saveAs: 'Save as…',
  saveKinds: { html: 'Web page', md: 'Markdown', txt: 'Text', json: 'JSON' },
  share: 'Share',
  print: 'Print',

  // Names.
  names: 'Names and dates',
  /** @param {number} all @param {number} kinds */
  namesCount: (all, kinds) => `${number.format(all)} in ${count(kinds, 'kind')}`,
  namesHint: 'Ticked kinds are underlined in the text. Choose a name to see ' +
    'every place it stands.',
  noNames: 'None were found in this text.',
  groups: {
    person: 'People',
    place: 'Places',
    org: 'Organisations',
    group: 'Groups',
    date: 'Dates and times',
    number: 'Money and numbers',
    work: 'Works and others',
  },
  /** @param {number} rest */
  more: (rest) => `${number.format(rest)} more`,
  fewer: 'Fewer',
  /** @param {number} at @param {number} all */
  mentionOf: (at, all) => `${number.format(at)} of ${number.format(all)}`,
  /** @param {number} all */
  mentions: (all) => count(all, 'mention'),
  previous: 'Previous mention',
  next: 'Next mention',
  done: 'Done',
  /** @param {string[]} forms */
  forms: (forms) => 'as ' + forms.map((form) => `“${form}”`).join(', '),

  // Pictures.
  whoWithWhom: 'Who with whom',
  /** @param {number} names */
  sharingNames: (names) => `${count(names, 'name')} that share sentences`,
  inOrderOfTime: 'In order of time',
  /** @param {number} dates */
  datesCount: (dates) => count(dates, 'date'),
  notLoaded: 'This could not be loaded. Close it and open it again.',

  // Left out.
  leftOut: 'Left out',
  /** @type {Record<string, string>} */
  reasons: {
    'dateline': 'dateline',
    'byline': 'byline',
    'agency': 'news agency',
    'caption': 'caption of a picture',
    'timestamp': 'time of publication',
    'related': 'link to another article',
    'share': 'share bar',
    'prompt': 'prompt to sign up',
    'legal': 'legal notice',
    'advertisement': 'advertisement',
    'embed': 'embedded post',
    'author': 'about the author',
    'note': 'editor’s note',
    'comment': 'readers’ comment',
    'running-head': 'running head',
    'footnote-mark': 'footnote mark',
    'repeated-title': 'the title once more',
    'leftover': 'left over from the page',
  },

  // Article.
  /** @type {Record<string, string>} */
  genres: {
    news: 'News', feature: 'Feature', report: 'Report', paper: 'Paper',
    conversation: 'Conversation', encyclopaedia: 'Encyclopaedia',
    fiction: 'Fiction', list: 'List',
  },
  /** @param {string} genre @param {number} wordCount @param {number} seconds */
  about: (genre, wordCount, seconds) => [
    english.genres[genre], words(wordCount), readingTime(seconds),
  ].filter(Boolean).join(', ').replace(/^./, (letter) => letter.toUpperCase()),
  marks: 'Marks',
  edit: 'Edit text',
  /** @param {number} sentence @param {number} position */
  whyChosen: (sentence, position) =>
    `Sentence ${sentence}, chosen as ${position}: why`,
  map: 'Map of the article',
  /** @param {number} position */
  mapLink: (position) => `Go to sentence ${position} of the standfirst`,

  // Work.
  /** @param {number} wordCount */
  reading: (wordCount) => `Reading ${words(wordCount)}`,
  opening: 'Opening the file',
  /** @type {Record<string, string>} */
  stages: {
    open: 'Reading its pages',
    clean: 'Cleaning the text',
    segment: 'Finding sentences',
    entity: 'Finding names',
    rank: 'Weighing sentences',
    select: 'Choosing',
  },
  /** @param {string} stage @param {number | null} seconds */
  workLine: (stage, seconds) => `${stage}.` +
    (seconds === null ? '' : ` About ${count(seconds, 'second')} left.`),
  /** @param {number} fraction */
  percent: (fraction) => `${Math.floor(fraction * 100)} %`,
  stop: 'Stop',
  meanwhile: 'You can read and scroll meanwhile. If you stop, your text stays.',

  // Menu.
  theme: 'Theme',
  themes: { system: 'System', light: 'Light', dark: 'Dark' },
  keepText: 'Keep my text in this browser',
  shortcuts: 'Shortcuts',
  aboutPage: 'About Standfirst',

  // Announcements.
  /** @param {number} sentences @param {number} wordCount */
  announce: (sentences, wordCount) =>
    `${count(sentences, 'sentence')}, ${count(wordCount, 'word')}.`,

  // Where a problem's own words could not be loaded.
  failed: 'That did not work. Your text is safe.',
  again: 'Try again',
  dismiss: 'Dismiss',
  useUpdate: 'Use it now',
};

/**
 * @type {typeof english & {problems?: typeof problems}} English at first
 */
export const strings = english;

/**
 * What only is said by what is loaded later: the build leaves it out of the
 * first script (tools/scripts/site.mjs).
 */
export const laterStrings = {
  cutPrefix: 'cut: ',
  putInPrefix: 'put in: ',
  fold: 'Fold',
  /** @param {number} cut */
  wordsCut: (cut) => `${count(cut, 'word')} cut`,
  changes: {
    /** @param {string} from @param {string} to */
    pronoun: (from, to) => `“${from}” became “${to}”`,
    /** @param {string} from @param {string} to */
    capital: (from, to) => `“${from || to.toLowerCase()}” took a capital`,
    /** @param {string} from @param {string} to */
    stop: (from, to) => from ?
      `“${from}” became “${to}” at the end` : `“${to}” closes the sentence`,
    /** @param {string} _from @param {string} _to */
    space: (_from, _to) => 'a space was set right',
    /** @param {string} from @param {string} to */
    repair: (from, to) => `“${from}” was repaired to “${to}”`,
  },
  graphHint: 'A line joins two names that share a sentence; thicker, more of ' +
    'them.',
  graphPicture: 'Names that share sentences',
  graphColumns: ['Name', 'Shares sentences with'],
  /** @param {string} name @param {number} sentences */
  sharedSentences: (name, sentences) =>
    sentences === 1 ? name : `${name} (${number.format(sentences)})`,
  asTable: 'Show as a table',
  asPicture: 'Show as a picture',
  stillToCome: 'still to come',
  ringHint: 'A ring: still to come.',
  /** @param {boolean} chosen @param {number} rank @param {number} all */
  why: (chosen, rank, all) => `${chosen ? 'Chosen' : 'Not chosen'}: ` +
    `${ordinal(rank)} of ${count(all, 'sentence')}.`,
  whyBefore: 'Why: the sentence before',
  whyAfter: 'Why: the sentence after',
  whyParts: {
    position: 'place in the text',
    centrality: 'close to the subject',
    entities: 'names and figures',
  },
  /** @param {number} value 0 to 1000 */
  outOf100: (value) => `${Math.round(value / 10)} of 100`,
  leftOutHint: 'Not part of the article, so it is greyed and never chosen.',
  putBack: 'Put back',
  leaveOut: 'Leave out again',
  wasPutBack: 'put back',
  singleKeys: 'Shortcuts by a single key',
  close: 'Close',
  aboutText: [
    'Standfirst makes an article’s standfirst, of the author’s own words, and ' +
      'marks its people, places and dates. It reads English.',
    'All of it happens in this page. Its security policy forbids every request ' +
      'but for its own files; without a network it works on.',
    'Free software under the MIT licence.',
  ],
  keys: [
    ['1 2 3 4', 'standfirst, key points, teaser, headline'],
    ['[ ]', 'shorter, longer'],
    ['n p', 'next and previous chosen sentence'],
    ['j k', 'next and previous mention of the chosen name'],
    ['u', 'unfold or fold what was cut'],
    ['m', 'marks on or off'],
    ['/', 'focus words'],
    ['e', 'edit the text'],
    ['Esc', 'back'],
    ['?', 'this sheet'],
  ],
};

/**
 * What could not be done: fact, consequence, and the name of one action. Loaded
 * with the first of them.
 *
 * @type {Record<string, (values: Record<string, string>) =>
 *     {fact: string, then: string, action?: string}>}
 */
export const problems = {
  // Of the engine: notices.
  'empty': () => ({
    fact: 'There is nothing to read yet.',
    then: 'The text holds no words.',
  }),
  'shorter-than-budget': () => ({
    fact: 'This is short already.', then: 'It is shown as it is.',
  }),
  'longer-than-budget': () => ({
    fact: 'No sentence is that short.',
    then: 'The shortest one that says enough is shown.',
  }),
  'grammar-unavailable': () => ({
    fact: 'The grammar could not be loaded.',
    then: 'Sentences are chosen with less care.',
    action: 'Try again',
  }),
  'not-english': () => ({
    fact: 'This does not look like English.',
    then: 'Sentences are chosen, not shortened; names are not marked.',
  }),
  'partly-english': () => ({
    fact: 'Some of this does not look like English.',
    then: 'Names there are not marked.',
  }),
  'encoding-repaired': () => ({
    fact: 'Some characters were damaged.',
    then: 'They were repaired where that was possible; each repair in the ' +
      'standfirst is listed under it.',
  }),
  'entities-unavailable': () => ({
    fact: 'Names could not be loaded.',
    then: 'The standfirst below is complete. People, places and dates are ' +
      'not marked.',
    action: 'Try again',
  }),
  'mixed-articles': () => ({
    fact: 'This looks like more than one article.',
    then: 'The standfirst speaks of all of it. Paste one article alone for ' +
      'a better one.',
  }),
  'truncated-sentence': () => ({
    fact: 'The text stops in the middle of a sentence.',
    then: 'That sentence is never chosen.',
  }),
  // Of the engine: errors.
  'text-too-large': (values) => ({
    fact: values['file'] ?
      `This file is ${values['size']} MB; the limit is 20.` :
      `This text is ${values['size']} MB; the limit is 20.`,
    then: values['file'] ? 'Your text here is unchanged.' :
      'It stays here; take a part of it.',
  }),
  'not-text': () => ({
    fact: 'That is not text.',
    then: 'Most of it cannot be read as characters. Your text here is ' +
      'unchanged.',
  }),
  'input-unreadable': (values) => ({
    fact: `${values['file'] || 'The file'} could not be read.`,
    then: 'Your text here is unchanged.',
  }),
  'model-missing': () => ({
    fact: 'A part of Standfirst could not be loaded.',
    then: 'Your text is safe. Check the connection and try again.',
    action: 'Try again',
  }),
  'model-invalid': () => ({
    fact: 'A part of Standfirst arrived damaged.',
    then: 'It is not used. Your text is safe.',
    action: 'Try again',
  }),
  'model-version': () => ({
    fact: 'A part of Standfirst is of another version.',
    then: 'Your text is safe. Reload the page to get matching parts.',
    action: 'Try again',
  }),
  'engine-crashed': () => ({
    fact: 'The reader stopped and was started again.',
    then: 'Your text is safe.',
    action: 'Read again',
  }),
  'engine-unavailable': () => ({
    fact: 'The reader could not be started.',
    then: 'Your text is safe. Check the connection and try again; if that ' +
      'does not help, reload the page.',
    action: 'Try again',
  }),
  'internal': (values) => ({
    fact: 'Something went wrong in the reader.',
    then: `Your text is safe. ${values['detail'] ?? ''}`.trim(),
    action: 'Read again',
  }),
  // Of the page.
  'no-webassembly': () => ({
    fact: 'This browser blocks WebAssembly',
    then: ', which Standfirst needs. Your text is safe; allow it for this ' +
      'page or use another browser.',
  }),
  'stopped': () => ({
    fact: 'Stopped.', then: 'Your text is here.', action: 'Read again',
  }),
  'picture': () => ({
    fact: 'That is a picture.',
    then: 'Standfirst reads text, PDF and Word.',
  }),
  'document': (values) => ({
    fact: `Standfirst cannot open a ${values['kind']} file.`,
    then: 'Open it elsewhere and paste its text here.',
  }),
  'locked-pdf': () => ({
    fact: 'This PDF is locked.',
    then: 'Open it where you have the password and paste its text here.',
  }),
  'locked-word': () => ({
    fact: 'This Word file is locked.',
    then: 'Open it where you have the password and paste its text here.',
  }),
  'pdf-without-text': () => ({
    fact: 'This PDF holds pictures of pages, not text.',
    then: 'Your text here is unchanged.',
  }),
  'library-missing': (values) => ({
    fact: values['file'] ? `What opens ${values['file']} could not be loaded.` :
      'That part of the page could not be loaded.',
    then: 'It is fetched when it is first needed: try again with a network.',
  }),
  'only-link': () => ({
    fact: 'Only a link arrived.',
    then: 'Standfirst fetches no pages. Open it, copy its text and paste it ' +
      'here.',
  }),
  'other-tab': () => ({
    fact: 'Another tab has a text too.',
    then: 'Each tab keeps its own; the next one you open starts with the ' +
      'newer.',
  }),
  'update-ready': () => ({
    fact: 'A new version is ready.',
    then: 'It starts when you next open the page.',
  }),
  'not-kept': () => ({
    fact: 'This browser does not let us keep the text.',
    then: 'Copy it before you close.',
  }),
  'too-long-to-keep': () => ({
    fact: 'This text is too long to be kept in the browser.',
    then: 'It is gone when you close the page.',
  }),
  'no-room': () => ({
    fact: 'The browser has no room to keep this text.',
    then: 'It is gone when you close the page.',
  }),
  'sample-missing': () => ({
    fact: 'The sample could not be loaded.',
    then: 'The rest of the page works.',
  }),
  'from-link': () => ({
    fact: 'This text came in a link.',
    then: 'Your own text is kept: Menu, Undo brings it back.',
  }),
  'from-share': () => ({
    fact: 'This text was shared with the page.',
    then: 'Your own text is kept: Menu, Undo brings it back.',
  }),
  'link-unreadable': () => ({
    fact: 'The text in this link is damaged.',
    then: 'Ask for the link once more, or for the text itself.',
  }),
  'language-missing': () => ({
    fact: 'That language could not be loaded.',
    then: 'It is fetched when it is first needed: try again with a network.',
  }),
  'language-later': () => ({
    fact: 'The language changes when you next open the page.',
    then: 'Your text is too long to be carried over now.',
  }),
  'language-never': () => ({
    fact: 'This browser does not let us keep the language.',
    then: 'Allow it to store data of this page; then choose another.',
  }),
  'no-clipboard': () => ({
    fact: 'This browser keeps its clipboard to itself.',
    then: globalThis.matchMedia?.('(pointer: coarse)').matches ?
      'Keep a finger on the box and choose Paste.' :
      'Press Ctrl V (⌘ V on a Mac) in the box.',
  }),
};
