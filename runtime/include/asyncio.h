#ifndef ASYNCIO_H
#define ASYNCIO_H

/* asyncio for C: the event loop, futures, tasks and coroutines of Python's asyncio, with CPython 3.13's semantics. */

#include <asyncio/as_completed.h>
#include <asyncio/barrier.h>
#include <asyncio/condition.h>
#include <asyncio/context.h>
#include <asyncio/coroutine.h>
#include <asyncio/error.h>
#include <asyncio/event.h>
#include <asyncio/future.h>
#include <asyncio/gather.h>
#include <asyncio/generator.h>
#include <asyncio/host.h>
#include <asyncio/lock.h>
#include <asyncio/loop.h>
#include <asyncio/object.h>
#include <asyncio/operation.h>
#include <asyncio/print.h>
#include <asyncio/queue.h>
#include <asyncio/random.h>
#include <asyncio/run.h>
#include <asyncio/runner.h>
#include <asyncio/semaphore.h>
#include <asyncio/shield.h>
#include <asyncio/stream.h>
#include <asyncio/task.h>
#include <asyncio/task_factory.h>
#include <asyncio/task_group.h>
#include <asyncio/task_stack.h>
#include <asyncio/timeout.h>
#include <asyncio/trace.h>
#include <asyncio/value.h>
#include <asyncio/wait.h>

#endif
