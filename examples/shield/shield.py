"""Two letters are sealed while a courier waits and leaves: the one behind a shield is finished, the other is torn."""
import asyncio

SEALING = 2.4
PATIENCE = 1.5


async def seal(letter):
    print(f"{letter}: wax is warm")
    try:
        await asyncio.sleep(SEALING)
    except asyncio.CancelledError:
        print(f"{letter}: torn")
        raise
    print(f"{letter}: sealed")
    return f"{letter}, sealed"


async def main():
    will = asyncio.create_task(seal("will"), name="will")
    note = asyncio.create_task(seal("note"), name="note")
    try:
        async with asyncio.timeout(PATIENCE):
            await asyncio.gather(asyncio.shield(will), note)
            print("courier: takes both")
    except TimeoutError:
        print("courier: leaves")
    print(f"torn: will {will.cancelled()}, note {note.cancelled()}")
    print(f"next courier: {await will}")


asyncio.run(main())
