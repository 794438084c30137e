/** Async generators, coroutines driven by hand, context variables. */
import { python } from './draft.mjs';

/** @typedef {import('./draft.mjs').Draft} Draft */
/** @typedef {import('./draft.mjs').Statement} Statement */

/** @param {Draft} draft */
const generator = (draft) =>
  `numbers(${draft.label('g')}, ${draft.between(0, 3)}, ${draft.delay()}${draft.maybe(0.2, () => `, Boom(${draft.label('b')})`)})`;

/** @type {Statement} */
export const iterates = (draft) => {
  const name = draft.fresh('gen');
  return draft.guard(python`
    ${name} = ${generator(draft)}
    try:
        async for i in ${name}:
            print(me, ${draft.label('i')}, i)
            ${draft.maybe(0.5, () => draft.block())}
            ${draft.maybe(0.2, () => draft.choose('break', 'raise Boom(me)', 'return me', 'continue'))}
        else:
            print(me, ${draft.label('else')})
    finally:
        await ${name}.aclose()`);
};

/** @type {Statement} */
export const drivesGenerator = (draft) => {
  const name = draft.fresh('gen');
  const step = () =>
    draft.guard(
      `print(me, await ${draft.choose(
        `${name}.__anext__()`,
        `anext(${name}, "default")`,
        `${name}.asend(${draft.label('s')})`,
        `${name}.athrow(Boom(${draft.label('b')}))`,
        `${name}.aclose()`,
        `asyncio.wait_for(anext(${name}), ${draft.choose(0.1, 0.15, 1)})`,
      )})`,
    );
  return draft.guard(python`
    ${name} = ${generator(draft)}
    try:
        ${draft.maybe(0.7, () => `print(me, await anext(${name}, None))`)}
        ${draft.times(draft.between(1, 3), step)}
    finally:
        await ${name}.aclose()`);
};

/** @type {Statement} */
export const comprehends = (draft) =>
  draft.guard(
    draft.choose(
      `print(me, [i async for i in ${generator(draft)}])`,
      `print(me, [i async for i in ${generator(draft)} if i % 2])`,
      `print(me, shown([await x for x in (${draft.call()}, ${draft.call()})]))`,
    ),
  );

/** @type {Statement} */
export const drivesByHand = (draft) => {
  const name = draft.fresh('coro');
  const inner = draft.fresh('inner');
  const step = () =>
    draft.choose(
      `print(me, ${name}.send(None))`,
      `print(me, ${name}.throw(Boom(${draft.label('b')})))`,
      `print(me, ${name}.throw(asyncio.CancelledError(${draft.label('m')})))`,
    );
  return python`
    async def ${inner}(me):
        try:
            print(me, await Later(${draft.between(0, 2)}, ${draft.label('v')}))
            await Later(1, None)
        ${draft.maybe(
          0.5,
          () => python`
          except Boom as e:
              print(me, show(e))
              ${draft.choose('raise', 'return me', 'await Later(1, None)')}`,
        )}
        finally:
            print(me, ${draft.label('f')})
        return me
    ${name} = ${inner}(${draft.label('n')})
    try:
        print(me, ${name}.send(None))
        ${draft.times(draft.between(1, 3), step)}
    except BaseException as e:
        print(me, ${draft.label('x')}, type(e).__name__, e.args)
    print(me, ${name}.close())`;
};

/** @type {Statement} */
export const setsVariable = (draft) => {
  const token = draft.fresh('token');
  return python`
    ${token} = variable.set(${draft.label('v')})
    ${draft.block()}
    print(me, variable.get("unset"))
    ${draft.maybe(
      0.5,
      () => python`
      variable.reset(${token})
      print(me, variable.get("unset"))`,
    )}`;
};

/** @type {Statement} */
export const copiesContext = (draft) => {
  const [context, inner] = [draft.fresh('context'), draft.fresh('inner')];
  return python`
    ${context} = contextvars.copy_context()
    ${draft.maybe(0.6, () => `variable.set(${draft.label('v')})`)}
    async def ${inner}(me):
        print(me, variable.get("unset"))
        variable.set(me)
        ${draft.pause()}
        print(me, variable.get("unset"))
    ${draft.choose(
      `kept.append(asyncio.create_task(${inner}(${draft.label('n')}), context=${context}))`,
      `asyncio.get_running_loop().call_soon(lambda me=me: print(me, variable.get("unset")), context=${context})`,
      `asyncio.get_running_loop().call_later(${draft.delay()}, lambda me=me: print(me, variable.get("unset")))`,
      `${context}.run(variable.set, ${draft.label('v')})`,
      `spawn(tasks, ${inner}(${draft.label('n')}), ${draft.label('t')})`,
      `shared.future.add_done_callback(lambda f, me=me: print(me, variable.get("unset")), context=${context})`,
    )}
    ${draft.pause()}
    print(me, variable.get("unset"), ${context}.get(variable))`;
};
