"""The programs of bench/programs.c with CPython's asyncio: python3.13 cpython.py PROGRAM ARGUMENT...

Prints how many seconds the timed part took; what is timed is the same as there.
"""

import asyncio
import sys
import time


class Span:
    running = 0
    begin = 0.0
    end = 0.0


def end_of_task():
    Span.running -= 1
    if Span.running == 0:
        Span.end = time.perf_counter()


async def switches(tasks, count):
    async def switching():
        for _ in range(count):
            await asyncio.sleep(0)
        end_of_task()

    Span.running = tasks
    created = [asyncio.create_task(switching()) for _ in range(tasks)]
    await asyncio.sleep(0)
    Span.begin = time.perf_counter()
    await asyncio.gather(*created)


async def gather(tasks, times):
    async def one():
        return 1

    Span.begin = time.perf_counter()
    for _ in range(times):
        await asyncio.gather(*[one() for _ in range(tasks)])
    Span.end = time.perf_counter()


async def queue(items):
    between = asyncio.Queue(1)

    async def produce():
        for item in range(items):
            await between.put(item)

    async def consume():
        for _ in range(items):
            await between.get()

    Span.begin = time.perf_counter()
    await asyncio.gather(produce(), consume())
    Span.end = time.perf_counter()


async def timers(count):
    """Set, then run when all are due; the time until then is spent and not counted."""
    all_ran = asyncio.get_running_loop().create_future()

    def ran():
        Span.running -= 1
        if Span.running == 0:
            Span.end = time.perf_counter()
            all_ran.set_result(None)

    Span.running = count
    loop = asyncio.get_running_loop()
    begin = time.perf_counter()
    for i in range(count):
        loop.call_later((1 + i * 7919 % 50) / 1000, ran)
    setting = time.perf_counter() - begin
    time.sleep(0.052)
    Span.begin = time.perf_counter() - setting
    await all_ran


programs = {program.__name__: program for program in (switches, gather, queue, timers)}
asyncio.run(programs[sys.argv[1]](*map(int, sys.argv[2:])))
print(Span.end - Span.begin)
