"""Context variables, and the handler of what nobody handles."""
import asyncio
import contextvars

who = contextvars.ContextVar("who", default="nobody")


async def child(name, delay):
    token = who.set(name)
    await asyncio.sleep(delay)
    print("child", who.get())
    who.reset(token)
    print("reset", who.get())
    return name


async def inline():
    who.set("inline")


def callback(label):
    print(label, who.get())


def handler(loop, context):
    print("handled", context["message"][:21], repr(context.get("exception")))


async def main():
    who.set("main")
    asyncio.get_running_loop().call_soon(callback, "soon")
    who.set("later")
    await asyncio.gather(child("a", 0.2), child("b", 0.1))
    print(who.get())
    await inline()
    print(who.get())
    await asyncio.wait_for(inline(), 1)
    context = contextvars.copy_context()
    context.run(who.set, "context")
    print(who.get(), context[who], who in context)
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(handler)
    loop.call_soon(lambda: 1 / 0)
    await asyncio.sleep(0)


asyncio.run(main())
