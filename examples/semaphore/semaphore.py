"""Six charts of the coast come over a line that carries so many at a time."""
import asyncio

LINE = 2
LARGE = 2.5
SMALL = 0.6


async def download(chart, line, seconds):
    async with line:
        print(f"{chart}: begins")
        await asyncio.sleep(seconds)
    print(f"{chart}: is here")
    return chart


async def main():
    line = asyncio.Semaphore(LINE)
    charts = await asyncio.gather(
        asyncio.create_task(download("Skagen", line, LARGE), name="Skagen"),
        asyncio.create_task(download("Hirtshals", line, SMALL), name="Hirtshals"),
        asyncio.create_task(download("Thyboron", line, 1.4), name="Thyboron"),
        asyncio.create_task(download("Esbjerg", line, SMALL), name="Esbjerg"),
        asyncio.create_task(download("Romo", line, 0.9), name="Romo"),
        asyncio.create_task(download("Sylt", line, LARGE), name="Sylt"),
    )
    print(f"on board: {charts}")


asyncio.run(main())
