import asyncio
import time

class RateLimiter:
    def __init__(self, rate: int, per: float):
        self.rate, self.per = rate, per
        self.allowance = rate
        self.last = time.monotonic()
        self.lock = asyncio.Lock()

    async def __aenter__(self):
        async with self.lock:
            while True:
                now = time.monotonic()
                self.allowance = min(self.rate, self.allowance + (now - self.last) * self.rate / self.per)
                self.last = now
                if self.allowance >= 1:
                    self.allowance -= 1
                    return self
                await asyncio.sleep((1 - self.allowance) * self.per / self.rate)

    async def __aexit__(self, *exc):
        return False

async def call(i, limiter):
    async with limiter:
        print(f"{time.monotonic():.2f} call {i}")

async def main():
    limiter = RateLimiter(2, 1.0)
    await asyncio.gather(*(call(i, limiter) for i in range(6)))

asyncio.run(main())
