/**
 * Writes a C header that calls each function of asyncio's public headers that takes a pointer, those for binding a
 * language apart, with zero for each parameter: NULL for pointers and callbacks, none for values. So a new function
 * takes part from the day it is declared.
 *
 *   node write.mjs HEADER-FOLDER FILE
 */
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const [folder, file] = process.argv.slice(2);

/** No argument can be made up for these; asyncio_format takes the same way. */
const left = ['asyncio_vformat'];

/** What these make in spite of the zeros is the caller's outside a loop. */
const made = [
  'asyncio_condition_new',
  'asyncio_error_new',
  'asyncio_open_connection',
  'asyncio_open_connection_limit',
  'asyncio_wait',
  'asyncio_wait_for',
];
const madeValues = ['asyncio_bytes'];

/** @param {string} header */
function functionsOf(header) {
  const code = readFileSync(join(folder, header), 'utf8')
    .replace(/\/\*.*?\*\//gs, '')
    .replace(/^#(?:.*\\\n)*.*$/gm, '')
    .replace(/__attribute__\(\(.*?\)\)\)?/gs, '');
  const functions = code.matchAll(/^(?:static inline )?[\w *]+?\b(asyncio_\w+)\(([^;{]*)\)\s*[;{]/gm);
  return [...functions]
    .filter(([whole, name]) => !whole.startsWith('typedef') && !left.includes(name))
    .map(([, name, parameters]) => ({ name, parameters: parameters.split(',').map((text) => text.trim()) }));
}

/** @param {string} parameter `const char *name` @returns its type's zero */
const zero = (parameter) => `(${parameter.replace(/\w+$/, '').trim()}){0}`;

const headers = readdirSync(folder).filter((name) => name.endsWith('.h') && name !== 'host.h');
const calls = headers
  .flatMap(functionsOf)
  .filter(({ parameters }) => parameters.some((text) => text.includes('*')));
if (calls.length < 130) throw new Error(`only ${calls.length} functions found in ${folder}`);
const lines = calls.map(({ name, parameters }) => {
  const zeros = parameters.filter((parameter) => parameter !== '...').map(zero);
  const call = made.includes(name) ? 'MAKE' : madeValues.includes(name) ? 'MAKE_VALUE' : 'CALL';
  return `  ${call}(${name}, ${zeros.join(', ')});`;
});
mkdirSync(dirname(file), { recursive: true });
writeFileSync(file, `static void call_all(void) {\n${lines.join('\n')}\n}\n`);
