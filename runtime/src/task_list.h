#ifndef AIO_TASK_LIST_H
#define AIO_TASK_LIST_H

#include "loop.h"
#include "task.h"

/* The loop's tasks that are not done, in order of creation, linked through themselves. */

/* Puts a new task behind the last. */
static inline void aio__task_list_add(asyncio_task *task) {
  asyncio_loop *loop = task->future.loop;
  task->previous = loop->last_task;
  if (loop->last_task == NULL) {
    loop->first_task = task;
  } else {
    loop->last_task->next = task;
  }
  loop->last_task = task;
}

/* Takes out one that is done. */
static inline void aio__task_list_remove(asyncio_task *task) {
  asyncio_loop *loop = task->future.loop;
  if (task->previous == NULL) {
    loop->first_task = task->next;
  } else {
    task->previous->next = task->next;
  }
  if (task->next == NULL) {
    loop->last_task = task->previous;
  } else {
    task->next->previous = task->previous;
  }
  task->next = task->previous = NULL;
}

#endif
