import asyncio
async def main():
  x = 1
   y = 2
asyncio.run(main())
