import asyncio

async def eternity():
    try:
        await asyncio.sleep(3600)
    except asyncio.CancelledError as e:
        print("cancelled", e.args)
        raise
    finally:
        print("cleanup")
    print("yay!")

async def main():
    try:
        await asyncio.wait_for(eternity(), timeout=1.0)
    except TimeoutError as exc:
        print("timeout!", type(exc), isinstance(exc, asyncio.TimeoutError), str(exc) == "")
        print(type(exc.__cause__))

asyncio.run(main())
