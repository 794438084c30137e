import assert from 'node:assert/strict';
import { test } from 'node:test';

import { RECORD_BYTES, Trace } from '../../wasm/trace/trace.mjs';

/** `count` records as they stand in memory, after `offset` bytes of something else. */
function ring(/** @type {number} */ count, offset = 0) {
  const buffer = new ArrayBuffer(offset + count * RECORD_BYTES);
  const view = new DataView(buffer);
  for (let i = 0; i < count; i++) {
    const at = offset + i * RECORD_BYTES;
    view.setFloat64(at, i / 8, true);
    view.setUint32(at + 8, 0x01020304 + i, true);
    view.setUint16(at + 12, 1 + (i % 9), true);
    view.setUint16(at + 14, 0xfffe, true);
    view.setUint32(at + 16, 0xfffffff0, true);
    view.setUint32(at + 20, i, true);
    view.setFloat64(at + 24, -0.5 * i, true);
  }
  return buffer;
}

test('records are decoded field by field as trace.h lays them out', () => {
  const trace = new Trace();
  trace.append(ring(2, 40), 40, 2);
  assert.equal(trace.length, 2);
  assert.deepEqual(
    [trace.time, trace.turn, trace.kind, trace.line, trace.subject, trace.object, trace.value].map(
      (c) => c[1],
    ),
    [0.125, 0x01020305, 2, 0xfffe, 0xfffffff0, 1, -0.5],
  );
});

test('a trace that grows keeps what it had', () => {
  const trace = new Trace();
  const buffer = ring(700);
  for (let i = 0; i < 10; i++) {
    trace.append(buffer, 0, 700);
  }
  assert.equal(trace.length, 7000);
  for (let i = 0; i < 7000; i++) {
    assert.equal(trace.object[i], i % 700);
  }
});

test('what does not fit under the limit is counted as lost, from append and from push', () => {
  const trace = new Trace({ limit: 10 });
  trace.append(ring(7), 0, 7);
  trace.append(ring(7), 0, 7);
  assert.deepEqual([trace.length, trace.lost, trace.object[9]], [10, 4, 2]);
  trace.push(1, 1, 1, 0, 0, 0, 0);
  assert.deepEqual([trace.length, trace.lost], [10, 5]);
});

test('a million records are decoded in well under a second', () => {
  const buffer = ring(16_384);
  const trace = new Trace();
  const begin = performance.now();
  while (trace.length < 1_000_000) {
    trace.append(buffer, 0, 16_384);
  }
  assert.ok(performance.now() - begin < 1000);
});
