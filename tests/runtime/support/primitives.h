#ifndef TEST_PRIMITIVES_H
#define TEST_PRIMITIVES_H

#include "program.h"

/* What the tests of locks, queues and their like share. */

/* A list of tasks, one for each coroutine of the list, after their first turn. */
asyncio_coroutine *started(asyncio_list *coroutines);

/* Waits for each task of the list in turn; prints "cancelled" for each that was. */
asyncio_coroutine *end(asyncio_list *tasks);

/* In a coroutine with a local `asyncio_list *tasks`: starts them; waits for them; the one at `index`. */
#define START(...)                                                                                                     \
  AWAIT(started(asyncio_list_of(__VA_ARGS__)));                                                                        \
  self->tasks = asyncio_as_list(AWAITED)
#define END         AWAIT(end(self->tasks))
#define TASK(index) ((asyncio_task *)asyncio_list_get(self->tasks, (index)).object)

/* Prints "None", or the current error, which is handled by that. */
void print_status(void);

/* Prints what get_nowait returned, or its error. */
void print_next(asyncio_queue *queue);

#define TRUTH(condition) asyncio_bool(condition)

#endif
