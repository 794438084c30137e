#ifndef AIO_TASK_STEP_H
#define AIO_TASK_STEP_H

#include "loop.h"
#include "task.h"

/* What a task's `step` runs: its next step. */
void aio__task_run(aio__handle *handle);

/* Its first step, inside of whatever runs. 0, or -1 with SystemExit or KeyboardInterrupt as the current error, by which
** it ended; an error that waits to be looked at does not reach it. */
int aio__task_start_eagerly(asyncio_task *task);

/* The loop goes: a task that is still pending is reported, and its coroutine closed. */
void aio__task_abandon(asyncio_task *task);

/* Its next step comes with the next turn. */
static inline void aio__task_schedule(asyncio_task *task) {
  aio__loop_schedule(task->future.loop, &task->step.handle, "Task.step");
}

/* The task of its `step`'s handle. */
static inline asyncio_task *aio__task_of_step(aio__handle *handle) {
  return (asyncio_task *)((char *)handle - offsetof(asyncio_task, step.handle));
}

/* The task whose next step running `handle` is; NULL for other handles. */
static inline asyncio_task *aio__task_of_handle(aio__handle *handle) {
  return handle->run == aio__task_run ? aio__task_of_step(handle) : NULL;
}

#endif
