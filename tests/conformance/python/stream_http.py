"""A little of HTTP: a request line, headers, a body by its length; many at once, a semaphore for three."""
import asyncio

PAGES = {"/": "home", "/slow": "slow page", "/big": "x" * 20_000}


async def serve(reader, writer):
    request = (await reader.readuntil(b"\r\n")).decode()
    headers = {}
    while (line := await reader.readuntil(b"\r\n")) != b"\r\n":
        key, _, value = line.decode().partition(":")
        headers[key.strip().lower()] = value.strip()
    method, path, version = request.split()
    if path == "/slow":
        await asyncio.sleep(2)
    body = PAGES.get(path)
    status = "404 Not Found" if body is None else "200 OK"
    body = (body or f"no {path} for {headers['host']}").encode()
    writer.write(f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body)
    await writer.drain()
    writer.close()
    await writer.wait_closed()


async def fetch(path, limit):
    async with limit:
        reader, writer = await asyncio.open_connection("localhost", 8080)
        writer.write(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        head = await reader.readuntil(b"\r\n\r\n")
        lines = head.decode().split("\r\n")
        length = int(lines[1].split(":")[1])
        body = await reader.readexactly(length)
        writer.close()
        print(path, lines[0], length, body[:20], asyncio.get_running_loop().time())


async def main():
    server = await asyncio.start_server(serve, "localhost", 8080)
    limit = asyncio.Semaphore(3)
    await asyncio.gather(*(fetch(path, limit) for path in ("/", "/slow", "/none", "/big", "/slow", "/")))
    server.close()
    await server.wait_closed()


asyncio.run(main())
