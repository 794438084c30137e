from . import events
from .futures import iscoroutine


def run(main, *, debug=None, loop_factory=None):
    """Runs a coroutine on a new loop, and closes that."""
    return events.block(_run(main, debug=debug, loop_factory=loop_factory))


async def _run(main, *, debug=None, loop_factory=None):
    if events._running is not None:
        raise RuntimeError("asyncio.run() cannot be called from a running event loop")
    if not iscoroutine(main):
        raise ValueError(f"a coroutine was expected, got {__repr__(main)}")
    loop = (loop_factory or events.new_event_loop)()
    try:
        return await loop._run_main(main)
    finally:
        events.set_event_loop(None)


class Runner:
    """Several calls on one loop."""

    def __init__(self, *, debug=None, loop_factory=None):
        self._loop = (loop_factory or events.new_event_loop)()

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.close()

    def get_loop(self):
        return self._loop

    async def _run(self, coro, *, context=None):
        if not iscoroutine(coro):
            raise ValueError(f"a coroutine was expected, got {__repr__(coro)}")
        return await self._loop._run_until_complete(coro)

    def run(self, coro, *, context=None):
        return events.block(self._run(coro))

    def close(self):
        if not self._loop.is_closed():
            events.block(self._loop._shut_down())
