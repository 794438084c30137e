import asyncio
import contextvars

request_id = contextvars.ContextVar("request_id", default="-")

def log(msg):
    print(f"[{request_id.get()}] {msg}")

async def handle(i):
    token = request_id.set(f"req-{i}")
    log("start")
    await asyncio.sleep(0.1 * i)
    log("end")
    request_id.reset(token)
    log("reset")

async def main():
    await asyncio.gather(*[handle(i) for i in range(3)])
    log("main")
    ctx = contextvars.copy_context()
    ctx.run(request_id.set, "inner")
    print(ctx[request_id], request_id.get(), request_id.name)
    t = asyncio.create_task(show(), context=ctx)
    await t
    asyncio.get_running_loop().call_soon(log, "callback", context=ctx)
    await asyncio.sleep(0)

async def show():
    log("in task")

asyncio.run(main())
