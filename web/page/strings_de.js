/**
 * Every word that the page says, in German. Loaded when it is asked for. The
 * shape is that of strings.js; the type checker holds it to that.
 */

import { numberFormat } from './numbers.js';

const number = numberFormat('.', ',');

/** @param {number} count @param {string} one @param {string} many */
const count = (count, one, many) =>
  `${number.format(count)} ${count === 1 ? one : many}`;

/** @param {number} words */
const words = (words) => words >= 1e6 ?
  `${number.format(Math.round(words / 1e5) / 10)} Millionen Wörter` :
  count(words, 'Wort', 'Wörter');

/** @param {number} sentences */
const sentences = (sentences) => count(sentences, 'Satz', 'Sätzen');

/** @param {number} seconds */
function readingTime(seconds) {
  const minutes = Math.max(1, Math.round(seconds / 60));
  if (minutes < 90) return count(minutes, 'Minute', 'Minuten');
  return count(Math.round(minutes / 60), 'Stunde', 'Stunden');
}

/** @type {Record<string, string>} */
const genres = {
  news: 'Nachricht', feature: 'Reportage', report: 'Bericht', paper: 'Aufsatz',
  conversation: 'Gespräch', encyclopaedia: 'Nachschlagewerk',
  fiction: 'Erzählung', list: 'Liste',
};

/** @type {import('./strings.js').Language} */
export const german = {
  name: 'Standfirst',
  title: 'Standfirst: erst lesen, worum es geht',
  skip: 'Zum Vorspann springen',
  promise: 'Nichts, was Sie einfügen, verlässt diese Seite.',
  offline: 'Sie sind offline. Texte werden weiter gelesen; PDF, Word und andere ' +
    'Sprachen nur, wenn schon benutzt.',
  newText: 'Neuer Text',
  openFile: 'Datei öffnen',
  menu: 'Menü',
  masthead: 'Seite',
  standfirst: 'Vorspann',
  article: 'Artikel',

  invitation: 'Artikel einfügen. Erst\u00a0lesen, worum es geht.',
  definition: {
    word: 'Vor·spann',
    kind: 'der.',
    text: 'Die zwei oder drei Sätze unter einer Überschrift, die sagen, was im ' +
      'Artikel steht. Hier bestehen sie aus den Worten des Autors, und jeder ' +
      'zeigt, wo er stand. Gelesen wird Englisch.',
  },
  box: 'Ihr Artikel',
  boxHint: 'Fügen Sie einen Artikel ein, schreiben Sie ihn, oder ziehen Sie ' +
    'eine Datei auf die Seite.',
  boxNote: 'Text, Markdown, Webseite, PDF oder Word.',
  boxKept: 'Bleibt in diesem Browser, bis Sie ihn löschen.',
  boxNotKept: 'Wird nicht behalten: Er ist weg, wenn Sie die Seite schließen.',
  boxTooLong: 'Zu lang, um hier bearbeitet zu werden: Dies ist der Anfang. ' +
    'Alles ist auf der Seite noch da.',
  paste: 'Einfügen',
  read: 'Lesen',
  cleared: 'Der Text ist von der Seite genommen.',
  undo: 'Rückgängig',
  samples: 'Oder einer von uns',
  sampleKinds: { news: 'Nachricht', feature: 'Reportage', report: 'Bericht' },
  sampleTitles: {
    news: 'Three countries, one cable ship',
    feature: 'The woman who counts eels',
    report: 'How a town changed its buses',
  },
  minutes: (minutes) => `${minutes} Min.`,
  drop: 'Irgendwo loslassen',

  showAs: 'Zeigen als',
  types: {
    'standfirst': 'Vorspann',
    'key-points': 'Stichpunkte',
    'teaser': 'Anreißer',
    'headline': 'Titel',
  },
  focus: 'Fokus',
  focusHint: 'Name oder Wort',
  focusMissing: 'fehlt',
  length: 'Länge',
  lengthLabel: (chosen, all, wordCount) =>
    `${number.format(chosen)} von ${sentences(all)}, ` + words(wordCount),
  lengthThird: (chosen, all) =>
    `${number.format(chosen)} von ${number.format(all)}, ein Drittel`,
  headlineLength: (limit, is) => `${words(is)}, höchstens ${number.format(limit)}`,

  sourceOf: (position) => `Quelle von Satz ${position}`,
  sourceOfHeadline: 'Quelle 1: des Titels',
  showCut: (cut, position) => position === 0 ?
    `${count(cut, 'gestrichenes Wort', 'gestrichene Wörter')} des Titels zeigen` :
    `${count(cut, 'gestrichenes Wort', 'gestrichene Wörter')} in Satz ${position} zeigen`,
  showChanges: (changes, position) => position === 0 ?
    `${count(changes, 'Änderung', 'Änderungen')} im Titel zeigen` :
    `${count(changes, 'Änderung', 'Änderungen')} in Satz ${position} zeigen`,
  cutPrefix: 'gestrichen: ',
  putInPrefix: 'eingesetzt: ',
  fold: 'Zuklappen',
  wordsCut: (cut) => `${words(cut)} gestrichen`,
  changes: {
    pronoun: (from, to) => `„${from}“ wurde „${to}“`,
    capital: (from, to) => `„${from || to.toLowerCase()}“ wurde groß geschrieben`,
    stop: (from, to) => from ?
      `„${from}“ wurde am Ende „${to}“` : `„${to}“ schließt den Satz`,
    space: (_from, _to) => 'ein Leerzeichen wurde berichtigt',
    repair: (from, to) => `„${from}“ wurde zu „${to}“ repariert`,
  },
  proof: 'Jedes Wort ist vom Autor. Eine rote Zahl führt zur Quelle',
  proofCut: (cut) => `; −${cut} zeigt, was gestrichen wurde.`,
  proofEnd: '.',
  copy: 'Kopieren',
  copyAs: 'Kopieren als …',
  copyKinds: { txt: 'Text', md: 'Markdown', marks: 'HTML mit Marken' },
  link: 'Link, der den Artikel enthält',
  linkLength: (is, limit) =>
    `${number.format(is)} von ${number.format(limit)} Zeichen`,
  linkTooLong: (limit) => `länger als ${number.format(limit)} Zeichen`,
  copied: 'Kopiert',
  notCopied: 'Dieser Browser hat es nicht erlaubt',
  saveAs: 'Sichern als …',
  saveKinds: { html: 'Webseite', md: 'Markdown', txt: 'Text', json: 'JSON' },
  share: 'Teilen',
  print: 'Drucken',

  names: 'Namen und Daten',
  namesCount: (all, kinds) => `${number.format(all)} in ${count(kinds, 'Art', 'Arten')}`,
  namesHint: 'Angekreuzte Arten sind im Text unterstrichen. Wählen Sie einen ' +
    'Namen, um alle seine Stellen zu sehen.',
  noNames: 'In diesem Text wurden keine gefunden.',
  groups: {
    person: 'Personen',
    place: 'Orte',
    org: 'Organisationen',
    group: 'Gruppen',
    date: 'Daten und Zeiten',
    number: 'Geld und Zahlen',
    work: 'Werke und anderes',
  },
  more: (rest) => `${number.format(rest)} weitere`,
  fewer: 'Weniger',
  mentionOf: (at, all) => `${number.format(at)} von ${number.format(all)}`,
  mentions: (all) => count(all, 'Stelle', 'Stellen'),
  previous: 'Vorige Stelle',
  next: 'Nächste Stelle',
  done: 'Fertig',
  forms: (forms) => 'als ' + forms.map((form) => `„${form}“`).join(', '),

  whoWithWhom: 'Wer mit wem',
  sharingNames: (names) => `${number.format(names)} Namen mit gemeinsamen Sätzen`,
  graphHint: 'Eine Linie verbindet zwei Namen, die in einem Satz stehen; ' +
    'dicker: in mehreren.',
  graphPicture: 'Namen mit gemeinsamen Sätzen',
  graphColumns: ['Name', 'Gemeinsame Sätze mit'],
  sharedSentences: (name, sentences) =>
    sentences === 1 ? name : `${name} (${number.format(sentences)})`,
  asTable: 'Als Tabelle zeigen',
  asPicture: 'Als Bild zeigen',
  inOrderOfTime: 'In der Folge der Zeit',
  datesCount: (dates) => count(dates, 'Datum', 'Daten'),
  stillToCome: 'steht noch bevor',
  ringHint: 'Ein Ring: steht noch bevor.',
  notLoaded: 'Das konnte nicht geladen werden. Schließen und öffnen Sie es noch ' +
    'einmal.',

  leftOut: 'Ausgelassen',
  leftOutHint: 'Gehört nicht zum Artikel, ist darum grau und wird nie gewählt.',
  reasons: {
    'dateline': 'Ortszeile',
    'byline': 'Autorenzeile',
    'agency': 'Nachrichtenagentur',
    'caption': 'Bildunterschrift',
    'timestamp': 'Zeit der Veröffentlichung',
    'related': 'Verweis auf einen anderen Artikel',
    'share': 'Leiste zum Teilen',
    'prompt': 'Aufforderung zur Anmeldung',
    'legal': 'rechtlicher Hinweis',
    'advertisement': 'Anzeige',
    'embed': 'eingebetteter Beitrag',
    'author': 'über den Autor',
    'note': 'Anmerkung der Redaktion',
    'comment': 'Leserkommentar',
    'running-head': 'Kolumnentitel',
    'footnote-mark': 'Fußnotenzeichen',
    'repeated-title': 'der Titel noch einmal',
    'leftover': 'von der Seite übrig',
  },
  putBack: 'Zurückholen',
  leaveOut: 'Wieder auslassen',
  wasPutBack: 'zurückgeholt',

  genres,
  about: (genre, wordCount, seconds) => [
    genres[genre], words(wordCount), readingTime(seconds),
  ].filter(Boolean).join(', '),
  marks: 'Marken',
  edit: 'Bearbeiten',
  whyChosen: (sentence, position) =>
    `Satz ${sentence}, als ${position}. gewählt: warum`,
  why: (chosen, rank, all) => `${chosen ? 'Gewählt' : 'Nicht gewählt'}: ` +
    `${number.format(rank)}. von ${sentences(all)}.`,
  whyBefore: 'Warum: der Satz davor',
  whyAfter: 'Warum: der Satz danach',
  whyParts: {
    position: 'Platz im Text',
    centrality: 'nah am Thema',
    entities: 'Namen und Zahlen',
  },
  outOf100: (value) => `${Math.round(value / 10)} von 100`,
  map: 'Karte des Artikels',
  mapLink: (position) => `Zu Satz ${position} des Vorspanns`,

  reading: (wordCount) => `${words(wordCount)} lesen`,
  opening: 'Datei öffnen',
  stages: {
    open: 'Seiten lesen',
    clean: 'Text säubern',
    segment: 'Sätze finden',
    entity: 'Namen finden',
    rank: 'Sätze gewichten',
    select: 'Wählen',
  },
  workLine: (stage, seconds) => `${stage}.` + (seconds === null ? '' :
    ` Noch etwa ${count(seconds, 'Sekunde', 'Sekunden')}.`),
  percent: (fraction) => `${Math.floor(fraction * 100)} %`,
  stop: 'Anhalten',
  meanwhile: 'Sie können inzwischen lesen und blättern. Wenn Sie anhalten, ' +
    'bleibt Ihr Text.',

  theme: 'Aussehen',
  themes: { system: 'Wie das System', light: 'Hell', dark: 'Dunkel' },
  keepText: 'Meinen Text in diesem Browser behalten',
  shortcuts: 'Tastenkürzel',
  singleKeys: 'Kürzel mit einer einzelnen Taste',
  close: 'Schließen',
  aboutPage: 'Über Standfirst',
  aboutText: [
    'Standfirst macht aus einem Artikel seinen Vorspann, mit den Worten des ' +
      'Autors, und markiert Personen, Orte und Daten. Gelesen wird Englisch.',
    'Alles geschieht in dieser Seite. Ihre Sicherheitsregeln verbieten jede ' +
      'Anfrage außer nach ihren eigenen Dateien; ohne Netz arbeitet sie weiter.',
    'Freie Software unter der MIT-Lizenz.',
  ],
  keys: [
    ['1 2 3 4', 'Vorspann, Stichpunkte, Anreißer, Titel'],
    ['[ ]', 'kürzer, länger'],
    ['n p', 'nächster, voriger gewählter Satz'],
    ['j k', 'nächste, vorige Stelle des gewählten Namens'],
    ['u', 'Gestrichenes auf- oder zuklappen'],
    ['m', 'Marken an oder aus'],
    ['/', 'Fokuswörter'],
    ['e', 'Text bearbeiten'],
    ['Esc', 'zurück'],
    ['?', 'dieses Blatt'],
  ],

  announce: (count, wordCount) =>
    `${number.format(count)} ${count === 1 ? 'Satz' : 'Sätze'}, ${words(wordCount)}.`,

  problems: {
    'empty': () => ({
      fact: 'Hier gibt es noch nichts zu lesen.',
      then: 'Der Text enthält keine Wörter.',
    }),
    'shorter-than-budget': () => ({
      fact: 'Das ist schon kurz.', then: 'Es wird gezeigt, wie es ist.',
    }),
    'longer-than-budget': () => ({
      fact: 'So kurz ist kein Satz.',
      then: 'Gezeigt wird der kürzeste, der genug sagt.',
    }),
    'grammar-unavailable': () => ({
      fact: 'Die Grammatik konnte nicht geladen werden.',
      then: 'Sätze werden weniger genau gewählt.',
      action: 'Noch einmal',
    }),
    'not-english': () => ({
      fact: 'Das sieht nicht wie Englisch aus.',
      then: 'Sätze werden gewählt, nicht gekürzt; Namen werden nicht markiert.',
    }),
    'partly-english': () => ({
      fact: 'Ein Teil des Textes scheint nicht englisch zu sein.',
      then: 'Namen werden dort nicht markiert.',
    }),
    'encoding-repaired': () => ({
      fact: 'Einige Zeichen waren beschädigt.',
      then: 'Sie wurden repariert, wo es ging; jede Reparatur im Vorspann steht ' +
        'darunter.',
    }),
    'entities-unavailable': () => ({
      fact: 'Namen konnten nicht geladen werden.',
      then: 'Der Vorspann ist vollständig. Personen, Orte und Daten sind nicht ' +
        'markiert.',
      action: 'Noch einmal',
    }),
    'mixed-articles': () => ({
      fact: 'Das scheint mehr als ein Artikel zu sein.',
      then: 'Der Vorspann spricht von allem. Mit einem Artikel allein wird er ' +
        'besser.',
    }),
    'truncated-sentence': () => ({
      fact: 'Der Text hört mitten in einem Satz auf.',
      then: 'Dieser Satz wird nie gewählt.',
    }),
    'text-too-large': (values) => ({
      fact: values['file'] ?
        `Diese Datei hat ${values['size']} MB; die Grenze ist 20.` :
        `Dieser Text hat ${values['size']} MB; die Grenze ist 20.`,
      then: values['file'] ? 'Ihr Text hier ist unverändert.' :
        'Er bleibt hier; nehmen Sie einen Teil davon.',
    }),
    'not-text': () => ({
      fact: 'Das ist kein Text.',
      then: 'Das meiste davon lässt sich nicht als Zeichen lesen. Ihr Text hier ' +
        'ist unverändert.',
    }),
    'input-unreadable': (values) => ({
      fact: `${values['file'] || 'Die Datei'} konnte nicht gelesen werden.`,
      then: 'Ihr Text hier ist unverändert.',
    }),
    'model-missing': () => ({
      fact: 'Ein Teil von Standfirst konnte nicht geladen werden.',
      then: 'Ihr Text ist sicher. Prüfen Sie die Verbindung.',
      action: 'Noch einmal',
    }),
    'model-invalid': () => ({
      fact: 'Ein Teil von Standfirst kam beschädigt an.',
      then: 'Er wird nicht benutzt. Ihr Text ist sicher.',
      action: 'Noch einmal',
    }),
    'model-version': () => ({
      fact: 'Ein Teil von Standfirst gehört zu einer anderen Version.',
      then: 'Ihr Text ist sicher. Laden Sie die Seite neu.',
      action: 'Noch einmal',
    }),
    'engine-crashed': () => ({
      fact: 'Der Leser blieb stehen und wurde neu gestartet.',
      then: 'Ihr Text ist sicher.',
      action: 'Noch einmal lesen',
    }),
    'engine-unavailable': () => ({
      fact: 'Der Leser konnte nicht gestartet werden.',
      then: 'Ihr Text ist sicher. Prüfen Sie die Verbindung; hilft das nicht, ' +
        'laden Sie die Seite neu.',
      action: 'Noch einmal',
    }),
    'internal': (values) => ({
      fact: 'Im Leser ging etwas schief.',
      then: `Ihr Text ist sicher. ${values['detail'] ?? ''}`.trim(),
      action: 'Noch einmal lesen',
    }),
    'no-webassembly': () => ({
      fact: 'Dieser Browser sperrt WebAssembly',
      then: ', das Standfirst braucht. Ihr Text ist sicher; erlauben Sie es für ' +
        'diese Seite, oder nehmen Sie einen anderen Browser.',
    }),
    'stopped': () => ({
      fact: 'Angehalten.', then: 'Ihr Text ist hier.', action: 'Noch einmal lesen',
    }),
    'locked-pdf': () => ({
      fact: 'Diese PDF-Datei ist gesperrt.',
      then: 'Öffnen Sie sie, wo Sie das Kennwort haben, und fügen Sie ihren ' +
        'Text hier ein.',
    }),
    'locked-word': () => ({
      fact: 'Diese Word-Datei ist gesperrt.',
      then: 'Öffnen Sie sie, wo Sie das Kennwort haben, und fügen Sie ihren ' +
        'Text hier ein.',
    }),
    'pdf-without-text': () => ({
      fact: 'Diese PDF-Datei enthält Bilder von Seiten, keinen Text.',
      then: 'Ihr Text hier ist unverändert.',
    }),
    'library-missing': (values) => ({
      fact: values['file'] ? `Was ${values['file']} öffnet, ließ sich nicht laden.` :
        'Dieser Teil der Seite ließ sich nicht laden.',
      then: 'Es wird geladen, wenn es zum ersten Mal gebraucht wird: Versuchen ' +
        'Sie es mit Netz noch einmal.',
    }),
    'only-link': () => ({
      fact: 'Nur ein Link ist angekommen.',
      then: 'Standfirst ruft keine Seiten ab. Öffnen Sie die Seite, kopieren ' +
        'Sie ihren Text, und fügen Sie ihn hier ein.',
    }),
    'other-tab': () => ({
      fact: 'Ein anderer Tab hat auch einen Text.',
      then: 'Jeder Tab behält seinen; der nächste, den Sie öffnen, beginnt mit ' +
        'dem neueren.',
    }),
    'update-ready': () => ({
      fact: 'Eine neue Fassung ist bereit.',
      then: 'Sie beginnt, wenn Sie die Seite das nächste Mal öffnen.',
    }),
    'picture': () => ({
      fact: 'Das ist ein Bild.',
      then: 'Standfirst liest Text, PDF und Word.',
    }),
    'document': (values) => ({
      fact: `Standfirst kann keine Datei der Art ${values['kind']} öffnen.`,
      then: 'Öffnen Sie sie anderswo, und fügen Sie ihren Text hier ein.',
    }),
    'not-kept': () => ({
      fact: 'Dieser Browser lässt uns den Text nicht behalten.',
      then: 'Kopieren Sie ihn, bevor Sie schließen.',
    }),
    'too-long-to-keep': () => ({
      fact: 'Dieser Text ist zu lang, um im Browser zu bleiben.',
      then: 'Er ist weg, wenn Sie die Seite schließen.',
    }),
    'no-room': () => ({
      fact: 'Im Browser ist kein Platz mehr für diesen Text.',
      then: 'Er ist weg, wenn Sie die Seite schließen.',
    }),
    'sample-missing': () => ({
      fact: 'Das Beispiel konnte nicht geladen werden.',
      then: 'Der Rest der Seite arbeitet.',
    }),
    'from-link': () => ({
      fact: 'Dieser Text kam mit einem Link.',
      then: 'Ihr eigener ist noch da: Menü, Rückgängig holt ihn zurück.',
    }),
    'from-share': () => ({
      fact: 'Dieser Text wurde mit der Seite geteilt.',
      then: 'Ihr eigener ist noch da: Menü, Rückgängig holt ihn zurück.',
    }),
    'link-unreadable': () => ({
      fact: 'Der Text in diesem Link ist beschädigt.',
      then: 'Lassen Sie sich den Link noch einmal geben, oder den Text selbst.',
    }),
    'language-missing': () => ({
      fact: 'Diese Sprache ließ sich nicht laden.',
      then: 'Sie wird geladen, wenn sie zum ersten Mal gebraucht wird: Versuchen ' +
        'Sie es mit Netz noch einmal.',
    }),
    'language-later': () => ({
      fact: 'Die Sprache wechselt, wenn Sie die Seite wieder öffnen.',
      then: 'Ihr Text ist zu lang, um jetzt mitgenommen zu werden.',
    }),
    'language-never': () => ({
      fact: 'Dieser Browser lässt uns die Sprache nicht behalten.',
      then: 'Erlauben Sie ihm, Daten dieser Seite zu speichern; dann wählen Sie ' +
        'eine andere.',
    }),
    'no-clipboard': () => ({
      fact: 'Dieser Browser gibt seine Zwischenablage nicht her.',
      then: globalThis.matchMedia?.('(pointer: coarse)').matches ?
        'Halten Sie einen Finger auf das Feld, und wählen Sie Einfügen.' :
        'Drücken Sie im Feld Strg V (⌘ V am Mac).',
    }),
  },
  failed: 'Das ging nicht. Ihr Text ist sicher.',
  again: 'Noch einmal',
  dismiss: 'Schließen',
  useUpdate: 'Jetzt verwenden',
};
