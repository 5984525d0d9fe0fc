// Inputs that nobody would write and somebody will paste: 300 of them, made
// the same way every time.

const encoder = new TextEncoder();

/**
 * A small random generator with a seed (mulberry32, Tommy Ettinger, public
 * domain), so that a failing case can be made again.
 * @param {number} seed
 */
export function makeRandom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const PROSE = [
  'The council of Harrowgate met on Thursday to choose a new mayor.',
  'Mayor Inge Lorentzen (who was elected in 2019) said the bridge would cost €4.5 million.',
  '“We will not wait,” she told reporters at 9.30 a.m. outside the Old Mill.',
  'Dr. A. B. Okafor of the University of Eastmoor warned that 12% of homes had no heating.',
  'But nobody had asked the people of St. Brannoc, 40 km to the north.',
  'It was, he said, the worst winter since 1987…',
  'The U.S. Embassy did not comment. The company\'s shares fell 3.2 percent.',
  'Visit https://example.org/a?b=c or write to press@example.org for more.',
  'Why did it take so long?',
  'He left (again) without a word [1].',
];

const PIECES = [
  '', ' ', '\n', '\n\n', '\r\n', '\t', '\u00a0', '\u200b', '\u00ad', '\ufeff', '\u0000', '\u2028', '\u0085', '.', '..', '…', '?', '!',
  '"', '“', '”', "'", '’', '(', ')', '[', ']', '—', '-', '–', '•', '*', '#', '|', '😀', '👨‍👩‍👧', '🇫🇷', 'e\u0301', 'ﬁ', 'ß', 'İ', 'ǅ',
  'â€™', 'Ã©', '&amp;', '&#8217;', '<b>', '</p>', 'Ж', 'ק', 'ع', '日本語。', 'हिन्दी।', 'a', 'Paris', 'U.S.', '3.14', '€5',
  'Mr.', 'KYIV:', 'Share', 'By Ana Ruiz', 'Photo: X/Y', 'Top', 'said', 'the', '\ud83d', '\ude00',
];

/** @returns {{name: string, bytes: Uint8Array}[]} */
export function generatedInputs() {
  /** @type {{name: string, bytes: Uint8Array}[]} */
  const inputs = [];
  const add = (/** @type {string} */ name, /** @type {string | Uint8Array} */ content) =>
    inputs.push({ name, bytes: typeof content === 'string' ? encodeLoosely(content) : content });
  const prose = (/** @type {number} */ count, between = ' ') =>
    Array.from({ length: count }, (_, index) => PROSE[index % PROSE.length]).join(between);

  add('empty', '');
  add('one space', ' ');
  add('blank lines', '\n \n\t\n');
  add('one word', 'Paris');
  add('one letter', 'a');
  add('one stop', '.');
  add('no full stop', 'the quick brown fox jumps over the lazy dog and goes on and on without any stop at all');
  add('1 MB without a space', 'x'.repeat(1 << 20));
  add('1 MB of digits', '1234567890'.repeat(104858));
  add('100,000 newlines', '\n'.repeat(100000));
  add('100,000 spaces', ' '.repeat(100000));
  add('all emoji', '😀🎉🚀👩‍🚀🏳️‍🌈'.repeat(200));
  add('NULs', `${prose(4)}\u0000\u0000${prose(3)}`);
  add('only NULs', new Uint8Array(500));
  add('lone surrogates', `${prose(2)} \ud83d ${prose(2)} \ude00`);
  add('CRLF', prose(8, '\r\n\r\n'));
  add('CR only', prose(8, '\r\r'));
  add('right to left', 'אמש נפגשו השרים בירושלים. הם דנו בתקציב. השר אמר שאין החלטה.\n\nاجتمع الوزراء أمس في القاهرة. وقالوا إن القرار قريب؟');
  add('right-to-left marks in English', prose(5).replaceAll(' ', ' \u200f\u202a'));
  add('every byte value', Uint8Array.from({ length: 256 }, (_, index) => index));
  add('every byte value in prose', Uint8Array.from([...encodeLoosely(prose(30, '\n\n')), ...Array.from({ length: 256 }, (_, index) => index)]));
  add('combining marks', `${prose(2)} ${'a' + '\u0301'.repeat(10000)} ${prose(2)}`);
  add('combining mark first', '\u0301 is how this text begins. It goes on for a while.');
  add('byte order mark', `\ufeff${prose(6)}`);
  add('UTF-16 little-endian', Uint8Array.from([0xff, 0xfe, ...[...prose(5)].flatMap((letter) => [letter.charCodeAt(0) & 255, letter.charCodeAt(0) >> 8])]));
  add('Windows-1252', Uint8Array.from([...prose(6).replaceAll('“', '\u0093').replaceAll('”', '\u0094').replaceAll('€', '\u0080').replaceAll('…', '\u0085')].map((letter) => letter.charCodeAt(0) & 255)));
  add('mojibake', prose(4).replaceAll('“', 'â€œ').replaceAll('”', 'â€\u009d') + ' The mayorâ€™s cafÃ© is shut.');
  add('hard-wrapped', prose(20).replaceAll(/(.{50,70}) /g, '$1\n'));
  add('hyphenated line ends', 'The govern-\nment of the long-\nterm plan met in Harrow-\ngate on Thursday. It was late.');
  add('soft hyphens', prose(5).replaceAll('e', 'e\u00ad'));
  add('zero width', prose(5).replaceAll('o', '\u200bo'));
  add('ligatures', prose(5).replaceAll('fi', 'ﬁ').replaceAll('ff', 'ﬀ'));
  add('missing spaces', prose(8, ''));
  add('all capitals', prose(10).toUpperCase());
  add('all lower case', prose(10).toLowerCase());
  add('a name at every token', 'Paris Berlin London Madrid Rome '.repeat(400));
  add('10,000 tokens in one sentence', 'and then the man said that '.repeat(1700));
  add('100,000 short sentences', 'He ran. '.repeat(20000));
  add('all sentences alike', 'The cat sat on the mat. '.repeat(300));
  add('opening brackets', '('.repeat(5000));
  add('brackets', '(a) '.repeat(2000));
  add('nested brackets', `${prose(1)} ${'('.repeat(300)}x${')'.repeat(300)} ${prose(1)}`);
  add('quotes', '"'.repeat(5000));
  add('stops', '.'.repeat(5000));
  add('hyphens', '-'.repeat(5000));
  add('apostrophes', "'s ".repeat(2000));
  add('list', PROSE.map((line) => `- ${line}`).join('\n'));
  add('numbered list', PROSE.map((line, index) => `${index + 1}. ${line}`).join('\n'));
  add('headings', PROSE.map((line) => `Heading here\n\n${line}`).join('\n\n'));
  add('table', 'a\tb\tc\n1\t2\t3\n4\t5\t6\n'.repeat(20));
  add('transcript', PROSE.map((line, index) => `SPEAKER ${index % 2}: ${line}`).join('\n'));
  add('code', 'int main() {\n  return 0;  // nothing\n}\n'.repeat(30));
  add('poem', 'Roses are red\nViolets are blue\nSugar is sweet\nAnd so are you\n\n'.repeat(5));
  add('markup as text', `<p>${prose(5)}</p><script>alert("x")</script>`);
  add('entities', prose(5).replaceAll(' ', '&nbsp;'));
  add('Chinese', '市议会星期四开会。市长说新桥将耗资四百万欧元！为什么这么久？'.repeat(5));
  add('Hindi', 'नगर परिषद की बैठक गुरुवार को हुई। महापौर ने कहा कि पुल महँगा है।'.repeat(5));
  add('German', 'Der Stadtrat traf sich am Donnerstag. Die Bürgermeisterin sagte, die Brücke koste viel. Niemand hatte die Leute gefragt. '.repeat(4));
  add('mixed scripts', `${prose(3)} Москва сообщила. 東京で会議。 ${prose(3)}`);
  add('furniture only', 'Share\nTweet\nCopy link\n\nAdvertisement\n\nPhoto: R. Diaz/Agency\n');
  add('dateline', `EASTMOOR, Norland (ABC) — ${prose(8)}`);
  add('seed-like', `Representative Image (AI) EASTMOOR: ${prose(8)}..\nTop`);
  add('tabs', prose(10, '\t'));
  add('form feeds', prose(10, '\f'));
  add('line separators', prose(10, '\u2028'));
  add('unpaired quote', `"${prose(10)}`);
  add('very long word in prose', `${prose(3)} ${'pneumono'.repeat(2000)} ${prose(3)}`);
  add('overlong UTF-8', Uint8Array.from([...encodeLoosely(prose(3)), 0xc0, 0xaf, 0xe0, 0x80, 0xaf, 0xf8, 0x88, 0x80, 0x80, 0x80, 0x20, ...encodeLoosely(prose(3))]));
  add('cut UTF-8', encodeLoosely(`${prose(3)} €`).slice(0, -1));
  add('surrogates as UTF-8', Uint8Array.from([...encodeLoosely(prose(3)), 0xed, 0xa0, 0x80, 0xed, 0xb0, 0x80]));
  add('noncharacters', `${prose(3)} \ufffe\uffff\u{1ffff} ${prose(2)}`);
  add('private use', `${prose(3)} \ue000\u{f0000} ${prose(2)}`);
  add('two articles', `First story\n\n${prose(10)}\n\nSecond story\n\n${prose(10)}`);

  // The rest: random mixtures of pieces, random prose with damage, random
  // bytes. Sizes from a few bytes to some ten thousand.
  for (let seed = 1; inputs.length < 300; ++seed) {
    const random = makeRandom(seed);
    const size = Math.floor(2 ** (2 + random() * 11));
    const pick = (/** @type {string[]} */ list) => list[Math.floor(random() * list.length)];
    if (seed % 4 === 0) {
      add(`random bytes ${seed}`, Uint8Array.from({ length: size }, () => Math.floor(random() * 256)));
    } else if (seed % 4 === 1) {
      let text = '';
      for (let count = 0; count < size / 4; ++count) text += pick(PIECES) + (random() < 0.5 ? ' ' : '');
      add(`random pieces ${seed}`, text);
    } else {
      let text = '';
      while (text.length < size) text += pick(PROSE) + (random() < 0.2 ? pick(['\n\n', '\n', '']) : ' ');
      const letters = [...text];
      for (let damage = 0; damage < letters.length / (seed % 4 === 2 ? 20 : 100); ++damage) {
        letters[Math.floor(random() * letters.length)] = pick(PIECES);
      }
      add(`damaged prose ${seed}`, letters.join(''));
    }
  }
  return inputs;
}

/**
 * UTF-8 in which lone surrogates stay what they are (three bytes that no
 * decoder accepts): what a careless program would write.
 * @param {string} text
 */
function encodeLoosely(text) {
  if (text.isWellFormed?.() ?? true) return encoder.encode(text);
  /** @type {number[]} */
  const bytes = [];
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code >= 0xd800 && code < 0xe000) {
      bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
    } else {
      bytes.push(...encoder.encode(character));
    }
  }
  return Uint8Array.from(bytes);
}
