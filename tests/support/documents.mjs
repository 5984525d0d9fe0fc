/**
 * PDF and Word files for tests, made from what they say: no more of either
 * format than our readers meet.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';

/**
 * @typedef {object} Piece a line of a page
 * @property {string} text ASCII
 * @property {number} y points from the bottom; the page is 792 high
 * @property {number} [x]
 * @property {number} [size]
 */

/**
 * @param {Piece[][]} pages
 * @returns {Buffer}
 */
export function makePdf(pages) {
  /** @type {string[]} */
  const objects = ['<< /Type /Catalog /Pages 2 0 R >>', '',
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>'];
  /** @type {number[]} */
  const kids = [];
  for (const pieces of pages) {
    const content = pieces.map(({ text, y, x = 72, size = 11 }) =>
      `BT /F1 ${size} Tf ${x} ${y} Td (${
        text.replace(/[\\()]/g, '\\$&')}) Tj ET`).join('\n');
    objects.push(`<< /Length ${content.length} >>\nstream\n${content}\nendstream`);
    objects.push('<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] ' +
        `/Resources << /Font << /F1 3 0 R >> >> /Contents ${objects.length} 0 R >>`);
    kids.push(objects.length);
  }
  objects[1] = `<< /Type /Pages /Count ${kids.length} /Kids [${
    kids.map((kid) => `${kid} 0 R`).join(' ')}] >>`;
  let file = '%PDF-1.4\n';
  /** @type {number[]} */
  const at = [];
  objects.forEach((object, index) => {
    at.push(file.length);
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
  });
  const start = file.length;
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n` +
      at.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('') +
      `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\n` +
      `startxref\n${start}\n%%EOF\n`;
  return Buffer.from(file, 'latin1');
}

/**
 * Lines below one another.
 *
 * @param {string[]} lines
 * @param {number} y of the first
 * @param {Partial<Piece>} [like]
 * @returns {Piece[]}
 */
export function setLines(lines, y, like = {}) {
  return lines.map((text, index) => ({ ...like, text, y: y - index * 14 }));
}

/**
 * A PDF that asks for a password. Needs qpdf, so its result is committed:
 *
 *     node tests/support/documents.mjs tests/browser/fixtures/locked.pdf
 *
 * @returns {Buffer}
 */
export function makeLockedPdf() {
  const folder = mkdtempSync(join(tmpdir(), 'standfirst-'));
  try {
    const [plain, locked] = [join(folder, 'a.pdf'), join(folder, 'b.pdf')];
    writeFileSync(plain, makePdf([[{ text: 'Nobody reads this.', y: 700 }]]));
    execFileSync('qpdf', [
      '--encrypt', 'open-me', 'own-me', '256', '--', plain, locked,
    ]);
    return readFileSync(locked);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * @typedef {{style?: 'Title' | 'Heading1' | 'Heading2', bullet?: boolean,
 *     text: string}} Paragraph
 */

/**
 * @param {Paragraph[]} paragraphs
 * @returns {Buffer}
 */
export function makeDocx(paragraphs) {
  const word = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const types = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
  const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
  const escape = (/** @type {string} */ text) =>
    text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
  return makeZip({
    '[Content_Types].xml': `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${types}.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="${types}.styles+xml"/><Override PartName="/word/numbering.xml" ContentType="${types}.numbering+xml"/></Types>`,
    '_rels/.rels': `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="word/document.xml"/></Relationships>`,
    'word/_rels/document.xml.rels': `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${office}/styles" Target="styles.xml"/><Relationship Id="rId2" Type="${office}/numbering" Target="numbering.xml"/></Relationships>`,
    'word/styles.xml': `${head}<w:styles ${word}>${
      [['Title', 'Title'], ['Heading1', 'heading 1'], ['Heading2', 'heading 2']].map(
          ([id, name]) => `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/></w:style>`).join('')}</w:styles>`,
    'word/numbering.xml': `${head}<w:numbering ${word}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`,
    'word/document.xml': `${head}<w:document ${word}><w:body>${
      paragraphs.map(({ style, bullet, text }) => `<w:p><w:pPr>${
        style ? `<w:pStyle w:val="${style}"/>` : ''}${
        bullet ? '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>' : ''
      }</w:pPr><w:r><w:t xml:space="preserve">${escape(text)}</w:t></w:r></w:p>`)
          .join('')}</w:body></w:document>`,
  });
}

/**
 * A zip file whose parts are stored as they are.
 *
 * @param {Record<string, string>} parts
 * @returns {Buffer}
 */
function makeZip(parts) {
  /** @type {Buffer[]} */
  const local = [];
  /** @type {Buffer[]} */
  const directory = [];
  let at = 0;
  for (const [name, text] of Object.entries(parts)) {
    const bytes = Buffer.from(text);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(0x21, 8);
    common.writeUInt32LE(crc32(bytes), 10);
    common.writeUInt32LE(bytes.length, 14);
    common.writeUInt32LE(bytes.length, 18);
    common.writeUInt16LE(name.length, 22);
    const file = Buffer.concat([
      Buffer.from('PK\x03\x04'), common, Buffer.from(name), bytes,
    ]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(at, 10);
    directory.push(Buffer.concat([
      Buffer.from('PK\x01\x02'), Buffer.from([20, 0]), common, rest,
      Buffer.from(name),
    ]));
    local.push(file);
    at += file.length;
  }
  const records = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(directory.length, 4);
  end.writeUInt16LE(directory.length, 6);
  end.writeUInt32LE(records.length, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...local, records, Buffer.from('PK\x05\x06'), end]);
}

const [, program, target] = process.argv;
if (program === new URL(import.meta.url).pathname && target) {
  writeFileSync(target, makeLockedPdf());
}
