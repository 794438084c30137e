/** What tests of figures in other people's pages have in common. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../tools/tool.mjs';
import { gatherTrace } from './fixtures/gather-trace.mjs';
import { withPage } from './harness.mjs';

/** @import { Page } from 'playwright-core' */

/** A recorded run of 3.5 seconds, and how many events it has. */
export const run = JSON.stringify(gatherTrace());
export const length = gatherTrace().records.length;
export const files = { 'run.json': run };
export const picture = '<p class="before">A picture of the run</p>';

/**
 * The code blocks of a section of docs/embedding.md, as they stand there.
 * @param {string} heading empty: what stands before the first
 * @param {string} language
 * @returns {string[]}
 */
export function documented(heading, language) {
  const text = readFileSync(join(root, 'docs/embedding.md'), 'utf8');
  const section = text
    .split(/^## /m)
    .find((part) => (heading ? part.startsWith(`${heading}\n`) : part.startsWith('# ')));
  if (section === undefined) throw new Error(`docs/embedding.md has no section ${heading}`);
  return [...section.matchAll(/^```(\w*)\n([^]*?)^```$/gm)]
    .filter(([, name]) => name === language)
    .map(([, , code]) => code);
}

/**
 * Collects the figures' events into the page's `told`.
 * @param {Page} page
 */
export const listen = (page) =>
  page.evaluate(() => {
    const told = /** @type {any} */ (window).told ?? [];
    /** @type {any} */ (window).told = told;
    for (const name of ['ready', 'error', 'position', 'selection', 'view']) {
      document.addEventListener(`await-scope-${name}`, (event) =>
        told.push([name, /** @type {CustomEvent} */ (event).detail]),
      );
    }
  });

/** @param {Page} page @returns {Promise<[string, any][]>} */
export const told = (page) => page.evaluate(() => /** @type {any} */ (window).told);

/** @param {Page} page @param {string} attributes */
export const append = (page, attributes) =>
  page.evaluate((text) => {
    const parsed = new DOMParser().parseFromString(`<await-scope ${text}></await-scope>`, 'text/html');
    document.querySelector('main')?.append(document.adoptNode(parsed.body.children[0]));
  }, attributes);

/**
 * A page without a server: `use` writes it into a folder and opens it.
 * @param {(folder: string, page: Page) => Promise<void>} use
 * @param {RegExp[]} [allowedErrors]
 */
export async function fromDisk(use, allowedErrors = []) {
  const folder = mkdtempSync(join(tmpdir(), 'embedding-'));
  try {
    await withPage({ path: '', allowedErrors }, (page) => use(folder, page));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
