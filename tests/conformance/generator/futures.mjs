/** Futures and callbacks: results against cancellations, callbacks that add, remove, cancel and raise, handles, timers. */
import { python } from './draft.mjs';

/** @typedef {import('./draft.mjs').Draft} Draft */
/** @typedef {import('./draft.mjs').Statement} Statement */

/** @param {Draft} draft */
const outcome = (draft) =>
  draft.choose(
    `set_result(${draft.label('r')})`,
    `set_exception(Boom(${draft.label('b')}))`,
    'set_exception(ValueError)',
    'set_exception(StopIteration())',
    `cancel(${draft.label('m')})`,
    'cancel()',
  );

/** @type {Statement} */
export const races = (draft) => {
  const future = draft.fresh('future');
  const settle = () => python`
    try:
        print(me, ${future}.${outcome(draft)})
    except Exception as e:
        print(me, ${draft.label('x')}, type(e).__name__)
    ${draft.maybe(0.4, () => draft.pause())}`;
  const look = () => python`
    try:
        print(me, ${future}.${draft.choose('result', 'exception')}())
    except BaseException as e:
        print(me, ${draft.label('x')}, show(e))`;
  return python`
    ${future} = asyncio.get_running_loop().create_future()
    ${draft.maybe(0.5, look)}
    ${draft.times(draft.between(0, 2), () => {
      const waiter = draft.fresh('waiter');
      return python`
        async def ${waiter}(me, future):
            ${draft.guard(`print(me, await ${draft.choose('future', 'future', 'asyncio.shield(future)', `asyncio.wait_for(future, ${draft.timeout()})`)})`)}
        spawn(tasks, ${waiter}(${draft.label('n')}, ${future}), ${draft.label('t')})`;
    })}
    ${draft.maybe(0.7, () => draft.pause())}
    ${draft.times(draft.between(1, 3), settle)}
    ${draft.maybe(0.3, () => draft.withTasks(`${draft.someTask()}.cancel(${draft.label('m')})`))}
    ${draft.maybe(0.5, look)}
    ${draft.guard(`print(me, await asyncio.wait_for(${future}, ${draft.timeout()}))`)}`;
};

/** @type {Statement} */
export const settlesShared = (draft) => python`
  if not shared.future.done():
      shared.future.${outcome(draft)}
  ${draft.maybe(
    0.5,
    () => python`
    else:
        print(me, state(shared.future))
        shared.future = asyncio.get_running_loop().create_future()`,
  )}`;

/** @type {Statement} */
export const awaitsShared = (draft) => draft.guard('print(me, await shared.future)');

/** @type {Statement} */
export const watches = (draft) => {
  const name = draft.fresh('watch');
  const act = draft.choose(
    'pass',
    'pass',
    `raise Boom(${draft.label('b')})`,
    `future.add_done_callback(lambda f: print(me, ${draft.label('again')}))`,
    'tasks[0].cancel("by callback")',
    `future.remove_done_callback(${name})`,
    `asyncio.get_running_loop().call_soon(print, me, ${draft.label('soon')})`,
  );
  return draft.withTasks(python`
    other = ${draft.choose(draft.someTask(), draft.someTask(), 'shared.future')}
    def ${name}(future, me=me):
        print(me, "${name}", state(future))
        ${act}
    ${draft.times(draft.between(1, 3), () => `other.add_done_callback(${name})`)}
    ${draft.maybe(0.3, () => `print(me, other.remove_done_callback(${name}))`)}
    ${draft.maybe(0.2, () => `other.add_done_callback(${name})`)}
    ${draft.maybe(0.5, () => draft.pause())}
    ${draft.maybe(0.2, () => `print(me, other.remove_done_callback(${name}))`)}`);
};

/** @type {Statement} */
export const schedules = (draft) => {
  const [handle, call] = [draft.fresh('handle'), draft.fresh('call')];
  const how = () =>
    draft.choose(
      'call_soon(',
      'call_soon_threadsafe(',
      `call_later(${draft.delay()}, `,
      `call_at(loop.time() + ${draft.choose(-1, 0, 0.1, 0.3, 1)}, `,
    );
  const act = draft.choose(
    'pass',
    `raise Boom(${draft.label('b')})`,
    'print(label, handles.pop().cancel() if handles else "none")',
    `loop.${how()}print, label, "again")`,
    'if tasks:\n    print(label, tasks[0].cancel(label))',
    'print(label, asyncio.current_task() is None)',
  );
  return python`
    loop, handles = asyncio.get_running_loop(), []
    def ${call}(label, tasks=tasks, loop=loop, handles=handles):
        print(label, "called")
        ${act}
    ${draft.times(draft.between(1, 3), () => `handles.append(loop.${how()}${call}, ${draft.label('cb')}))`)}
    ${handle} = handles[0]
    ${draft.maybe(0.5, () => draft.pause())}
    ${draft.maybe(
      0.5,
      () => python`
      ${handle}.cancel()
      print(me, ${handle}.cancelled(), [h.cancelled() for h in handles])`,
    )}
    ${draft.maybe(0.5, () => draft.pause())}`;
};

/** @type {Statement} */
export const runsElsewhere = (draft) => {
  const work = draft.fresh('work');
  return draft.guard(python`
    def ${work}(value):
        print("${work}", value)
        ${draft.maybe(0.3, () => `raise Boom(value)`)}
        return value
    print(me, await ${draft.choose(
      `asyncio.to_thread(${work}, ${draft.label('v')})`,
      `asyncio.get_running_loop().run_in_executor(None, ${work}, ${draft.label('v')})`,
      `asyncio.wait_for(asyncio.to_thread(${work}, ${draft.label('v')}), ${draft.timeout()})`,
    )})`);
};
