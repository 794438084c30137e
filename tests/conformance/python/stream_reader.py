"""StreamReader fed by hand: each kind of read, its ends, limits and errors."""
import asyncio


async def show(name, reading):
    try:
        print(name, await reading)
    except asyncio.IncompleteReadError as error:
        print(name, repr(error), error.partial, error.expected)
    except asyncio.LimitOverrunError as error:
        print(name, repr(error), error.consumed)
    except Exception as error:
        print(name, repr(error))


async def feed(reader, *chunks):
    for chunk in chunks:
        await asyncio.sleep(1)
        reader.feed_data(chunk)
    await asyncio.sleep(1)
    reader.feed_eof()


async def reads():
    reader = asyncio.StreamReader()
    feeding = asyncio.create_task(feed(reader, b"ab", b"cdef", b"g\nhi", b"jk\nlm\xffn\x00o'\"\\"))
    await show("read 1", reader.read(1))
    await show("read 10", reader.read(10))
    await show("read 0", reader.read(0))
    await show("exactly 5", reader.readexactly(5))
    await show("exactly 0", reader.readexactly(0))
    await show("exactly -1", reader.readexactly(-1))
    await show("line", reader.readline())
    await show("until", reader.readuntil(b"\nl"))
    print(reader)
    await show("all", reader.read())
    await show("more", reader.read(5))
    await show("line", reader.readline())
    await show("exactly", reader.readexactly(2))
    await show("until", reader.readuntil())
    print(reader.at_eof(), reader)
    await feeding


async def limits():
    try:
        asyncio.StreamReader(limit=0)
    except ValueError as error:
        print(error)
    reader = asyncio.StreamReader(limit=4)
    reader.feed_data(b"abcd\nabcde\nok\nabcdefghi")
    print(reader)
    await show("line", reader.readline())
    await show("line", reader.readline())
    await show("line", reader.readline())
    await show("until", reader.readuntil(b"--"))
    await show("until", reader.readuntil(b"h"))
    await show("line", reader.readline())
    print(reader)
    reader.feed_data(b"abc--defgh--")
    await show("until", reader.readuntil(b"--"))
    await show("until", reader.readuntil(b"--"))
    await show("read", reader.read(100))


async def separators():
    reader = asyncio.StreamReader()
    reader.feed_data(b"one\r\ntwo\nthree;four\n\r\nfive")
    several = (b"\r\n", b"\n", b";")
    for _ in range(5):
        await show("until", reader.readuntil(several))
    for wrong in (b"", (), (b"a", b"")):
        await show("wrong", reader.readuntil(wrong))
    reader.feed_eof()
    await show("end", reader.readuntil(several))


async def two_at_once():
    reader = asyncio.StreamReader()
    first = asyncio.create_task(show("first", reader.readline()))
    await asyncio.sleep(0)
    for name, reading in (("read", reader.read(1)), ("all", reader.read()), ("exactly", reader.readexactly(2)),
                          ("line", reader.readline()), ("until", reader.readuntil(b"x"))):
        await show(name, reading)
    reader.feed_data(b"data\n")
    await first


async def cancelled_and_stolen():
    reader = asyncio.StreamReader()
    first = asyncio.create_task(show("first", reader.read(10)))
    await asyncio.sleep(1)
    first.cancel()
    await asyncio.sleep(1)
    second = asyncio.create_task(show("second", reader.read(10)))
    await asyncio.sleep(1)
    reader.feed_data(b"for the second")
    await show("thief", reader.read(100))
    await second
    try:
        async with asyncio.timeout(2):
            await reader.read(1)
    except TimeoutError:
        print("timeout", asyncio.get_running_loop().time())


async def errors():
    reader = asyncio.StreamReader()
    waiting = asyncio.create_task(show("waiting", reader.read(10)))
    await asyncio.sleep(1)
    reader.set_exception(ConnectionResetError("gone"))
    await waiting
    reader.feed_data(b"data")
    for reading in (reader.read(1), reader.read(), reader.readexactly(1), reader.readline(), reader.readuntil(b"a")):
        await show("after", reading)
    print(repr(reader.exception()))
    reader = asyncio.StreamReader()
    reader.feed_eof()
    try:
        reader.feed_data(b"x")
    except AssertionError as error:
        print(repr(error))


async def lines():
    reader = asyncio.StreamReader()
    feeding = asyncio.create_task(feed(reader, b"a\nb", b"b\n\n", b"last"))
    async for line in reader:
        print(line, asyncio.get_running_loop().time())
    await feeding


async def main():
    for program in reads, limits, separators, two_at_once, cancelled_and_stolen, errors, lines:
        print(program.__name__)
        await program()


asyncio.run(main())
