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
  asyncio_error
      *cancel_request; /* the last one that had a message: a CancelledError with it, held; NULL: it had none */
  asyncio_task *next;  /* in the loop's list of tasks that are not done */
  asyncio_task *previous;
  /* In which it runs; held; NULL: an empty one. */
  struct asyncio_context *context;
};

/* A task for a coroutine as the loop's factory makes them, the caller's reference. `name` and `context` may be NULL. */
asyncio_task *aio__task_create(asyncio_loop *loop, asyncio_coroutine *coroutine, const char *name,
                               struct asyncio_context *context);

/* What %r shows of a task. */
int aio__task_repr(const void *object, char *text, size_t size);

/* As asyncio_ensure_future, the caller's reference; `loop` is the running one. */
asyncio_future *aio__ensure_future(asyncio_loop *loop, void *awaitable);

#endif
