import asyncio
async def f(x):
    await asyncio.sleep(0.1)
    return x
async def agen(n):
    for i in range(n):
        yield i
        await asyncio.sleep(0.1)
async def bad(e):
    raise e
async def main():
    print([await f(i) for i in range(3)])
    r = [x * 2 async for x in agen(4) if x % 2]
    print(r, {k: await f(k) for k in 'ab'}, {await f(1) for _ in range(2)})
    tasks = [asyncio.create_task(f(i)) for i in range(3)]
    print([
        await t
        for t in tasks  # comment
    ])
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(bad(ValueError(1)))
            tg.create_task(bad(KeyError('k')))
            tg.create_task(bad(TypeError('t')))
    except* ValueError as eg:
        print('v', eg.exceptions, repr(eg))
    except* (KeyError, IndexError):
        print('key')
    except* TypeError as e:
        for x in e.exceptions:
            print('t', x)
    try:
        raise ValueError(3)
    except* TypeError:
        print('no')
    print('unreached')
try:
    asyncio.run(main())
except* ValueError as e:
    print('outer', e, e.exceptions)
print('end')
raise KeyError('x')
