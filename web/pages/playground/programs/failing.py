# An error that nobody catches: the traceback goes through both coroutines.
import asyncio

PRICES = {'pear': 3, 'fig': 5}


async def price(fruit):
    await asyncio.sleep(1)
    return PRICES[fruit]


async def main():
    print('two pears:', 2 * await price('pear'))
    print('two plums:', 2 * await price('plum'))


asyncio.run(main())
