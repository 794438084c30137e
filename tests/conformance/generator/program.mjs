/**
 * Random Python programs for asyncio's edges: what is nested, cancelled in the midst, misused or met in one turn. Each ends by
 * itself and prints all that it observes. The text keeps to what MicroPython has (docs/python.md).
 *
 *   node tests/conformance/generator/program.mjs SEED [edges|streams]         prints the program
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

/** Kinds of programs, and what writes one. @type {Record<string, (seed: number) => string>} */
export const generators = {
  edges: programOf,
  streams: (seed) => `${parts}${streamParts}\n\n${streams(new Draft(seed, 0))}\n`,
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.stdout.write(generators[process.argv[3] ?? 'edges'](Number(process.argv[2])));
}
