/** gather, wait, wait_for, shield and as_completed of each other and of futures; cancelled while they wait. */
import { python } from './draft.mjs';

/** @typedef {import('./draft.mjs').Draft} Draft */
/** @typedef {import('./draft.mjs').Statement} Statement */

/** Something to await. @type {(draft: Draft, depth?: number) => string} */
const awaitable = (draft, depth = 2) => {
  const plain = [
    draft.call(),
    draft.call(),
    draft.task(),
    'shared.future',
    `Later(${draft.between(0, 2)}, ${draft.label('v')})`,
  ];
  if (depth === 0) return draft.choose(...plain);
  const inner = () => awaitable(draft, depth - 1);
  return draft.choose(
    () => draft.choose(...plain),
    () => draft.choose(...plain),
    () => `asyncio.shield(${inner()})`,
    () => `asyncio.wait_for(${inner()}, ${draft.timeout()})`,
    () => `asyncio.gather(${list(draft, depth - 1)}${flag(draft)})`,
  )();
};

/** @param {Draft} draft */
const flag = (draft) => draft.choose('', '', ', return_exceptions=True');

/** @param {Draft} draft @param {number} depth */
const list = (draft, depth) =>
  draft.times(draft.between(1, 3), () => awaitable(draft, depth)).replaceAll('\n', ', ');

/** @type {Statement} */
export const awaitsNest = (draft) => draft.guard(`print(me, shown(await ${awaitable(draft)}))`);

/** @type {Statement} */
export const gathers = (draft) =>
  draft.guard(`print(me, shown(await asyncio.gather(${list(draft, 2)}${flag(draft)})))`);

/** @type {Statement} */
export const cancelsGather = (draft) => {
  const gathered = draft.fresh('gathered');
  const cancel = () => python`
    print(me, ${gathered}.cancel(${draft.chance(0.5) ? draft.label('m') : ''}), ${gathered}.cancelled(), ${gathered}.done())
    ${draft.maybe(0.6, () => draft.pause())}`;
  return draft.guard(python`
    ${gathered} = asyncio.gather(${list(draft, 1)}${flag(draft)})
    ${gathered}.add_done_callback(lambda f, me=me: print(me, "gathered", state(f)))
    ${draft.maybe(0.6, () => draft.pause())}
    ${draft.times(draft.between(1, 2), cancel)}
    print(me, shown(await ${gathered}))`);
};

/** @type {Statement} */
export const gathersTwice = (draft) => {
  const one = draft.fresh('one');
  return draft.guard(python`
    ${one} = ${draft.choose(draft.task(), draft.call())}
    print(me, shown(await asyncio.gather(${one}, ${one}, ${draft.call()}${flag(draft)})))`);
};

/** @type {Statement} */
export const waits = (draft) => {
  const when = draft.choose('ALL_COMPLETED', 'FIRST_COMPLETED', 'FIRST_EXCEPTION');
  const tasks = draft
    .times(draft.between(1, 4), () =>
      draft.choose(
        draft.task(),
        draft.task(),
        'shared.future',
        `asyncio.ensure_future(${awaitable(draft, 1)})`,
      ),
    )
    .replaceAll('\n', ', ');
  return draft.guard(python`
    group = [${tasks}]
    ${draft.maybe(0.3, () => 'group.append(group[0])')}
    ${draft.maybe(0.4, () => draft.pause())}
    ${draft.maybe(0.3, () => `group[0].cancel(${draft.label('m')})`)}
    done, pending = await asyncio.wait(group, timeout=${draft.timeout()}, return_when=asyncio.${when})
    print(me, [state(f) for f in group if f in done], len(pending))
    ${draft.maybe(
      0.5,
      () => python`
      for f in group:
          print(me, f.cancel(${draft.label('m')}))
      if pending:
          done, pending = await asyncio.wait(pending)
          print(me, len(done), len(pending))`,
    )}`);
};

/** @type {Statement} */
export const waitsFor = (draft) =>
  draft.guard(`print(me, shown(await asyncio.wait_for(${awaitable(draft)}, ${draft.timeout()})))`);

/** @type {Statement} */
export const shields = (draft) => {
  const [inner, outer] = [draft.fresh('inner'), draft.fresh('outer')];
  return draft.guard(python`
    ${inner} = ${draft.task()}
    ${outer} = asyncio.shield(${inner})
    ${draft.maybe(0.3, () => `${outer}.add_done_callback(lambda f, me=me: print(me, "shield", state(f)))`)}
    ${draft.maybe(0.5, () => draft.pause())}
    ${draft.maybe(0.6, () => `print(me, ${draft.choose(inner, outer)}.cancel(${draft.label('m')}))`)}
    ${draft.maybe(0.5, () => draft.pause())}
    print(me, state(${outer}), state(${inner}))
    print(me, shown(await ${draft.choose(inner, outer, `asyncio.shield(${outer})`, `asyncio.wait_for(${outer}, ${draft.timeout()})`)}))`);
};

/** @type {Statement} */
export const completes = (draft) => {
  const items = draft
    .times(draft.between(1, 4), () => draft.choose(draft.task(), draft.call(), 'shared.future'))
    .replaceAll('\n', ', ');
  const limit = draft.maybe(0.5, () => `, timeout=${draft.timeout()}`);
  const one = draft.choose(
    'print(me, shown(await each))',
    draft.guard('print(me, shown(await each))'),
    python`
      try:
          print(me, shown(await asyncio.wait_for(each, ${draft.timeout()})))
      except Exception as e:
          print(me, ${draft.label('as')}, show(e))`,
  );
  return draft.guard(python`
    items = [${items}]
    ${draft.choose('for', 'async for')} each in asyncio.as_completed(items${limit}):
        ${one}
        ${draft.maybe(0.3, () => draft.withTasks(`${draft.someTask()}.cancel(${draft.label('m')})`))}
        ${draft.maybe(0.1, () => 'break')}
        ${draft.maybe(0.3, () => draft.pause())}
    else:
        print(me, ${draft.label('else')})`);
};

/** @type {Statement} */
export const takesSeveral = (draft) =>
  draft.guard(python`
  items = asyncio.as_completed([${draft.times(3, () => draft.call()).replaceAll('\n', ', ')}]${draft.maybe(0.4, () => `, timeout=${draft.timeout()}`)})
  print(me, shown(await asyncio.gather(*items, return_exceptions=True)))`);

/** @type {Statement} */
export const ensures = (draft) =>
  draft.guard(python`
  ensured = asyncio.ensure_future(${awaitable(draft, 1)})
  kept.append(ensured)
  ${draft.maybe(0.5, () => draft.pause())}
  ${draft.maybe(0.4, () => `print(me, ensured.cancel(${draft.label('m')}))`)}
  print(me, shown(await ensured))`);
