/**
 * Puts a figure into a page of each documentation tool that is installed, as docs/embedding.md says, builds it with the
 * real tool, opens it in Chromium, plays it, and leaves a picture in build/screenshots/. No part of npm test: the tools
 * are large.
 *
 *   node tests/browser/documentation-tools.mjs [TOOL]…
 *
 * MkDocs, Sphinx and mdBook have to be on PATH; Docusaurus is installed with npm into build/documentation/ where it is
 * named.
 */
import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { spawnSync } from 'node:child_process';
import test from 'node:test';
import { onPath } from '../../tools/find.mjs';
import { fileFor } from '../../tools/serve.mjs';
import { root } from '../../tools/tool.mjs';
import { figureOn } from './figure.mjs';
import { withPage } from './harness.mjs';

const figure = '<await-scope scenario="gather"></await-scope>';

/**
 * @typedef {object} Tool
 * @property {string} name
 * @property {string} [command] That has to be on PATH.
 * @property {string} figures Folder into which the script and what it fetches are copied.
 * @property {Record<string, string>} files
 * @property {string[][]} build
 * @property {string} site Folder with the built pages.
 * @property {boolean} [asked] Only where it is named.
 */

/** @type {Tool[]} */
const tools = [
  {
    name: 'mkdocs',
    command: 'mkdocs',
    figures: 'docs/figures',
    files: {
      'mkdocs.yml': 'site_name: Figures\ntheme:\n  name: mkdocs\n  highlightjs: false\n',
      'docs/index.md': `# Gather\n\nThree towns.\n\n<script type="module" src="figures/await-scope.js"></script>\n<div>${figure}</div>\n\nMore text.\n`,
    },
    build: [['mkdocs', 'build', '--quiet']],
    site: 'site',
  },
  {
    name: 'sphinx',
    command: 'sphinx-build',
    figures: '_static',
    files: {
      'conf.py':
        "project = 'Figures'\nhtml_static_path = ['_static']\nhtml_js_files = [('await-scope.js', {'type': 'module'})]\n",
      'index.rst': `Gather\n======\n\nThree towns.\n\n.. raw:: html\n\n   ${figure}\n\nMore text.\n`,
    },
    build: [['sphinx-build', '-q', '.', 'site']],
    site: 'site',
  },
  {
    name: 'mdbook',
    command: 'mdbook',
    figures: 'src/figures',
    files: {
      'book.toml': '[book]\ntitle = "Figures"\n',
      'src/SUMMARY.md': '# Summary\n\n- [Gather](gather.md)\n',
      'src/gather.md': `# Gather\n\nThree towns.\n\n<script type="module" src="figures/await-scope.js"></script>\n<div>${figure}</div>\n`,
    },
    build: [['mdbook', 'build']],
    site: 'book',
  },
  {
    name: 'docusaurus',
    asked: true,
    figures: 'static/figures',
    files: {
      'package.json': JSON.stringify({
        name: 'figures',
        private: true,
        dependencies: {
          '@docusaurus/core': '^3',
          '@docusaurus/preset-classic': '^3',
          react: '^19',
          'react-dom': '^19',
        },
      }),
      'docusaurus.config.js': `export default {
  title: 'Figures', url: 'http://documentation.test', baseUrl: '/',
  presets: [['classic', { docs: { routeBasePath: '/' }, blog: false }]],
  scripts: [{ src: '/figures/await-scope.js', type: 'module' }],
};\n`,
      'docs/index.md': `---\nslug: /\n---\n\n# Gather\n\nThree towns.\n\n${figure}\n\nMore text.\n`,
    },
    build: [
      ['npm', 'install', '--no-audit', '--no-fund'],
      ['node_modules/.bin/docusaurus', 'build'],
    ],
    site: 'build',
  },
];

const named = process.argv.slice(2);

/** @param {Tool} tool */
function reasonToSkip({ name, command, asked }) {
  if (named.length > 0 ? !named.includes(name) : asked) return 'not asked for';
  return command && !onPath(command) ? `${command} is not on PATH` : false;
}

/** @param {Tool} tool @returns {string} the folder of the built site */
function build({ name, figures, files, build, site }) {
  const folder = join(root, 'build/documentation', name);
  for (const built of [figures, site]) rmSync(join(folder, built), { recursive: true, force: true });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  for (const part of ['await-scope.js', 'await-scope']) {
    cpSync(join(root, 'dist', part), join(folder, figures, part), { recursive: true });
  }
  for (const [command, ...args] of build) {
    const { status, stdout, stderr } = spawnSync(command, args, { cwd: folder, encoding: 'utf8' });
    assert.equal(status, 0, `${command} ${args.join(' ')}:\n${stdout}${stderr}`);
  }
  return join(folder, site);
}

for (const tool of tools) {
  test(tool.name, { skip: reasonToSkip(tool) }, async () => {
    const site = build(tool);
    const address = 'http://documentation.test/';
    const path = ['', 'gather.html'].find((page) => existsSync(join(site, page || 'index.html')));
    await withPage({ path: '', height: 1000 }, async (page) => {
      await page.route(`${address}**`, (route) => {
        const file = fileFor(site, route.request().url());
        return file ? route.fulfill({ path: file.path }) : route.fulfill({ status: 404 });
      });
      await page.goto(address + path);
      const { figure, play, where } = figureOn(page);
      await figure.scrollIntoViewIfNeeded();
      await play.waitFor();
      const { width = 0 } = (await figure.boundingBox()) ?? {};
      assert.ok(width > 300, `the figure is ${width} pixels wide`);
      await play.click();
      await page.waitForTimeout(1300);
      await play.click();
      const { time } = await where();
      assert.ok(time > 0.3, `it stands at ${time} s`);
      mkdirSync(join(root, 'build/screenshots'), { recursive: true });
      await page.screenshot({ path: join(root, `build/screenshots/embedded-in-${tool.name}.png`) });
    });
  });
}
