"""Errands: a task sets off by itself, a bare coroutine lies on the desk until it is awaited."""
import asyncio

POST = 2.8
BAKER = 1.2
DESK = 1.0


async def errand(where, seconds):
    print(f"{where}: sets off")
    await asyncio.sleep(seconds)
    print(f"{where}: is back")
    return f"from the {where}"


async def main():
    post = asyncio.create_task(errand("post", POST), name="post")
    baker = errand("baker", BAKER)
    print("two errands, nobody has left")
    await asyncio.sleep(DESK)
    print("one is on the way")
    print(f"bread {await baker}")
    print(f"a parcel {await post}")
    print(f"once more, a parcel {await post}")
    try:
        await baker
    except RuntimeError as error:
        print(f"once more, bread: {error}")


asyncio.run(main())
