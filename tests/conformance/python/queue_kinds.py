import asyncio
from dataclasses import dataclass, field

@dataclass(order=True)
class Job:
    priority: int
    name: str = field(compare=False)

async def main():
    pq = asyncio.PriorityQueue()
    for p, n in [(3, "low"), (1, "high"), (2, "mid")]:
        await pq.put(Job(p, n))
    while not pq.empty():
        print(await pq.get())
    lq = asyncio.LifoQueue(maxsize=2)
    lq.put_nowait("x"); lq.put_nowait("y")
    try:
        lq.put_nowait("z")
    except asyncio.QueueFull as e:
        print("full", repr(e), lq.full(), lq.qsize(), lq.maxsize)
    print(lq.get_nowait(), lq.get_nowait())
    try:
        lq.get_nowait()
    except asyncio.QueueEmpty as e:
        print("empty", repr(e))
    q = asyncio.Queue()
    q.put_nowait(1)
    q.shutdown()
    print(await q.get())
    try:
        await q.get()
    except asyncio.QueueShutDown:
        print("shut down")
    print(asyncio.Queue(3))

asyncio.run(main())
