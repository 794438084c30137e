import { ModuleBroken } from '../errors.mjs';
import { Instance, guard } from '../instance.mjs';
import { Binding } from './binding.mjs';
import { rewrite } from './rewrite.mjs';
import { findSyntaxError, showSyntaxError } from './syntax-errors.mjs';

/**
 * @import { Calls, Instantiate } from '../instance.mjs'
 * @import { Trace } from '../trace/trace.mjs'
 * @import { Interpreter } from './interpreter.mjs'
 * @import { Finding } from './syntax-errors.mjs'
 */

/** What _program.step() says. */
const FINISHED = 0;
const RAISED = 1;

/** One run of a Python program: the runtime's instance, and the interpreter that runs the text. */
export class PythonInstance extends Instance {
  #interpreter;
  #binding;
  #calls;
  #text;
  #name = '';
  #rewritten;
  /** @type {{ step: () => number, getOutcome: () => string, getTrace: () => string } | undefined} */
  #program;
  #virtual = true;
  #loopRuns = false;
  #now = 0;
  #outcome = { raised: false, text: 'None' };

  /**
   * @param {Instantiate} instantiate
   * @param {Trace} trace
   * @param {Calls} calls
   * @param {object} what
   * @param {Interpreter} what.interpreter which nobody else uses
   * @param {string} what.text of the program
   */
  constructor(instantiate, trace, calls, { interpreter, text }) {
    const lines = text.split('\n');
    const binding = new Binding(interpreter, {
      log: calls.log,
      drive: () => this.#drive(),
      stepping: calls.stepping,
      originalLine: (line) => this.#rewritten.originalLine(line),
      sourceLine: (line) => lines[line - 1]?.trim() ?? '',
    });
    /** @type {Calls['print']} */
    const print = (text, time, turn, task) => calls.print(text, time, turn, task, binding.end);
    super(instantiate, trace, { ...calls, print }, binding.imports);
    this.#binding = binding;
    this.#interpreter = interpreter;
    this.#calls = calls;
    this.#text = text;
    this.#rewritten = rewrite(text);
  }

  /**
   * Gets the program ready; its first line runs in the first turn.
   * @param {string} name of its file, for tracebacks
   * @param {{ seed: number, trace: boolean, clock: 'virtual' | 'real' }} how
   */
  start(name, { seed, trace, clock }) {
    this.open({ seed, trace, clock });
    this.#name = name;
    this.#virtual = clock === 'virtual';
    guard(() => {
      this.#binding.connect(this.exports);
      const interpreter = this.#interpreter;
      interpreter.streams.stdout = (line) => this.#binding.print(line);
      interpreter.streams.stderr = (line) => this.#calls.log(line);
      this.#program = {
        step: interpreter.get('_program', 'step'),
        getOutcome: interpreter.get('_program', 'get_outcome'),
        getTrace: interpreter.get('_program', 'get_trace'),
      };
      const { modules, coroutines, asyncGenerators, awaits, docs, drives, misplaced } = this.#rewritten;
      const names = [modules, coroutines, asyncGenerators].map((list) => list.join(' '));
      interpreter.use(() =>
        interpreter.get('_program', 'prepare')(name, ...names, JSON.stringify(docs), trace && !drives),
      );
      const nul = this.#text.indexOf('\0');
      if (nul >= 0) {
        const line = this.#text.slice(0, nul).split('\n').length;
        this.#fail({ type: 'SyntaxError', message: 'source code cannot contain null bytes', line });
        return;
      }
      const error = interpreter.begin(`${this.#rewritten.text}\nawait __end__\n`, awaits);
      if (error !== undefined) {
        this.#fail(this.#findError(error));
      } else if (misplaced !== undefined) {
        this.#fail({ type: 'SyntaxError', ...misplaced });
      }
    });
  }

  /**
   * Runs the program, and the loop's turns while it waits for them.
   * @param {number} now
   * @param {number} budget
   * @returns {number} as loop_run; -1: the program is over
   */
  turns(now, budget) {
    this.#now = now;
    return guard(() => this.#interpreter.use(() => this.#turns(now, budget)));
  }

  outcome() {
    return this.#outcome;
  }

  close() {
    this.#binding.close();
    this.#interpreter.use(() => super.close());
  }

  /**
   * @param {number} now
   * @param {number} budget
   */
  #turns(now, budget) {
    while (this.#program !== undefined) {
      if (this.#loopRuns) {
        const delay = this.exports.loop_run(now, budget);
        this.#binding.letGo();
        if (delay >= 0) {
          if (delay > 0) {
            this.#binding.rest();
          }
          return delay;
        }
        this.#loopRuns = false;
      }
      const status = this.#program.step();
      if (status === FINISHED || status === RAISED) {
        if (status === RAISED) {
          this.#outcome = { raised: true, text: this.#program.getOutcome() };
          this.#calls.log(this.#program.getTrace());
        }
        this.#program = undefined;
        this.#binding.finish();
      } else {
        this.#loopRuns = true;
      }
    }
    return -1;
  }

  /** Takes a loop's turns at once, while the program stands still. */
  #drive() {
    const started = this.#calls.now();
    const begun = this.#now;
    for (;;) {
      const delay = this.exports.loop_run(this.#now, Infinity);
      if (delay < 0) {
        return;
      }
      if (this.#virtual) {
        this.#now = Math.max(this.#now, this.exports.loop_deadline());
      } else {
        sleep(delay);
        this.#now = begun + this.#calls.now() - started;
      }
    }
  }

  /** @param {string} error the traceback of one that MicroPython found while it compiled */
  #findError(error) {
    const [, number] = /, line (\d+)/.exec(error) ?? [];
    const [, type, message] = /^(\w+)(?:: (.*))?$/.exec(error.trimEnd().split('\n').at(-1) ?? '') ?? [];
    const line = this.#rewritten.originalLine(Number(number ?? 1));
    return findSyntaxError(this.#text, {
      type: type ?? 'SyntaxError',
      message: message ?? 'invalid syntax',
      line,
    });
  }

  /** Nothing of the program has run. @param {Finding} finding */
  #fail(finding) {
    this.#program = undefined;
    // As str(SyntaxError) has it.
    const place = /^(Syntax|Indentation)Error$/.test(finding.type)
      ? ` (${this.#name}, line ${finding.line})`
      : '';
    this.#outcome = { raised: true, text: `${finding.type}: ${finding.message}${place}` };
    this.#calls.log(showSyntaxError(this.#name, this.#text, finding));
  }
}

/**
 * Blocks for so many seconds.
 * @param {number} seconds
 */
function sleep(seconds) {
  if (seconds === Infinity) {
    throw new ModuleBroken('the loop waits for the outside inside a call that cannot give way');
  }
  const until = performance.now() + seconds * 1000;
  if (typeof SharedArrayBuffer === 'function') {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, seconds * 1000);
  }
  while (performance.now() < until);
}
