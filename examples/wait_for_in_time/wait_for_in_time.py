"""Tea for somebody in a hurry: the kettle boils in time, and the toast does not mind."""
import asyncio

KETTLE = 1.8
PATIENCE = 3.0
TOAST = 2.5


async def boil(seconds):
    print("kettle: on")
    await asyncio.sleep(seconds)
    print(f"kettle: boils in {asyncio.current_task().get_name()}")
    return 100


async def toast(seconds):
    print("toast: down")
    await asyncio.sleep(seconds)
    print("toast: up")


async def main():
    breakfast = asyncio.create_task(toast(TOAST), name="toast")
    degrees = await asyncio.wait_for(boil(KETTLE), PATIENCE)
    print(f"tea at {degrees} degrees")
    await breakfast
    print("and toast")


asyncio.run(main())
