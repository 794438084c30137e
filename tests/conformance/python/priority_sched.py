import asyncio
from enum import IntEnum
from functools import total_ordering
import itertools

class Priority(IntEnum):
    HIGH = 0
    NORMAL = 1
    LOW = 2

@total_ordering
class Item:
    seq = itertools.count()
    def __init__(self, prio, fn):
        self.prio, self.fn, self.n = prio, fn, next(Item.seq)
    def __eq__(self, other): return (self.prio, self.n) == (other.prio, other.n)
    def __lt__(self, other): return (self.prio, self.n) < (other.prio, other.n)

async def worker(q):
    while True:
        item = await q.get()
        try:
            await item.fn()
        finally:
            q.task_done()

def job(name):
    async def run():
        await asyncio.sleep(0.1)
        print("ran", name)
    return run

async def main():
    q = asyncio.PriorityQueue()
    for p, n in [(Priority.LOW, "c"), (Priority.HIGH, "a"), (Priority.NORMAL, "b"), (Priority.HIGH, "a2")]:
        q.put_nowait(Item(p, job(n)))
    w = asyncio.create_task(worker(q))
    await q.join()
    w.cancel()
    try:
        await w
    except asyncio.CancelledError:
        print("worker stopped")
    print([p.name for p in Priority], Priority.LOW, repr(Priority.LOW), f"{Priority.LOW}", f"{Priority.LOW!r}")

asyncio.run(main())
