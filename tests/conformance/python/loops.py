"""Loops of the program's own: run_until_complete, Runner, run_forever, one loop after the other."""
import asyncio


async def step(name, delay):
    print(name, "begins")
    await asyncio.sleep(delay)
    print(name, "ends")
    return name


def in_a_function():
    return asyncio.run(step("nested", 1))


loop = asyncio.new_event_loop()
asyncio.set_event_loop(loop)
task = loop.create_task(step("left", 3))
print(loop.run_until_complete(step("first", 1)))
print(task.done(), loop.time())
loop.call_later(0.5, loop.stop)
loop.run_forever()
print(loop.is_running(), loop.is_closed(), loop.time())
print(loop.run_until_complete(task))
future = loop.create_future()
loop.call_soon(future.set_result, 7)
print(loop.run_until_complete(future))
loop.close()
print(loop.is_closed())

print(asyncio.run(step("second", 1)))
print(in_a_function())
print([asyncio.run(step(name, 0.1)) for name in "ab"])
with asyncio.Runner() as runner:
    print(runner.run(step("c", 1)))
    print(runner.run(step("d", 1)))
try:
    asyncio.get_running_loop()
except RuntimeError as error:
    print(error)


async def again():
    step("never", 1).close()
    asyncio.run(step("inside", 1))


async def blocked():
    import time
    begun = time.monotonic()
    time.sleep(2)
    await asyncio.sleep(0.5)
    print(time.monotonic() - begun)
    print(await asyncio.to_thread(max, 3, 4))


asyncio.run(blocked())
asyncio.run(again())
