import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createModel, describeState } from '../../web/model/index.mjs';
import { waitGraph } from '../../web/model/wait-graph.mjs';
import { gatherTrace } from '../browser/fixtures/gather-trace.mjs';
import { parseTraceFile } from '../../wasm/trace/file.mjs';
import { traceOf } from './trace-of.mjs';

const gather = createModel(parseTraceFile(JSON.stringify(gatherTrace()), 'gather'));

/**
 * @param {import('../../web/model/types.js').WaitGraph} graph
 * @returns {string[]} "a waits on b", a star before those that are critical
 */
function edgesOf({ nodes, edges }) {
  const names = new Map(nodes.map(({ id, label }) => [id, label]));
  return edges.map(
    ({ from, to, why, critical }) => `${critical ? '* ' : ''}${names.get(from)} ${why} ${names.get(to)}`,
  );
}

test('a gather waits on its members that are not done, and they on their sleeps', () => {
  const graph = waitGraph(gather, gather.positionAt(0.5));
  assert.deepEqual(edgesOf(graph), [
    '* Task-1 waits on gather of 2',
    '* gather of 2 waits on Task-2',
    'gather of 2 waits on Task-3',
    '* Task-2 waits on sleep until 2 s',
    'Task-3 waits on sleep until 1 s',
  ]);
  assert.deepEqual(graph.nodes.map(({ label, type, detail }) => `${type} ${label}: ${detail}`).sort(), [
    'composite gather of 2: 0 of 2 done',
    'future sleep until 1 s: pending',
    'future sleep until 2 s: pending',
    'task Task-1: waiting',
    'task Task-2: waiting',
    'task Task-3: waiting',
  ]);
});

test('what is done is gone from the graph', () => {
  const graph = waitGraph(gather, gather.positionAt(1.5));
  assert.deepEqual(edgesOf(graph), [
    '* Task-1 waits on gather of 2',
    '* gather of 2 waits on Task-2',
    '* Task-2 waits on sleep until 2 s',
  ]);
  assert.equal(graph.nodes.find(({ type }) => type === 'composite')?.detail, '1 of 2 done');
  assert.deepEqual(waitGraph(gather, gather.length), { nodes: [], edges: [], hidden: 0, around: 0 });
  assert.deepEqual(waitGraph(gather, 0).nodes, []);
});

/** Main makes a timeout, which expires at 3, around a wait for one future that nobody resolves. */
const expiring = createModel(
  traceOf(
    [0, 'TASK_CREATED', 1, 0, 'main'],
    [0, 'HANDLE_SCHEDULED', 10, 1, 'step'],
    [0, 'TURN_BEGIN', 0, 1],
    [0, 'HANDLE_RUN', 10],
    [0, 'TASK_STEP_BEGIN', 1],
    [0, 'COMPOSITE_CREATED', 5, 1, 'timeout'],
    [0, 'COMPOSITE_MEMBER', 5, 1],
    [0, 'COMPOSITE_DEADLINE', 5, 0, 3],
    [0, 'TIMER_SET', 11, 0, 3],
    [0, 'FUTURE_CREATED', 6, 1, 'future'],
    [0, 'TASK_AWAITS', 1, 6],
    [0, 'TASK_STEP_END', 1],
    [0, 'TURN_END'], // 12
    [3, 'TURN_BEGIN', 0, 1],
    [3, 'TIMER_FIRED', 11],
    [3, 'HANDLE_RUN', 11],
    [3, 'TASK_CANCEL_REQUESTED', 1, 0, 1],
    [3, 'FUTURE_CANCELLED', 6, 0],
    [3, 'HANDLE_SCHEDULED', 12, 1, 'wakeup'],
    [3, 'TASK_WOKEN', 1, 6],
    [3, 'COMPOSITE_EXPIRED', 5],
    [3, 'TURN_END', 0, 1],
    [3, 'TURN_BEGIN', 0, 1],
    [3, 'HANDLE_RUN', 12],
    [3, 'TASK_STEP_BEGIN', 1],
    [3, 'COMPOSITE_SETTLED', 5, 0, 3],
    [3, 'FUTURE_EXCEPTION', 1, 1, 'TimeoutError'],
    [3, 'TASK_STEP_END', 1],
  ),
);

test('a timeout stands before the task that it cancels, and is what the time went on', () => {
  assert.deepEqual(edgesOf(waitGraph(expiring, 13)), [
    'main waits on future 6',
    '* timeout at 3 s cancels main',
  ]);
  const wait = expiring.criticalPath().find(({ why }) => why === 'waits');
  assert.deepEqual(wait && [wait.task, wait.waitingOn, wait.start, wait.end], [1, 5, 0, 3]);
});

test('two tasks that hold what the other wants wait in a circle', () => {
  const records = /** @type {const} */ ([
    [0, 'TASK_CREATED', 1, 0, 'one'],
    [0, 'TASK_CREATED', 2, 0, 'two'],
    [0, 'PRIMITIVE_CREATED', 3, 0, 'Lock'],
    [0, 'PRIMITIVE_CREATED', 4, 0, 'Lock'],
    [0, 'TASK_STEP_BEGIN', 1],
    [0, 'PRIMITIVE_ACQUIRED', 3, 1],
    [0, 'TASK_STEP_END', 1],
    [0, 'TASK_STEP_BEGIN', 2],
    [0, 'PRIMITIVE_ACQUIRED', 4, 2],
    [0, 'PRIMITIVE_WAITS', 3, 2, 'acquire'],
    [0, 'FUTURE_CREATED', 5, 2, 'acquire'],
    [0, 'TASK_AWAITS', 2, 5],
    [0, 'TASK_STEP_END', 2],
    [0, 'TASK_STEP_BEGIN', 1],
    [0, 'PRIMITIVE_WAITS', 4, 1, 'acquire'],
    [0, 'FUTURE_CREATED', 6, 1, 'acquire'],
    [0, 'TASK_AWAITS', 1, 6],
    [0, 'TASK_STEP_END', 1],
  ]);
  const model = createModel(traceOf(...records.map((each) => /** @type {any} */ ([...each]))));
  const graph = waitGraph(model, 18);
  const circle = ['one waits on Lock 2', 'Lock 2 held by two', 'two waits on Lock', 'Lock held by one'];
  assert.deepEqual(
    edgesOf(graph).map((each) => each.replace('* ', '')),
    circle,
  );
  assert.deepEqual(
    graph.nodes.filter(({ type }) => type === 'primitive').map(({ detail }) => detail),
    ['held, 1 waits', 'held, 1 waits'],
  );
});

test('of many tasks as many as have room, and how many have none', () => {
  /** @type {import('./trace-of.mjs').Record[]} */
  const records = Array.from({ length: 50 }, (_, i) => [0, 'TASK_CREATED', i + 1, 0, `t${i}`]);
  const { nodes, hidden } = waitGraph(createModel(traceOf(...records)), 50, 20);
  assert.deepEqual([nodes.length, hidden], [20, 30]);
});

test('of ten thousand those nearest to the one that is asked for, whichever way they wait', () => {
  const count = 10_000;
  /** @type {import('./trace-of.mjs').Record[]} */
  const records = [
    [0, 'TASK_CREATED', 1, 0, 'main'],
    [0, 'COMPOSITE_CREATED', 2, 1, 'gather'],
    [0, 'FUTURE_CREATED', 2, 1, 'gather'],
  ];
  for (let i = 3; i < count + 3; i++) {
    records.push([0, 'TASK_CREATED', i, 1, `t${i}`], [0, 'COMPOSITE_MEMBER', 2, i]);
  }
  const [far, sleep] = [count, count + 3];
  records.push(
    [0, 'TASK_STEP_BEGIN', 1],
    [0, 'CALLBACK_ADDED', 2, 1, 'wakeup'],
    [0, 'TASK_AWAITS', 1, 2],
    [0, 'TASK_STEP_END', 1],
    [0, 'TASK_STEP_BEGIN', far],
    [0, 'FUTURE_CREATED', sleep, far, 'sleep'],
    [0, 'TASK_AWAITS', far, sleep],
    [0, 'TASK_STEP_END', far],
  );
  const model = createModel(traceOf(...records));
  const graph = waitGraph(model, model.length, 20, far);
  const ids = graph.nodes.map(({ id }) => id);
  assert.equal(graph.around, far);
  assert.deepEqual(ids.slice(0, 4), [far, sleep, 2, 1], 'what it waits on, and who waits for it');
  assert.equal(ids.length, 20);
  assert.equal(graph.hidden, count + 1 - ids.filter((id) => id !== 2 && id !== sleep).length);
  assert.ok(
    edgesOf(graph).includes(`gather of ${count} waits on t${far}`),
    'though it is the last of so many',
  );
  assert.equal(graph.nodes.find(({ id }) => id === 2)?.detail, `0 of ${count} done`);
  assert.equal(waitGraph(model, model.length, 20).around, 1);
  assert.equal(describeState(model, 1, model.length).length < 200, true, 'nor are all named in words');
});

test('who waits for a queue gets, puts or joins, each call a line of its own', () => {
  const model = createModel(
    traceOf(
      [0, 'TASK_CREATED', 1, 0, 'Ada'],
      [0, 'TASK_CREATED', 2, 0, 'Ben'],
      [0, 'TASK_CREATED', 3, 0, 'baker'],
      [0, 'PRIMITIVE_CREATED', 4, 0, 'Queue'],
      ...[1, 2, 3].flatMap(
        (task) =>
          /** @type {import('./trace-of.mjs').Record[]} */ ([
            [0, 'TASK_STEP_BEGIN', task],
            [0, 'FUTURE_CREATED', task + 10, 4, 'Queue'],
            [0, 'PRIMITIVE_WAITS', 4, task, task === 3 ? 'join' : 'get'],
            [0, 'TASK_AWAITS', task, task + 10],
            [0, 'TASK_STEP_END', task],
          ]),
      ),
    ),
  );
  const { edges } = waitGraph(model, model.length);
  assert.deepEqual(
    edges.map(({ from, to, note }) => [from, to, note]),
    [
      [1, 4, 'gets, 1st'],
      [2, 4, 'gets, 2nd'],
      [3, 4, 'joins'],
    ],
  );
  assert.deepEqual(model.stateAt(model.length).primitive(4)?.calls, ['get', 'get', 'join']);
});
