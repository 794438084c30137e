"""A cave answers: two hikers call into it, each over a connection of their own, and the echo comes back line by line."""
import asyncio

CAVE = 1.0
ADA = 0.5
BEN = 1.5


async def cave(reader, writer):
    async for line in reader:
        print(f"cave: {line.decode().strip()}?")
        await asyncio.sleep(CAVE)
        writer.write(line)
        await writer.drain()
    print("cave: silence")
    writer.close()
    await writer.wait_closed()


async def hiker(name, words, rest):
    reader, writer = await asyncio.open_connection("127.0.0.1", 8888)
    for word in words:
        print(f"{name} calls {word}")
        writer.write(f"{word}\n".encode())
        await writer.drain()
        echo = await reader.readline()
        print(f"{name} hears {echo.decode().strip()}")
        await asyncio.sleep(rest)
    writer.close()
    await writer.wait_closed()


async def main():
    server = await asyncio.start_server(cave, "127.0.0.1", 8888)
    async with server:
        await asyncio.gather(
            hiker("Ada", ["hello", "hallo"], ADA),
            hiker("Ben", ["anyone", "no one"], BEN),
        )
    print("the way home")


asyncio.run(main())
