/** Locks, events, conditions, semaphores and barriers: waits that are cancelled, wake-ups that are passed on, misuse. */
import { python } from './draft.mjs';

/** @typedef {import('./draft.mjs').Draft} Draft */
/** @typedef {import('./draft.mjs').Statement} Statement */

/** Perhaps for a time only. @param {Draft} draft @param {string} waiting */
const limited = (draft, waiting) =>
  draft.chance(0.4) ? `await asyncio.wait_for(${waiting}, ${draft.timeout()})` : `await ${waiting}`;

/** @type {Statement} */
export const acquires = (draft) => {
  const held = draft.choose('lock', 'lock', 'semaphore', 'bounded', 'condition');
  return draft.guard(python`
    ${limited(draft, `shared.${held}.acquire()`)}
    print(me, ${draft.label('in')}, shared.${held}.locked())
    try:
        ${draft.block()}
    finally:
        shared.${held}.release()
        print(me, ${draft.label('out')}, shared.${held}.locked())
        ${draft.maybe(0.2, () => limited(draft, `shared.${held}.acquire()`) + `\nshared.${held}.release()`)}`);
};

/** @type {Statement} */
export const holds = (draft) => {
  const held = draft.choose('lock', 'semaphore', 'bounded');
  return draft.guard(python`
    async with shared.${held}:
        ${draft.pause()}
        ${draft.print()}`);
};

/** @type {Statement} */
export const releases = (draft) => {
  const held = draft.choose('lock', 'semaphore', 'semaphore', 'bounded', 'condition');
  return python`
    try:
        shared.${held}.release()
    except Exception as e:
        print(me, ${draft.label('x')}, type(e).__name__, shared.${held}.locked())`;
};

/**
 * What many wait for, and what wakes some of them.
 * @type {{ wait: string, wake: (draft: Draft) => string }[]}
 */
const kinds = [
  ...['lock', 'semaphore', 'bounded'].map((name) => ({
    wait: python`
      async with shared.${name}:
          await asyncio.sleep(0)
          print(me, "has it")`,
    wake: () => (name === 'semaphore' ? 'shared.semaphore.release()' : `print(me, shared.${name}.locked())`),
  })),
  {
    wait: 'print(me, await shared.event.wait())',
    wake: (draft) =>
      draft.choose('shared.event.set()', 'shared.event.clear()', 'shared.event.set()\nshared.event.clear()'),
  },
  {
    wait: python`
      async with shared.condition:
          print(me, await shared.condition.wait())`,
    wake: (draft) => python`
      async with shared.condition:
          shared.condition.notify(${draft.between(1, 3)})`,
  },
  {
    wait: 'print(me, "passes", await shared.barrier.wait())',
    wake: (draft) =>
      draft.choose(
        'print(me, shared.barrier.n_waiting)',
        'await shared.barrier.reset()',
        'await shared.barrier.abort()',
        'print(me, await asyncio.wait_for(shared.barrier.wait(), 0.2))',
      ),
  },
  {
    wait: 'print(me, "gets", await shared.fifo.get())',
    wake: (draft) => `shared.fifo.put_nowait(${draft.between(0, 9)})`,
  },
];

/** Many at once, then cancellations among them. @type {Statement} */
export const crowds = (draft) => {
  const one = draft.fresh('one');
  const { wait, wake } = draft.choose(...kinds);
  const step = () =>
    draft.choose(
      () => `crowd[${draft.between(0, 3)} % len(crowd)].cancel(${draft.label('m')})`,
      () => wake(draft),
      () => wake(draft),
      () => draft.pause(),
    )();
  return draft.guard(python`
    async def ${one}(me):
        ${draft.guard(wait)}
    crowd = [spawn(tasks, ${one}(${draft.label('n')}), ${draft.label('t')}) for _ in range(${draft.between(2, 4)})]
    ${draft.maybe(0.8, () => draft.pause())}
    ${draft.times(draft.between(2, 6), step)}
    ${draft.maybe(0.5, () => draft.pause())}
    print(me, [state(one) for one in crowd])`);
};

/** @type {Statement} */
export const signals = (draft) => python`
  ${draft.choose('shared.event.set()', 'shared.event.clear()', 'shared.event.set()\nshared.event.clear()')}
  print(me, shared.event.is_set())`;

/** @type {Statement} */
export const waitsForEvent = (draft) => draft.guard(`print(me, ${limited(draft, 'shared.event.wait()')})`);

/** @type {Statement} */
export const notifies = (draft) =>
  draft.guard(python`
  async with shared.condition:
      ${draft.maybe(0.7, () => 'shared.turn += 1')}
      ${draft.maybe(0.3, () => draft.pause())}
      shared.condition.${draft.choose('notify()', 'notify(2)', 'notify(0)', 'notify_all()')}
      ${draft.maybe(0.3, () => draft.pause())}`);

/** @type {Statement} */
export const waitsForCondition = (draft) =>
  draft.guard(python`
  async with shared.condition:
      print(me, ${limited(
        draft,
        draft.chance(0.4)
          ? 'shared.condition.wait()'
          : `shared.condition.wait_for(lambda: shared.turn >= ${draft.between(1, 4)})`,
      )}, shared.turn, shared.condition.locked())`);

/** @type {Statement} */
export const misusesCondition = (draft) => python`
  try:
      ${draft.choose('shared.condition.notify()', 'await shared.condition.wait()')}
  except RuntimeError as e:
      print(me, show(e))`;

/** @type {Statement} */
export const meets = (draft) =>
  draft.guard(
    draft.choose(
      `print(me, ${limited(draft, 'shared.barrier.wait()')}, shared.barrier.n_waiting)`,
      python`
      async with shared.barrier as place:
          print(me, "place", place)
          ${draft.pause()}`,
      python`
      await shared.barrier.${draft.choose('reset', 'abort', 'reset')}()
      print(me, shared.barrier.broken, shared.barrier.n_waiting, shared.barrier.parties)`,
    ),
  );
