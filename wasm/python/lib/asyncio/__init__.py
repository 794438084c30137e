"""asyncio on the runtime: these are the names; what runs when is decided in C."""

from .events import (
    AbstractEventLoop, Handle, TimerHandle, _get_running_loop, eager_task_factory, get_event_loop, get_running_loop, new_event_loop,
    set_event_loop,
)
from .exceptions import (
    BrokenBarrierError, CancelledError, IncompleteReadError, InvalidStateError, LimitOverrunError, QueueEmpty, QueueFull,
    QueueShutDown, TimeoutError,
)
from .futures import Future, Task, iscoroutine, isfuture
from .locks import Barrier, BoundedSemaphore, Condition, Event, Lock, Semaphore
from .queues import LifoQueue, PriorityQueue, Queue
from .runners import Runner, run
from .streams import Server, StreamReader, StreamWriter, open_connection, start_server
from .taskgroups import TaskGroup
from .tasks import (
    ALL_COMPLETED, FIRST_COMPLETED, FIRST_EXCEPTION, all_tasks, as_completed, create_task, current_task, ensure_future,
    gather, run_coroutine_threadsafe, shield, sleep, wait, wait_for,
)
from .timeouts import Timeout, timeout, timeout_at

BaseEventLoop = SelectorEventLoop = AbstractEventLoop


def iscoroutinefunction(func):
    from inspect import iscoroutinefunction
    return iscoroutinefunction(func)


def wrap_future(future, *, loop=None):
    return future


async def to_thread(func, *args, **kwargs):
    return await get_running_loop().run_in_executor(None, lambda: func(*args, **kwargs))
