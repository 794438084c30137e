#ifndef ASYNCIO_TASK_FACTORY_H
#define ASYNCIO_TASK_FACTORY_H

#include <asyncio/context.h>
#include <asyncio/loop.h>
#include <asyncio/task.h>

/*
** Who makes a loop's tasks, and eager ones: an eager task begins at once, inside the call that creates it, and runs to
** its first wait. Where it needs none, it is done before the call returns.
*/

/* Makes a task of `coroutine`, which it takes over. `name` NULL: `Task-N`. `context` NULL: a copy of the current one.
** `eager_start`: it begins at once, if the loop runs. NULL and the current error as asyncio_create_task. */
asyncio_task *asyncio_task_new(asyncio_coroutine *coroutine, const char *name, asyncio_context *context,
                               bool eager_start);

/* What makes each task of a loop: asyncio_create_task's, gather's, TaskGroup's and so on. */
typedef asyncio_task *(*asyncio_task_factory)(asyncio_coroutine *coroutine, const char *name, asyncio_context *context);

/* The factory of eager tasks: asyncio_loop_set_task_factory(asyncio_get_running_loop(), asyncio_eager_task_factory). */
asyncio_task *asyncio_eager_task_factory(asyncio_coroutine *coroutine, const char *name, asyncio_context *context);

/* Sets and tells a loop's factory. NULL: asyncio_task_new, not eager. */
void asyncio_loop_set_task_factory(asyncio_loop *loop, asyncio_task_factory factory);
asyncio_task_factory asyncio_loop_task_factory(const asyncio_loop *loop);

/* As asyncio_create_task: an eager one, whatever the factory; one that runs in `context` itself, not in a copy. */
asyncio_task *asyncio_create_eager_task(asyncio_coroutine *coroutine);
asyncio_task *asyncio_create_task_in_context(asyncio_coroutine *coroutine, asyncio_context *context);

#endif
