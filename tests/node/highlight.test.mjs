/**
 * The colours of the code: what of C and Python is a comment, a string, a number, a keyword; the runtime's macros among
 * them.
 */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../../tools/tool.mjs';
import { highlight } from '../../web/player/panels/code/highlight.mjs';

/**
 * @param {string} text
 * @param {'c' | 'python'} language
 * @returns {Promise<Record<string, string[]>>} what is of each kind
 */
async function kindsOf(text, language) {
  /** @type {Record<string, string[]>} */
  const found = { comment: [], string: [], number: [], keyword: [] };
  for (const { kind, text: part } of (await highlight(text, language)).flat())
    if (kind) found[kind].push(part);
  return found;
}

test('C, with the macros of the runtime as keywords, but not in comments and strings', async () => {
  const text = `/* TRY
   again */
ASYNC(fetch, { const char *name; }) {
  AWAIT(asyncio_sleep(1.5)); // AWAIT
  TRY { RETURN(asyncio_str("RAISE")); } EXCEPT(asyncio_Exception) {} END_TRY;
  if (x == NULL) return MY_TRY;
}`;
  assert.deepEqual(await kindsOf(text, 'c'), {
    comment: ['/* TRY', '   again */', '// AWAIT'],
    string: ['"RAISE"'],
    number: ['1.5'],
    keyword: [
      'ASYNC',
      'const',
      'char',
      'AWAIT',
      'TRY',
      'RETURN',
      'EXCEPT',
      'END_TRY',
      'if',
      'NULL',
      'return',
    ],
  });
});

test('Python', async () => {
  const text = `async def f(n):  # TRY
    """Two
    lines."""
    return await g(0x10, None, f"a {n} b")`;
  assert.deepEqual(await kindsOf(text, 'python'), {
    comment: ['# TRY'],
    string: ['"""Two', '    lines."""', 'f"a ', ' b"'],
    number: ['0x10'],
    keyword: ['async', 'def', 'return', 'await', 'None'],
  });
});

test('the text stays as it is, line by line', async () => {
  const folder = join(root, 'examples');
  const sources = readdirSync(folder, { recursive: true }).map(String);
  for (const file of sources.filter((each) => /\.(c|py)$/.test(each))) {
    const text = readFileSync(join(folder, file), 'utf8');
    const lines = await highlight(text, file.endsWith('.c') ? 'c' : 'python');
    assert.equal(`${lines.map((line) => line.map((piece) => piece.text).join('')).join('\n')}\n`, text, file);
  }
  for (const text of ['', '\n', 'a', '\n\na\n\n', '"', "'''", '/*', 'int \u202e\u0000<img>', '((((']) {
    for (const language of /** @type {const} */ (['c', 'python'])) {
      const lines = await highlight(text, language);
      const shown = lines.map((line) => line.map((piece) => piece.text).join('')).join('\n');
      assert.equal(shown, text.replace(/\n$/, ''));
    }
  }
});

test('every macro that a header defines for programs is a keyword', async () => {
  const folder = join(root, 'runtime/include/asyncio');
  const headers = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'));
  const names = new Set(
    headers.flatMap((text) => [...text.matchAll(/^#define ([A-Z][A-Z_]+)\b/gm)].map(([, name]) => name)),
  );
  for (const name of names) {
    if (/^(AIO|ASYNCIO)_|_H$/.test(name)) continue;
    assert.deepEqual((await kindsOf(`x = ${name};`, 'c')).keyword, [name]);
  }
});
