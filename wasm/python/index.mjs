import { browserHost } from '../drivers/browser.mjs';
import { nodeHost } from '../drivers/node.mjs';
import { compileModule, fetchBytes } from '../module.mjs';
import { fetchText } from '../operations.mjs';
import { checkOptions } from '../options.mjs';
import { Run } from '../run.mjs';
import { PythonInstance } from './instance.mjs';
import { Interpreter } from './interpreter.mjs';

/**
 * @import { Instantiate } from '../instance.mjs'
 * @import { RunOptions, Scenario } from '../types.js'
 * @import { LoadPythonOptions, Program, Python as PythonInterface } from './types.js'
 */

/**
 * Runs Python programs, each in an interpreter and an instance of its own.
 * @implements {PythonInterface}
 */
class Python {
  #instantiate;
  #loadInterpreter;
  #host;

  /**
   * @param {Instantiate} instantiate
   * @param {() => Promise<Interpreter>} loadInterpreter
   */
  constructor(instantiate, loadInterpreter) {
    this.#instantiate = instantiate;
    this.#loadInterpreter = loadInterpreter;
    this.#host = globalThis.process?.versions?.node !== undefined ? nodeHost() : browserHost();
  }

  /**
   * @param {Program} program
   * @param {RunOptions} [options]
   */
  async start({ name, text }, options) {
    /** @type {Scenario} */
    const scenario = {
      name,
      title: name,
      theme: '',
      about: '',
      look: '',
      parameters: [],
      sources: [{ name, language: 'python', text }],
    };
    const settings = checkOptions(scenario, options);
    const interpreter = await this.#loadInterpreter();
    return new Run(
      this.#instantiate,
      scenario,
      settings,
      this.#host,
      { fetch: fetchText },
      (instantiate, trace, calls) => new PythonInstance(instantiate, trace, calls, { interpreter, text }),
    );
  }

  /**
   * @param {Program} program
   * @param {RunOptions} [options]
   */
  async run(program, options) {
    return (await this.start(program, options)).finished;
  }
}

/**
 * @param {LoadPythonOptions} [options]
 * @returns {Promise<PythonInterface>}
 */
export async function loadPython({
  module = new URL('../../build/wasm/python.wasm', import.meta.url),
  library = new URL('../../build/generated/python-library.json', import.meta.url),
  micropython,
} = {}) {
  const [compiled, texts, { loadMicroPython }] = await Promise.all([
    compileModule(module),
    fetchBytes(library).then((bytes) => JSON.parse(new TextDecoder().decode(bytes))),
    import('@micropython/micropython-webassembly-pyscript/micropython.mjs'),
  ]);
  /** @type {Instantiate} */
  const instantiate = (/** @type {any} */ imports) =>
    /** @type {any} */ (new WebAssembly.Instance(compiled, imports).exports);
  return new Python(instantiate, () =>
    Interpreter.load({
      loadMicroPython,
      url: micropython === undefined ? undefined : String(micropython),
      library: texts,
    }),
  );
}
