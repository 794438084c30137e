"""A chat: what one says, all the others hear; someone leaves."""
import asyncio

writers = {}


async def handle(reader, writer):
    name = (await reader.readline()).decode().strip()
    writers[name] = writer
    print(f"server: {name} joins")
    try:
        async for line in reader:
            for other in sorted(writers):
                if other != name:
                    writers[other].write(f"{name}: ".encode() + line)
                    await writers[other].drain()
    finally:
        del writers[name]
        print(f"server: {name} leaves")
        writer.close()
        await writer.wait_closed()


async def listen(name, reader):
    async for line in reader:
        print(f"  {name} hears {line.decode().strip()}")
    print(f"  {name} hears no more")


async def person(name, delay, words):
    await asyncio.sleep(delay)
    reader, writer = await asyncio.open_connection("127.0.0.1", 9000)
    listener = asyncio.create_task(listen(name, reader))
    writer.write(f"{name}\n".encode())
    for word in words:
        await asyncio.sleep(1)
        writer.write(f"{word}\n".encode())
        await writer.drain()
    await asyncio.sleep(1)
    writer.write_eof()
    await listener
    writer.close()
    await writer.wait_closed()


async def main():
    async with await asyncio.start_server(handle, "127.0.0.1", 9000):
        async with asyncio.TaskGroup() as group:
            group.create_task(person("ann", 0, ["hello", "anyone?", "bye"]))
            group.create_task(person("bob", 0.5, ["hi", "me"]))
            group.create_task(person("cid", 1.75, ["late"]))
    print("over", asyncio.get_running_loop().time())


asyncio.run(main())
