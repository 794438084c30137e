import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';

import { Kind, kindName, valueIsText } from '../../wasm/trace/kinds.mjs';

const header = await readFile(new URL('../../runtime/include/asyncio/trace.h', import.meta.url), 'utf8');

/** The header's enumerators, each with its number and the comment that follows it. */
const enumerators = [...header.matchAll(/ASYNCIO_TRACE_(\w+)\s*=\s*(\d+),\s*\/\*(.*?)\*\//gs)].map(
  ([, name, number, comment]) => ({ name, number: Number(number), comment }),
);

test('every kind of trace.h is read by this test', () => {
  assert.equal(enumerators.length, [...header.matchAll(/ASYNCIO_TRACE_\w+\s*=/g)].length);
});

test('Kind has the names and numbers of trace.h, no more and no less', () => {
  assert.deepEqual(Kind, Object.fromEntries(enumerators.map(({ name, number }) => [name, number])));
});

test('kindName is the way back from a number', () => {
  for (const { name, number } of enumerators) {
    assert.equal(kindName(number), name);
  }
  assert.equal(kindName(0), undefined);
  assert.equal(kindName(99), undefined);
});

test('valueIsText is true for the kinds whose comment in trace.h says "text:"', () => {
  const byName = new Map(enumerators.map(({ name, comment }) => [name, comment]));
  for (const { name, number, comment } of enumerators) {
    const same = /^ as (\w+) $/.exec(comment);
    const meant = same === null ? comment : byName.get(same[1]);
    assert.equal(valueIsText(number), /\btext:/.test(meant ?? ''), name);
  }
});
