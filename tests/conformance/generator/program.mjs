/**
 * Random Python programs for asyncio's edges: what is nested, cancelled in the midst, misused or met in one turn. Each ends by
 * itself and prints all that it observes. The text keeps to what MicroPython has (docs/python.md).
 *
 *   node tests/conformance/generator/program.mjs SEED [edges|eager|again|streams]         prints the program
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as cancellation from './cancellation.mjs';
import { Draft, python } from './draft.mjs';
import * as futures from './futures.mjs';
import * as languages from './languages.mjs';
import * as primitives from './primitives.mjs';
import * as queues from './queues.mjs';
import * as scopes from './scopes.mjs';
import { streams } from './streams.mjs';
import * as waiting from './waiting.mjs';

/** @typedef {import('./draft.mjs').Statement} Statement */

const [parts, streamParts] = ['parts.py', 'stream-parts.py'].map((name) =>
  readFileSync(new URL(name, import.meta.url), 'utf8'),
);

const subjects = [scopes, waiting, futures, primitives, queues, languages].map((subject) =>
  Object.values(subject),
);

/** What a program is about: cancellation, and one or two other subjects. @param {Draft} draft */
function statementsOf(draft) {
  const chosen = [draft.choose(...subjects), draft.choose(...subjects)].flat();
  const always = Object.values(cancellation);
  return [...always, ...chosen, ...chosen];
}

/** @param {Draft} draft @param {number} statements */
function body(draft, statements) {
  draft.budget = statements;
  const lines = [];
  while (draft.budget > 0) lines.push(draft.statement());
  return lines.join('\n');
}

/** @param {Draft} draft @param {number} index */
function coroutineFunction(draft, index) {
  draft.index = index;
  return python`
    async def c${index}(me):
        tasks = []
        print(me, "c${index}")
        ${body(draft, draft.between(2, 6))}
        return me`;
}

/**
 * A program's text.
 * @param {number} seed
 */
function programOf(seed) {
  const draft = new Draft(seed, 5);
  draft.statements = statementsOf(draft);
  const functions = Array.from({ length: draft.functions }, (_, index) => coroutineFunction(draft, index));
  draft.index = -1;
  const shared = python`
    class Shared:
        def __init__(self):
            self.lock = asyncio.Lock()
            self.event = asyncio.Event()
            self.semaphore = asyncio.Semaphore(${draft.between(0, 2)})
            self.bounded = asyncio.BoundedSemaphore(${draft.between(1, 2)})
            self.condition = asyncio.Condition()
            self.barrier = asyncio.Barrier(${draft.between(2, 3)})
            self.fifo = asyncio.Queue()
            self.narrow = asyncio.Queue(1)
            self.lifo = asyncio.LifoQueue(2)
            self.priority = asyncio.PriorityQueue(${draft.between(0, 3)})
            self.future = asyncio.get_running_loop().create_future()
            self.turn = 0`;
  const start = python`
    async def start(me):
        tasks = []
        ${draft.times(draft.between(2, 4), () => draft.task())}
        ${body(draft, 8)}
        await asyncio.sleep(1)
        print(me, [(t.get_name(), state(t), t.cancelling()) for t in tasks])`;
  const main = python`
    async def main():
        global shared
        shared = Shared()
        asyncio.get_running_loop().set_exception_handler(report)
        try:
            await asyncio.wait_for(start("start"), 100)
        except BaseException as e:
            print("main", show(e))
        print("end", [state(t) for t in kept])`;
  const tail = python`
    variable = contextvars.ContextVar("variable")
    shared = None
    def report(loop, context):
        if context["message"].startswith("Exception in callback"):
            print("report", show(context["exception"]))`;
  return [parts.trimEnd(), tail, shared, ...functions, start, main, 'asyncio.run(main())\n'].join('\n\n\n');
}

/**
 * The same with eager tasks. CPython 3.13.0 names them all anew when they have begun: here none has a name of its own. Nor
 * does one ask for all tasks, among which an oracle has it only when its creation is over; for the same reason those that
 * are left are cancelled in the order of their numbers, not in the loop's.
 * @param {number} seed
 */
function eagerly(seed) {
  const factory = python`
    import sys

    eager = asyncio.eager_task_factory
    if sys.implementation.name == "cpython":
        class Task(asyncio.Task):
            def set_name(self, name):
                if name is not None:
                    super().set_name(name)
        eager = asyncio.create_eager_task_factory(Task)`;
  const end = python`
    for _ in range(5):
        left = [t for t in asyncio.all_tasks() if t is not asyncio.current_task()]
        left = sorted(left, key=lambda t: int(t.get_name()[5:]))
        for t in left:
            t.cancel()
        if left:
            await asyncio.wait(left, timeout=100)`;
  return programOf(seed)
    .replaceAll(/, name=(name|"[^"]*"|me \+ "-" \+ str\(length\))\)/g, ')')
    .replaceAll('asyncio.all_tasks()', '[]')
    .replace('    print("end"', `${end.replaceAll(/^/gm, '    ')}\n$&`)
    .replace(
      'async def main():\n',
      `${factory}\n\n\n$&    asyncio.get_running_loop().set_task_factory(eager)\n`,
    );
}

/**
 * The same run several times by one Runner: what is left of one run goes on in the next.
 * @param {number} seed
 */
function again(seed) {
  const runs = python`
    with asyncio.Runner() as runner:
        for i in range(3):
            try:
                print("run", i, shown(runner.run(main())))
            except BaseException as e:
                print("run", i, show(e))`;
  return programOf(seed).replace('asyncio.run(main())', runs);
}

/** Kinds of programs, and what writes one. @type {Record<string, (seed: number) => string>} */
export const generators = {
  edges: programOf,
  eager: eagerly,
  again,
  streams: (seed) => `${parts}${streamParts}\n\n${streams(new Draft(seed, 0))}\n`,
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.stdout.write(generators[process.argv[3] ?? 'edges'](Number(process.argv[2])));
}
