from _bridge import Coroutine, Owner, check, failed, give, runtime, take

from .exceptions import QueueEmpty, QueueFull, QueueShutDown


class Queue(Owner):
    _order = 0

    def __init__(self, maxsize=0):
        super().__init__(runtime.queue(maxsize, self._order))
        self._maxsize = maxsize

    @property
    def maxsize(self):
        return self._maxsize

    def qsize(self):
        return runtime.queue_qsize(self._address)

    def empty(self):
        return self.qsize() == 0

    def full(self):
        return 0 < self._maxsize <= self.qsize()

    def put(self, item):
        kind, number = give(item)
        return Coroutine(runtime.queue_put(self._address, kind, number))

    def put_nowait(self, item):
        kind, number = give(item)
        check(runtime.queue_put_nowait(self._address, kind, number))

    def get(self):
        return Coroutine(runtime.queue_get(self._address))

    def get_nowait(self):
        kind = runtime.queue_get_nowait(self._address)
        error = failed()
        if error is not None:
            raise error
        return take(kind, runtime.number())

    def task_done(self):
        check(runtime.queue_task_done(self._address))

    def join(self):
        return Coroutine(runtime.queue_join(self._address))

    def shutdown(self, immediate=False):
        runtime.queue_shutdown(self._address, immediate)

    def __repr__(self):
        return f"<{type(self).__name__} maxsize={self._maxsize}>"


class LifoQueue(Queue):
    _order = 1


class PriorityQueue(Queue):
    _order = 2
