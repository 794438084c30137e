#ifndef AIO_TASK_H
#define AIO_TASK_H

#include "coroutine.h"
#include "future.h"
#include <asyncio/task.h>

/* A task is a future that a coroutine ends. */
struct asyncio_task {
  asyncio_future future;
  aio__waiter step;             /* runs it; `future` is what it waits on, NULL between a bare yield and its next step */
  asyncio_coroutine *coroutine; /* held to the end, so that awaiting it again is noticed */
  asyncio_coroutine *innermost; /* the one that runs or waits */
  union {
    aio__str *name;  /* held */
    uint32_t number; /* unless it is named: Task-number */
  };
  aio__str *cancel_message; /* of the last one, held; NULL for none */
  asyncio_task *next;       /* in the loop's list of tasks that are not done */
  asyncio_task *previous;
  /* In which it runs; held; NULL: an empty one. */
  struct asyncio_context *context;
};

/* Cancels a future, task or gather. `message` is borrowed, NULL for none. False where it is done. */
bool aio__cancel(asyncio_future *future, aio__str *message);

/* A task for a coroutine as the loop's factory makes them, the caller's reference. `name` and `context` may be NULL. */
asyncio_task *aio__task_create(asyncio_loop *loop, asyncio_coroutine *coroutine, const char *name,
                               struct asyncio_context *context);

/* What %r shows of a task. */
int aio__task_repr(const void *object, char *text, size_t size);

/* As asyncio_ensure_future, the caller's reference; `loop` is the running one. */
asyncio_future *aio__ensure_future(asyncio_loop *loop, void *awaitable);

/* The loop goes: a task that is still pending is reported, and its coroutine closed. */
void aio__task_abandon(asyncio_task *task);

/* Whether a waiter is a task's: running it is the task's next step. */
bool aio__task_is_woken_by(const aio__waiter *waiter);

/* The task whose next step running `handle` is; NULL for other handles. */
asyncio_task *aio__task_of_handle(aio__handle *handle);

/* "Task-3", or its name, into a buffer of the caller's where it has to be made. */
const char *aio__task_name(const asyncio_task *task, char buffer[24]);

#endif
