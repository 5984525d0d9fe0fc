/**
 * Who may include whom (ARCHITECTURE.md, "The tree"). Each rule takes one edge
 * and says what is wrong with it, or nothing.
 */

/** @typedef {import('./support.js').Edge} Edge */

/** The pipeline in its order: a stage knows those before it. */
export const STAGES = [
  'clean', 'segment', 'tag', 'entity', 'rank', 'parse', 'compress', 'select',
  'headline', 'present',
];

/** Standard headers that have no place in the core. */
const FORBIDDEN_HEADERS = new Set([
  'iostream', 'fstream', 'sstream', 'ostream', 'istream', 'cstdio', 'stdio.h',
  'regex', 'chrono', 'ctime', 'random', 'thread', 'mutex', 'atomic',
  'condition_variable', 'future', 'filesystem', 'locale', 'clocale', 'cstdlib',
  'stdexcept', 'exception', 'unistd.h',
]);

/** Parts of the core that every stage may use. */
const COMMON = ['text', 'model'];

/**
 * @param {string} path such as "core/tag/tag.cc"
 * @returns {string} its folder in the core: "tag", "pipeline" for files that
 *     stand in core/ itself, "include" for the public headers
 */
function partOf(path) {
  const [, folder, file] = path.split('/');
  return file === undefined ? 'pipeline' : folder ?? '';
}

/**
 * @param {Edge} edge
 * @returns {string | undefined}
 */
export function includeFault({ from, to }) {
  if (to.startsWith('tests/') && !from.startsWith('tests/')) {
    return 'only tests know tests';
  }
  if (from.startsWith('core/')) return coreFault(from, to);
  if (from.startsWith('wasm/') && /^(tools|web|nlohmann)\//.test(to)) {
    return 'the wasm bindings know the core alone';
  }
  if (from.startsWith('tools/') && /^(wasm|web)\//.test(to)) {
    return 'tools know the core and each other alone';
  }
  const tool = (/** @type {string} */ path) => /^tools\/(\w+)\//.exec(path)?.[1];
  if (tool(from) && tool(to) && tool(to) !== tool(from) &&
      !['common', 'frontends'].includes(tool(to) ?? '')) {
    return 'programs share tools/common and tools/frontends, not each other';
  }
  return undefined;
}

/**
 * @param {string} from
 * @param {string} to
 * @returns {string | undefined}
 */
function coreFault(from, to) {
  if (FORBIDDEN_HEADERS.has(to)) return `the core has no <${to}>`;
  if (/^(wasm|tools|web|emscripten|CLI|gtest|benchmark)\//.test(to)) {
    return 'the core knows nothing of what stands around it';
  }
  const here = partOf(from);
  if (to.startsWith('nlohmann/') && here !== 'present' && here !== 'options') {
    return 'only present and the reading of options know JSON';
  }
  if (to.startsWith('standfirst/') || to.startsWith('core/include/')) {
    return undefined;
  }
  if (here === 'include' && to.startsWith('core/')) {
    return 'public headers include each other as <standfirst/…> alone';
  }
  if (!to.startsWith('core/')) return undefined;
  const there = partOf(to);
  if (here === there || here === 'pipeline') return undefined;
  if (there === 'pipeline') return 'only the pipeline knows the pipeline';
  if (COMMON.includes(there)) {
    return here === 'text' ? 'text stands below everything else' : undefined;
  }
  if (COMMON.includes(here)) return `${here} knows no stage`;
  // Options name entity types and block kinds; their reader stands beside
  // present, at the border.
  if (here === 'options') return undefined;
  const order = STAGES.indexOf(there);
  if (order < 0) return `${there} is no stage`;
  if (STAGES.indexOf(here) < 0) return `${here} is no stage`;
  return order < STAGES.indexOf(here) ? undefined :
    `${here} comes before ${there}`;
}

/**
 * @param {Edge} edge
 * @returns {string | undefined}
 */
export function importFault({ from, to }) {
  if (to.startsWith('tests/') && !from.startsWith('tests/') &&
      !from.startsWith('tools/scripts/')) {
    return 'only tests know tests, and the scripts that run them';
  }
  if (!from.startsWith('web/')) return undefined;
  if (to.startsWith('node:')) return 'the web has no node modules';
  if (/^[\w@]/.test(to) && !to.includes('/')) {
    return from === 'web/page/graph_layout.js' && to === 'd3-force' ? undefined :
      'no packages at run time';
  }
  const part = from.split('/')[1] ?? '';
  if (to.startsWith('build/') && from !== 'web/engine/host.js' &&
      from !== 'web/engine/locations.js') {
    return 'the wasm glue is known to the host alone';
  }
  if (to.startsWith('tools/')) return 'the web knows no tools';
  if (!to.startsWith('web/')) return undefined;
  const there = to.split('/')[1] ?? '';
  if (there === part) return undefined;
  if (to !== 'web/engine/index.js') {
    return `${part} knows the engine by web/engine/index.js alone`;
  }
  return undefined;
}
