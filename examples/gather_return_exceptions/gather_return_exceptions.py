"""Four shops are asked for a bicycle bell, and a shop that is closed is an answer too."""
import asyncio

MARKET = 1.0
CORNER = 1.6
HARBOUR = 2.8
STATION = 2.1


async def ask(shop, price, seconds):
    await asyncio.sleep(seconds)
    if price == 0:
        print(f"{shop}: closed")
        raise LookupError(f"{shop} is closed")
    print(f"{shop}: {price}")
    return price


async def main():
    answers = await asyncio.gather(
        ask("market", 12, MARKET),
        ask("corner", 0, CORNER),
        ask("harbour", 9, HARBOUR),
        ask("station", 0, STATION),
        return_exceptions=True,
    )
    print(f"answers: {answers}")
    prices = [answer for answer in answers if isinstance(answer, int)]
    print(f"prices: {prices}")


asyncio.run(main())
