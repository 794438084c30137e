# gather() waits for all, and keeps the order in which it was asked.
import asyncio


async def forecast(city, delay, weather):
    print(f'ask {city}')
    await asyncio.sleep(delay)
    print(f'{city} answers')
    return f'{city}: {weather}'


async def main():
    reports = await asyncio.gather(
        forecast('Bergen', 2.0, 'rain'),
        forecast('Quito', 0.5, 'clouds'),
        forecast('Tunis', 1.2, 'sun'),
    )
    for report in reports:
        print(report)


asyncio.run(main())
