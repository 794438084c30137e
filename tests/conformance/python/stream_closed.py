"""Closed in the middle, on either side: what reads, writes, drains and waits come to."""
import asyncio


async def attempt(name, coroutine):
    try:
        print(name, await coroutine)
    except Exception as error:
        print(name, repr(error))


async def close_at_once(reader, writer):
    writer.close()


async def leave_unread(reader, writer):
    await asyncio.sleep(1)
    writer.close()


async def abort(reader, writer):
    writer.write(b"x" * 10)
    writer.transport.abort()
    await writer.wait_closed()
    print("aborted", writer.is_closing())


async def connect(handler):
    server = await asyncio.start_server(handler, "127.0.0.1", 8002)
    reader, writer = await asyncio.open_connection("127.0.0.1", 8002)
    return server, reader, writer


async def end(server, writer):
    writer.close()
    await attempt("closed", writer.wait_closed())
    server.close()
    await server.wait_closed()


async def peer_closed():
    server, reader, writer = await connect(close_at_once)
    await attempt("read", reader.read())
    writer.write(b"one")
    await attempt("drain", writer.drain())
    writer.write(b"two")
    await attempt("drain", writer.drain())
    await attempt("drain", writer.drain())
    await attempt("read", reader.read())
    print(writer.is_closing())
    await end(server, writer)


async def peer_resets():
    server, reader, writer = await connect(leave_unread)
    writer.write(b"never read")
    await attempt("read", reader.read(10))
    await attempt("drain", writer.drain())
    await end(server, writer)


async def peer_aborts():
    server, reader, writer = await connect(abort)
    await attempt("read", reader.read())
    await end(server, writer)


async def own_close():
    server, reader, writer = await connect(leave_unread)
    waiting = asyncio.create_task(attempt("waiting", reader.read(10)))
    await asyncio.sleep(0)
    print(writer.is_closing())
    writer.close()
    print(writer.is_closing())
    writer.write(b"lost")
    await attempt("drain", writer.drain())
    await waiting
    await attempt("closed", writer.wait_closed())
    await attempt("drain", writer.drain())
    writer.write(b"lost")
    await end(server, writer)


async def half_closed():
    async def count(reader, writer):
        data = await reader.read()
        writer.write(str(len(data)).encode())
        await writer.drain()
        writer.close()

    server, reader, writer = await connect(count)
    writer.writelines([b"abc", b"", b"defg"])
    print(writer.can_write_eof())
    writer.write_eof()
    for data in (b"more", "text"):
        try:
            writer.write(data)
        except Exception as error:
            print(repr(error))
    await attempt("read", reader.read())
    await end(server, writer)


async def main():
    for program in peer_closed, peer_resets, peer_aborts, own_close, half_closed:
        print(program.__name__)
        await program()


asyncio.run(main())
