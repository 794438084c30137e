import asyncio

from support import attempt, end, show


async def first_in_first_out():
    queue = asyncio.Queue()
    for item in (2, 3, 1):
        await queue.put(item)
    print(queue, queue.qsize(), queue.empty(), queue.full(), queue.maxsize)
    for _ in range(3):
        print(await queue.get())
    print(queue.empty())


async def last_in_first_out():
    queue = asyncio.LifoQueue()
    for item in (2, 3, 1):
        queue.put_nowait(item)
    print(queue)
    for _ in range(3):
        print(queue.get_nowait())


async def least_first():
    queue = asyncio.PriorityQueue()
    for item in (5, 3, 4, 1, 5, 0, 2.5, True):
        queue.put_nowait(item)
    print(queue)
    for _ in range(8):
        print(queue.get_nowait())


async def least_list_first():
    queue = asyncio.PriorityQueue()
    for item in ([2, "b"], [1, "z"], [2, "a"], [1, "y"], [0, "x"], [2]):
        queue.put_nowait(item)
    for _ in range(6):
        print(queue.get_nowait())


# As CPython: what it could not compare is in all the same, but nobody was told of it.
async def cannot_be_compared():
    queue = asyncio.PriorityQueue()
    await queue.put(1)
    attempt(queue.put_nowait, "text")
    print(queue)
    queue.task_done()
    attempt(queue.task_done)
    attempt(queue.get_nowait)
    attempt(queue.get_nowait)


async def nothing_to_get():
    queue = asyncio.Queue(1)
    attempt(queue.get_nowait)
    attempt(queue.put_nowait, 1)
    attempt(queue.put_nowait, 2)
    print(queue.full(), queue)


async def size_of_one():
    queue = asyncio.Queue(1)

    async def producer():
        for i in range(4):
            await queue.put(i)
            print("put", i)

    async def consumer():
        for _ in range(4):
            print("got", await queue.get())

    await asyncio.gather(producer(), consumer())


async def slow_consumer():
    queue = asyncio.Queue(2)

    async def producer():
        for i in range(5):
            await queue.put(i)
            print("put", i, queue)

    task = asyncio.create_task(producer())
    for _ in range(5):
        await asyncio.sleep(1)
        print("got", await queue.get())
    await end([task])


async def unlimited():
    queue = asyncio.Queue(-1)
    for i in range(100):
        await queue.put(i)
    print(queue.full(), queue.maxsize, queue.qsize())
    print(sum([await queue.get() for _ in range(100)]), queue.empty())
