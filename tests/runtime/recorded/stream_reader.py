import asyncio

from support import show


async def read(name, reading):
    try:
        print(name, await reading)
    except asyncio.IncompleteReadError as error:
        print(name, show(error), error.partial, -1 if error.expected is None else error.expected)
    except asyncio.LimitOverrunError as error:
        print(name, show(error), error.consumed)
    except Exception as error:
        print(name, show(error))


async def feed(reader, *chunks):
    for chunk in chunks:
        await asyncio.sleep(1)
        reader.feed_data(chunk)
    await asyncio.sleep(1)
    reader.feed_eof()


async def each_kind():
    reader = asyncio.StreamReader()
    asyncio.create_task(feed(reader, b"ab", b"cdef", b"g\nhi", b"jk\nlm\xffn\"'\\"))
    await read("read", reader.read(1))
    await read("read", reader.read(10))
    await read("nothing", reader.read(0))
    await read("exactly", reader.readexactly(5))
    await read("exactly", reader.readexactly(0))
    await read("exactly", reader.readexactly(-1))
    await read("line", reader.readline())
    await read("until", reader.readuntil(b"\nl"))
    print(reader)
    await read("all", reader.read())
    await read("more", reader.read(5))
    await read("line", reader.readline())
    await read("exactly", reader.readexactly(2))
    await read("until", reader.readuntil(b"\n"))
    print(reader.at_eof(), reader)


async def limits():
    reader = asyncio.StreamReader(limit=4)
    reader.feed_data(b"abcd\nabcde\nok\nabcdefghi")
    print(reader)
    await read("line", reader.readline())
    await read("line", reader.readline())
    await read("line", reader.readline())
    await read("until", reader.readuntil(b"--"))
    await read("until", reader.readuntil(b"h"))
    await read("line", reader.readline())
    print(reader)
    reader.feed_data(b"abc--defgh--")
    await read("until", reader.readuntil(b"--"))
    await read("until", reader.readuntil(b"--"))
    await read("read", reader.read(100))


async def separators():
    reader = asyncio.StreamReader()
    reader.feed_data(b"one\r\ntwo;three\n")
    for _ in range(3):
        await read("until", reader.readuntil((b"\r\n", b"\n", b";")))
    for wrong in (b"", (), (b"a", b"")):
        await read("wrong", reader.readuntil(wrong))
    reader.feed_data(b"end")
    reader.feed_eof()
    await read("end", reader.readuntil((b"x", b"yz")))


async def two_at_once():
    reader = asyncio.StreamReader()
    first = asyncio.create_task(read("first", reader.readline()))
    await asyncio.sleep(0)
    await read("read", reader.read(1))
    await read("all", reader.read())
    await read("exactly", reader.readexactly(2))
    await read("line", reader.readline())
    await read("until", reader.readuntil(b"x"))
    reader.feed_data(b"data\n")
    await first


async def cancelled_then_stolen():
    reader = asyncio.StreamReader()
    first = asyncio.create_task(read("first", reader.read(10)))
    await asyncio.sleep(1)
    first.cancel()
    await asyncio.sleep(1)
    second = asyncio.create_task(read("second", reader.read(10)))
    await asyncio.sleep(1)
    reader.feed_data(b"for the second")
    await read("thief", reader.read(100))
    await second


async def an_error_ends_it():
    reader = asyncio.StreamReader()
    waiting = asyncio.create_task(read("waiting", reader.read(10)))
    await asyncio.sleep(1)
    reader.set_exception(ConnectionResetError("gone"))
    await waiting
    reader.feed_data(b"data")
    await read("read", reader.read(1))
    await read("all", reader.read())
    await read("exactly", reader.readexactly(1))
    await read("line", reader.readline())
    await read("until", reader.readuntil(b"a"))
    print(show(reader.exception()))


async def lines():
    reader = asyncio.StreamReader()
    asyncio.create_task(feed(reader, b"a\nb", b"b\n\n", b"last"))
    async for line in reader:
        print(line)
    print("end")
