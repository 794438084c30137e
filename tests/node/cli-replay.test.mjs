import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { formatTraceFile } from '../../wasm/index.mjs';
import { awaitscope, folder } from './cli-command.mjs';
import { traceOf } from './trace-of.mjs';

const HOSTILE = '<script>alert(1)</script> & "q" \u001b[2J; #x: y';

const trace = traceOf(
  [0, 'TASK_CREATED', 1, 0, 'main'],
  [0, 'TASK_CREATED', 2, 1, HOSTILE],
  [0, 'FUTURE_CREATED', 3, 1, 'sleep'],
  [0, 'TIMER_SET', 4, 3, 2],
  [0, 'TASK_STEP_BEGIN', 1],
  [0, 'PRINT', 0, 1, `one\u001b]0;x\u0007\ntwo`],
  [0, 'TASK_AWAITS', 1, 3],
  [0, 'TASK_STEP_END', 1],
  [1, 'FUTURE_EXCEPTION', 2, 2, HOSTILE],
  [2, 'FUTURE_RESULT', 3, 0, 'None'],
  [2, 'TASK_WOKEN', 1, 3],
  [2, 'TASK_STEP_BEGIN', 1],
  [2, 'FUTURE_RESULT', 1, 1, '7'],
  [2, 'TASK_STEP_END', 1],
);

/** @param {import('node:test').TestContext} context */
function traceFile(context) {
  const path = folder(context)('trace.json');
  writeFileSync(path, formatTraceFile(trace));
  return path;
}

test('replay prints the lines and the timeline, whatever the trace holds', async (context) => {
  const { status, output, errors } = await awaitscope(['replay', traceFile(context)]);
  assert.deepEqual([status, errors], [0, '']);
  assert.match(output, /^one\ufffd\]0;x\ufffd\ntwo\n\nBy hand: 2 s/);
  assert.match(output, /^main .*█─ sleep ─+█✔ 7$/m);
  // eslint-disable-next-line no-control-regex
  assert.doesNotMatch(output, /[\u0000-\u0009\u000b-\u001f]/);
});

test('a file that is no whole trace is refused with what and where', async (context) => {
  const path = traceFile(context);
  const text = readFileSync(path, 'utf8');
  /** @type {[broken: string, message: RegExp][]} */
  const broken = [
    ['', /not JSON/],
    [text.slice(0, -40), /not JSON/],
    ['[]', /should be an object/],
    [text.replace('"version": 1', '"version": 99'), /version 99/],
    [text.replace(/\[0,0,34,/, '[0,0,999,'), /record 4: unknown kind 999/],
  ];
  for (const [content, message] of broken) {
    writeFileSync(path, content);
    const { status, output, errors } = await awaitscope(['replay', path]);
    assert.deepEqual([status, output], [2, '']);
    assert.match(errors, message);
    assert.ok(errors.startsWith(`awaitscope: ${path}: `));
  }
});

test('a file that is not there is told', async () => {
  const { status, errors } = await awaitscope(['replay', '/nowhere.json']);
  assert.deepEqual([status, errors], [2, 'awaitscope: cannot read /nowhere.json: no such file or folder\n']);
});

test('export svg: a picture whose text is text', async (context) => {
  const { status, output } = await awaitscope(['export', traceFile(context), '--format', 'svg']);
  assert.equal(status, 0);
  assert.match(output, /^<svg xmlns=.*<\/svg>\n$/s);
  assert.ok(!output.includes('<script') && !output.includes('\u001b'));
  assert.match(output, /&lt;script&gt;alert\(1\)&lt;\/script&gt; &amp; &quot;q&quot;/);
  assert.match(
    output,
    /<rect class="waiting" x="[\d.]+" y="[\d.]+" width="640\.0"/,
    'main waits all the time',
  );
  assert.equal(output.match(/<title>/g)?.length, output.match(/<\/title>/g)?.length);
});

test('export svg, mermaid: long names are cut, and leave the timeline its room', async (context) => {
  const long = `begin${'x'.repeat(5000)}`;
  const path = folder(context)('trace.json');
  const [first, second] = [
    [0, 'TASK_CREATED', 1, 0, 'main'],
    [1, 'FUTURE_RESULT', 1, 1, long],
  ];
  const named = traceOf(
    /** @type {any} */ (first),
    [0, 'TASK_CREATED', 2, 1, long],
    /** @type {any} */ (second),
  );
  const file = JSON.parse(formatTraceFile(named));
  writeFileSync(path, JSON.stringify({ ...file, scenario: { ...file.scenario, title: long } }));
  const { output } = await awaitscope(['export', path, '--format', 'svg']);
  const width = Number(/ width="(\d+)"/.exec(output)?.[1]);
  assert.ok(width < 1300, `${width} pixels wide`);
  const texts = [...output.matchAll(/<text[^>]*>(?:<tspan.*?<\/tspan>)?([^<]*)/g)].map(([, text]) => text);
  assert.ok(texts.filter((text) => text.trim().startsWith('begin')).length >= 3);
  assert.ok(texts.every((text) => text.length < 140));
  assert.ok(output.includes(`<title>${long}</title></text>`), 'whole where it is pointed at');
  const chart = await awaitscope(['export', path, '--format', 'mermaid']);
  assert.match(chart.output, /\n +section beginx{54}…\n/);
});

test('export chrome: events of the trace event format, a thread a task', async (context) => {
  const { output } = await awaitscope(['export', traceFile(context), '--format', 'chrome']);
  /** @type {{ ph: string, tid: number, ts?: number, dur?: number, name: string, args?: { name?: string } }[]} */
  const events = JSON.parse(output).traceEvents;
  const names = events.filter(({ name }) => name === 'thread_name').map(({ args }) => args?.name);
  assert.deepEqual(names, ['program', 'main', HOSTILE]);
  const waits = events.find(({ name }) => name === 'waits on sleep until 2 s');
  assert.equal(waits?.ph, 'X');
  assert.ok(Math.abs(Number(waits?.dur) - 2e6) < 1);
});

test('export chrome: slices of a thread follow each other, arrows begin and end inside of slices', async () => {
  const { output } = await awaitscope(['export', 'gather', '--format', 'chrome']);
  /** @type {{ ph: string, tid: number, ts: number, dur: number, id?: number, bp?: string }[]} */
  const events = JSON.parse(output).traceEvents;
  for (const [i, slice] of events.entries()) {
    const next = events[i + 1];
    const follows = slice.ph === 'X' && next?.ph === 'X' && next.tid === slice.tid;
    if (follows) assert.equal(slice.ts + slice.dur, next.ts, `event ${i} ends where the next begins`);
  }
  // As Perfetto reads them: whole nanoseconds, what is below them cut off.
  for (const event of events) {
    event.ts = Math.trunc(event.ts * 1000);
    event.dur = Math.trunc(event.dur * 1000);
  }
  const slices = events.filter(({ ph }) => ph === 'X');
  assert.ok(slices.every(({ dur }) => dur > 0));
  for (const [i, slice] of slices.entries()) {
    const next = slices[i + 1];
    if (next?.tid === slice.tid) assert.ok(slice.ts + slice.dur <= next.ts, `slice ${i} ends late`);
  }
  const arrows = events.filter(({ ph }) => ph === 's' || ph === 'f');
  assert.equal(arrows.length, 2, 'the last of the towns wakes main');
  for (const { ph, id, tid, ts, bp } of arrows) {
    assert.ok(slices.some((slice) => slice.tid === tid && slice.ts <= ts && ts < slice.ts + slice.dur));
    assert.equal(arrows.filter((other) => other.id === id).length, 2);
    assert.equal(bp, ph === 'f' ? 'e' : undefined);
  }
});

test('export html: the run, the player and a picture in one file; what a program says cannot leave its place', async (context) => {
  const { status, output } = await awaitscope(['export', traceFile(context), '--format', 'html']);
  assert.equal(status, 0);
  const scripts = [...output.matchAll(/<script(?<attributes>[^>]*)>(?<text>.*?)<\/script>/gs)];
  assert.deepEqual(
    scripts.map(({ groups }) => groups?.attributes),
    [' type="application/json" id="run"', ''],
  );
  assert.equal(JSON.parse(String(scripts[0].groups?.text)).format, 'awaitscope-trace');
  assert.ok(!/<!--|<script/i.test(String(scripts[1].groups?.text)));
  const hash = createHash('sha256').update(String(scripts[1].groups?.text)).digest('base64');
  assert.ok(output.includes(`script-src 'sha256-${hash}'`));
  assert.match(output, /<await-scope trace="#run"><img alt=[^>]*><\/await-scope>/, 'no sliders for a trace');
});

test('export mermaid: a section a task, names without its syntax', async (context) => {
  const { output } = await awaitscope(['export', traceFile(context), '--format', 'mermaid']);
  assert.match(output, /^gantt\n +title By hand\n +dateFormat x\n/);
  assert.match(output, /\n +section main\n +sleep :done, 0, 2000\n +finished :milestone, 2000, 0ms\n/);
  assert.match(output, /\n +section script alert\(1\) \/script & q .*x y\n/);
});

test('export json of a trace is the trace', async (context) => {
  const path = traceFile(context);
  const { output } = await awaitscope(['export', path, '--format', 'json']);
  assert.equal(output, readFileSync(path, 'utf8'));
});

test('export -o writes a file, of a scenario too', async (context) => {
  const path = folder(context)('gather.svg');
  const { status, output } = await awaitscope([
    'export',
    'gather',
    '--set',
    'oslo=1',
    '--format',
    'svg',
    '-o',
    path,
  ]);
  assert.deepEqual([status, output], [0, '']);
  assert.match(readFileSync(path, 'utf8'), />Gather<\/text>/);
});

test('options of a run do not go with a trace', async (context) => {
  const { status, errors } = await awaitscope([
    'export',
    traceFile(context),
    '--format',
    'svg',
    '--seed',
    '1',
  ]);
  assert.equal(status, 2);
  assert.match(errors, /is a trace: --set, --clock and --seed go with a scenario only/);
});
