import asyncio
class Broken(Exception):
    def __init__(self, code):
        super().__init__(f"code {code}")
        self.code = code
async def main():
    try:
        raise Broken(3)
    finally:
        print("finally")
asyncio.run(main())
