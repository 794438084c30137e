"""Two visitors in a museum: patience for a hall ends, and the last bus waits for nobody."""
import asyncio

BUS = 4.0
ADA = 1.5
BEN = 3.0


async def see(visitor, hall, seconds):
    print(f"{visitor}: enters the {hall}")
    await asyncio.sleep(seconds)
    print(f"{visitor}: has seen the {hall}")


async def visit(visitor, patience):
    try:
        async with asyncio.timeout(BUS):
            try:
                async with asyncio.timeout(patience):
                    await see(visitor, "fossils", 2.3)
            except TimeoutError:
                print(f"{visitor}: enough of the fossils")
            await see(visitor, "planetarium", 2.2)
    except TimeoutError:
        print(f"{visitor}: runs for the bus")


async def main():
    ada = asyncio.create_task(visit("Ada", ADA), name="Ada")
    ben = asyncio.create_task(visit("Ben", BEN), name="Ben")
    await asyncio.gather(ada, ben)
    print("the museum is empty")


asyncio.run(main())
