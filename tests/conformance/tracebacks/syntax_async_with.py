async def main():
    async with foo() as x
        pass
