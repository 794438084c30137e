"""Heartbeats: a server that gives up who is silent, asyncio.wait over a read and a timer."""
import asyncio


async def watch(reader, writer):
    name = (await reader.readline()).decode().strip()
    while True:
        reading = asyncio.ensure_future(reader.readline())
        done, pending = await asyncio.wait({reading}, timeout=2)
        if pending:
            reading.cancel()
            print(name, "is silent", asyncio.get_running_loop().time())
            break
        if not reading.result():
            print(name, "is gone", asyncio.get_running_loop().time())
            break
        print(name, reading.result(), asyncio.get_running_loop().time())
    writer.close()
    await writer.wait_closed()


async def beat(name, pauses):
    reader, writer = await asyncio.open_connection("127.0.0.1", 8010)
    writer.write(name.encode() + b"\n")
    for pause in pauses:
        try:
            await asyncio.wait_for(reader.read(), pause)
        except TimeoutError:
            writer.write(b"beat\n")
            continue
        print(name, "was given up")
        break
    writer.close()


async def main():
    async with await asyncio.start_server(watch, "127.0.0.1", 8010):
        await asyncio.gather(beat("quick", [1, 1.5]), beat("slow", [1, 3, 1]))


asyncio.run(main())
