/** The playground: programs that a reader writes, run in a worker. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { accessibilityFindings } from './accessibility.mjs';
import { figureOn } from './figure.mjs';
import { withPage } from './harness.mjs';
import { contentSecurityPolicy } from '../../tools/serve.mjs';

/**
 * @import { Page } from 'playwright-core'
 * @import { PageOptions } from './harness.mjs'
 */

/** @type {Record<string, string>} what CPython prints, stamped, for each of the programs to start from */
const expected = JSON.parse(
  readFileSync(new URL('fixtures/playground-programs.json', import.meta.url), 'utf8'),
);

/** @param {Page} page */
function playgroundOn(page) {
  const status = page.getByRole('status').first();
  const editor = page.getByRole('textbox', { name: 'Python program' });
  return {
    status,
    editor,
    run: page.getByRole('button', { name: 'Run', exact: true }),
    stop: page.getByRole('button', { name: 'Stop', exact: true }),
    lines: page.locator('#console .line'),
    printed: () => page.locator('#console .text').allTextContents(),
    /** What stands in the editor. */
    text: async () => (await page.locator('#program .cm-line').allTextContents()).join('\n'),
    /** Waits until the status says it. @param {RegExp} text */
    says: (text) => status.filter({ hasText: text }).waitFor(),
    /** Puts a program into the editor, as pasting does. @param {string} text */
    async paste(text) {
      await editor.click();
      await page.keyboard.press('Control+a');
      await page.keyboard.insertText(text);
    },
  };
}

/**
 * @param {PageOptions} options
 * @param {(page: Page, playground: ReturnType<typeof playgroundOn>, address: string) => Promise<void>} use
 */
const withPlayground = (options, use) =>
  withPage({ path: 'playground.html', height: 900, ...options }, async (page, address) => {
    const playground = playgroundOn(page);
    await playground.says(/Ended/);
    await use(page, playground, address);
  });

const greeting = `import asyncio

async def greet(name, delay):
    await asyncio.sleep(delay)
    print('hello', name)

async def main():
    await asyncio.gather(greet('Ada', 2), greet('Ben', 1))

asyncio.run(main())
`;

test('a program that is pasted runs: its output, its picture, its lines', () =>
  withPlayground({}, async (page, playground) => {
    await playground.paste(greeting);
    await page.keyboard.press('Control+Enter');
    await playground.says(/^Ended after 2 s/);
    assert.deepEqual(await playground.printed(), ['hello Ben', 'hello Ada']);
    const figure = figureOn(page);
    await figure.play.waitFor();
    await page.locator('await-scope').getByText('hello Ben').first().waitFor();
    await figure.scrub(0.5);
    assert.deepEqual(await figure.standing(), ['4: Task-2, Task-3', '8: Task-1']);
  }));

test('a program that is typed is indented, and runs by its button', () =>
  withPlayground({}, async (page, playground) => {
    await playground.editor.click();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('for number in range(2):\nprint(number)');
    await playground.run.click();
    await playground.says(/^Ended/);
    assert.deepEqual(await playground.printed(), ['0', '1']);
  }));

test('each program to start from prints what CPython prints', () =>
  withPlayground({}, async (page, playground) => {
    await page.getByLabel('Times and tasks').check();
    const names = await page
      .locator('#programs option:enabled')
      .evaluateAll((options) => options.map((option) => /** @type {HTMLOptionElement} */ (option).value));
    assert.deepEqual(names.toSorted(), Object.keys(expected));
    for (const name of names) {
      await page.locator('#programs').selectOption(name);
      await page.locator('body:not(.running)').waitFor();
      const lines = expected[name].trimEnd().split('\n');
      const failure = lines.at(-1)?.startsWith('!') ? lines.pop()?.slice(1) : undefined;
      await playground.says(failure === undefined ? /^Ended/ : /^Failed/);
      await playground.lines.nth(lines.length - 1).waitFor();
      const shown = await page.locator('#console .line:has(.stamp)').allTextContents();
      assert.deepEqual(
        shown,
        lines.map((line) => line.replace(/^T(\S*)\t(\S*)\t/, '$1 $2\t')),
        name,
      );
      if (failure !== undefined) assert.ok((await playground.status.textContent())?.includes(failure));
    }
  }));

test('an error: the traceback, and its line marked until the program changes', () =>
  withPlayground({}, async (page, playground) => {
    await playground.paste(greeting.replace("print('hello', name)", "raise ValueError('no ' + name)"));
    await playground.run.click();
    await playground.says(/^Failed: ValueError: no Ben/);
    const error = page.locator('#console .error');
    await error.waitFor();
    assert.match((await error.textContent()) ?? '', /^Traceback[^]*File "program\.py", line 5, in greet/);
    const wrong = page.locator('#program .wrong');
    assert.equal(await wrong.count(), 1);
    assert.match((await wrong.textContent()) ?? '', /raise ValueError\('no ' \+ name\)$/);
    const complaint = page.locator('#program .complaint');
    assert.equal(await complaint.textContent(), 'ValueError: no Ben');
    const [line, below] = [await wrong.boundingBox(), await complaint.boundingBox()];
    assert.ok(
      line && below && below.y >= line.y + line.height - 1,
      'below the line, where there is room for all of it',
    );
    await playground.editor.click();
    await page.keyboard.type(' ');
    assert.equal(await wrong.count(), 0);
    await playground.paste('import asyncio\nasync def f(:\n    pass\n');
    await playground.run.click();
    await playground.says(/^Failed: SyntaxError/);
    assert.match((await wrong.textContent()) ?? '', /^async def f\(:/);
    await page.getByText('No loop ran').waitFor();
    await playground.paste(
      'import asyncio\nasync def fail():\n    raise ValueError("no")\nasync def main():\n    async with asyncio.TaskGroup() as group:\n        group.create_task(fail())\nasyncio.run(main())\n',
    );
    await playground.run.click();
    await playground.says(/^Failed: ExceptionGroup/);
    assert.match((await wrong.textContent()) ?? '', /^ {4}async with asyncio\.TaskGroup\(\) as group:/);
  }));

test('an endless program that never gives way leaves the page alive, and is stopped', () =>
  withPlayground({}, async (page, playground) => {
    await playground.paste("print('begun')\nwhile True:\n    pass\n");
    await playground.run.click();
    await page.locator('#console .text', { hasText: 'begun' }).waitFor();
    await playground.editor.click();
    await page.keyboard.press('Control+End');
    await page.keyboard.type('# alive');
    assert.match(await playground.text(), /# alive/);
    await playground.stop.click();
    await playground.says(/^Stopped by force/);
    assert.ok(await playground.stop.isDisabled());
    await playground.paste(greeting);
    await playground.run.click();
    await playground.says(/^Ended after 2 s/);
  }));

test('an endless program that is stopped by force is shown up to the step that does not end', () =>
  withPlayground({}, async (page, playground) => {
    await playground.paste(
      'import asyncio\nasync def short():\n    await asyncio.sleep(1)\nasync def stuck():\n    await asyncio.sleep(2)\n    print("stuck")\n    while True:\n        pass\nasync def main():\n    await asyncio.gather(short(), stuck())\nasyncio.run(main())\n',
    );
    await playground.run.click();
    await page.locator('#console .text', { hasText: 'stuck' }).waitFor();
    await playground.stop.click();
    await playground.says(/^Stopped by force/);
    const figure = figureOn(page);
    await figure.play.waitFor();
    await figure.scrub(1);
    assert.deepEqual(await figure.standing(), ['5: Task-3', '10: Task-1']);
  }));

test('an endless program that gives way is shown as far as it came', () =>
  withPlayground({}, async (page, playground) => {
    await page.getByLabel('Real clock').check();
    await playground.paste(
      'import asyncio\nasync def main():\n    while True:\n        print("tick")\n        await asyncio.sleep(0.05)\nasyncio.run(main())\n',
    );
    await playground.run.click();
    await playground.lines.nth(2).waitFor();
    await playground.stop.click();
    await playground.says(/^Stopped\.$/);
    assert.ok((await figureOn(page).where()).index > 10);
    await page.getByLabel('Real clock').uncheck();
    await playground.paste(
      'import asyncio\nasync def main():\n    while True:\n        await asyncio.sleep(1)\nasyncio.run(main())\n',
    );
    await playground.run.click();
    await playground.says(/more events than a picture holds/);
  }));

test('a program that prints without end, or wants all memory, is ended with a message', () =>
  withPlayground({ allowedErrors: [/grow/] }, async (page, playground) => {
    await playground.paste("while True:\n    print('again')\n");
    await playground.run.click();
    await playground.says(/printed more than this page shows/);
    for (const program of [
      "kept = []\nwhile True:\n    kept.append('x' * 100000)\n",
      "kept = []\nwhile True:\n    kept.append('a' * 1000)\n",
      'kept = []\nwhile True:\n    kept.append([1])\n',
    ]) {
      await playground.paste(program);
      await playground.run.click();
      await playground.says(/wanted more than 64 MB of memory/);
      assert.equal(await page.locator('body.running').count(), 0);
    }
    await playground.paste(
      'import asyncio\nasync def work():\n    await asyncio.sleep(1)\nasync def main():\n    while True:\n        asyncio.create_task(work())\nasyncio.run(main())\n',
    );
    await playground.run.click();
    await playground.says(/more events than a picture holds/);
    assert.ok((await figureOn(page).where()).index > 1000, 'and what there was is shown');
  }));

test('on the real clock the picture follows the program', () =>
  withPlayground({}, async (page, playground) => {
    await page.getByLabel('Real clock').check();
    await playground.paste(
      'import asyncio\nasync def main():\n    for i in range(100):\n        print(i)\n        await asyncio.sleep(0.1)\nasyncio.run(main())\n',
    );
    await playground.run.click();
    await page.locator('await-scope').getByText('sleep').first().waitFor();
    const before = (await figureOn(page).where()).index;
    await playground.lines.nth(4).waitFor();
    assert.ok((await figureOn(page).where()).index > before);
    assert.equal(await page.locator('body.running').count(), 1, 'while it runs');
    await figureOn(page).play.click();
    const printed = await playground.lines.count();
    await page.waitForTimeout(400);
    assert.ok((await playground.lines.count()) <= printed + 1, 'paused, it stands still');
    await figureOn(page).play.click();
    await playground.lines.nth(printed + 2).waitFor();
    await playground.stop.click();
    await playground.says(/^Stopped\.$/);
    await figureOn(page).toStart.click();
    assert.equal((await figureOn(page).where()).index, 0, 'then it is moved like any other');
  }));

test('a program is shared by the address, which opens it', () =>
  withPlayground({}, async (page, playground) => {
    const text = `${greeting}print('Ærø 🛶')\n`;
    await playground.paste(text);
    await page.getByRole('button', { name: 'Share' }).click();
    await playground.says(/address holds the program/);
    const url = page.url();
    assert.match(url, /#code=[\w-]+$/);
    await page.goto('about:blank');
    await page.goto(url);
    await playground.says(/from the address/);
    assert.equal(await playground.text(), text);
    assert.deepEqual(await playground.printed(), [], 'it waits until it is run');
    await playground.run.click();
    await playground.says(/^Ended/);
    assert.equal((await playground.printed()).at(-1), 'Ærø 🛶');
    await page.goto('about:blank');
    await page.goto(url.slice(0, -9));
    await playground.says(/cannot be read/);
  }));

test('by keyboard alone: out of the editor, to the buttons', () =>
  withPlayground({}, async (page, playground) => {
    await playground.editor.focus();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Tab');
    const inside = await playground.editor.evaluate((editor) => editor.matches(':focus'));
    assert.equal(inside, false, 'Escape, Tab leaves the editor');
    await playground.run.focus();
    await page.keyboard.press('Enter');
    await playground.says(/^Ended/);
  }));

for (const [width, colorScheme] of /** @type {const} */ ([
  [1280, 'light'],
  [1280, 'dark'],
  [390, 'light'],
])) {
  test(`nothing for axe-core to find, nothing beside the view: ${width} px, ${colorScheme}`, () =>
    withPlayground({ width, colorScheme }, async (page, playground) => {
      await playground.paste(
        "import asyncio\nasync def main():\n    print('one')\n    raise ValueError('two')\nasyncio.run(main())\n",
      );
      await playground.run.click();
      await playground.says(/^Failed/);
      await page.locator('#picture').scrollIntoViewIfNeeded();
      await figureOn(page).play.waitFor();
      const across = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(across <= width, `${across} px wide`);
      assert.deepEqual(await accessibilityFindings(page), []);
    }));
}

test('the page is under the strict policy, and the gallery pays nothing for it', () =>
  withPage({}, async (page, address) => {
    /** @type {string[]} */
    const fetched = [];
    page.on('request', (request) => fetched.push(new URL(request.url()).pathname));
    await page.goto(`${address}index.html`);
    await figureOn(page).play.waitFor();
    assert.deepEqual(
      fetched.filter((path) => /python|playground|worker/.test(path)),
      [],
    );
    const response = await page.goto(`${address}playground.html`);
    assert.equal(response?.headers()['content-security-policy'], contentSecurityPolicy);
    await playgroundOn(page).says(/^Ended/);
  }));
