import asyncio

async def add(a, b):
    return a + b

async def outer():
    x = await add(1, 2)
    y = await add(x, 10)
    return y

coro = outer()
try:
    coro.send(None)
except StopIteration as e:
    print("result", e.value)

class Suspend:
    def __await__(self):
        got = yield "suspended"
        return got

async def talk():
    a = await Suspend()
    print("got", a)
    b = await Suspend()
    print("got", b)
    return "over"

c = talk()
print(c.send(None))
print(c.send("one"))
try:
    c.send("two")
except StopIteration as stop:
    print(stop.value)
d = talk()
d.send(None)
try:
    d.throw(ValueError("thrown"))
except ValueError as e:
    print("raised", e)
e = talk()
e.close()
