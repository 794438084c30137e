import asyncio

def callback(n, loop):
    print(f"callback {n} invoked at {loop.time():.2f}")

async def main():
    loop = asyncio.get_running_loop()
    print(f"current time: {loop.time():.2f}")
    loop.call_later(0.2, callback, 1, loop)
    h = loop.call_at(loop.time() + 0.1, callback, 2, loop)
    loop.call_soon(callback, 3, loop)
    h2 = loop.call_later(0.3, callback, 4, loop)
    h2.cancel()
    print(h2.cancelled(), h.cancelled(), round(h.when(), 2))
    await asyncio.sleep(0.4)

def display_date(end, loop):
    print("tick", round(loop.time(), 1))
    if loop.time() + 1.0 < end:
        loop.call_later(1, display_date, end, loop)
    else:
        loop.stop()

asyncio.run(main())
loop = asyncio.new_event_loop()
loop.call_soon(display_date, loop.time() + 3.0, loop)
try:
    loop.run_forever()
finally:
    loop.close()
