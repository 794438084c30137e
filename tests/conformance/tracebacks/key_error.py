import asyncio
def helper(d, k):
    return d[k]
async def main():
    d = {"a": 1}
    print(helper(d, "b"))
asyncio.run(main())
