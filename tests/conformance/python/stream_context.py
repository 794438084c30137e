"""Context variables of handlers; their names; a plain function as the callback."""
import asyncio
import contextvars

room = contextvars.ContextVar("room", default="none")


async def handle(reader, writer):
    print("handler", room.get(), asyncio.current_task().get_name())
    room.set("handler's")
    writer.write(room.get().encode())
    writer.close()


def plain(reader, writer):
    print("plain", room.get(), asyncio.current_task())
    writer.write(b"plain")
    writer.close()


async def main():
    room.set("server's")
    for callback in handle, plain:
        async with await asyncio.start_server(callback, "127.0.0.1", 8008):
            room.set("main's")
            for _ in range(2):
                reader, writer = await asyncio.open_connection("127.0.0.1", 8008)
                print(await reader.read(), room.get())
                writer.close()


asyncio.run(main())
