/** The records that docs/how-it-works.md shows are those of the run that it follows. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../../tools/tool.mjs';
import { load } from '../../wasm/index.mjs';
import { kindName } from '../../wasm/trace/kinds.mjs';

const blocks = [
  ...readFileSync(join(root, 'docs/how-it-works.md'), 'utf8').matchAll(
    /^```trace turn (\d+).*\n([^]*?)^```$/gm,
  ),
];

test('it shows two turns', () => assert.equal(blocks.length, 2));

for (const [, turn, text] of blocks) {
  test(`the records from turn ${turn} on`, async () => {
    const { trace } = await (await load()).run('gather');
    let at = trace.turn.findIndex((each) => each === Number(turn));
    let skips = false;
    for (const line of text.trim().split('\n')) {
      const [, kind, subject, object] = /^([A-Z_]+) +(\d+) +(\d+)/.exec(line) ?? [];
      if (kind === undefined) {
        skips = line.startsWith('…');
        continue;
      }
      const is = () =>
        kindName(trace.kind[at]) === kind &&
        trace.subject[at] === Number(subject) &&
        trace.object[at] === Number(object);
      while (skips && at < trace.length && !is()) at++;
      assert.ok(
        is(),
        `${line}: record ${at} is ${kindName(trace.kind[at])} ${trace.subject[at]} ${trace.object[at]}`,
      );
      skips = false;
      at++;
    }
  });
}
