"""Tasks that await sleep(0) in turn: the same text for our runtime, CPython and MicroPython, which bench/python.mjs has call
main. Prints how many awaits there were, then how many seconds they took; the clock starts when every task has begun.
"""

import asyncio

try:
    # Under WebAssembly: the loop's clock may be virtual, and MicroPython's own counts milliseconds.
    from js import performance

    def now():
        return performance.now() / 1000

except ImportError:
    from time import perf_counter as now


async def switching(count):
    awaits = 0
    for _ in range(count):
        await asyncio.sleep(0)
        awaits += 1
    return awaits


async def main(tasks, count):
    created = [asyncio.create_task(switching(count)) for _ in range(tasks)]
    await asyncio.sleep(0)
    begin = now()
    awaits = await asyncio.gather(*created)
    end = now()
    print(sum(awaits))
    print(end - begin)
