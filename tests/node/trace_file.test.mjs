import assert from 'node:assert/strict';
import { test } from 'node:test';

import { TraceFileError } from '../../wasm/errors.mjs';
import { formatTraceFile, parseTraceFile, traceFileChunks } from '../../wasm/trace/file.mjs';
import { Kind } from '../../wasm/trace/kinds.mjs';
import { Trace } from '../../wasm/trace/trace.mjs';

/** A small whole trace. */
function sample() {
  const trace = new Trace({
    scenario: { name: 'gather', title: 'Gather' },
    parameters: { slow: 2.5 },
    clock: 'virtual',
    sources: [
      { name: 'gather.c', language: 'c', text: 'ASYNC(main_)\n' },
      { name: 'gather.py', language: 'python', text: '\nasync def main():', lines: [0, 1] },
    ],
  });
  trace.strings = ['', 'Task-1', '<img onerror=…>\n"\\'];
  trace.push(0, 1, Kind.TURN_BEGIN, 0, 0, 1, 0);
  trace.push(0, 1, Kind.TASK_CREATED, 12, 2, 0, 1);
  trace.push(0.1, 2, Kind.IDLE, 0, 0, 0, Infinity);
  trace.push(0.1 + 0.2, 3, Kind.PRINT, 65535, 4294967295, 0, 2);
  return trace;
}

/** What a trace says, apart from how much room its columns have. */
function content(/** @type {Trace} */ trace) {
  const { length, strings, lost, scenario, parameters, clock, sources } = trace;
  const records = Array.from({ length }, (_, i) =>
    [trace.time, trace.turn, trace.kind, trace.line, trace.subject, trace.object, trace.value].map(
      (c) => c[i],
    ),
  );
  return { records, strings, lost, scenario, parameters, clock, sources };
}

test('a trace that is written and read again is the same trace', () => {
  const trace = sample();
  trace.lost = 3;
  assert.deepEqual(content(parseTraceFile(formatTraceFile(trace))), content(trace));
});

test('the file is JSON with one record a line, an infinite value as null', () => {
  const text = formatTraceFile(sample());
  assert.equal(JSON.parse(text).records.length, 4);
  assert.ok(text.split('\n').includes('[0.1,2,3,0,0,0,null],'), text);
  assert.deepEqual(Object.keys(JSON.parse(text)), [
    ...['format', 'version', 'scenario', 'parameters', 'clock', 'sources', 'strings', 'lost', 'records'],
  ]);
});

test('an empty trace survives too', () => {
  assert.equal(parseTraceFile(formatTraceFile(new Trace())).length, 0);
});

test('a large trace is written in pieces of bounded size', () => {
  const trace = sample();
  for (let i = 0; i < 20_000; i++) {
    trace.push(1, 4, Kind.TURN_END, 0, 0, 0, 0);
  }
  const chunks = [...traceFileChunks(trace)];
  assert.ok(chunks.length >= 5);
  assert.ok(Math.max(...chunks.map((chunk) => chunk.length)) < 300_000);
  assert.deepEqual(content(parseTraceFile(chunks.join(''))), content(trace));
});

/** The sample's file with one thing changed. */
function broken(/** @type {(file: any) => void} */ change) {
  const file = JSON.parse(formatTraceFile(sample()));
  change(file);
  return JSON.stringify(file);
}

const whole = formatTraceFile(sample());

/** @type {[string, string, RegExp][]} */
const refusals = [
  ['an empty file', '', /^run\.json: not JSON: it is empty$/],
  [
    'a file cut off between records',
    whole.slice(0, whole.indexOf('\n[0.1')),
    /not JSON: it ends too early, in line 1\d$/,
  ],
  [
    'a file cut off in a record',
    whole.slice(0, whole.indexOf('[0.1') + 7),
    /not JSON: it ends too early, in line 1\d$/,
  ],
  [
    'a file cut off in a text',
    whole.slice(0, whole.indexOf('onerror')),
    /not JSON: it ends too early, in line 8$/,
  ],
  ['a page of HTML', '<!doctype html>', /^run\.json: not JSON: .*<!doctype/],
  ['a missing comma', whole.replace('],\n[0.1', ']\n[0.1'), /not JSON: line 13: Expected/],
  ['JSON of something else', '[1, 2]', /the file should be an object, not \[1,2\]$/],
  ['another format', '{"name": "x"}', /not a trace: "format" should be "awaitscope-trace", not nothing$/],
  ['another version', broken((f) => (f.version = 2)), /version 2: this program reads version 1$/],
  ['a version that is text', broken((f) => (f.version = '1')), /version "1": this program reads version 1$/],
  ['no scenario', broken((f) => delete f.scenario), /"scenario" should be an object, not nothing$/],
  [
    'a title of the wrong type',
    broken((f) => (f.scenario.title = 7)),
    /"scenario.title" should be a string, not 7$/,
  ],
  [
    'a parameter that is text',
    broken((f) => (f.parameters.slow = '2')),
    /parameter "slow": should be a number, not "2"$/,
  ],
  [
    'an unknown clock',
    broken((f) => (f.clock = 'wall')),
    /"clock" should be "virtual" or "real", not "wall"$/,
  ],
  ['sources of the wrong type', broken((f) => (f.sources = {})), /"sources" should be an array, not \{\}$/],
  [
    'a source in another language',
    broken((f) => (f.sources[0].language = 'go')),
    /"sources"\[0\]: language should be/,
  ],
  [
    'a source without text',
    broken((f) => delete f.sources[0].text),
    /"sources"\[0\]: text should be a string/,
  ],
  [
    'a line that stands for none that there can be',
    broken((f) => (f.sources[0].lines = [0, -1])),
    /"sources"\[0\]: lines\[1\] should be/,
  ],
  [
    'strings of the wrong type',
    broken((f) => (f.strings[1] = null)),
    /"strings"\[1\] should be a string, not null$/,
  ],
  [
    'no empty string at 0',
    broken((f) => f.strings.shift()),
    /"strings"\[0\] should be the empty string, not "Task-1"$/,
  ],
  ['a negative lost', broken((f) => (f.lost = -1)), /"lost" should be a whole number from 0 to \d+, not -1$/],
  ['no records', broken((f) => delete f.records), /"records" should be an array, not nothing$/],
  [
    'a record that is no array',
    broken((f) => (f.records[2] = null)),
    /record 2: should be \[time, turn, .*\], not null$/,
  ],
  [
    'a record that is too short',
    broken((f) => f.records[1].pop()),
    /record 1: should be \[time, .*\], not \[0,1,32,12,2,0\]$/,
  ],
  ['an unknown kind', broken((f) => (f.records[3][2] = 99)), /^run\.json: record 3: unknown kind 99$/],
  [
    'a kind that is text',
    broken((f) => (f.records[3][2] = 'print')),
    /record 3: kind should be a whole number .*, not "print"$/,
  ],
  [
    'a turn with a fraction',
    broken((f) => (f.records[0][1] = 1.5)),
    /record 0: turn should be a whole number .*, not 1\.5$/,
  ],
  [
    'a line too large',
    broken((f) => (f.records[0][3] = 65536)),
    /record 0: line should be .* to 65535, not 65536$/,
  ],
  ['a negative subject', broken((f) => (f.records[0][4] = -2)), /record 0: subject should be .*, not -2$/],
  [
    'an object too large',
    broken((f) => (f.records[0][5] = 2 ** 32)),
    /record 0: object should be .* to 4294967295, not/,
  ],
  ['a time that is text', broken((f) => (f.records[0][0] = '0')), /record 0: time should be .*, not "0"$/],
  ['time without number', broken((f) => (f.records[0][0] = null)), /record 0: time should be .*, not null$/],
  ['a negative time', broken((f) => (f.records[0][0] = -1)), /record 0: time should be .* from 0, not -1$/],
  [
    'time that goes back',
    broken((f) => (f.records[3][0] = 0.05)),
    /record 3: time goes back, from 0\.1 to 0\.05$/,
  ],
  [
    'a value that is text',
    broken((f) => (f.records[0][6] = 'x')),
    /record 0: value should be a number or null, not "x"$/,
  ],
  [
    'a string index out of range',
    broken((f) => (f.records[1][6] = 3)),
    /record 1: no string 3 for TASK_CREATED; there are 3$/,
  ],
  [
    'a string index without number',
    broken((f) => (f.records[1][6] = null)),
    /record 1: no string null for TASK_CREATED/,
  ],
  [
    'a string index with a fraction',
    broken((f) => (f.records[1][6] = 0.5)),
    /record 1: no string 0\.5 for TASK_CREATED/,
  ],
];

for (const [what, text, message] of refusals) {
  test(`refused with what and where: ${what}`, () => {
    assert.throws(
      () => parseTraceFile(text, 'run.json'),
      (error) =>
        error instanceof TraceFileError &&
        error.message.startsWith('run.json: ') &&
        message.test(error.message),
    );
  });
}

test('refused: more records than a page can hold, before they are looked at', () => {
  const text = broken((file) => (file.records = [])).replace(
    '"records":[]',
    `"records":[${'0,'.repeat(2_000_000)}0]`,
  );
  assert.throws(() => parseTraceFile(text), /too large: 2000001 records; at most 2000000 are read/);
});

test('a message shows no more than the beginning of a long value', () => {
  const text = broken((file) => (file.records[0] = 'x'.repeat(100_000)));
  assert.throws(
    () => parseTraceFile(text),
    (error) => error instanceof Error && error.message.length < 250,
  );
});

test('a parameter called __proto__ changes no prototype', () => {
  const text = broken(() => {}).replace('"slow":2.5', '"__proto__":7');
  const trace = parseTraceFile(text);
  assert.equal(Object.getPrototypeOf(trace.parameters), Object.prototype);
  assert.deepEqual(Object.keys(trace.parameters), ['__proto__']);
});
