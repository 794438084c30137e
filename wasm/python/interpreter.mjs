/**
 * One MicroPython, for one program. Its JavaScript keeps its tables in global variables, so that two of them in one realm
 * would write into each other's: whoever calls in does so through `use`, which puts this one's in their place.
 */

const GLOBALS = /** @type {const} */ ([
  'Module',
  'proxy_js_ref',
  'proxy_js_ref_next',
  'proxy_js_ref_map',
  'proxy_js_map',
  'proxy_js_existing',
  'pyProxyFinalizationRegistry',
]);

/** Where the modules of lib/ stand in MicroPython's file system. */
const LIBRARY = '/awaitscope';

/** Bytes that MicroPython begins with; it takes more as it needs them. */
const HEAP = 1 << 20;

/** Words of its own stack, for calls between Python functions. */
const STACK = 64 * 1024;

const world = /** @type {Record<string, any>} */ (globalThis);

export class Interpreter {
  #python;
  /** @type {Record<string, any>} */
  #globals = {};
  #inUse = false;

  /** @param {any} python */
  constructor(python) {
    this.#python = python;
    // What is handed to JavaScript is a handful of functions, which live as long as the interpreter.
    world.pyProxyFinalizationRegistry = { register() {} };
    this.#leave();
  }

  /**
   * @param {object} what
   * @param {(options: object) => Promise<any>} what.loadMicroPython
   * @param {string} [what.url] of micropython.wasm
   * @param {Record<string, string>} what.library path and text of each module
   * @param {(line: string) => void} what.stderr
   */
  static async load({ loadMicroPython, url, library, stderr }) {
    const outside = takeGlobals();
    const python = await loadMicroPython({ heapsize: HEAP, pystack: STACK, url, stdout: stderr, stderr });
    const interpreter = new Interpreter(python);
    giveGlobals(outside);
    for (const [path, text] of Object.entries(library)) {
      const file = `${LIBRARY}/${path}`;
      python.FS.mkdirTree(file.slice(0, file.lastIndexOf('/')));
      python.FS.writeFile(file, text);
    }
    interpreter.use(() => python.runPython(`import sys\nsys.path.insert(0, '${LIBRARY}')\n`));
    return interpreter;
  }

  /**
   * Calls MicroPython.
   * @template Result
   * @param {() => Result} action
   * @returns {Result}
   */
  use(action) {
    if (this.#inUse) {
      return action();
    }
    const outside = takeGlobals();
    giveGlobals(this.#globals);
    this.#inUse = true;
    try {
      return action();
    } finally {
      this.#inUse = false;
      this.#leave();
      giveGlobals(outside);
    }
  }

  #leave() {
    this.#globals = takeGlobals();
  }

  /**
   * @param {string} name
   * @param {Record<string, unknown>} module
   */
  addModule(name, module) {
    this.use(() => this.#python.registerJsModule(name, module));
  }

  /**
   * Executes text as part of __main__. Throws what it raises.
   * @param {string} text
   */
  execute(text) {
    this.use(() => this.#python.runPython(text));
  }

  /**
   * An attribute of a module.
   * @param {string} module
   * @param {string} name
   */
  get(module, name) {
    return this.use(() => this.#python.pyimport(module)[name]);
  }
}

function takeGlobals() {
  return Object.fromEntries(GLOBALS.map((name) => [name, world[name]]));
}

/** @param {Record<string, any>} values */
function giveGlobals(values) {
  for (const name of GLOBALS) {
    world[name] = values[name];
  }
}
