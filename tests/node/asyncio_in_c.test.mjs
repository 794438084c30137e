/**
 * docs/asyncio-in-c.md: each name of C that it gives is declared in the headers, each name there that is asyncio's it
 * gives.
 */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { publicNames } from '../../tools/c-guide.mjs';

const headers = new URL('../../runtime/include/asyncio/', import.meta.url);
const declared = new Set(
  readdirSync(headers).flatMap((file) => readFileSync(new URL(file, headers), 'utf8').match(/\w+/g) ?? []),
);

/** The rows of the tables: what asyncio has, and the C column. */
const rows = [
  ...readFileSync(new URL('../../docs/asyncio-in-c.md', import.meta.url), 'utf8').matchAll(
    /^\| (.+?) +\| (.+?) +\|$/gm,
  ),
]
  .map(([, python, c]) => ({ python, c, names: c.match(/\b(?:asyncio|ASYNCIO|[A-Z]+(?=_|`))\w*/g) ?? [] }))
  .filter(({ c }) => c !== 'in C' && !/^-+$/.test(c));

test('each C name of the tables stands in the headers', () => {
  assert.ok(rows.length > 80, `${rows.length} rows`);
  for (const { python, names } of rows) {
    for (const name of names) assert.ok(declared.has(name), `${python}: no header has ${name}`);
  }
});

test('what has no name in C says why', () => {
  for (const { python, c, names } of rows) {
    assert.ok(names.length > 0 || /^none(: .{10,})?$/.test(c), `${python}: ${c}`);
  }
});

/** Not asyncio's: objects, values, printing, random numbers, other languages, the driver's side and the trace. */
const ours =
  /^asyncio_(as_|trace|random|list|value|print|v?format|operation|thread|host|object|keep|release|str|bytes|none|bool|int|float|raise|clear_error|current_error|error_(new|is|class|message)|loop_(set_(time|outside|printer)|turns?|ready|deadline)|runner_(enter|leave|turn|next|run_virtual|cancel|result|error)|coroutine_name)/;
const macros = /^(ASYNC_NO_LOCALS|CHECK|CAUGHT)$/;

test('each function of asyncio stands in a table', () => {
  const told = new Set(rows.flatMap(({ names }) => names));
  const missing = publicNames().filter(
    (name) =>
      !told.has(name) && (!ours.test(name) || /^asyncio_as_completed/.test(name)) && !macros.test(name),
  );
  assert.deepEqual(missing, [], 'docs/asyncio-in-c.md has to name them');
});
