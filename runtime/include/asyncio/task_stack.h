#ifndef ASYNCIO_TASK_STACK_H
#define ASYNCIO_TASK_STACK_H

#include <asyncio/task.h>
#include <stddef.h>

/* Where a task waits: the coroutines that await each other, each with its line. */
typedef struct asyncio_stack_entry {
  const char *name; /* of the coroutine's function */
  unsigned line;    /* of the await it stands at; of its definition where it has not begun; 0 for asyncio's own */
} asyncio_stack_entry;

/* Writes the innermost `capacity` coroutines of the task's stack into `entries`, the outermost of them first. Returns
** how many the task has in all; none when it is done. */
size_t asyncio_task_stack(const asyncio_task *task, asyncio_stack_entry *entries, size_t capacity);

/* The stack as text, the outermost first, into `text` of `size` bytes as snprintf does; and printed. */
int asyncio_task_format_stack(const asyncio_task *task, char *text, size_t size);
void asyncio_task_print_stack(const asyncio_task *task);

#endif
