import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

const own = readFileSync(join(root, 'LICENSE'), 'utf8').trim();

/** The text that all MIT licences share. */
const mit = own.slice(own.indexOf('Permission is hereby granted'));

/**
 * Copyright of what is under MIT and has no licence file among the packages: MicroPython's package holds none, and what
 * is linked into WebAssembly comes with Emscripten. By folder of the package, or the ending of a file.
 * @type {Record<string, { name: string, copyright: string }[]>}
 */
const MIT_ELSEWHERE = {
  'node_modules/@micropython/micropython-webassembly-pyscript': [
    { name: 'MicroPython', copyright: 'Copyright (c) 2013-2025 Damien P. George and others' },
  ],
  '.wasm': [
    { name: "Emscripten's runtime", copyright: 'Copyright (c) 2010-2014 Emscripten authors' },
    { name: 'musl (libc)', copyright: 'Copyright © 2005-2020 Rich Felker, et al.' },
  ],
};

/**
 * A Vite plugin that leaves with what is built the licences of all that is in it, as most of them ask.
 * @param {{ file: string, script?: string } | { script: string }} where `file`: they become a file, to which the built script
 *   `script` points; without it they stand in the script, which travels alone and holds the runtime as text
 * @returns {{ plugin: import('vite').Plugin, ofWorkers: () => import('vite').Plugin[] }} `ofWorkers`: for the workers, which are
 *   built apart
 */
export function licences(where) {
  /** Folders of packages, and endings of files. @type {Set<string>} */
  const held = new Set();
  /** @param {import('rolldown').OutputBundle} bundle */
  const collect = (bundle) => {
    for (const [file, output] of Object.entries(bundle)) {
      const sources = output.type === 'chunk' ? Object.keys(output.modules) : output.originalFileNames;
      for (const source of sources) {
        const folder = /^(?:.*\/)?(node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(source)?.[1];
        if (folder !== undefined) held.add(folder);
      }
      if (file.endsWith('.wasm')) held.add('.wasm');
    }
  };
  return {
    plugin: {
      name: 'licences',
      generateBundle(_, bundle) {
        collect(bundle);
        const script = bundle[where.script ?? ''];
        if (!('file' in where)) {
          held.add('.wasm');
          comment(script, licencesOf(held));
          return;
        }
        this.emitFile({ type: 'asset', fileName: where.file, source: licencesOf(held) });
        if (where.script) comment(script, `Awaitscope, MIT; licences: ${where.file}`);
      },
    },
    ofWorkers: () => [{ name: 'licences-of-workers', generateBundle: (_, bundle) => collect(bundle) }],
  };
}

/**
 * @param {import('rolldown').OutputAsset | import('rolldown').OutputChunk} script
 * @param {string} text
 */
function comment(script, text) {
  if (script?.type !== 'chunk') throw new Error('licences: there is no such script in the bundle');
  script.code = `/*! ${text.replaceAll('*/', '* /')} */\n${script.code}`;
}

/**
 * Each licence once, under the names of all that it is of.
 * @param {Iterable<string>} held
 */
function licencesOf(held) {
  /** @type {Map<string, string[]>} */
  const names = new Map([[own, ['Awaitscope']]]);
  for (const { name, text } of [...held].sort().flatMap(noticesOf)) {
    names.set(text, [...(names.get(text) ?? []), name]);
  }
  const sections = [...names].map(([text, of]) => `== ${of.join(', ')}\n\n${text}\n`);
  return `What this is made of, and the licences of each part.\n\n${sections.join('\n')}`;
}

/**
 * @param {string} part folder of a package, or ending of a file
 * @returns {{ name: string, text: string }[]}
 */
function noticesOf(part) {
  if (part in MIT_ELSEWHERE) {
    return MIT_ELSEWHERE[part].map(({ name, copyright }) => ({ name, text: `${copyright}\n\n${mit}` }));
  }
  const folder = join(root, part);
  const { name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
  if (file === undefined)
    throw new Error(`licences: ${name} has no licence file; MIT_ELSEWHERE is the place for its own`);
  const text = readFileSync(join(folder, file), 'utf8').replaceAll('\r', '').trim();
  return [{ name: `${name} ${version}`, text }];
}
