/**
 * One MicroPython, for one program. Its JavaScript keeps its tables in global variables, so that two of them in one
 * realm would write into each other's: whoever calls in does so through `use`, which puts this one's in their place.
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

/** How MicroPython's JavaScript calls a generator. */
const GENERATOR = 7;

/** Where the modules of lib/ stand in MicroPython's file system. */
const LIBRARY = '/awaitscope';

/** Bytes that MicroPython begins with; it takes more as it needs them. */
const HEAP = 1 << 20;

/** Words of its own stack, for calls between Python functions. */
const STACK = 64 * 1024;

/** @param {string} line */
const ignore = (line) => void line;

const world = /** @type {any} */ (globalThis);

/** One is loaded after the other: each sets the global variables. @type {Promise<any>} */
let loading = Promise.resolve();

/** What of JavaScript's Python holds: MicroPython takes out what it has found to be garbage. */
class References extends Map {
  /** @type {(thing: unknown) => void} */
  onDrop = () => {};

  /** @param {unknown} thing */
  delete(thing) {
    this.onDrop(thing);
    return super.delete(thing);
  }
}

export class Interpreter {
  #python;
  #references;
  /** @type {Record<string, any>} */
  #globals = {};
  #inUse = false;

  /**
   * What sys.stdout and sys.stderr are given, line by line. print does not come here.
   * @type {{ stdout: (line: string) => void, stderr: (line: string) => void }}
   */
  streams;

  /**
   * @param {any} python
   * @param {Interpreter['streams']} streams
   */
  constructor(python, streams) {
    this.#python = python;
    this.streams = streams;
    // What is handed to JavaScript is a handful of functions, which live as long as the interpreter.
    world.pyProxyFinalizationRegistry = { register() {} };
    this.#references = new References(world.proxy_js_ref_map);
    world.proxy_js_ref_map = this.#references;
    this.#leave();
  }

  /**
   * Loads a MicroPython of its own.
   * @param {object} what
   * @param {(options: object) => Promise<any>} what.loadMicroPython
   * @param {string} [what.url] of micropython.wasm
   * @param {Record<string, string>} what.library path and text of each module
   * @returns {Promise<Interpreter>}
   */
  static load({ loadMicroPython, url, library }) {
    loading = loading.then(async () => {
      const outside = takeGlobals();
      const streams = { stdout: ignore, stderr: ignore };
      const options = {
        heapsize: HEAP,
        pystack: STACK,
        url,
        stdout: (/** @type {string} */ line) => streams.stdout(line),
        stderr: (/** @type {string} */ line) => streams.stderr(line),
      };
      const interpreter = new Interpreter(await compiledOnce(() => loadMicroPython(options)), streams);
      giveGlobals(outside);
      interpreter.#addLibrary(library);
      return interpreter;
    });
    return loading;
  }

  /** Told of what of JavaScript's Python has dropped, while it collects garbage: it must not be called then. */
  set onDrop(/** @type {(thing: unknown) => void} */ told) {
    this.#references.onDrop = told;
  }

  /** @param {Record<string, string>} library */
  #addLibrary(library) {
    for (const [path, text] of Object.entries(library)) {
      const file = `${LIBRARY}/${path}`;
      this.#python.FS.mkdirTree(file.slice(0, file.lastIndexOf('/')));
      this.#python.FS.writeFile(file, text);
    }
    this.execute(`import sys\nsys.path.insert(0, '${LIBRARY}')\n`);
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
   * Compiles text, which awaits at top level, as part of __main__, and gives it to _program.begin: a coroutine that has
   * not begun.
   * @param {string} text
   * @param {boolean} awaits as begin takes it
   * @returns {string | undefined} the traceback of a syntax error
   */
  begin(text, awaits) {
    return this.use(() => {
      const { _module: module, PyProxy } = this.#python;
      const size = module.lengthBytesUTF8(text);
      const source = module._malloc(size + 1);
      const value = module._malloc(12);
      module.stringToUTF8(text, source, size + 1);
      module.ccall('mp_js_do_exec_async', 'null', ['pointer', 'number', 'pointer'], [source, size, value]);
      const [kind, reference, data] = [0, 4, 8].map((offset) => module.getValue(value + offset, 'i32'));
      module._free(source);
      module._free(value);
      if (kind !== GENERATOR) {
        const error = module.UTF8ToString(data, reference);
        module._free(data);
        return error.slice(error.indexOf('\x04') + 1);
      }
      const program = Object.assign(Object.create(PyProxy.prototype), { _ref: reference });
      this.get('_program', 'begin')(program, awaits);
      return undefined;
    });
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

/** MicroPython's, once it was loaded. @type {WebAssembly.Module | undefined} */
let compiled;

/**
 * Loads MicroPython from the module that the first one compiled. Its loader takes no module, and compiled anew for each
 * run it costs most of the run, and code that V8 gives back late.
 * @template Loaded
 * @param {() => Promise<Loaded>} load
 * @returns {Promise<Loaded>}
 */
async function compiledOnce(load) {
  const { instantiate } = WebAssembly;
  WebAssembly.instantiate = /** @type {any} */ (
    async (/** @type {any} */ source, /** @type {any} */ imports) => {
      if (imports?.env?.mp_js_random_u32 === undefined) {
        return instantiate(source, imports);
      }
      compiled ??= await WebAssembly.compile(source);
      return { module: compiled, instance: await instantiate(compiled, imports) };
    }
  );
  try {
    return await load();
  } finally {
    WebAssembly.instantiate = instantiate;
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
