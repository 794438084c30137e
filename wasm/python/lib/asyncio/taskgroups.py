from _bridge import TASK, Coroutine, check, error_for, failed, runtime

from .futures import Task, coroutine_address


class TaskGroup:
    """Tasks that end before the block does."""

    def __init__(self):
        self._address = check(runtime.task_group())

    async def __aenter__(self):
        check(runtime.enter(self._address))
        return self

    async def __aexit__(self, exc_type, exc_val, exc_tb):
        error = error_for(exc_val) if exc_val is not None else 0
        leaving = runtime.leave(self._address, error)
        if error:
            runtime.release(error)
        raised = failed()
        if raised is not None:
            raise raised
        return await Coroutine(leaving) if leaving else None

    def create_task(self, coro, *, name=None, context=None):
        address = runtime.task_group_task(self._address, coroutine_address(coro), None if name is None else str(name))
        task = Task(_address=check(address))
        task._coro = coro
        return task
