# A server and its clients in one program: who reads waits until the other end has written.
import asyncio


async def handle(reader, writer):
    host, port = writer.get_extra_info('peername')
    async for line in reader:
        print(f'server: {line!r} from port {port}')
        await asyncio.sleep(1)
        writer.write(line.upper())
        await writer.drain()
    writer.close()
    await writer.wait_closed()


async def client(name, words):
    reader, writer = await asyncio.open_connection('127.0.0.1', 8888)
    for word in words:
        writer.write(f'{word}\n'.encode())
        await writer.drain()
        line = await reader.readline()
        print(f'{name}: {word} -> {line.decode().strip()}')
    writer.close()
    await writer.wait_closed()


async def main():
    server = await asyncio.start_server(handle, '127.0.0.1', 8888)
    async with server, asyncio.TaskGroup() as group:
        group.create_task(client('Ada', ['hello', 'bye']), name='Ada')
        group.create_task(client('Ben', ['anyone?']), name='Ben')
    print('closed')


asyncio.run(main())
