/**
 * Set-up: finds what building (and, with --test, testing) needs and installs what is missing. A second call finds
 * nothing to do and says nothing. Knows Node alone: it runs before any npm package is there.
 *
 *   node tools/setup.mjs [--test]
 */
import { spawnSync } from 'node:child_process';
import { existsSync, lstatSync, readFileSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findChromium, onPath } from './find.mjs';
import { withLock } from './lock.mjs';
import { needs, npmState, plan } from './needs.mjs';
import { ToolError, root, run, runTool } from './tool.mjs';

const commandLink = join(root, 'node_modules/.bin/awaitscope');

function hasCmocka() {
  const folders = ['/usr/include', '/usr/local/include', '/opt/homebrew/include'];
  if (folders.some((folder) => existsSync(join(folder, 'cmocka.h')))) return true;
  return spawnSync('pkg-config', ['--exists', 'cmocka']).status === 0;
}

function hasClangRuntime() {
  const resources = spawnSync('clang', ['-print-resource-dir'], { encoding: 'utf8' }).stdout?.trim();
  if (!resources || !existsSync(join(resources, 'lib'))) return false;
  const files = readdirSync(join(resources, 'lib'), { recursive: true });
  return files.some((file) => /libclang_rt\.asan/.test(String(file)));
}

/** @type {Record<string, () => boolean>} */
const checks = {
  emcc: () => onPath('emcc') !== undefined && onPath('emcmake') !== undefined,
  cmake: () => onPath('cmake') !== undefined,
  generator: () => onPath('ninja') !== undefined || onPath('make') !== undefined,
  gcc: () =>
    onPath('gcc') !== undefined && (process.platform === 'darwin' || existsSync('/usr/include/stdio.h')),
  clang: () => onPath('clang') !== undefined,
  clangRuntime: () => onPath('clang') === undefined || hasClangRuntime(),
  clangFormat: () => onPath('clang-format') !== undefined,
  pkgConfig: () => onPath('pkg-config') !== undefined,
  python: () => onPath('python3') !== undefined,
  cmocka: hasCmocka,
  chromium: () => findChromium() !== undefined,
};

/** @param {string} file Relative to the checkout. */
function readJson(file) {
  const path = join(root, file);
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
}

/**
 * @param {{ test: boolean }} options
 * @returns {import('./needs.mjs').Facts}
 */
function gatherFacts({ test }) {
  const wanted = Object.keys(needs).filter((key) => test || needs[key].level === 'build');
  return {
    node: process.versions.node,
    platform: process.platform,
    root: process.getuid?.() === 0,
    apt: onPath('apt-get') !== undefined,
    sudo: onPath('sudo') !== undefined,
    missing: wanted.filter((key) => !checks[key]()),
    npm: npmState(readJson('package-lock.json'), readJson('node_modules/.package-lock.json')),
    linked: lstatSync(commandLink, { throwIfNoEntry: false }) !== undefined,
  };
}

/** @param {string[]} packages */
async function installPackages(packages) {
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const install = () => run('apt-get', ['install', '--yes', '--no-install-recommends', ...packages], { env });
  const known = spawnSync('apt-cache', ['show', '--quiet=2', ...packages]).status === 0;
  if (known) {
    try {
      await install();
      return;
    } catch {
      // The lists may name packages that the mirror no longer has: read them anew and try once more.
    }
  }
  console.log("setup: reading apt's package lists (apt-get update)");
  await run('apt-get', ['update']);
  await install();
}

/**
 * Installs what is missing, one line said for each step. Throws ToolError where that cannot be done.
 * @param {{ test: boolean }} options `test`: what testing needs too.
 */
export function setup(options) {
  return withLock('setup', () => installMissing(options));
}

/** @param {{ test: boolean }} options */
async function installMissing(options) {
  const { steps, refusal } = plan(gatherFacts(options));
  if (refusal) throw new ToolError(refusal);
  for (const step of steps) {
    console.log(`setup: ${step.say}`);
    if (step.kind === 'apt') await installPackages(step.packages);
    else if (step.kind === 'npm') await run('npm', ['ci', '--include=dev']);
    else symlinkSync('../../cli/awaitscope.mjs', commandLink);
  }
  const still = steps.some((step) => step.kind === 'apt') ? gatherFacts(options).missing : [];
  if (still.length > 0) {
    const names = still.map((key) => `${needs[key].name}: ${needs[key].elsewhere}`).join('\n  ');
    throw new ToolError(`apt-get ended well, yet not found are\n  ${names}`);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await runTool(async () => {
    await setup({ test: process.argv.includes('--test') });
    console.log('setup: all there');
  });
}
