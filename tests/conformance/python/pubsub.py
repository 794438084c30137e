import asyncio
from collections import defaultdict
from typing import Callable, Awaitable

class Bus:
    def __init__(self) -> None:
        self._subs: dict[str, list[Callable[[str], Awaitable[None]]]] = defaultdict(list)

    def on(self, topic: str):
        def register(fn):
            self._subs[topic].append(fn)
            return fn
        return register

    async def publish(self, topic: str, msg: str) -> int:
        await asyncio.gather(*(fn(msg) for fn in self._subs[topic]))
        return len(self._subs[topic])

bus = Bus()

@bus.on("news")
async def reader(msg: str) -> None:
    await asyncio.sleep(0.2)
    print("reader:", msg)

@bus.on("news")
async def archive(msg: str) -> None:
    print("archive:", msg)

async def main() -> None:
    print(await bus.publish("news", "hello"))
    print(await bus.publish("none", "x"))
    print(sorted(bus._subs), bus._subs["news"][0].__name__)

asyncio.run(main())
