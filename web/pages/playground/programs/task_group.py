# One child fails: the group cancels the others and raises all errors as one.
import asyncio


async def leg(name, hours, fails=False):
    print(f'{name}: sets out')
    try:
        await asyncio.sleep(hours)
    except asyncio.CancelledError:
        print(f'{name}: turns back')
        raise
    if fails:
        raise ValueError(f'{name}: the bridge is out')
    print(f'{name}: arrived')


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(leg('valley', 1), name='valley')
            group.create_task(leg('river', 2, fails=True), name='river')
            group.create_task(leg('pass', 4), name='pass')
    except ExceptionGroup as errors:
        for error in errors.exceptions:
            print('failed:', error)


asyncio.run(main())
