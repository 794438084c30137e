import contextvars

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
    """Several calls on one loop, in one context."""

    def __init__(self, *, debug=None, loop_factory=None):
        self._loop = None
        self._closed = False
        self._factory = loop_factory

    def __enter__(self):
        self.get_loop()
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.close()

    def get_loop(self):
        if self._closed:
            raise RuntimeError("Runner is closed")
        if self._loop is None:
            self._loop = (self._factory or events.new_event_loop)()
            self._context = contextvars.copy_context()
            if self._factory is None:
                events.set_event_loop(self._loop)
        return self._loop

    async def _run(self, coro, *, context=None):
        if not iscoroutine(coro):
            raise ValueError(f"a coroutine was expected, got {__repr__(coro)}")
        if events._running is not None:
            raise RuntimeError("Runner.run() cannot be called from a running event loop")
        loop = self.get_loop()
        task = loop.create_task(coro, context=context or self._context)
        return await loop._run_until_complete(task)

    def run(self, coro, *, context=None):
        return events.block(self._run(coro, context=context))

    def close(self):
        if self._loop is not None and not self._closed:
            if not self._loop.is_closed():
                events.block(self._loop._shut_down())
            if self._factory is None:
                events.set_event_loop(None)
        self._closed = True
