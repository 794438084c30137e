"""A proxy between client and server: two connections, bytes both ways, half-closed in order."""
import asyncio


async def shout(reader, writer):
    data = await reader.read()
    print("server: got", data)
    await asyncio.sleep(1)
    writer.write(data.upper())
    writer.close()


async def pump(name, reader, writer):
    while data := await reader.read(4):
        print(name, data)
        writer.write(data)
        await writer.drain()
    if writer.can_write_eof():
        writer.write_eof()
    print(name, "end")


async def proxy(reader, writer):
    far_reader, far_writer = await asyncio.open_connection("127.0.0.1", 8005)
    await asyncio.gather(pump("there", reader, far_writer), pump("back", far_reader, writer))
    for one in far_writer, writer:
        one.close()
        await one.wait_closed()


async def main():
    behind = await asyncio.start_server(shout, "127.0.0.1", 8005)
    before = await asyncio.start_server(proxy, "127.0.0.1", 8006)
    async with behind, before:
        reader, writer = await asyncio.open_connection("127.0.0.1", 8006)
        writer.writelines([b"through", b" ", b"the wall"])
        await asyncio.sleep(1)
        writer.write(b"!")
        writer.write_eof()
        print(await reader.read())
        writer.close()
    print("end", asyncio.get_running_loop().time())


asyncio.run(main())
