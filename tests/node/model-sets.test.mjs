/**
 * The sets behind snapshots of long runs: the same answers as a list that is filtered, without walking what is gone.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Kind } from '../../wasm/trace/kinds.mjs';
import { Trace } from '../../wasm/trace/trace.mjs';
import { createModel } from '../../web/model/index.mjs';
import { LiveSet } from '../../web/model/live-set.mjs';
import { RankSet } from '../../web/model/rank-set.mjs';

/** @param {number} seed */
function randomly(seed) {
  let state = seed;
  return (/** @type {number} */ below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

test('who came and has not left is there, at every position of a long coming and going', () => {
  const random = randomly(7);
  const set = new LiveSet();
  /** @type {{ came: number, left: number }[]} */
  const all = [];
  /** @type {number[]} */
  const there = [];
  for (let record = 0; record < 12_000; record++) {
    // Now a crowd, now hardly anyone; some stay for ever.
    const leaves = random(100) < (record % 3000 < 1500 ? 30 : 75) && there.length > 3;
    if (leaves) {
      const [entity] = there.splice(random(there.length - 3) + 3, 1);
      all[entity].left = record;
      set.remove(entity, record);
    } else {
      there.push(all.length);
      set.add(all.length, record);
      all.push({ came: record, left: Infinity });
    }
  }
  for (let position = 0; position <= 12_000; position += 97) {
    const expected = all.flatMap(({ came, left }, entity) =>
      came < position && left >= position ? [entity] : [],
    );
    assert.deepEqual(set.at(position), expected);
    assert.deepEqual(set.at(position, 5), expected.slice(0, 5));
    assert.equal(set.count(position), expected.length);
  }
});

test('each comes and goes once, and who never came does not leave', () => {
  const set = new LiveSet();
  set.remove(1, 0);
  set.add(1, 1);
  set.add(1, 2);
  set.remove(1, 3);
  set.remove(1, 4);
  set.add(1, 5);
  assert.deepEqual([set.at(2), set.at(3), set.at(4), set.at(9)], [[1], [1], [], []]);
  assert.equal(set.count(9), 0);
});

test('a set of ranks is walked in order, however far apart they are', () => {
  const random = randomly(3);
  const set = new RankSet();
  /** @type {Set<number>} */
  const expected = new Set();
  for (let i = 0; i < 4000; i++) {
    const rank = random(2) === 0 ? random(500) : random(3_000_000);
    if (random(3) === 0) {
      set.remove(rank);
      expected.delete(rank);
    } else {
      set.add(rank);
      expected.add(rank);
    }
  }
  set.remove(40_000_000);
  const found = [];
  for (let rank = set.next(0); rank !== Infinity; rank = set.next(rank + 1)) found.push(rank);
  assert.deepEqual(
    found,
    [...expected].sort((a, b) => a - b),
  );
});

test('who holds a semaphore and who waits for it is the same from whichever position one comes', () => {
  const random = randomly(5);
  const trace = new Trace();
  const add = (/** @type {number} */ kind, /** @type {number} */ task, value = 0) =>
    trace.push(trace.length, 0, kind, 0, 1, task, value);
  add(Kind.PRIMITIVE_CREATED, 0);
  /** @type {{ holders: number[], waiters: number[], size: number | undefined }[]} After each record. */
  const expected = [
    { holders: [], waiters: [], size: undefined },
    { holders: [], waiters: [], size: undefined },
  ];
  for (let record = 1; record < 6000; record++) {
    const { holders, waiters } = expected[record];
    const next = { ...expected[record], holders: [...holders], waiters: [...waiters] };
    const choice = random(4);
    if (choice === 0 && waiters.length > 0) {
      next.holders.push(/** @type {number} */ (next.waiters.shift()));
      add(Kind.PRIMITIVE_ACQUIRED, /** @type {number} */ (next.holders.at(-1)));
    } else if (choice === 1 && holders.length > 0) {
      add(Kind.PRIMITIVE_RELEASED, /** @type {number} */ (next.holders.shift()));
    } else if (choice === 2) {
      next.size = random(9);
      add(Kind.PRIMITIVE_SIZE, 0, next.size);
    } else {
      next.waiters.push(record + 10);
      add(Kind.PRIMITIVE_WAITS, record + 10);
    }
    expected.push(next);
  }
  const model = createModel(trace);
  for (let i = 0; i < 400; i++) {
    const position = i < 100 ? 5000 + i : 1 + random(trace.length);
    const { holders, waiters, size } = model.stateAt(position).primitive(1) ?? {};
    assert.deepEqual({ holders, waiters, size }, expected[position]);
  }
});
