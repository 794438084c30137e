/** Queues of all kinds: thieves, cancelled getters and putters, joins, shutdowns. */
import { python } from './draft.mjs';

/** @typedef {import('./draft.mjs').Draft} Draft */
/** @typedef {import('./draft.mjs').Statement} Statement */

/** @param {Draft} draft */
const someQueue = (draft) => `shared.${draft.choose('fifo', 'fifo', 'narrow', 'narrow', 'lifo', 'priority')}`;

/** @param {Draft} draft @param {string} queue */
const item = (draft, queue) =>
  queue.endsWith('priority') ? `(${draft.between(0, 3)}, ${draft.label('i')})` : `${draft.between(0, 9)}`;

/** @param {Draft} draft @param {string} waiting */
const limited = (draft, waiting) =>
  draft.chance(0.5)
    ? `await asyncio.wait_for(${waiting}, ${draft.timeout()})`
    : `await asyncio.wait_for(${waiting}, 2)`;

/** @type {Statement} */
export const puts = (draft) => {
  const queue = someQueue(draft);
  return draft.guard(python`
    ${limited(draft, `${queue}.put(${item(draft, queue)})`)}
    print(me, ${queue}.qsize(), ${queue}.full())`);
};

/** @type {Statement} */
export const gets = (draft) => draft.guard(`print(me, ${limited(draft, `${someQueue(draft)}.get()`)})`);

/** @type {Statement} */
export const steals = (draft) => {
  const queue = someQueue(draft);
  return python`
    try:
        ${draft.choose(`${queue}.put_nowait(${item(draft, queue)})`, `print(me, ${queue}.get_nowait())`, `${queue}.task_done()`)}
    except (asyncio.QueueEmpty, asyncio.QueueFull, asyncio.QueueShutDown, ValueError) as e:
        print(me, show(e))
    print(me, ${queue}.qsize(), ${queue}.empty(), ${queue}.full())`;
};

/** @type {Statement} */
export const joins = (draft) => draft.guard(`print(me, ${limited(draft, `${someQueue(draft)}.join()`)})`);

/** A queue of its own, with workers, to the end. @type {Statement} */
export const works = (draft) => {
  const [queue, worker, producer] = [draft.fresh('queue'), draft.fresh('worker'), draft.fresh('producer')];
  const [kind, size] = [draft.choose('Queue', 'LifoQueue', 'PriorityQueue'), draft.between(0, 2)];
  const step = () =>
    draft.choose(
      () => draft.pause(),
      () => `crew[${draft.between(0, 5)} % len(crew)].cancel(${draft.label('m')})`,
      () => `${queue}.shutdown(${draft.choose('', 'immediate=True')})`,
      () => python`
        try:
            print(me, "steals", ${queue}.get_nowait(), ${queue}.qsize())
        except (asyncio.QueueEmpty, asyncio.QueueShutDown) as e:
            print(me, show(e))`,
      () => python`
        try:
            print(me, "adds", ${queue}.put_nowait(${draft.between(0, 9)}), ${queue}.qsize())
        except (asyncio.QueueFull, asyncio.QueueShutDown) as e:
            print(me, show(e))`,
      () => draft.guard(`print(me, "joined", await asyncio.wait_for(${queue}.join(), ${draft.timeout()}))`),
    )();
  return python`
    ${queue} = asyncio.${kind}(${size || ''})
    async def ${worker}(me, queue):
        for _ in range(8):
            ${draft.guard(python`
              got = ${draft.choose('await queue.get()', `await asyncio.wait_for(queue.get(), ${draft.timeout()})`)}
              print(me, "got", got, queue.qsize())
              ${draft.pause()}
              queue.task_done()`)}
            ${draft.choose('if queue.empty():\n    return me', 'return me', 'await asyncio.sleep(0)\nif queue.empty():\n    break')}
    async def ${producer}(me, queue):
        ${draft.guard(python`
          for i in range(${draft.between(1, 4)}):
              await queue.put(i)
              print(me, "put", i, queue.qsize())
              ${draft.maybe(0.4, () => draft.pause())}`)}
    crew = [spawn(tasks, ${worker}(me + "w" + str(i), ${queue}), ${draft.label('t')} + str(i)) for i in range(${draft.between(1, 3)})]
    crew += [spawn(tasks, ${producer}(me + "p" + str(i), ${queue}), ${draft.label('t')} + str(i)) for i in range(${draft.between(1, 2)})]
    ${draft.times(draft.between(1, 5), step)}
    ${queue}.shutdown(${draft.choose('', 'immediate=True')})
    print(me, [state(one) for one in crew], ${queue}.qsize())`;
};
