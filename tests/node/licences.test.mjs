/** The licences of what is built into the pages and the element go with them. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../../tools/tool.mjs';

const built = (/** @type {string} */ file) => readFileSync(join(root, 'dist', file), 'utf8');

const OF_THE_ELEMENT = ['Awaitscope', 'musl', 'lit-html', 'chart.js', 'dagre', '@lezer/cpp'];
const OF_THE_PAGES = [
  'Awaitscope',
  'musl',
  'MicroPython',
  '@codemirror/view',
  'ibm-plex-sans',
  'ibm-plex-mono',
];

/**
 * @param {string} text
 * @param {string[]} names
 */
function names(text, names) {
  const headings = text.match(/^== .*/gm) ?? [];
  for (const name of names) {
    assert.ok(
      headings.some((heading) => heading.includes(name)),
      `${name} is named`,
    );
  }
}

test('beside the element, whose script says where', () => {
  const text = built('await-scope/licences.txt');
  names(text, OF_THE_ELEMENT);
  assert.match(text, /Google LLC.*Redistribution and use in source and binary forms/s, "Lit's BSD licence");
  assert.match(text, /Chart\.js Contributors.*Permission is hereby granted/s, "Chart.js's MIT licence");
  assert.match(built('await-scope.js'), /^\/\*! .*await-scope\/licences\.txt \*\/\n/);
});

test('inside the classic script, which travels alone', () => {
  const [comment] = /^\/\*![^]*?\*\//.exec(built('await-scope.classic.js')) ?? [''];
  names(comment, OF_THE_ELEMENT);
});

test('beside the pages: those of their fonts, their editor and their Python too', () => {
  const text = built('licences.txt');
  names(text, OF_THE_PAGES);
  assert.match(text, /SIL OPEN FONT LICENSE/i);
  assert.match(text, /Damien P\. George/);
});
