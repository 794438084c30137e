import asyncio
from dataclasses import dataclass
from typing import AsyncIterator

@dataclass
class Request:
    path: str
    method: str = "GET"

class Server:
    def __init__(self):
        self.routes = {}
        self.requests: asyncio.Queue[Request | None] = asyncio.Queue()

    def route(self, path, *, methods=("GET",)):
        def deco(fn):
            for m in methods:
                self.routes[m, path] = fn
            return fn
        return deco

    async def __aiter__(self): pass

    async def stream(self) -> AsyncIterator[Request]:
        while (r := await self.requests.get()) is not None:
            yield r

    async def serve(self):
        async with asyncio.TaskGroup() as tg:
            async for r in self.stream():
                tg.create_task(self.handle(r))

    async def handle(self, r):
        handler = self.routes.get((r.method, r.path))
        status, body = (200, await handler(r)) if handler else (404, "not found")
        print(f"{r.method:<5}{r.path:<10}{status} {body}")

app = Server()

@app.route("/", methods=["GET", "POST"])
async def index(r):
    await asyncio.sleep(0.2)
    return f"index by {r.method}"

@app.route("/fast")
async def fast(r):
    return "fast"

async def main():
    server = asyncio.create_task(app.serve())
    for r in (Request("/"), Request("/fast"), Request("/", "POST"), Request("/nope")):
        await app.requests.put(r)
        await asyncio.sleep(0.05)
    await app.requests.put(None)
    await server

asyncio.run(main())
