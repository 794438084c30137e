/**
 * Writes the random programs in C into a folder: random_SEED.c of each, and scenarios.c, the table of them.
 *
 *   node write.mjs FOLDER
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tableOf } from '../../../tools/scenarios.mjs';
import { programInC, programName, seeds } from './program.mjs';

const folder = process.argv[2];
mkdirSync(folder, { recursive: true });
for (const seed of seeds) writeFileSync(join(folder, `${programName(seed)}.c`), programInC(seed));
const texts = { title: '', theme: '', about: '', look: '', parameters: [], sources: [] };
writeFileSync(
  join(folder, 'scenarios.c'),
  tableOf(seeds.map((seed) => ({ name: programName(seed), ...texts }))),
);
