import { parseArgs } from 'node:util';
import { nearest } from '../wasm/nearest.mjs';
import { Failure } from './failure.mjs';

/**
 * @typedef {import('node:util').ParseArgsConfig['options'] & {}} Options
 *
 * @typedef {object} RunArguments
 * @property {'virtual' | 'real'} [clock]
 * @property {number} [seed]
 * @property {Record<string, number>} parameters
 *
 * @typedef {{ command: 'help' } | { command: 'version' }
 *   | { command: 'list', scenario: string | undefined, json: boolean }
 *   | { command: 'run', scenario: string, run: RunArguments, stamp: boolean, iterations: boolean,
 *       format: 'gantt' | 'json' | 'none', trace: string | undefined }
 *   | { command: 'replay', trace: string, format: 'gantt' | 'json' | 'none' }
 *   | { command: 'export', subject: string, run: RunArguments, format: 'html' | 'svg' | 'chrome' | 'mermaid' | 'json',
 *       output: string | undefined }} Command
 */

const COMMANDS = ['list', 'run', 'replay', 'export'];

/** @type {Options} */
const COMMON = { help: { type: 'boolean', short: 'h' }, version: { type: 'boolean' } };

/** @type {Options} */
const OF_A_RUN = {
  clock: { type: 'string' },
  seed: { type: 'string' },
  set: { type: 'string', multiple: true },
};

const LARGEST_SEED = 0xffffffff;

/**
 * @param {string[]} args what stands behind the command's name
 * @returns {Command}
 * @throws {Failure} for wrong use; names the thing and the mend.
 */
export function readArguments(args) {
  // Before it is known which command it is, only these may stand.
  const first = args[0];
  if (first === undefined || first === '--help' || first === '-h' || first === 'help') {
    if (first === undefined) {
      throw new Failure(`no command; there are: ${COMMANDS.join(', ')}. \`awaitscope --help\` tells more`);
    }
    return { command: 'help' };
  }
  if (first === '--version') {
    return { command: 'version' };
  }
  switch (first) {
    case 'list':
      return readList(args.slice(1));
    case 'run':
      return readRun(args.slice(1));
    case 'replay':
      return readReplay(args.slice(1));
    case 'export':
      return readExport(args.slice(1));
    default:
      throw new Failure(unknownCommand(first));
  }
}

/** @param {string} word */
function unknownCommand(word) {
  if (word.startsWith('-')) {
    return `unknown option ${word}${suggestion(word, ['--help', '--version'])}`;
  }
  const scenario = nearest(word, COMMANDS) === undefined ? `; to run it: \`awaitscope run ${word}\`` : '';
  return `unknown command ${shown(word)}${suggestion(word, COMMANDS)}${scenario}`;
}

/**
 * @param {string[]} args
 * @returns {Command}
 */
function readList(args) {
  const { values, positionals } = parse('list', args, { json: { type: 'boolean' } });
  return (
    askedForHelp(values) ?? {
      command: 'list',
      scenario: positionals.length === 0 ? undefined : one('list', positionals, ''),
      json: flag(values.json),
    }
  );
}

/**
 * @param {string[]} args
 * @returns {Command}
 */
function readRun(args) {
  const { values, positionals } = parse('run', args, {
    ...OF_A_RUN,
    format: { type: 'string' },
    trace: { type: 'string' },
    stamp: { type: 'boolean' },
    iterations: { type: 'boolean' },
  });
  const asked = askedForHelp(values);
  if (asked !== undefined) {
    return asked;
  }
  const stamp = flag(values.stamp);
  const iterations = flag(values.iterations);
  if (iterations && !stamp) {
    throw new Failure('--iterations goes with --stamp only');
  }
  return {
    command: 'run',
    scenario: one('run', positionals, 'a scenario; `awaitscope list` shows them'),
    run: readRunOptions(values),
    stamp,
    iterations,
    format: choice('--format', text(values.format), ['gantt', 'json', 'none']) ?? (stamp ? 'none' : 'gantt'),
    trace: fileName('--trace', values.trace),
  };
}

/**
 * @param {string[]} args
 * @returns {Command}
 */
function readReplay(args) {
  const { values, positionals } = parse('replay', args, { format: { type: 'string' } });
  return (
    askedForHelp(values) ?? {
      command: 'replay',
      trace: one('replay', positionals, 'a trace file; `awaitscope run SCENARIO --trace FILE` writes one'),
      format: choice('--format', text(values.format), ['gantt', 'json', 'none']) ?? 'gantt',
    }
  );
}

/**
 * @param {string[]} args
 * @returns {Command}
 */
function readExport(args) {
  const { values, positionals } = parse('export', args, {
    ...OF_A_RUN,
    format: { type: 'string' },
    output: { type: 'string', short: 'o' },
  });
  const asked = askedForHelp(values);
  if (asked !== undefined) {
    return asked;
  }
  const subject = one('export', positionals, 'a trace file or a scenario');
  const format = choice('--format', text(values.format), ['html', 'svg', 'chrome', 'mermaid', 'json']);
  if (format === undefined) {
    throw new Failure('export needs a format: --format html, svg, chrome, mermaid or json');
  }
  return {
    command: 'export',
    subject,
    run: readRunOptions(values),
    format,
    output: fileName('--output', values.output),
  };
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {Options} options
 */
function parse(command, args, options) {
  const known = { ...COMMON, ...options };
  try {
    const { values, positionals, tokens } = parseArgs({
      args,
      options: known,
      allowPositionals: true,
      tokens: true,
    });
    refuseTwice(tokens, known);
    return { values, positionals };
  } catch (error) {
    if (error instanceof Failure) {
      throw error;
    }
    const { code, message } = /** @type {NodeJS.ErrnoException} */ (error);
    const name = /'(-[^' ,]*)/.exec(message)?.[1] ?? '';
    if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') {
      const names = Object.keys(known).map((option) => `--${option}`);
      throw new Failure(`unknown option ${name} of ${command}${suggestion(name, names)}`, { cause: error });
    }
    const spelled = /--[a-z]+/.exec(message)?.[0] ?? name;
    const what = message.includes('does not take an argument')
      ? 'takes no value'
      : message.includes('ambiguous')
        ? `needs a value; write ${spelled}=VALUE where it begins with a dash`
        : 'needs a value';
    throw new Failure(`${spelled} ${what}`, { cause: error });
  }
}

/**
 * @param {{ kind: string, name?: string }[]} tokens
 * @param {Options} options
 * @throws {Failure} for an option that is given twice: one of the two would count for nothing
 */
function refuseTwice(tokens, options) {
  /** @type {Set<string>} */
  const given = new Set();
  for (const { kind, name } of tokens) {
    if (kind !== 'option' || name === undefined || options[name].multiple) {
      continue;
    }
    if (given.has(name)) {
      throw new Failure(`--${name} is given twice`);
    }
    given.add(name);
  }
}

/**
 * @param {Record<string, unknown>} values
 * @returns {Command | undefined}
 */
function askedForHelp(values) {
  return values.help ? { command: 'help' } : values.version ? { command: 'version' } : undefined;
}

/**
 * @param {Record<string, unknown>} values
 * @returns {RunArguments}
 */
function readRunOptions(values) {
  const clock = choice('--clock', text(values.clock), ['virtual', 'real']);
  const seed = text(values.seed);
  if (seed !== undefined && !(/^\d+$/.test(seed) && Number(seed) <= LARGEST_SEED)) {
    throw new Failure(`--seed ${shown(seed)}: should be a whole number from 0 to ${LARGEST_SEED}`);
  }
  return {
    clock,
    seed: seed === undefined ? undefined : Number(seed),
    parameters: readSettings(/** @type {string[]} */ (values.set ?? [])),
  };
}

/** @param {string[]} settings */
function readSettings(settings) {
  /** @type {Record<string, number>} */
  const parameters = Object.create(null);
  for (const setting of settings) {
    const [, name, value] = /^([^=]+)=(.*)$/s.exec(setting) ?? [];
    if (name === undefined) {
      throw new Failure(`--set ${shown(setting)}: should be NAME=VALUE, as in --set delay=2`);
    }
    if (value.trim() === '' || Number.isNaN(Number(value))) {
      throw new Failure(`--set ${shown(setting)}: ${shown(value)} is not a number`);
    }
    if (name in parameters) {
      throw new Failure(`--set ${shown(name)} is given twice`);
    }
    parameters[name] = Number(value);
  }
  return { ...parameters };
}

/**
 * @param {string} command
 * @param {string[]} positionals
 * @param {string} what
 */
function one(command, positionals, what) {
  if (positionals.length === 0) {
    throw new Failure(`${command} needs ${what}`);
  }
  if (positionals.length > 1) {
    throw new Failure(`${command} takes one argument, not ${positionals.map(shown).join(' and ')}`);
  }
  return positionals[0];
}

/**
 * @template {string} Choice
 * @param {string} option
 * @param {string | undefined} value
 * @param {Choice[]} choices
 * @returns {Choice | undefined}
 */
function choice(option, value, choices) {
  if (value === undefined) {
    return undefined;
  }
  const chosen = choices.find((candidate) => candidate === value);
  if (chosen === undefined) {
    throw new Failure(
      `${option} ${shown(value)}: should be ${choices.slice(0, -1).join(', ')} or ${choices.at(-1)}`,
    );
  }
  return chosen;
}

/**
 * @param {string} option
 * @param {unknown} value
 */
function fileName(option, value) {
  if (value === '') {
    throw new Failure(`${option} needs the name of a file`);
  }
  return text(value);
}

/** @param {unknown} value */
function text(value) {
  return typeof value === 'string' ? value : undefined;
}

/** @param {unknown} value */
function flag(value) {
  return value === true;
}

/** @param {string} value */
function shown(value) {
  return JSON.stringify(value);
}

/**
 * @param {string} name
 * @param {string[]} names
 */
function suggestion(name, names) {
  const match = nearest(name, names);
  return match === undefined ? `; there are: ${names.join(', ')}` : `; did you mean ${match}?`;
}
