"""Nobody listens; a port is taken; a host has no address; a server that is closed; free ports."""
import asyncio


async def attempt(name, coroutine):
    try:
        await coroutine
    except OSError as error:
        print(name, repr(error), error, error.errno)
    except Exception as error:
        print(name, repr(error))


async def nothing(reader, writer):
    print("connected")
    writer.close()


async def main():
    await attempt("refused", asyncio.open_connection("127.0.0.1", 8888))
    await attempt("localhost", asyncio.open_connection("localhost", 8888))
    await attempt("no name", asyncio.open_connection("no.such.host.invalid", 80))
    server = await asyncio.start_server(nothing, "localhost", 8888)
    print(server.sockets[0].getsockname(), server.is_serving())
    await attempt("in use", asyncio.start_server(nothing, "127.0.0.1", 8888))
    free = await asyncio.start_server(nothing, "127.0.0.1", 0)
    print(free.sockets[0].getsockname())
    try:
        await asyncio.wait_for(asyncio.open_connection("127.0.0.1", 8888), 0)
    except TimeoutError:
        print("timeout")
    reader, writer = await asyncio.open_connection(*free.sockets[0].getsockname())
    print(await reader.read(), writer.get_extra_info("peername"), writer.get_extra_info("sockname"))
    print(writer.get_extra_info("nothing"), writer.get_extra_info("nothing", 7))
    writer.close()
    server.close()
    server.close()
    await server.wait_closed()
    await attempt("closed", asyncio.open_connection("127.0.0.1", 8888))
    await attempt("forever", server.serve_forever())
    server = await asyncio.start_server(nothing, "127.0.0.1", 8888)
    print("the port is free again", len(server.sockets))
    async with server, free:
        pass
    await attempt("nowhere", asyncio.open_connection())
    await attempt("nowhere", asyncio.start_server(nothing))
    idle = await asyncio.start_server(nothing, "127.0.0.1", 8890, start_serving=False)
    print(idle.is_serving())
    await attempt("idle", asyncio.open_connection("127.0.0.1", 8890))
    await idle.start_serving()
    print(idle.is_serving())
    reader, writer = await asyncio.open_connection("127.0.0.1", 8890)
    print(await reader.read())
    writer.close()
    idle.close()


asyncio.run(main())
