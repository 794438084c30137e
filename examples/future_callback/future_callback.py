"""A doorbell is a future: pressed by a callback, heard by everyone who waits for it."""
import asyncio

RING = 1.5
IDA = 0.7
JON = 1.9


def press(bell):
    print("button: pressed")
    bell.set_result("the postman")


def photograph(bell):
    print(f"camera: {bell.result()}")


async def resident(name, bell, walk):
    print(f"{name}: listens")
    visitor = await bell
    print(f"{name}: who is it? {visitor}")
    await asyncio.sleep(walk)
    print(f"{name}: at the door")


async def main():
    loop = asyncio.get_running_loop()
    bell = loop.create_future()
    bell.add_done_callback(photograph)
    loop.call_later(RING, press, bell)
    ida = asyncio.create_task(resident("Ida", bell, IDA), name="Ida")
    jon = asyncio.create_task(resident("Jon", bell, JON), name="Jon")
    await asyncio.gather(ida, jon)


asyncio.run(main())
