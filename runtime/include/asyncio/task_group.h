#ifndef ASYNCIO_TASK_GROUP_H
#define ASYNCIO_TASK_GROUP_H

#include <asyncio/context.h>
#include <asyncio/task.h>

/*
** TaskGroup: tasks that end before the block does. The first error, of a task or of the block, cancels the others; when
** all have ended, their errors are raised as a group. A task that was cancelled is no error.
**
**   ASYNC_WITH(self->group = asyncio_task_group_new()) {
**     asyncio_task_group_create_task(self->group, CORO(fetch, "a"));
**     asyncio_task_group_create_task(self->group, CORO(fetch, "b"));
**   } END_WITH;
*/

typedef struct asyncio_task_group asyncio_task_group;

/* A group for one ASYNC_WITH. NULL: out of memory. */
asyncio_task_group *asyncio_task_group_new(void);

/* A task of the group, otherwise as asyncio_create_task, _named_task and _task_in_context. Where the group was not
** entered, is finished, or is shutting down: NULL and RuntimeError, and the coroutine is closed. */
asyncio_task *asyncio_task_group_create_task(asyncio_task_group *group, asyncio_coroutine *coroutine);
asyncio_task *asyncio_task_group_create_named_task(asyncio_task_group *group, asyncio_coroutine *coroutine,
                                                   const char *name);
asyncio_task *asyncio_task_group_create_task_in_context(asyncio_task_group *group, asyncio_coroutine *coroutine,
                                                        asyncio_context *context);

#endif
