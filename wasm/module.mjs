import { LoadError, WebAssemblyMissing } from './errors.mjs';
import { inNode } from './surroundings.mjs';

/** @import { LoadOptions, Scenario } from './types.js' */

/**
 * Compiles the module, once for all runs.
 * @param {NonNullable<LoadOptions['module']>} from
 * @returns {Promise<WebAssembly.Module>}
 * @throws {WebAssemblyMissing | LoadError}
 */
export async function compileModule(from) {
  if (typeof WebAssembly !== 'object' || typeof WebAssembly.compile !== 'function') {
    throw new WebAssemblyMissing();
  }
  if (from instanceof WebAssembly.Module) {
    return from;
  }
  const fetched = from instanceof URL || typeof from === 'string';
  const bytes = fetched ? await fetchBytes(from) : from;
  try {
    return await WebAssembly.compile(bytes);
  } catch (error) {
    const what = fetched ? String(from) : 'module';
    const { message } = /** @type {Error} */ (error);
    const why = /Content Security Policy|CSP/.test(message)
      ? "the page's Content-Security-Policy forbids WebAssembly; its script-src has to name 'wasm-unsafe-eval'"
      : `no WebAssembly module: ${message}`;
    throw new LoadError(`${what}: ${why}`, { cause: error });
  }
}

/**
 * @param {NonNullable<LoadOptions['scenarios']>} from
 * @returns {Promise<Scenario[]>}
 * @throws {LoadError}
 */
export async function readScenarios(from) {
  if (Array.isArray(from)) {
    return from;
  }
  const scenarios = await fetchJson(from);
  if (!Array.isArray(scenarios)) {
    throw new LoadError(`${from}: should hold an array of scenarios`);
  }
  return scenarios;
}

/**
 * @param {URL | string} from
 * @returns {Promise<any>}
 * @throws {LoadError}
 */
export async function fetchJson(from) {
  const text = new TextDecoder().decode(await fetchBytes(from));
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new LoadError(`${from}: not JSON: ${/** @type {Error} */ (error).message}`, { cause: error });
  }
}

/**
 * @param {URL | string} from absolute, or relative to the page or to the working directory
 * @returns {Promise<Uint8Array<ArrayBuffer>>}
 */
export async function fetchBytes(from) {
  const base = inNode
    ? `file://${encodeURI(globalThis.process.cwd())}/`
    : (globalThis.document?.baseURI ?? globalThis.location.href);
  try {
    const url = new URL(from, base);
    if (inNode && url.protocol === 'file:') {
      return new Uint8Array(await globalThis.process.getBuiltinModule('node:fs/promises').readFile(url));
    }
    const response = await fetch(url);
    if (!response.ok) {
      throw new Error(`the server answers ${response.status} ${response.statusText}`.trimEnd());
    }
    return new Uint8Array(await response.arrayBuffer());
  } catch (error) {
    const missing = /** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT';
    const why = missing
      ? 'there is no such file; `npm run build` makes it'
      : /** @type {Error} */ (error).message;
    throw new LoadError(`${from}: ${why}`, { cause: error });
  }
}
