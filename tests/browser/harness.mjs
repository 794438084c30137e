/**
 * Pages for tests: one Chromium and one server a test file, started with the first page and closed after the last test.
 * A page that logs an error, throws, asks for what is not there, or breaks the Content-Security-Policy fails its test.
 */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { after } from 'node:test';
import { chromium } from 'playwright-core';
import { findChromium } from '../../tools/find.mjs';
import { serve } from '../../tools/serve.mjs';
import { root } from '../../tools/tool.mjs';

/** @typedef {import('playwright-core').Page} Page */

/**
 * @typedef {object} PageOptions
 * @property {string} [path] What is opened, relative to the folder; default its index.html. Empty: nothing is opened.
 * @property {string} [folder] What is served; default dist/.
 * @property {number} [width] Of the view, in CSS pixels; default 1280.
 * @property {number} [height] Default 800.
 * @property {'light' | 'dark'} [colorScheme] Default light.
 * @property {'reduce' | 'no-preference'} [reducedMotion] Default no-preference.
 * @property {boolean} [touch] A finger in place of a mouse.
 * @property {boolean} [javaScript] Default true.
 * @property {RegExp[]} [allowedErrors] Errors that the test wants to happen; each has to.
 */

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** @type {Promise<import('playwright-core').Browser> | undefined} */
let browser;
/** @type {Map<string, ReturnType<typeof serve>>} */
const servers = new Map();

after(async () => {
  await (await browser)?.close();
  for (const server of servers.values()) await (await server).close();
});

function launch() {
  const executablePath = findChromium();
  assert.ok(executablePath, 'Chromium is not on PATH and not in CHROMIUM: node tools/setup.mjs --test');
  return chromium.launch({ executablePath, args: flags });
}

/** @param {string} folder */
async function addressOf(folder) {
  assert.ok(existsSync(folder), `${folder} is missing: npm run build`);
  let server = servers.get(folder);
  if (server === undefined) {
    server = serve(folder);
    servers.set(folder, server);
  }
  return (await server).url;
}

/**
 * Opens a page in a fresh profile, hands it to `use`, closes it, and fails where the page made an error.
 * @template T
 * @param {PageOptions} options
 * @param {(page: Page, address: string) => Promise<T>} use `address`: that of the folder, ended by a slash.
 * @returns {Promise<T>}
 */
export async function withPage(options, use) {
  const { path = 'index.html', width = 1280, height = 800, allowedErrors = [] } = options;
  const address = await addressOf(options.folder ?? join(root, 'dist'));
  browser ??= launch();
  const context = await (
    await browser
  ).newContext({
    viewport: { width, height },
    colorScheme: options.colorScheme ?? 'light',
    reducedMotion: options.reducedMotion ?? 'no-preference',
    hasTouch: options.touch ?? false,
    javaScriptEnabled: options.javaScript ?? true,
  });
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(10_000);
    const errors = collectErrors(page);
    let result;
    try {
      if (path !== '') await page.goto(address + path);
      result = await use(page, address);
    } catch (error) {
      // The page's own error is most often the reason why something was not found in it.
      if (error instanceof Error && errors.length > 0) {
        error.message += `\nThe page's errors:\n${errors.join('\n')}`;
      }
      throw error;
    }
    const unexpected = errors.filter((text) => !allowedErrors.some((allowed) => allowed.test(text)));
    assert.deepEqual(unexpected, [], 'the page made errors');
    for (const allowed of allowedErrors) {
      assert.ok(
        errors.some((text) => allowed.test(text)),
        `the page should have made an error like ${allowed}`,
      );
    }
    return result;
  } finally {
    await context.close();
  }
}

/**
 * Console errors (Chromium reports there, too, what the policy refused and what could not be fetched) and exceptions
 * that nobody caught.
 * @param {Page} page
 */
function collectErrors(page) {
  /** @type {string[]} */
  const errors = [];
  page.on('console', (message) => {
    const { url, lineNumber } = message.location();
    if (message.type() === 'error') errors.push(`${message.text()} (${url}:${lineNumber})`);
  });
  page.on('pageerror', (error) => errors.push(error.stack ?? String(error)));
  page.on('crash', () => errors.push('the page crashed'));
  return errors;
}
