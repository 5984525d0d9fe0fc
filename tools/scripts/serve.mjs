/** A static server for localhost with the headers that `_headers` names. */
import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { brotliCompressSync } from 'node:zlib';

/** Media types by the ends of files' names. @type {Record<string, string>} */
export const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
};

/**
 * @typedef {object} Rule
 * @property {RegExp} path
 * @property {Record<string, string>} headers
 */

/**
 * Rules of a `_headers` file: a path with `*` in the first column, the headers
 * below it indented. Where several match, the last one has the word.
 *
 * @param {string} text
 * @returns {Rule[]}
 */
export function readHeaders(text) {
  /** @type {Rule[]} */
  const rules = [];
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue;
    if (!/^\s/.test(line)) {
      const parts = line.trim().split('*').map(
          (part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
      rules.push({ path: new RegExp(`^${parts.join('.*')}$`), headers: {} });
      continue;
    }
    const colon = line.indexOf(':');
    const rule = rules.at(-1);
    if (rule && colon > 0) {
      const name = line.slice(0, colon).trim().toLowerCase();
      rule.headers[name] = line.slice(colon + 1).trim();
    }
  }
  return rules;
}

/**
 * Serves a folder on 127.0.0.1: on `port`, or on the next one that is free.
 *
 * @param {string} folder
 * @param {number} port 0 for any
 * @param {{compress?: boolean}} [options] compress: with brotli, as most hosts
 *     do, what is not compressed already
 * @returns {Promise<{url: string, close: () => void}>}
 */
export async function serve(folder, port, { compress = false } = {}) {
  /** By path and time of change. @type {Map<string, Buffer>} */
  const compressed = new Map();
  const server = createServer((request, response) => {
    /** @param {number} status */
    const refuse = (status) => {
      response.writeHead(status, { 'content-type': 'text/plain' }).end(
          status === 404 ? 'not found\n' : 'refused\n');
    };
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      refuse(405);
      return;
    }
    let path;
    try {
      path = decodeURIComponent(
          new URL(request.url ?? '/', 'http://localhost').pathname);
    } catch {
      refuse(400);
      return;
    }
    if (path.endsWith('/')) path += 'index.html';
    const file = normalize(join(folder, path));
    const inside = file.startsWith(normalize(folder + sep));
    if (!inside || path.includes('\0') || !existsSync(file) ||
        !statSync(file).isFile()) {
      refuse(404);
      return;
    }
    // Read anew each time: the site may have been built again meanwhile.
    const rules = join(folder, '_headers');
    /** @type {Record<string, string | number>} */
    const headers = {
      'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
      'content-length': statSync(file).size,
      'cache-control': 'no-cache',
    };
    if (existsSync(rules)) {
      for (const rule of readHeaders(readFileSync(rules, 'utf8'))) {
        if (rule.path.test(path)) Object.assign(headers, rule.headers);
      }
    }
    if (compress && /\bbr\b/.test(String(request.headers['accept-encoding'])) &&
        /^text|javascript|json|wasm|svg/.test(String(headers['content-type']))) {
      const key = `${file} ${statSync(file).mtimeMs}`;
      const body = compressed.get(key) ?? brotliCompressSync(readFileSync(file));
      compressed.set(key, body);
      headers['content-encoding'] = 'br';
      headers['content-length'] = body.length;
      response.writeHead(200, headers).end(request.method === 'HEAD' ? undefined : body);
      return;
    }
    response.writeHead(200, headers);
    if (request.method === 'HEAD') {
      response.end();
    } else {
      createReadStream(file).pipe(response);
    }
  });
  const taken = await listen(server, port);
  return {
    url: `http://127.0.0.1:${taken}/`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/**
 * @param {import('node:http').Server} server
 * @param {number} port
 * @returns {Promise<number>} the port that it has
 */
async function listen(server, port) {
  for (let tries = 0; ; ++tries) {
    try {
      await new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(port === 0 ? 0 : port + tries, '127.0.0.1', () => {
          server.off('error', reject);
          resolve(undefined);
        });
      });
      const address = server.address();
      return typeof address === 'object' && address ? address.port : port;
    } catch (error) {
      const { code } = /** @type {NodeJS.ErrnoException} */ (error);
      if (code !== 'EADDRINUSE' || tries === 20) throw error;
    }
  }
}
