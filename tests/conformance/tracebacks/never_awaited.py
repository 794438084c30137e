import asyncio
async def work():
    print("never")
async def main():
    work()
    print("end")
asyncio.run(main())
