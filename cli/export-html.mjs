import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { formatTraceFile } from '../wasm/index.mjs';
import { createModel } from '../web/model/index.mjs';
import { svg } from './export-svg.mjs';
import { Failure } from './failure.mjs';
import { safe } from './text.mjs';

/** @import { Trace } from '../wasm/types.js' */

const SCRIPT = new URL('../dist/await-scope.classic.js', import.meta.url);

const STYLE = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
body { max-width: 1216px; margin: 0 auto; padding: 16px 24px 48px; background: light-dark(#f4f6f7, #0c0f13); color: light-dark(#16202a, #e6eaee) }
h1 { font-size: 1.5rem; overflow-wrap: anywhere }
img { max-width: 100%; height: auto }
`;

/**
 * One HTML file with the player and the run inside. It asks for nothing else, and its policy forbids that anything in it
 * does. Without JavaScript it shows the timeline as a picture.
 * @param {Trace} trace
 * @param {{ scenario: boolean }} options `scenario`: the run is one of this build's scenarios, and gets sliders that run it anew
 * @returns {Generator<string, void, void>}
 * @throws {Failure} where the player was not built
 */
export function* htmlPage(trace, { scenario }) {
  if (!existsSync(SCRIPT)) {
    throw new Failure('the player is not built, which the page would hold: run `npm run build` first');
  }
  const script = inScript(readFileSync(SCRIPT, 'utf8'));
  const title = markup(safe(trace.scenario.title || trace.scenario.name || 'A run'));
  const picture = Buffer.from([...svg(createModel(trace))].join('')).toString('base64');
  const again = scenario ? ` scenario="${markup(trace.scenario.name)}"` : '';
  yield `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy(script)}">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${STYLE}</style>
<main>
<h1>${title}</h1>
<await-scope trace="#run"${again}><img alt="Timeline of the run" src="data:image/svg+xml;base64,${picture}"></await-scope>
</main>
<script type="application/json" id="run">${formatTraceFile(trace).replaceAll('<', '\\u003c')}</script>
<script>${script}</script>
</html>
`;
}

/** @param {string} script */
function policy(script) {
  const sources = [script, STYLE].map(
    (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`,
  );
  return [
    "default-src 'none'",
    `script-src ${sources[0]} 'wasm-unsafe-eval'`,
    `style-src ${sources[1]}`,
    'img-src data:',
    'worker-src blob: data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

/**
 * A script as the content of a script element: in its strings and patterns, which is where these stand, an escaped `<`
 * is the same.
 * @param {string} text
 */
function inScript(text) {
  return text.replaceAll('\r', '\\r').replace(/<(?=!--|\/?script)/gi, '\\x3C');
}

/** @param {string} text */
function markup(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
