"""Three gardeners, one can: each waters a bed, hands it on, and is ready again at once."""
import asyncio

TURNS = 20
REST = 1.0


async def water(gardener):
    print(f"{gardener}: takes the can")
    for bed in range(TURNS):
        await asyncio.sleep(0)
    print(f"{gardener}: {TURNS} beds")
    await asyncio.sleep(REST)
    print(f"{gardener}: rested")


async def main():
    print("the garden is dry")
    await asyncio.gather(
        asyncio.create_task(water("Fay"), name="Fay"),
        asyncio.create_task(water("Gus"), name="Gus"),
        asyncio.create_task(water("Hal"), name="Hal"),
    )
    print("the garden is green")


asyncio.run(main())
