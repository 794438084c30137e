/**
 * What building and testing need, and what to do where it is missing. Pure: facts in, a plan out, so that the decisions
 * are tested without a machine that lacks anything. tools/setup.mjs gathers the facts and carries the plan out.
 */

/**
 * @typedef {object} Need
 * @property {string} name What is missing, as a message names it.
 * @property {'build' | 'test'} level
 * @property {string[]} packages Debian's packages that bring it.
 * @property {string} elsewhere Where it comes from on other systems, and what has to be found.
 */

/** @type {Record<string, Need>} */
export const needs = {
  emcc: {
    name: 'Emscripten (emcc)',
    level: 'build',
    packages: ['emscripten'],
    elsewhere: 'https://emscripten.org/docs/getting_started/downloads.html; emcc and emcmake must be on PATH',
  },
  cmake: {
    name: 'CMake',
    level: 'build',
    packages: ['cmake'],
    elsewhere: 'https://cmake.org/download; cmake and ctest must be on PATH',
  },
  generator: {
    name: 'Ninja or make',
    level: 'build',
    packages: ['ninja-build'],
    elsewhere: 'https://ninja-build.org; ninja or make must be on PATH',
  },
  gcc: {
    name: 'a C compiler (gcc)',
    level: 'test',
    packages: ['gcc', 'libc6-dev'],
    elsewhere: 'the C compiler of your system; gcc must be on PATH',
  },
  clang: {
    name: 'clang',
    level: 'test',
    packages: ['clang', 'libclang-rt-dev'],
    elsewhere: 'https://releases.llvm.org; clang must be on PATH',
  },
  clangRuntime: {
    name: "clang's sanitizers (compiler-rt)",
    level: 'test',
    packages: ['libclang-rt-dev'],
    elsewhere: 'https://compiler-rt.llvm.org, beside clang',
  },
  clangFormat: {
    name: 'clang-format',
    level: 'test',
    packages: ['clang-format'],
    elsewhere: 'https://releases.llvm.org; clang-format must be on PATH',
  },
  pkgConfig: {
    name: 'pkg-config',
    level: 'test',
    packages: ['pkg-config'],
    elsewhere: 'https://www.freedesktop.org/wiki/Software/pkg-config; pkg-config must be on PATH',
  },
  python: {
    name: 'Python 3.11 or newer',
    level: 'test',
    packages: ['python3'],
    elsewhere: 'https://www.python.org; python3 must be on PATH',
  },
  cmocka: {
    name: 'the test library cmocka',
    level: 'test',
    packages: ['libcmocka-dev'],
    elsewhere: 'https://cmocka.org; cmocka.h must be where the C compiler looks',
  },
  chromium: {
    name: 'Chromium',
    level: 'test',
    packages: ['chromium'],
    elsewhere: 'Chromium or Chrome; chromium must be on PATH, or its file named by the variable CHROMIUM',
  },
};

/** Of these releases of Node the oldest that the npm packages run on; of later ones, any from `NODE_ANY` on. */
const NODE_OLDEST = [
  [20, 19],
  [22, 13],
];
const NODE_ANY = 24;

/**
 * @typedef {object} Facts
 * @property {string} node Node's version, as `process.versions.node` gives it.
 * @property {string} platform As `process.platform` gives it.
 * @property {boolean} root May this process install packages?
 * @property {boolean} apt Is apt-get there?
 * @property {boolean} sudo Is sudo there?
 * @property {string[]} missing Names of `needs` that were not found.
 * @property {'current' | 'missing' | 'outdated'} npm How node_modules stands to package-lock.json.
 * @property {boolean} linked Does node_modules/.bin hold the command `awaitscope`?
 */

/**
 * @typedef {{ kind: 'apt', packages: string[], say: string } | { kind: 'npm', say: string } | { kind: 'link', say: string }} Step
 */

/**
 * What to do. `refusal` is empty where the steps can be carried out; otherwise it says what is missing and how to get
 * it, and there are no steps: nothing is begun that cannot be ended.
 * @param {Facts} facts
 * @returns {{ steps: Step[], refusal: string }}
 */
export function plan(facts) {
  const oldNode = nodeRefusal(facts.node);
  if (oldNode) return { steps: [], refusal: oldNode };
  if (facts.platform === 'win32') {
    return { steps: [], refusal: 'Awaitscope is built on Linux and macOS. On Windows, use WSL.' };
  }
  const missing = facts.missing.map((key) => needs[key]);
  if (missing.length > 0 && !(facts.apt && facts.root)) {
    return { steps: [], refusal: missingRefusal(missing, facts) };
  }
  /** @type {Step[]} */
  const steps = [];
  if (missing.length > 0) {
    const packages = packagesOf(missing);
    steps.push({ kind: 'apt', packages, say: `installing ${packages.join(', ')} (apt-get)` });
  }
  if (facts.npm !== 'current') {
    const why = facts.npm === 'missing' ? 'there are none yet' : 'package-lock.json names others';
    steps.push({ kind: 'npm', say: `installing the npm packages (npm ci: ${why})` });
  }
  if (facts.npm !== 'current' || !facts.linked) {
    steps.push({ kind: 'link', say: 'linking the command awaitscope for npx' });
  }
  return { steps, refusal: '' };
}

/**
 * Empty where this Node will do.
 * @param {string} version
 */
export function nodeRefusal(version) {
  const [major, minor] = version.split('.').map(Number);
  if (major >= NODE_ANY || NODE_OLDEST.some((oldest) => major === oldest[0] && minor >= oldest[1])) return '';
  const known = NODE_OLDEST.map((oldest) => `${oldest.join('.')} or a later ${oldest[0]}`).join(', ');
  return (
    `This is Node ${version}; Awaitscope needs Node ${known}, or ${NODE_ANY} and newer.\n` +
    `Install it from https://nodejs.org or with your version manager (nvm install ${NODE_ANY}), then try again.`
  );
}

/** @param {Need[]} missing */
function packagesOf(missing) {
  return [...new Set(missing.flatMap((need) => need.packages))];
}

/**
 * @param {Need[]} missing
 * @param {Facts} facts
 */
function missingRefusal(missing, { apt, sudo }) {
  if (apt) {
    const names = missing.map((need) => `  ${need.name}`).join('\n');
    const before = sudo ? 'sudo ' : '';
    const command = `${before}apt-get update && ${before}apt-get install --yes ${packagesOf(missing).join(' ')}`;
    const how = sudo ? 'with' : 'as root with';
    return `Missing, and only root may install it:\n${names}\nInstall it ${how}\n  ${command}\nthen try again.`;
  }
  const list = missing.map((need) => `  ${need.name}: ${need.elsewhere}`).join('\n');
  return `Missing, and there is no apt-get here to install it with:\n${list}\nInstall it, then try again.`;
}

/**
 * How node_modules stands to package-lock.json, by content: times of files say nothing after a checkout.
 * @param {any} wanted package-lock.json, parsed.
 * @param {any} installed node_modules/.package-lock.json, parsed; undefined where there is none.
 * @returns {Facts['npm']}
 */
export function npmState(wanted, installed) {
  if (installed === undefined) return 'missing';
  for (const [path, entry] of Object.entries(wanted.packages)) {
    if (path === '') continue;
    const found = installed.packages?.[path];
    // An optional package of another platform is rightly absent.
    if (found === undefined ? !entry.optional : found.version !== entry.version) return 'outdated';
  }
  return 'current';
}
