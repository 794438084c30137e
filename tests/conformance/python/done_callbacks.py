import asyncio
from functools import partial

def on_done(label, fut):
    if fut.cancelled():
        print(label, "cancelled")
    elif fut.exception():
        print(label, "failed", repr(fut.exception()))
    else:
        print(label, "result", fut.result())

async def ok(): return 1
async def bad(): raise ValueError("x")
async def slow(): await asyncio.sleep(10)

background = set()

async def main():
    for c in (ok(), bad(), slow()):
        t = asyncio.create_task(c)
        t.add_done_callback(partial(on_done, c.__name__))
        background.add(t)
        t.add_done_callback(background.discard)
    await asyncio.sleep(0.1)
    print(len(background))
    for t in background: t.cancel()
    await asyncio.sleep(0.1)
    fut = asyncio.get_running_loop().create_future()
    fut.add_done_callback(lambda f: print("first", f.result()))
    fut.add_done_callback(lambda f: print("second", f))
    fut.set_result("yes")
    await fut
    try:
        fut.set_result("again")
    except asyncio.InvalidStateError as e:
        print(repr(e))
    f2 = asyncio.Future()
    try:
        f2.result()
    except asyncio.InvalidStateError as e:
        print(e)
    print(f2)

asyncio.run(main())
