/**
 * Programs of servers and clients in one loop: reads of all kinds against writes in pieces, limits, half-closed and aborted
 * connections, drains that wait, cancellations in the midst. Nobody drops a writer: CPython closes it then, at once.
 */
import { python } from './draft.mjs';

/** @typedef {import('./draft.mjs').Draft} Draft */

/** @param {Draft} draft */
const bytes = (draft) =>
  draft.choose(
    'b"ab"',
    'b"line\\n"',
    'b"one\\ntwo\\n"',
    'b"x" * 30',
    'b"y" * 150',
    'b"\\n"',
    'b"a;b;c"',
    'b""',
    'b"z" * 3000',
  );

/** @param {Draft} draft */
const read = (draft) =>
  draft.choose(
    `reader.read(${draft.choose('', '1', '5', '100', '0', '-1')})`,
    'reader.readline()',
    `reader.readexactly(${draft.choose(0, 2, 5, 40, 200)})`,
    `reader.readuntil(${draft.choose('', 'b";"', 'b"\\n"', '(b";", b"\\n")', 'b"two"')})`,
  );

/** @param {Draft} draft @param {string} text */
const attempt = (draft, text) => python`
  try:
      ${text}
  except asyncio.CancelledError as e:
      print(me, ${draft.label('k')}, show(e))
      ${draft.choose('raise', 'raise', 'pass')}
  except Exception as e:
      print(me, ${draft.label('x')}, tell(e))`;

/** One step of one end. @param {Draft} draft @returns {string} */
const step = (draft) =>
  draft.choose(
    () => attempt(draft, `writer.write(${bytes(draft)})`),
    () => attempt(draft, `writer.write(${bytes(draft)})\nwriter.write(${bytes(draft)})`),
    // CPython's writelines does not look whether the connection is lost, and fails by accident.
    () =>
      attempt(
        draft,
        `if not writer.is_closing():\n    writer.writelines([${bytes(draft)}, ${bytes(draft)}])`,
      ),
    () => attempt(draft, `print(me, ${draft.label('r')}, short(await ${read(draft)}))`),
    () => attempt(draft, `print(me, ${draft.label('r')}, short(await ${read(draft)}))`),
    () =>
      attempt(
        draft,
        `print(me, ${draft.label('r')}, short(await asyncio.wait_for(${read(draft)}, ${draft.choose(0, 0.1, 0.5)})))`,
      ),
    () =>
      attempt(
        draft,
        `print(me, ${draft.label('r')}, short(await asyncio.wait_for(${read(draft)}, ${draft.choose(0, 0.1, 0.5)})))`,
      ),
    () => attempt(draft, 'await writer.drain()'),
    () => attempt(draft, `await asyncio.wait_for(writer.drain(), ${draft.choose(0, 0.1, 0.3)})`),
    () =>
      attempt(
        draft,
        python`
      async for line in reader:
          print(me, ${draft.label('line')}, short(line))
          ${draft.maybe(0.5, () => 'break')}`,
      ),
    () => attempt(draft, 'writer.write_eof()'),
    () => python`
      writer.transport.set_write_buffer_limits(${draft.choose('0', '10', 'high=100', 'high=200, low=50')})
      print(me, writer.transport.get_write_buffer_limits())`,
    () =>
      `print(me, ${draft.label('p')}, reader.at_eof(), writer.is_closing(), writer.transport.get_write_buffer_size() > 0)`,
    () => `await asyncio.sleep(${draft.choose(0, 0, 0, 0.1, 0.1, 0.3, 1)})`,
    () => `await asyncio.sleep(${draft.choose(0, 0, 0, 0.1, 0.1, 0.3, 1)})`,
    () =>
      draft.maybe(0.3, () =>
        draft.choose('writer.close()', 'writer.transport.abort()', 'raise Boom(me)', 'return'),
      ) || 'await asyncio.sleep(0)',
  )();

/** @param {Draft} draft */
const end = (draft) =>
  draft.choose(
    attempt(draft, 'writer.close()\nawait writer.wait_closed()\nprint(me, "closed")'),
    attempt(draft, 'writer.close()\nawait writer.wait_closed()\nprint(me, "closed")'),
    'writer.close()',
    'writer.transport.abort()',
    attempt(
      draft,
      'writer.write_eof()\nprint(me, short(await asyncio.wait_for(reader.read(), 2)))\nwriter.close()',
    ),
  );

/** @param {Draft} draft */
export function streams(draft) {
  const limit = () => draft.choose('', '', ', limit=20', ', limit=100');
  const steps = (/** @type {number} */ most) => draft.times(draft.between(1, most), () => step(draft));
  const clients = draft.between(1, 3);
  return python`
    handlers = []
    async def handle(reader, writer):
        me = "server" + str(len(handlers))
        handlers.append(asyncio.current_task())
        kept.append(writer)
        try:
            ${steps(7)}
            ${end(draft)}
        finally:
            print(me, "ends")
    ${draft.times(
      clients,
      (i) => python`
      async def client${i}(me, port):
          reader, writer = await asyncio.open_connection("127.0.0.1", port${limit()})
          kept.append(writer)
          print(me, "connected")
          try:
              ${steps(8)}
              ${end(draft)}
          finally:
              writer.close()
              print(me, "ends")`,
    )}
    async def main():
        asyncio.get_running_loop().set_exception_handler(report)
        server = await asyncio.start_server(handle, "127.0.0.1", 0${limit()})
        port = server.sockets[0].getsockname()[1]
        print(server.is_serving())
        tasks = [${draft.times(clients, (i) => `asyncio.create_task(client${i}("client${i}", port), name="client${i}")`).replaceAll('\n', ', ')}]
        ${draft.times(draft.between(0, 4), () =>
          draft.choose(
            `await asyncio.sleep(${draft.choose(0, 0, 0.1, 0.3)})`,
            `tasks[${draft.between(0, clients - 1)}].cancel(${draft.label('m')})`,
            `if handlers:\n    handlers[${draft.between(0, 2)} % len(handlers)].cancel(${draft.label('m')})`,
            draft.choose('server.close()', 'server.close_clients()', 'server.abort_clients()'),
          ),
        )}
        done, pending = await asyncio.wait(tasks, timeout=5)
        print("main", [state(t) for t in tasks], server.is_serving())
        for task in tasks + handlers:
            task.cancel()
        print([shown(e) for e in await asyncio.gather(*tasks, *handlers, return_exceptions=True)])
        server.close()
        ${draft.maybe(0.5, () => attempt(draft, 'await asyncio.wait_for(server.wait_closed(), 1)').replaceAll('print(me, ', 'print("main", '))}
        await asyncio.sleep(0.5)
        print("end")
    asyncio.run(main())`;
}
