"""Streams with the rest of asyncio: a queue between connections, an event, a lock around a writer, callbacks, wait."""
import asyncio


async def main():
    queue = asyncio.Queue()
    enough = asyncio.Event()

    async def collect(reader, writer):
        async for line in reader:
            await queue.put(line.rstrip())
            if queue.qsize() == 4:
                enough.set()
        writer.close()

    async def send(name, lock, writer):
        for i in range(2):
            async with lock:
                writer.write(f"{name}".encode())
                await asyncio.sleep(0.5)
                writer.write(f"{i}\n".encode())

    server = await asyncio.start_server(collect, "127.0.0.1", 8007)
    reader, writer = await asyncio.open_connection("127.0.0.1", 8007)
    lock = asyncio.Lock()
    reading = asyncio.create_task(reader.read(), name="reading")
    reading.add_done_callback(lambda task: print("read", task.result()))
    senders = [asyncio.create_task(send(name, lock, writer)) for name in "ab"]
    done, pending = await asyncio.wait([reading, *senders], timeout=1.2)
    print(len(done), len(pending), queue.qsize())
    await enough.wait()
    print([queue.get_nowait() for _ in range(queue.qsize())], asyncio.get_running_loop().time())
    shielded = asyncio.shield(reading)
    shielded.cancel()
    writer.write_eof()
    print(await reading, shielded.cancelled())
    writer.close()
    server.close()


asyncio.run(main())
