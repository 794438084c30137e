import asyncio
import signal
import warnings

warnings.simplefilter("ignore")

async def main():
    loop = asyncio.get_running_loop()
    stop = asyncio.Event()
    for s in (signal.SIGINT, signal.SIGTERM):
        try:
            loop.add_signal_handler(s, stop.set)
        except NotImplementedError:
            pass
    print(signal.SIGINT.name, int(signal.SIGTERM))
    warnings.warn("old", DeprecationWarning)
    loop.call_later(0.5, stop.set)
    await stop.wait()
    print("stopping")

asyncio.run(main())
