import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import stringWidth from 'string-width';
import { makeTrace } from '../../bench/made-trace.mjs';
import { gantt } from '../../cli/gantt.mjs';
import { terminalOf } from '../../cli/terminal.mjs';
import { createModel } from '../../web/model/index.mjs';
import { traceOf } from './trace-of.mjs';

/** @import { Record } from './trace-of.mjs' */
/** @import { Terminal } from '../../cli/terminal.mjs' */

/**
 * @param {number} width
 * @returns {Terminal}
 */
const plain = (width) => ({ width, paint: (_style, text) => text });

/**
 * @param {Record[]} records
 * @param {number} [width]
 */
const drawn = (records, width = 60) => gantt(createModel(traceOf(...records)), plain(width));

/**
 * A step of a task at a time, after which it waits, gives way (0) or has ended.
 * @param {number} time
 * @param {number} task
 * @param {number | 'ended'} [waitingOn]
 * @returns {Record[]}
 */
const step = (time, task, waitingOn = 'ended') => [
  [time, 'TASK_STEP_BEGIN', task],
  ...(waitingOn === 'ended' ? [] : [/** @type {Record} */ ([time, 'TASK_AWAITS', task, waitingOn])]),
  [time, 'TASK_STEP_END', task],
];

/** @type {Record[]} */
const GATHER = [
  [0, 'TASK_CREATED', 1, 0, 'main'],
  [0, 'FUTURE_CREATED', 3, 1, 'gather'],
  [0, 'COMPOSITE_CREATED', 3, 1, 'gather'],
  [0, 'TASK_CREATED', 4, 1, 'quick'],
  [0, 'TASK_CREATED', 5, 1, 'slow'],
  [0, 'TASK_CREATED', 6, 4, 'helper'],
  [0, 'COMPOSITE_MEMBER', 3, 4],
  [0, 'COMPOSITE_MEMBER', 3, 5],
  ...step(0, 1, 3),
  [0, 'FUTURE_CREATED', 7, 4, 'sleep'],
  [0, 'TIMER_SET', 17, 7, 1],
  ...step(0, 4, 7),
  [0, 'FUTURE_CREATED', 8, 5, 'sleep'],
  [0, 'TIMER_SET', 18, 8, 2],
  ...step(0, 5, 8),
  [1, 'TASK_STEP_BEGIN', 4],
  [1, 'FUTURE_RESULT', 4, 4, "'q'"],
  [1, 'TASK_STEP_END', 4],
  [1, 'FUTURE_CANCELLED', 6],
  [1, 'TASK_CANCEL_REQUESTED', 5, 0, 1],
  [2, 'TASK_STEP_BEGIN', 5],
  [2, 'FUTURE_EXCEPTION', 5, 5, 'ValueError: no'],
  [2, 'TASK_STEP_END', 5],
  [2, 'TASK_STEP_BEGIN', 1],
  [2, 'FUTURE_RESULT', 1, 1, 'None'],
];

test('a timeline: axis, rows nested by parent, waits by name, ends with results, legend', () => {
  assert.deepEqual(drawn(GATHER, 80), [
    'By hand: 2 s on the virtual clock, 4 tasks',
    '           0 s          500 ms       1 s          1.5 s       2 s',
    '           ╷            ╷            ╷            ╷           ╷',
    'main       █─ gather of 2 ────────────────────────────────────█✔',
    "├ quick    █─ sleep ─────────────────█✔ 'q'",
    '│ └ helper                           ⊘',
    '└ slow     █─ sleep ─────────────────≈≈≈≈≈≈≈≈≈≈≈≈≈≈≈≈≈≈≈≈≈≈≈≈≈█✘ ValueError: no',
    '',
    '█ runs   ─ waits   ≈ is being cancelled   ✔ finished   ✘ failed   ⊘ cancelled',
  ]);
});

test('the branches of the tree lead to every row', () => {
  const lines = drawn([
    [0, 'TASK_CREATED', 1, 0, 'a'],
    [0, 'TASK_CREATED', 2, 1, 'b'],
    [0, 'TASK_CREATED', 3, 2, 'c'],
    [0, 'TASK_CREATED', 4, 3, 'd'],
    [0, 'TASK_CREATED', 5, 3, 'e'],
    [0, 'TASK_CREATED', 6, 1, 'f'],
    [0, 'TASK_CREATED', 7, 6, 'g'],
    [0, 'TASK_CREATED', 8, 0, 'h'],
    [1, 'IDLE'],
  ]);
  assert.deepEqual(
    lines.slice(3, 11).map((line) => line.trimEnd()),
    ['a', '├ b', '│ └ c', '│   ├ d', '│   └ e', '└ f', '  └ g', 'h'],
  );
});

test('a deadline that passed stands in the row of its task, one that was left in time does not', () => {
  const rows = drawn([
    [0, 'TASK_CREATED', 1, 0, 'late'],
    [0, 'TASK_CREATED', 2, 0, 'early'],
    [0, 'COMPOSITE_CREATED', 3, 1, 'timeout'],
    [0, 'COMPOSITE_DEADLINE', 3, 0, 1],
    [0, 'COMPOSITE_CREATED', 4, 2, 'timeout'],
    [0, 'COMPOSITE_DEADLINE', 4, 0, 1],
    ...step(0, 1, 9),
    ...step(0, 2, 9),
    [0.5, 'COMPOSITE_SETTLED', 4],
    [1, 'COMPOSITE_EXPIRED', 3],
    [2, 'IDLE', 0, 0, 3],
  ]);
  assert.match(rows[3], /^late +█─+[^╎]*╎─+$/);
  assert.match(rows[4], /^early █[^╎]*$/);
  assert.match(String(rows.at(-1)), /╎ deadline/);
});

test('a run in which no time passes is drawn by its events', () => {
  const rows = drawn([
    [0, 'TASK_CREATED', 1, 0, 'main'],
    [0, 'HANDLE_SCHEDULED', 2, 1, 'step'],
    [0, 'TURN_BEGIN', 0, 1],
    ...step(0, 1, 0),
    [0, 'TURN_END', 0, 1],
    [0, 'TURN_BEGIN', 0, 1],
    [0, 'TASK_STEP_BEGIN', 1],
    [0, 'FUTURE_RESULT', 1, 0, '3'],
    [0, 'TURN_END'],
  ]);
  assert.match(rows[1], /turn 1 +turn 2/);
  assert.match(rows[3], /^main +▒+█+▒+█+✔ 3$/);
  assert.equal(rows.at(-1), 'No time passed: the events stand one after the other.');
});

test('without tasks there is nothing to draw, and it says so', () => {
  assert.deepEqual(drawn([]), ['By hand: 0 s on the virtual clock, 0 tasks', 'No task ran.']);
});

test('missing records are told', () => {
  const trace = traceOf(...GATHER);
  trace.lost = 7;
  const last = gantt(createModel(trace), plain(60)).at(-1);
  assert.equal(last, '7 records of the trace are missing: the timeline is not whole.');
});

test('names and results cannot steer the terminal', () => {
  const lines = drawn([
    [0, 'TASK_CREATED', 1, 0, 'red\u001b[31m\u202e\r\n'],
    ...step(0, 1, 9),
    [1, 'FUTURE_EXCEPTION', 1, 0, 'Error: \u001b]0;title\u0007\nsecond line'],
  ]);
  // eslint-disable-next-line no-control-regex
  assert.doesNotMatch(lines.join(''), /[\u0000-\u001f\u007f-\u009f\u202e]/);
});

test('wide characters keep the rows in line', () => {
  const lines = drawn([
    [0, 'TASK_CREATED', 1, 0, '東京'],
    [0, 'TASK_CREATED', 2, 0, 'ab'],
    ...step(0, 1, 9),
    ...step(0, 2, 9),
    [2, 'FUTURE_RESULT', 1, 0, "'大阪'"],
    [2, 'FUTURE_RESULT', 2, 0, "'o'"],
  ]);
  assert.equal(stringWidth(lines[3].split('█')[0]), stringWidth(lines[4].split('█')[0]));
});

describe('no line is wider than the terminal', () => {
  const made = createModel(makeTrace({ records: 4000, tasks: 30, seed: 5 }));
  const long = createModel(
    traceOf([0, 'TASK_CREATED', 1, 0, 'a name that goes on and on and on '.repeat(9)], ...step(0, 1, 9), [
      1,
      'FUTURE_EXCEPTION',
      1,
      0,
      `ValueError: ${'why '.repeat(99)}`,
    ]),
  );
  for (const width of [40, 80, 133]) {
    test(`${width} columns`, () => {
      for (const model of [made, long, createModel(traceOf(...GATHER))]) {
        for (const line of gantt(model, plain(width))) {
          assert.ok(stringWidth(line) <= width, line);
        }
      }
    });
  }
});

describe('the terminal', () => {
  /** @param {object} [stream] */
  const tty = (stream = {}) =>
    /** @type {NodeJS.WriteStream} */ ({ isTTY: true, columns: 100, hasColors: () => true, ...stream });

  test('has its own width, 80 columns where it is none, COLUMNS where that is set', () => {
    const notTty = /** @type {NodeJS.WriteStream} */ ({ isTTY: false });
    assert.equal(terminalOf(tty(), {}).width, 100);
    assert.equal(terminalOf(notTty, {}).width, 80);
    assert.equal(terminalOf(notTty, { COLUMNS: '120' }).width, 120);
    assert.equal(terminalOf(notTty, { COLUMNS: 'wide' }).width, 80);
    assert.equal(terminalOf(notTty, { COLUMNS: '1' }).width, 40);
  });

  test('is coloured only where it can be and may be', () => {
    const painted = (/** @type {NodeJS.WriteStream} */ stream, /** @type {NodeJS.ProcessEnv} */ env) =>
      terminalOf(stream, env).paint('green', 'x') !== 'x';
    assert.equal(painted(tty(), {}), true);
    assert.equal(painted(tty(), { NO_COLOR: '1' }), false);
    assert.equal(painted(tty({ hasColors: () => false }), {}), false);
    assert.equal(painted(tty({ isTTY: false }), {}), false);
  });
});
