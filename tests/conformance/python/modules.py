import asyncio
import time
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any, Optional, List
from enum import Enum
from functools import wraps, partial, lru_cache
from collections import defaultdict, Counter, deque
import logging
import itertools
import contextvars

request_id = contextvars.ContextVar('request_id', default='-')

class Color(Enum):
    RED = 1
    BLUE = 2

@dataclass
class Job:
    name: str
    cost: float = 1.0
    tags: list = field(default_factory=list)

@asynccontextmanager
async def res(n):
    print('open', n)
    try:
        yield n * 2
    finally:
        print('close', n)

def timed(f):
    @wraps(f)
    async def wrapper(*args, **kwargs):
        t = time.perf_counter()
        try:
            return await f(*args, **kwargs)
        finally:
            print(f"{f.__name__} took {time.perf_counter() - t:.2f}s")
    return wrapper

@timed
async def work(x):
    await asyncio.sleep(x)
    return x

async def child(n):
    request_id.set(n)
    await asyncio.sleep(0.1)
    print('ctx', request_id.get())

async def main():
    async with res(3) as r:
        print(r)
    print(await work(1.5))
    print(Job('a'), Color.RED, Color.RED.value, [Color.BLUE])
    c = Counter('abca'); print(c.most_common(1), c)
    dd = defaultdict(list); dd['x'].append(1); print(dict(dd), dd)
    with suppress(ValueError):
        raise ValueError
    await asyncio.gather(child('a'), child('b'))
    print(request_id.get())
    for a, b in itertools.product([1, 2], 'ab'): print(a, b, end=' ')
    print(list(itertools.combinations([1,2,3], 2)))
    async with asyncio.TaskGroup() as tg:
        t = tg.create_task(work(0.5))
    print(t.result(), t.get_name())
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(bad(1))
            tg.create_task(bad(2))
    except* ValueError as eg:
        print('group', eg.exceptions)
    results = [0.1, 0.2]
    print(results)

    try:
        async with asyncio.timeout(0.1):
            await asyncio.sleep(1)
    except TimeoutError:
        print('timed out')

async def agen(n):
    for i in range(n):
        yield i
        await asyncio.sleep(0.1)

async def bad(n):
    raise ValueError(n)

asyncio.run(main())
