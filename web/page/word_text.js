/**
 * The text of a Word file, by Mammoth, which makes plain HTML of it.
 *
 * @typedef {import('./types.js').Block} Block
 */
import { readHtml } from '../engine/index.js';
import { importMammoth } from './locations.js';

/** What the parts of a file may have when unpacked, in bytes. */
const UNPACKED = 300e6;

/**
 * @param {Uint8Array} bytes
 * @returns {Promise<{text: string, blocks: Block[]}>}
 */
export async function readWord(bytes) {
  if (unpackedSize(bytes) > UNPACKED) throw new Error('too much is packed in it');
  const { convertToHtml, images } = await importMammoth();
  const { value } = await convertToHtml(
      { arrayBuffer: bytes.buffer },
      { convertImage: images.imgElement(async () => ({ src: '' })) });
  const { text, blocks } = await readHtml(value);
  return { text, blocks };
}

/**
 * What a zip file says its parts have when unpacked: of one that lies, the
 * library sees it.
 *
 * @param {Uint8Array} bytes
 */
function unpackedSize(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let sum = 0;
  // The directory at the end: one record a part, "PK\1\2".
  for (let at = bytes.lastIndexOf(0x50); at >= 0 && at + 22 <= bytes.length;) {
    if (view.getUint32(at, true) !== 0x06054b50) {
      at = at > 0 ? bytes.lastIndexOf(0x50, at - 1) : -1;
      continue;
    }
    let record = view.getUint32(at + 16, true);
    while (record + 46 <= at && view.getUint32(record, true) === 0x02014b50) {
      sum += view.getUint32(record + 24, true);
      record += 46 + view.getUint16(record + 28, true) +
          view.getUint16(record + 30, true) + view.getUint16(record + 32, true);
    }
    return sum;
  }
  return sum;
}
