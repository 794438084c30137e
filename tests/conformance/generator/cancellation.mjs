/** Cancellation: with messages, counted, refused, taken back, of oneself, of tasks that await tasks. */
import { python } from './draft.mjs';

/** @typedef {import('./draft.mjs').Statement} Statement */

/** @type {Statement} */
export const cancelsSeveralTimes = (draft) =>
  draft.withTasks(
    python`
      other = ${draft.someTask()}
      ${draft.times(draft.between(1, 3), () => {
        const message = draft.chance(0.6) ? draft.label('m') : '';
        const pause = draft.maybe(0.3, () => draft.pause());
        return python`
          print(me, "cancel", other.get_name(), other.cancel(${message}), other.cancelling())
          ${pause}`;
      })}
      ${draft.maybe(0.3, () => 'print(me, "uncancel", other.uncancel())')}`,
  );

/** @type {Statement} */
export const cancelsAll = (draft) => python`
  for other in tasks:
      print(me, "cancel", other.get_name(), other.cancel(), other.cancelling())
      ${draft.maybe(0.3, () => draft.pause())}`;

/** @type {Statement} */
export const cancelsItself = (draft) =>
  draft.guard(python`
    asyncio.current_task().cancel(${draft.label('m')})
    ${draft.maybe(0.4, () => 'print(me, asyncio.current_task().uncancel(), cancels())')}
    ${draft.choose(draft.pause(), draft.pause(), 'return me', 'raise Boom(me)', draft.print(), `await ${draft.call()}`)}
    ${draft.print('cancels()')}`);

/** @type {Statement} */
export const cancelsBeforeItRuns = (draft) => python`
  ${draft.chance(0.5) ? 'other' : 'first'} = spawn(tasks, ${draft.call()}, ${draft.label('t')})
  other = tasks[-1]
  print(me, other.cancel(${draft.label('m')}), other.cancelling())
  ${draft.maybe(0.5, () => 'print(me, other.uncancel())')}
  ${draft.maybe(0.5, () => draft.pause())}`;

/** @type {Statement} */
export const awaitsOther = (draft) => draft.withTasks(draft.guard(`print(me, await ${draft.someTask()})`));

/** @type {Statement} */
export const counts = (draft) => python`
  for other in tasks:
      print(me, other.get_name(), state(other), other.cancelling())
  ${draft.maybe(0.3, () => 'print(me, names(asyncio.all_tasks()))')}`;

/** @type {Statement} */
export const returnsInFinally = (draft) => {
  const name = draft.fresh('inner');
  return python`
    async def ${name}():
        try:
            await ${draft.call()}
        except Boom as e:
            print(me, show(e))
            raise ValueError(me)
        finally:
            ${draft.pause()}
            print(me, ${draft.label('f')}, cancels())
            return ${draft.label('r')}
    ${draft.guard(`print(me, await ${draft.choose(`${name}()`, `spawn(tasks, ${name}(), ${draft.label('t')})`, `asyncio.wait_for(${name}(), ${draft.timeout()})`)})`)}`;
};

/** @type {Statement} */
export const leavesLoopInFinally = (draft) => python`
  for i in range(3):
      try:
          ${draft.guard(python`
            print(me, ${draft.label('i')}, i)
            await ${draft.call()}`)}
      finally:
          if i == ${draft.between(0, 2)}:
              ${draft.choose('break', 'continue', draft.pause())}
  else:
      print(me, ${draft.label('else')})`;

/** @type {Statement} */
export const spawns = (draft) => draft.task();

/** @type {Statement} */
export const spawnsWithoutName = (draft) => python`
  tasks.append(asyncio.create_task(${draft.call()}))
  kept.append(tasks[-1])
  print(me, tasks[-1].get_name())`;

/** @type {Statement} */
export const pauses = (draft) => python`
  ${draft.pause()}
  ${draft.print('cancels()')}`;

/** @type {Statement} */
export const awaits = (draft) => draft.guard(`print(me, await ${draft.call()})`);

/** @type {Statement} */
export const raises = (draft) => (draft.chance(0.3) ? `raise Boom(${draft.label('b')})` : draft.print());

/** @type {Statement} */
export const awaitsLater = (draft) => {
  const value = draft.choose(draft.label('v'), draft.label('v'), `Boom(${draft.label('b')})`);
  const later = `Later(${draft.between(0, 3)}, ${value})`;
  return draft.guard(
    `print(me, shown(await ${draft.choose(later, `asyncio.wait_for(${later}, ${draft.timeout()})`, `asyncio.gather(${later}, ${draft.call()})`, `asyncio.ensure_future(${later})`, `asyncio.shield(${later})`)}))`,
  );
};
