"""Several clients in a TaskGroup; one fails, and the others are cancelled in the middle of a read."""
import asyncio


async def handle(reader, writer):
    try:
        number = int(await reader.readline())
        await asyncio.sleep(number)
        writer.write(b"%d done\n" % number)
        await writer.drain()
    except ConnectionError as error:
        print("server:", type(error).__name__)
    except asyncio.CancelledError:
        print("server: cancelled")
        raise
    finally:
        writer.close()


async def client(number, patience=10):
    reader, writer = await asyncio.open_connection("127.0.0.1", 8003)
    try:
        writer.write(f"{number}\n".encode())
        async with asyncio.timeout(patience):
            print("client", number, await reader.readline())
    except asyncio.CancelledError:
        print("client", number, "cancelled")
        raise
    finally:
        writer.close()
        await writer.wait_closed()
        print("client", number, "closed")


async def main():
    server = await asyncio.start_server(handle, "127.0.0.1", 8003)
    async with asyncio.TaskGroup() as group:
        for number in range(3, 0, -1):
            group.create_task(client(number))
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(client(1))
            group.create_task(client(5))
            group.create_task(client(4, patience=2))
    except* TimeoutError as errors:
        print(len(errors.exceptions), "timed out", asyncio.get_running_loop().time())
    await asyncio.sleep(10)
    server.close()
    await server.wait_closed()


asyncio.run(main())
