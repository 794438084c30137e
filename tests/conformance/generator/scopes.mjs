/** Timeouts and groups inside each other, rescheduled, left early and cancelled from outside; except*. */
import { python } from './draft.mjs';

/** @typedef {import('./draft.mjs').Draft} Draft */
/** @typedef {import('./draft.mjs').Statement} Statement */

/** @param {Draft} draft */
const moment = (draft) =>
  draft.choose(
    'None',
    ...['-1', '0', '0.1', '0.2', '0.5', '1'].map((delta) => `asyncio.get_running_loop().time() + ${delta}`),
  );

/** @param {Draft} draft */
const newTimeout = (draft) =>
  draft.chance(0.7) ? `asyncio.timeout(${draft.timeout()})` : `asyncio.timeout_at(${moment(draft)})`;

/** @type {Statement} */
export const nestsTimeouts = (draft) => {
  const scopes = Array.from({ length: draft.between(1, 3) }, () => draft.fresh('scope'));
  const change = () => python`
    ${draft.choose(...scopes)}.reschedule(${moment(draft)})
    ${draft.maybe(0.3, () => `asyncio.current_task().cancel(${draft.label('m')})`)}
    ${draft.maybe(0.7, () => draft.pause())}`;
  const inside = () => python`
    ${draft.maybe(0.7, () => draft.block())}
    ${draft.maybe(0.5, change)}
    ${draft.maybe(0.2, change)}`;
  /** @type {(i: number) => string} */
  const nest = (i) =>
    i === scopes.length
      ? inside() || draft.pause()
      : python`
          async with ${newTimeout(draft)} as ${scopes[i]}:
              ${draft.chance(0.25) ? draft.guard(nest(i + 1)) : nest(i + 1)}
              ${draft.maybe(0.3, () => draft.pause())}`;
  return python`
    ${scopes.join(' = ')} = None
    ${draft.guard(nest(0))}
    for scope in (${scopes.join(', ')},):
        if scope is not None:
            print(me, "scope", scope.expired(), scope.when() is None, cancels())`;
};

/** @type {Statement} */
export const misusesTimeout = (draft) => {
  const scope = draft.fresh('scope');
  return draft.guard(python`
    ${scope} = asyncio.timeout(${draft.timeout()})
    ${draft.choose(
      `${scope}.reschedule(${moment(draft)})`,
      python`
        async with ${scope}:
            ${draft.pause()}
        ${draft.choose(`${scope}.reschedule(${moment(draft)})`, `async with ${scope}:\n    pass`)}`,
      python`
        async with ${scope}:
            async with ${scope}:
                ${draft.pause()}`,
    )}`);
};

/** @param {Draft} draft @param {string} group */
const member = (draft, group) => {
  const name = draft.fresh('member');
  const simple = `tasks.append(${group}.create_task(${draft.call()}, name=${draft.label('t')}))`;
  return draft.chance(0.7)
    ? simple
    : python`
        async def ${name}(me):
            ${draft.pause()}
            late = ${draft.call()}
            try:
                kept.append(${group}.create_task(late, name=${draft.label('late')}))
            except RuntimeError as e:
                print(me, "refused", type(e).__name__)
                late.close()
            ${draft.maybe(0.3, () => 'raise Boom(me)')}
            return me
        tasks.append(${group}.create_task(${name}(${draft.label('n')}), name=${draft.label('t')}))`;
};

/** @type {Statement} */
export const nestsGroups = (draft) => {
  /** @type {(depth: number) => string} */
  const nest = (depth) => {
    const group = draft.fresh('tg');
    const end = draft.choose(
      '',
      '',
      '',
      `raise Boom(${draft.label('b')})`,
      `raise asyncio.CancelledError(${draft.label('m')})`,
      `asyncio.current_task().cancel(${draft.label('m')})`,
      'return me',
      'print(me, asyncio.current_task().uncancel())',
    );
    const inner = depth > 0 && draft.chance(0.6) ? nest(depth - 1) : draft.maybe(0.5, () => draft.block());
    return python`
      async with asyncio.TaskGroup() as ${group}:
          ${draft.times(draft.between(1, 3), () => member(draft, group))}
          ${draft.maybe(0.5, () => draft.pause())}
          ${draft.chance(0.3) && inner ? draft.guard(inner) : inner}
          ${end}`;
  };
  const body = python`
    ${nest(draft.between(0, 2))}
    ${draft.print('cancels()')}`;
  return draft.chance(0.3)
    ? draft.guard(python`
        async with asyncio.timeout(${draft.timeout()}):
            ${body}`)
    : draft.guard(body);
};

/** @type {Statement} */
export const leavesGroupInLoop = (draft) => {
  const group = draft.fresh('tg');
  return draft.guard(python`
    for i in range(2):
        async with asyncio.TaskGroup() as ${group}:
            ${member(draft, group)}
            ${draft.maybe(0.5, () => draft.pause())}
            ${draft.choose('break', 'continue', 'pass')}
        print(me, ${draft.label('i')}, i)`);
};

/** @type {Statement} */
export const catchesGroups = (draft) => {
  const clause = (/** @type {string} */ type) => python`
    except* ${type} as group:
        print(me, ${draft.label('g')}, show(group), cancels())
        ${draft.maybe(0.2, () => draft.pause())}
        ${draft.maybe(0.2, () => draft.choose('raise', `raise ValueError(${draft.label('v')})`))}`;
  const group = draft.fresh('tg');
  return draft.guard(python`
    try:
        async with asyncio.TaskGroup() as ${group}:
            ${draft.times(draft.between(1, 4), () => member(draft, group))}
            ${draft.maybe(0.3, () => draft.pause())}
    ${clause('Boom')}
    ${draft.maybe(0.5, () => clause(draft.choose('ValueError', '(ValueError, RuntimeError)', 'TimeoutError', 'asyncio.CancelledError')))}
    ${draft.maybe(
      0.2,
      () => python`
      else:
          ${draft.print()}`,
    )}
    ${draft.maybe(
      0.2,
      () => python`
      finally:
          ${draft.pause()}
          ${draft.print('cancels()')}`,
    )}`);
};

/** @type {Statement} */
export const passesGates = (draft) => {
  const gate = () =>
    `Gate(${draft.label('gate')}, ${draft.choose('""', '""', '"swallow"', '"enter"', '"leave"')})`;
  return draft.guard(python`
    async with ${draft.times(draft.between(1, 3), gate).replaceAll('\n', ', ')}:
        ${draft.block()}
        ${draft.maybe(0.3, () => draft.choose(`raise Boom(${draft.label('b')})`, 'return me', 'asyncio.current_task().cancel()'))}
    ${draft.print()}`);
};
