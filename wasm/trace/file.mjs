import { TraceFileError } from '../errors.mjs';
import { kindName, valueIsText } from './kinds.mjs';
import { MAX_RECORDS, Trace } from './trace.mjs';

/** @import { Source, Trace as Columns } from '../types.js' */

/** The trace file: JSON, one record a line. docs/trace-format.md is its reference. */
const FORMAT = 'awaitscope-trace';
const VERSION = 1;

/** Longest file that is looked into, characters; MAX_RECORDS records of the usual kind are about half of it. */
const MAX_CHARACTERS = 200_000_000;

const RECORDS_A_CHUNK = 4096;
const FIELDS = /** @type {const} */ (['time', 'turn', 'kind', 'line', 'subject', 'object', 'value']);
const LARGEST = [0, 0xffffffff, 0xffff, 0xffff, 0xffffffff, 0xffffffff];

/**
 * The file's text piece by piece, so that a large one can be written without being held whole.
 * @param {Columns} trace which must not grow meanwhile
 * @returns {Generator<string, void, void>}
 */
export function* traceFileChunks(trace) {
  const head = {
    format: FORMAT,
    version: VERSION,
    scenario: trace.scenario,
    parameters: trace.parameters,
    clock: trace.clock,
    sources: trace.sources,
    strings: trace.strings,
    lost: trace.lost,
  };
  const entries = Object.entries(head).map(([key, value]) => `"${key}": ${JSON.stringify(value)},\n`);
  yield `{\n${entries.join('')}"records": [`;
  for (let from = 0; from < trace.length; from += RECORDS_A_CHUNK) {
    yield recordLines(trace, from, Math.min(trace.length, from + RECORDS_A_CHUNK));
  }
  yield '\n]\n}\n';
}

/**
 * @param {Columns} trace
 * @param {number} from
 * @param {number} to
 */
function recordLines({ time, turn, kind, line, subject, object, value }, from, to) {
  const lines = [];
  for (let i = from; i < to; i++) {
    const last = Number.isFinite(value[i]) ? value[i] : null;
    lines.push(
      `${i === 0 ? '' : ','}\n[${time[i]},${turn[i]},${kind[i]},${line[i]},${subject[i]},${object[i]},${last}]`,
    );
  }
  return lines.join('');
}

/**
 * @param {Columns} trace
 * @returns {string} the file's text.
 */
export function formatTraceFile(trace) {
  return [...traceFileChunks(trace)].join('');
}

/**
 * Reads a trace file.
 * @param {string} text
 * @param {string} [name] of the file, for messages
 * @param {number} [longest] characters that are kept of each of its strings
 * @returns {Trace}
 * @throws {TraceFileError} for everything that is not a whole trace of this version; says which record.
 */
export function parseTraceFile(text, name = 'trace', longest = Infinity) {
  return new TraceFileReader(name, longest).read(text);
}

class TraceFileReader {
  /** @param {string} name @param {number} longest */
  constructor(name, longest) {
    this.name = name;
    this.longest = longest;
  }

  /**
   * @param {string} what
   * @returns {never}
   */
  refuse(what) {
    throw new TraceFileError(`${this.name}: ${what}`);
  }

  /**
   * @param {string} text
   * @returns {Trace}
   */
  read(text) {
    if (text.length > MAX_CHARACTERS) {
      this.refuse(`too large: ${text.length} characters; at most ${MAX_CHARACTERS} are read`);
    }
    const file = this.#object(this.#json(text), 'the file');
    if (file.format !== FORMAT) {
      this.refuse(`not a trace: "format" should be "${FORMAT}", not ${shown(file.format)}`);
    }
    if (file.version !== VERSION) {
      this.refuse(`version ${shown(file.version)}: this program reads version ${VERSION}`);
    }
    const trace = new Trace({
      scenario: this.#scenario(file.scenario),
      parameters: this.#parameters(file.parameters),
      clock: this.#clock(file.clock),
      sources: this.#sources(file.sources),
    });
    trace.strings = this.#strings(file.strings);
    trace.lost = this.#integer(file.lost, '"lost"', Number.MAX_SAFE_INTEGER);
    this.#records(trace, this.#array(file.records, '"records"'));
    return trace;
  }

  /** @param {string} text */
  #json(text) {
    try {
      return JSON.parse(text);
    } catch (error) {
      this.refuse(`not JSON: ${jsonComplaint(text, /** @type {Error} */ (error))}`);
    }
  }

  /**
   * @param {Trace} trace
   * @param {unknown[]} records
   */
  #records(trace, records) {
    if (records.length > MAX_RECORDS) {
      this.refuse(`too large: ${records.length} records; at most ${MAX_RECORDS} are read`);
    }
    trace.reserve(records.length);
    let latest = 0;
    for (let i = 0; i < records.length; i++) {
      const record = records[i];
      if (!Array.isArray(record) || record.length !== FIELDS.length) {
        this.refuse(`record ${i}: should be [${FIELDS.join(', ')}], not ${shown(record)}`);
      }
      const [time, turn, kind, line, subject, object] = record;
      const value = record[6] === null ? Infinity : record[6];
      for (let field = 1; field < LARGEST.length; field++) {
        if (!isInteger(record[field], LARGEST[field])) {
          this.refuse(`record ${i}: ${wrongInteger(FIELDS[field], record[field], LARGEST[field])}`);
        }
      }
      if (kindName(kind) === undefined) {
        this.refuse(`record ${i}: unknown kind ${kind}`);
      }
      if (!Number.isFinite(time) || time < 0) {
        this.refuse(`record ${i}: time should be a number of seconds from 0, not ${shown(time)}`);
      }
      if (time < latest) {
        this.refuse(`record ${i}: time goes back, from ${latest} to ${time}`);
      }
      if (typeof value !== 'number') {
        this.refuse(`record ${i}: value should be a number or null, not ${shown(value)}`);
      }
      if (valueIsText(kind) && !isInteger(value, trace.strings.length - 1)) {
        this.refuse(
          `record ${i}: no string ${shown(record[6])} for ${kindName(kind)}; there are ${trace.strings.length}`,
        );
      }
      trace.push(time, turn, kind, line, subject, object, value);
      latest = time;
    }
  }

  /** @param {unknown} value */
  #scenario(value) {
    const scenario = this.#object(value, '"scenario"');
    return {
      name: this.#string(scenario.name, '"scenario.name"'),
      title: this.#string(scenario.title, '"scenario.title"'),
    };
  }

  /** @param {unknown} value */
  #parameters(value) {
    const entries = Object.entries(this.#object(value, '"parameters"'));
    for (const [name, number] of entries) {
      if (typeof number !== 'number') {
        this.refuse(`parameter ${shown(name)}: should be a number, not ${shown(number)}`);
      }
    }
    return /** @type {Record<string, number>} */ (Object.fromEntries(entries));
  }

  /**
   * @param {unknown} value
   * @returns {'virtual' | 'real'}
   */
  #clock(value) {
    if (value !== 'virtual' && value !== 'real') {
      this.refuse(`"clock" should be "virtual" or "real", not ${shown(value)}`);
    }
    return value;
  }

  /**
   * @param {unknown} value
   * @returns {Source[]}
   */
  #sources(value) {
    return this.#array(value, '"sources"').map((item, index) => {
      const where = `"sources"[${index}]`;
      const { name, language, text, lines } = this.#object(item, where);
      if (language !== 'c' && language !== 'python') {
        this.refuse(`${where}: language should be "c" or "python", not ${shown(language)}`);
      }
      return {
        name: this.#string(name, `${where}: name`),
        language,
        text: this.#string(text, `${where}: text`),
        ...(lines !== undefined && {
          lines: this.#array(lines, `${where}: lines`).map((line, i) =>
            this.#integer(line, `${where}: lines[${i}]`, LARGEST[3]),
          ),
        }),
      };
    });
  }

  /** @param {unknown} value */
  #strings(value) {
    const strings = this.#array(value, '"strings"').map((item, index) =>
      this.#string(item, `"strings"[${index}]`),
    );
    if (strings[0] !== '') {
      this.refuse(`"strings"[0] should be the empty string, not ${shown(strings[0])}`);
    }
    return strings.map((one) => (one.length > this.longest ? `${one.slice(0, this.longest)}…` : one));
  }

  /**
   * @param {unknown} value
   * @param {string} what
   * @returns {Record<string, unknown>}
   */
  #object(value, what) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      this.refuse(`${what} should be an object, not ${shown(value)}`);
    }
    return /** @type {Record<string, unknown>} */ (value);
  }

  /**
   * @param {unknown} value
   * @param {string} what
   * @returns {unknown[]}
   */
  #array(value, what) {
    if (!Array.isArray(value)) {
      this.refuse(`${what} should be an array, not ${shown(value)}`);
    }
    return value;
  }

  /**
   * @param {unknown} value
   * @param {string} what
   */
  #string(value, what) {
    if (typeof value !== 'string') {
      this.refuse(`${what} should be a string, not ${shown(value)}`);
    }
    return value;
  }

  /**
   * @param {unknown} value
   * @param {string} what
   * @param {number} largest
   */
  #integer(value, what, largest) {
    if (!isInteger(value, largest)) {
      this.refuse(wrongInteger(what, value, largest));
    }
    return /** @type {number} */ (value);
  }
}

/**
 * @param {unknown} value
 * @param {number} largest
 */
function isInteger(value, largest) {
  return Number.isInteger(value) && Number(value) >= 0 && Number(value) <= largest;
}

/**
 * @param {string} what
 * @param {unknown} value
 * @param {number} largest
 */
function wrongInteger(what, value, largest) {
  return `${what} should be a whole number from 0 to ${largest}, not ${shown(value)}`;
}

/**
 * A value from a broken file, short enough for a message.
 * @param {unknown} value
 */
function shown(value) {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

/**
 * What is wrong with text that JSON.parse refused, with the line where the engine tells it.
 * @param {string} text
 * @param {Error} error
 */
function jsonComplaint(text, error) {
  if (text.trim() === '') {
    return 'it is empty';
  }
  // V8 tells a position except at the very end; other engines tell line and column in words.
  const position = /at position (\d+)/.exec(error.message);
  const before = position === null ? text : text.slice(0, Number(position[1]));
  if (before.trimEnd() === text.trimEnd() && /end of|Unterminated|position/.test(error.message)) {
    return `it ends too early, in line ${before.trimEnd().split('\n').length}`;
  }
  const complaint = error.message.replace(/\s+/g, ' ');
  return position === null ? complaint : `line ${before.split('\n').length}: ${complaint}`;
}
