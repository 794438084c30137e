from _bridge import TASK, Coroutine, Owner, check, error_for, failed, runtime

from .futures import coroutine_address, made


class TaskGroup(Owner):
    """Tasks that end before the block does."""

    def __init__(self):
        super().__init__(runtime.task_group())

    async def __aenter__(self):
        if not self._address:
            raise RuntimeError(f"TaskGroup {self!r} has already been entered")
        runtime.enter(self._address)
        check(0)
        return self

    async def __aexit__(self, exc_type, exc_val, exc_tb):
        error = error_for(exc_val) if exc_val is not None else 0
        leaving = runtime.leave(self._address, error)
        if error:
            runtime.release(error)
        raised = failed()
        if raised is not None:
            raise raised
        try:
            return await Coroutine(leaving) if leaving else None
        finally:
            self._let_go()

    def create_task(self, coro, *, name=None, context=None):
        if not self._address:
            coro.close()
            raise RuntimeError(f"TaskGroup {self!r} is finished")
        if context is not None:
            return context.run(self.create_task, coro, name=name)
        address = runtime.task_group_task(self._address, coroutine_address(coro), None if name is None else str(name))
        task = made(address, TASK)
        task._coro = coro
        return task

    def __repr__(self):
        return runtime.text(runtime.show(self._address)) if self._address else "<TaskGroup>"
