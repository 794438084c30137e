# Two tasks share one thread: each runs until it awaits.
import asyncio


async def kettle():
    print('kettle: on')
    await asyncio.sleep(3)
    print('kettle: boils')
    return 'tea'


async def toaster():
    print('toaster: down')
    await asyncio.sleep(2)
    print('toaster: pops')
    return 'toast'


async def main():
    tea = asyncio.create_task(kettle(), name='kettle')
    toast = asyncio.create_task(toaster(), name='toaster')
    print('both tasks are made, neither has begun')
    print('breakfast:', await tea, 'and', await toast)


asyncio.run(main())
