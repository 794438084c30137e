"""A protocol of lines: commands and answers, async for, readuntil, readexactly, limits."""
import asyncio


async def handle(reader, writer):
    async for line in reader:
        command, _, rest = line.decode().strip().partition(" ")
        print("server:", command, rest)
        if command == "QUIT":
            break
        if command == "SIZE":
            body = await reader.readexactly(int(rest))
            writer.write(b"GOT " + body + b"\r\n")
        elif command == "ADD":
            writer.write(f"SUM {sum(int(n) for n in rest.split())}\r\n".encode())
        else:
            writer.write(b"WHAT\r\n")
        await writer.drain()
    writer.close()
    await writer.wait_closed()
    print("server: done")


async def main():
    server = await asyncio.start_server(handle, "127.0.0.1", 7000)
    reader, writer = await asyncio.open_connection("127.0.0.1", 7000)
    for command in (b"ADD 1 2 39\n", b"SIZE 5\nab", b"HELLO\n", b"QUIT\n"):
        writer.write(command)
        await writer.drain()
        if command.startswith(b"SIZE"):
            await asyncio.sleep(1)
            writer.write(b"cde")
        if command != b"QUIT\n":
            print(await reader.readuntil(b"\r\n"))
    print(await reader.readline(), reader.at_eof())
    writer.close()
    await writer.wait_closed()
    server.close()
    await server.wait_closed()
    print(server.is_serving(), server.sockets)


asyncio.run(main())
