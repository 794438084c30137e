"""Timeouts around reads; a read that is cancelled loses nothing."""
import asyncio


async def slow(reader, writer):
    for part in (b"a", b"b\n", b"c"):
        await asyncio.sleep(1)
        writer.write(part)
    await asyncio.sleep(3)
    writer.close()


async def main():
    loop = asyncio.get_running_loop()
    server = await asyncio.start_server(slow, "127.0.0.1", 8000)
    reader, writer = await asyncio.open_connection("127.0.0.1", 8000)
    for _ in range(4):
        try:
            print(await asyncio.wait_for(reader.readline(), 0.75), loop.time())
        except TimeoutError:
            print("timeout", loop.time())
    try:
        async with asyncio.timeout(1.5):
            print(await reader.readexactly(2))
    except TimeoutError:
        print("timeout", loop.time())
    try:
        async with asyncio.timeout(5):
            print(await reader.readexactly(2))
    except asyncio.IncompleteReadError as error:
        print(repr(error), error.partial, loop.time())
    writer.close()
    await writer.wait_closed()
    server.close()
    await server.wait_closed()
    print("end", loop.time())


asyncio.run(main())
