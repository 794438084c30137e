import asyncio

async def set_after(fut, delay, value):
    await asyncio.sleep(delay)
    fut.set_result(value)

async def main():
    loop = asyncio.get_running_loop()
    fut = loop.create_future()
    loop.create_task(set_after(fut, 1, '... world'))
    print('hello ...')
    print(await fut)
    print(fut, fut.get_loop() is loop)
    f = loop.create_future()
    f.set_exception(ValueError("set"))
    try:
        await f
    except ValueError as e:
        print(repr(e), f)
    c = loop.create_future()
    c.cancel("gone")
    try:
        c.result()
    except asyncio.CancelledError as e:
        print(repr(e), c)

asyncio.run(main())
