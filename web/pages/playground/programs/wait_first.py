# wait() returns as soon as the first is done; the others go on until they are cancelled.
import asyncio


async def mirror(name, delay):
    try:
        await asyncio.sleep(delay)
        return f'file from {name}'
    except asyncio.CancelledError:
        print(f'{name}: too late')
        raise


async def main():
    mirrors = [('north', 1.5), ('east', 0.8), ('south', 2.2)]
    tasks = [asyncio.create_task(mirror(name, delay), name=name) for name, delay in mirrors]
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in done:
        print(task.get_name(), 'wins:', task.result())
    for task in tasks:
        if task in pending:
            task.cancel()
    await asyncio.gather(*pending, return_exceptions=True)
    print('all settled')


asyncio.run(main())
