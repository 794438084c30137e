"""The tutorial's echo server, with clients: who gets what, and when."""
import asyncio


async def handle_echo(reader, writer):
    data = await reader.read(100)
    message = data.decode()
    addr = writer.get_extra_info('peername')
    print(f"Received {message!r} from {addr!r}")
    print(f"Send: {message!r}")
    writer.write(data)
    await writer.drain()
    print("Close the connection")
    writer.close()
    await writer.wait_closed()


async def run_server():
    server = await asyncio.start_server(handle_echo, '127.0.0.1', 8888)
    addrs = ', '.join(str(sock.getsockname()) for sock in server.sockets)
    print(f'Serving on {addrs}')
    async with server:
        await server.serve_forever()


async def tcp_echo_client(message):
    reader, writer = await asyncio.open_connection('127.0.0.1', 8888)
    print(f'Send: {message!r}', asyncio.current_task().get_name())
    writer.write(message.encode())
    await writer.drain()
    data = await reader.read(100)
    print(f'Received: {data.decode()!r}')
    print('Close the connection', await reader.read(), reader.at_eof())
    writer.close()
    await writer.wait_closed()


async def main():
    server = asyncio.create_task(run_server())
    await asyncio.sleep(0.1)
    await tcp_echo_client('Hello World!')
    await asyncio.gather(*(tcp_echo_client(f'message {i}') for i in range(3)))
    server.cancel()
    try:
        await server
    except asyncio.CancelledError:
        print('server cancelled')


asyncio.run(main())
