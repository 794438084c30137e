import asyncio
async def main():
    try:
        await asyncio.sleep(1)
        undefined_name
    except NameError as e:
        e.add_note("a note")
        raise
asyncio.run(main())
