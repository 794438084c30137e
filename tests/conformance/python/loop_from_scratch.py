from collections import deque
import heapq, time

class Sleep:
    def __init__(self, s): self.s = s
    def __await__(self):
        yield self

class Loop:
    def __init__(self): self.ready, self.timers, self.now, self.n = deque(), [], 0.0, 0
    def spawn(self, coro): self.ready.append(coro)
    def run(self):
        while self.ready or self.timers:
            if not self.ready:
                self.now, _, coro = heapq.heappop(self.timers)
                self.ready.append(coro)
            coro = self.ready.popleft()
            try:
                got = coro.send(None)
            except StopIteration as e:
                print(f"{self.now:.1f} finished with {e.value}")
            else:
                self.n += 1
                heapq.heappush(self.timers, (self.now + got.s, self.n, coro))

async def child(n):
    await Sleep(n)
    return n * 2

async def parent(name, n):
    print(name, "starts")
    r = await child(n)
    print(name, "got", r)
    return name

loop = Loop()
loop.spawn(parent("a", 2))
loop.spawn(parent("b", 1))
loop.run()
