"""Lines that are too long, over a connection: what is lost, what goes on, and a reader that pauses its transport."""
import asyncio


async def talk(reader, writer):
    writer.write(b"short\n" + b"x" * 300 + b"\nafter\n" + b"y" * 1000)
    await asyncio.sleep(1)
    writer.write(b"\nlast\n")
    writer.close()


async def main():
    server = await asyncio.start_server(talk, "127.0.0.1", 8009)
    reader, writer = await asyncio.open_connection("127.0.0.1", 8009, limit=100)
    while True:
        try:
            line = await reader.readline()
        except ValueError as error:
            print(repr(error), asyncio.get_running_loop().time())
            continue
        print(line)
        if not line:
            break
    writer.close()

    reader, writer = await asyncio.open_connection("127.0.0.1", 8009, limit=100)
    try:
        await reader.readuntil(b"after")
    except asyncio.LimitOverrunError as error:
        print(repr(error), error.consumed)
        print(len(await reader.readexactly(error.consumed)))
    print(await reader.readuntil((b"after\n", b"yyy", b"\n")))
    await asyncio.sleep(2)
    print(len(await reader.read()), reader.at_eof())
    writer.close()
    server.close()


asyncio.run(main())
