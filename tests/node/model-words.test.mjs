import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Kind, kindName, valueIsText } from '../../wasm/trace/kinds.mjs';
import { createModel, describe, describeState, formatSeconds } from '../../web/model/index.mjs';
import { traceOf } from './trace-of.mjs';

test('seconds are said as shortly as they can be', () => {
  const said = [0, 2, 1.25, 0.35, 0.0005, 90, 1 / 3, Infinity].map(formatSeconds);
  assert.deepEqual(said, ['0 s', '2 s', '1.25 s', '350 ms', '500 µs', '90 s', '333.333 ms', 'for ever']);
});

test('every kind of record is told in one sentence of its own', () => {
  const names = /** @type {(keyof typeof Kind)[]} */ (Object.keys(Kind));
  for (const name of names) {
    const value = valueIsText(Kind[name]) ? 'text' : 1;
    const model = createModel(
      traceOf([0, 'TASK_CREATED', 1, 0, 'main'], [0, 'TASK_CREATED', 2, 0, 'other'], [1, name, 1, 2, value]),
    );
    const sentence = describe(model, 2);
    assert.match(sentence, /^\S.*[.t]$/s, name);
    assert.ok(!sentence.includes('undefined') && !sentence.includes(String(kindName(Kind[name]))), sentence);
  }
});

test('wakes are told by what ended', () => {
  const model = createModel(
    traceOf(
      [0, 'TASK_CREATED', 1, 0, 'main'],
      [0, 'TASK_CREATED', 2, 0, 'other'],
      [0, 'FUTURE_CREATED', 3, 1, 'sleep'],
      [1, 'FUTURE_CANCELLED', 3],
      [1, 'TASK_WOKEN', 1, 3],
      [1, 'FUTURE_EXCEPTION', 2, 2, 'ValueError: no'],
      [1, 'TASK_WOKEN', 1, 2],
    ),
  );
  assert.equal(describe(model, 4), 'main is woken: its sleep was cancelled.');
  assert.equal(describe(model, 5), 'other fails: ValueError: no.');
  assert.equal(describe(model, 6), 'main is woken: other failed.');
});

test('streams are told by whom they connect with', () => {
  const model = createModel(
    traceOf(
      [0, 'TASK_CREATED', 1, 0, 'main'],
      [0, 'PRIMITIVE_CREATED', 2, 1, 'StreamReader 127.0.0.1:8888'],
      [0, 'PRIMITIVE_CREATED', 3, 1, 'StreamWriter 127.0.0.1:8888'],
      [0, 'PRIMITIVE_PUT', 3, 1, "b'hi'"],
      [0, 'PRIMITIVE_WAITS', 2, 1, 'read'],
      [1, 'PRIMITIVE_PUT', 2, 0, "b'ho'"],
      [1, 'PRIMITIVE_SIZE', 2, 0, 1],
      [1, 'PRIMITIVE_GOT', 2, 1, "b'ho'"],
      [1, 'PRIMITIVE_SET', 2, 0, 0],
      [1, 'PRIMITIVE_WAITS', 3, 1, 'drain'],
      [1, 'PRIMITIVE_SIZE', 3, 0, 70000],
    ),
  );
  const told = Array.from({ length: 9 }, (_, i) => describe(model, i + 2));
  assert.deepEqual(told, [
    'main makes StreamWriter 127.0.0.1:8888.',
    "main writes b'hi' to 127.0.0.1:8888.",
    'main has to wait for data from 127.0.0.1:8888 in read.',
    "b'ho' comes from 127.0.0.1:8888.",
    '1 byte from 127.0.0.1:8888 to be read.',
    "main reads b'ho' from 127.0.0.1:8888.",
    '127.0.0.1:8888 sends no more.',
    'main has to wait until 127.0.0.1:8888 takes what was written, in drain.',
    '70000 bytes still to be sent to 127.0.0.1:8888.',
  ]);
});

test('a circle of waits is told without end', () => {
  const model = createModel(
    traceOf(
      [0, 'TASK_CREATED', 1, 0, 'a'],
      [0, 'TASK_CREATED', 2, 0, 'b'],
      [0, 'TASK_STEP_BEGIN', 1],
      [0, 'TASK_AWAITS', 1, 2],
      [0, 'TASK_STEP_END', 1],
      [0, 'TASK_STEP_BEGIN', 2],
      [0, 'TASK_AWAITS', 2, 1],
      [0, 'TASK_STEP_END', 2],
    ),
  );
  assert.match(describeState(model, 1, 8), /^a waits on b, which waits on a, which waits on b/);
});

test('an event has its text only where its value names one', () => {
  const model = createModel(traceOf([1, 'PRINT', 0, 0, 'hello', 12], [2, 'IDLE', 0, 0, 3]));
  const { name, text, line, time } = model.event(0);
  assert.deepEqual([name, text, line, time], ['PRINT', 'hello', 12, 1]);
  assert.deepEqual([model.event(1).text, model.event(1).value], ['', 3]);
});

test('records of an entity are those in which it takes part, not counts of handles', () => {
  const model = createModel(
    traceOf(
      [0, 'TURN_BEGIN', 0, 1],
      [0, 'TASK_CREATED', 1, 0, 'a'],
      [0, 'PRINT', 0, 1, 'x'],
      [0, 'TURN_END', 0, 1],
    ),
  );
  assert.deepEqual(model.recordsOf(1), [1, 2]);
});
