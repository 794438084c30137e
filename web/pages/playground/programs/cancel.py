# A cancelled task gets a CancelledError where it waits, and may tidy up first.
import asyncio


async def recorder():
    seconds = 0
    try:
        while True:
            await asyncio.sleep(1)
            seconds += 1
            print(f'recording, {seconds} s')
    except asyncio.CancelledError:
        print('closing the file …')
        await asyncio.sleep(0.5)
        print(f'saved {seconds} s')
        raise


async def main():
    task = asyncio.create_task(recorder(), name='recorder')
    await asyncio.sleep(3.2)
    print('that is enough')
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print('the recorder has ended:', task.cancelled())


asyncio.run(main())
