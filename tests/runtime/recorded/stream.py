import asyncio

from support import show


async def attempt(name, awaitable):
    try:
        print(name, await awaitable)
    except Exception as error:
        print(name, show(error))


async def upper(reader, writer):
    async for line in reader:
        print(line)
        await asyncio.sleep(1)
        writer.write(line.upper())
        await writer.drain()
    print("end")
    writer.close()
    await writer.wait_closed()


async def close_at_once(reader, writer):
    writer.close()


async def close_later(reader, writer):
    await asyncio.sleep(1)
    writer.close()


async def abort(reader, writer):
    writer.write(b"little")
    writer.transport.abort()


async def forget(reader, writer):
    print("forgets", await reader.read(1))


async def fail(reader, writer):
    await reader.readexactly(1)
    raise ValueError("no")


async def count(reader, writer):
    data = await reader.read()
    writer.write(b"%d bytes" % len(data))
    writer.close()


async def ask(server, *lines):
    reader, writer = await asyncio.open_connection("127.0.0.1", server.sockets[0].getsockname()[1])
    for line in lines:
        writer.write(line)
        await writer.drain()
        print(await reader.readline())
    writer.close()
    await writer.wait_closed()


async def several_clients():
    server = await asyncio.start_server(upper, "127.0.0.1", 0)
    async with server:
        await asyncio.gather(ask(server, b"a\n", b"b\n"), ask(server, b"c\n"), ask(server))
        print("gathered")
    print("closed", server.is_serving(), len(server.sockets))


async def refused():
    await attempt("nobody", asyncio.open_connection("127.0.0.1", 8888))
    await attempt("by name", asyncio.open_connection("localhost", 8888))
    await attempt("no name", asyncio.open_connection("no.such.host.invalid", 80))
    server = await asyncio.start_server(upper, "localhost", 8888)
    await attempt("taken", asyncio.start_server(upper, "127.0.0.1", 8888))
    server.close()
    await server.wait_closed()
    await attempt("closed", asyncio.open_connection("127.0.0.1", 8888))
    await attempt("closed", server.serve_forever())


async def idle_server():
    server = await asyncio.start_server(close_at_once, "127.0.0.1", 8888, start_serving=False)
    print(server.is_serving())
    await attempt("idle", asyncio.open_connection("127.0.0.1", 8888))
    await server.start_serving()
    print(server.is_serving())
    reader, writer = await asyncio.open_connection("127.0.0.1", 8888)
    print(await reader.read())


async def forever_is_cancelled():
    server = await asyncio.start_server(upper, "127.0.0.1", 8888)
    forever = asyncio.create_task(server.serve_forever())
    await asyncio.sleep(0)
    await attempt("again", server.serve_forever())
    client = asyncio.create_task(ask(server, b"one\n", b"two\n"))
    await asyncio.sleep(0.5)
    forever.cancel()
    await asyncio.wait([forever])
    print(forever.cancelled(), client.done())
    await client


async def closed_while_it_serves():
    server = await asyncio.start_server(upper, "127.0.0.1", 8888)
    forever = asyncio.create_task(server.serve_forever())
    await asyncio.sleep(1)
    server.close()
    await asyncio.wait([forever])
    print(forever.cancelled())


async def clients_are_closed():
    server = await asyncio.start_server(count, "127.0.0.1", 8888)
    for end in server.close_clients, server.abort_clients:
        reader, writer = await asyncio.open_connection("127.0.0.1", 8888)
        writer.write(b"x")
        await asyncio.sleep(1)
        end()
        await attempt("read", reader.read())
        writer.close()
    server.close()
    await server.wait_closed()


async def peer_closes():
    server = await asyncio.start_server(close_at_once, "127.0.0.1", 8888)
    reader, writer = await asyncio.open_connection("127.0.0.1", 8888)
    await attempt("read", reader.read())
    writer.write(b"one")
    await attempt("drain", writer.drain())
    writer.write(b"two")
    await attempt("drain", writer.drain())
    await attempt("drain", writer.drain())
    await attempt("read", reader.read())
    print(writer.is_closing())
    await attempt("closed", writer.wait_closed())


async def peer_resets():
    async def leave_unread(reader, writer):
        await asyncio.sleep(1)
        writer.close()

    server = await asyncio.start_server(leave_unread, "127.0.0.1", 8888, limit=1)
    reader, writer = await asyncio.open_connection("127.0.0.1", 8888)
    writer.write(b"read in advance")
    await asyncio.sleep(0.5)
    writer.write(b"never read")
    await attempt("read", reader.read(10))
    await attempt("drain", writer.drain())
    writer.write(b"lost")
    await attempt("closed", writer.wait_closed())


async def peer_aborts():
    server = await asyncio.start_server(abort, "127.0.0.1", 8888)
    reader, writer = await asyncio.open_connection("127.0.0.1", 8888)
    await attempt("read", reader.read())


async def own_close():
    server = await asyncio.start_server(close_later, "127.0.0.1", 8888)
    reader, writer = await asyncio.open_connection("127.0.0.1", 8888)
    waiting = asyncio.create_task(attempt("waiting", reader.read(10)))
    await asyncio.sleep(0)
    writer.close()
    print(writer.is_closing())
    writer.write(b"lost")
    await attempt("drain", writer.drain())
    await waiting
    await attempt("closed", writer.wait_closed())
    await attempt("drain", writer.drain())


async def half_closed():
    server = await asyncio.start_server(count, "127.0.0.1", 8888)
    reader, writer = await asyncio.open_connection("127.0.0.1", 8888)
    writer.writelines([b"abc", b"", b"defg"])
    writer.write_eof()
    try:
        writer.write(b"more")
    except RuntimeError as error:
        print(show(error))
    await attempt("read", reader.read())


async def eof_after_reset():
    server = await asyncio.start_server(close_later, "127.0.0.1", 8888)
    reader, writer = await asyncio.open_connection("127.0.0.1", 8888)
    await asyncio.sleep(1)
    writer.write(b"never read")
    await asyncio.sleep(0)
    try:
        writer.write_eof()
    except OSError as error:
        print(show(error))
    await attempt("read", reader.read())


async def forgotten():
    server = await asyncio.start_server(forget, "127.0.0.1", 8888)
    reader, writer = await asyncio.open_connection("127.0.0.1", 8888)
    writer.write(b"x")
    await attempt("read", reader.read())


async def handler_fails():
    server = await asyncio.start_server(fail, "127.0.0.1", 8888)
    reader, writer = await asyncio.open_connection("127.0.0.1", 8888)
    writer.write(b"x")
    await attempt("read", reader.read())


async def cancelled_connect():
    server = await asyncio.start_server(upper, "127.0.0.1", 8888)
    connecting = asyncio.create_task(asyncio.open_connection("127.0.0.1", 8888))
    for _ in range(3):
        await asyncio.sleep(0)
        connecting.cancel()
        await asyncio.wait([connecting])
        print(connecting.cancelled())
        connecting = asyncio.create_task(asyncio.open_connection("127.0.0.1", 8888))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
    connecting.cancel()
    await asyncio.sleep(1)


async def wait_closed_is_shared():
    server = await asyncio.start_server(close_later, "127.0.0.1", 8888)
    reader, writer = await asyncio.open_connection("127.0.0.1", 8888)
    first = asyncio.create_task(writer.wait_closed())
    second = asyncio.create_task(writer.wait_closed())
    await asyncio.sleep(0)
    first.cancel()
    await asyncio.wait([first, second])
    print(first.cancelled(), second.cancelled())
    writer.close()
    await asyncio.sleep(0)
    await asyncio.sleep(0)


async def unread_pauses_reading():
    async def flood(reader, writer):
        writer.write(b"x" * 1000)
        await asyncio.sleep(1)
        writer.write(b"y" * 1000)
        writer.close()

    server = await asyncio.start_server(flood, "127.0.0.1", 8888)
    reader, writer = await asyncio.open_connection("127.0.0.1", 8888, limit=100)
    await asyncio.sleep(2)
    print(len(await reader.read(950)))
    await asyncio.sleep(1)
    print(len(await reader.read()), reader.at_eof())
