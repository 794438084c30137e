"""serve_forever: cancelled, closed, awaited twice; close_clients; what run() leaves."""
import asyncio


async def handle(reader, writer):
    print("connected", await reader.read(1))
    writer.close()


async def connect():
    return await asyncio.open_connection("127.0.0.1", 8004)


async def main():
    server = await asyncio.start_server(handle, "127.0.0.1", 8004)
    serving = asyncio.create_task(server.serve_forever())
    await asyncio.sleep(1)
    try:
        await server.serve_forever()
    except RuntimeError as error:
        print(str(error).replace(repr(server), "S"))
    reader, writer = await connect()
    serving.cancel()
    await asyncio.sleep(1)
    print(serving.done(), server.is_serving())
    writer.write(b"x")
    print(await reader.read())
    writer.close()
    await asyncio.wait([serving])
    print(serving.cancelled())

    server = await asyncio.start_server(handle, "127.0.0.1", 8004)
    serving = asyncio.create_task(server.serve_forever())
    await asyncio.sleep(1)
    streams = [await connect()]
    server.close_clients()
    print([await reader.read() for reader, writer in streams])
    server.close()
    for reader, writer in streams:
        writer.close()
    try:
        await serving
    except asyncio.CancelledError:
        print("closed under it")

    server = await asyncio.start_server(handle, "127.0.0.1", 8004)
    left = [await connect(), await connect()]
    await asyncio.sleep(1)
    print("leaves", len(left))


asyncio.run(main())
print("over")
