#ifndef ASYNCIO_TASK_H
#define ASYNCIO_TASK_H

#include <asyncio/coroutine.h>
#include <asyncio/future.h>
#include <stdbool.h>

/*
** Tasks: a coroutine that the loop runs by itself, and the future of what it returns. A task runs from one await
** that has to wait to the next; it wakes one turn after what it waited for is done. Cancelling is a request:
** CancelledError is raised at its await, counted by cancelling(), and may be refused.
*/

typedef struct asyncio_task asyncio_task;

/* A task that runs `coroutine`, which it takes over, from the next turn on, as asyncio.create_task. Its name is
** `Task-N`, or `name`, copied. The loop holds it until it is done. NULL: `coroutine` is NULL, awaited already, out
** of memory, or no loop runs; the current error says. */
asyncio_task *asyncio_create_task(asyncio_coroutine *coroutine);
asyncio_task *asyncio_create_named_task(asyncio_coroutine *coroutine, const char *name);

/* The running task, borrowed; NULL in a callback or outside. */
asyncio_task *asyncio_current_task(void);

/* The tasks that are not done, in order of creation. NULL when out of memory or no loop runs. */
asyncio_list *asyncio_all_tasks(void);

/* Asks the task to end: CancelledError(message) is raised where it waits, in the turn after next at the latest.
** `message` may be NULL. False where it is done. */
bool asyncio_task_cancel(asyncio_task *task, const char *message);

/* How many cancels were asked for and not taken back; takes one back and returns how many are left. */
unsigned asyncio_task_cancelling(const asyncio_task *task);
unsigned asyncio_task_uncancel(asyncio_task *task);

/* Its name; borrowed, until it is renamed. A task that nobody named has one made for it: "Task", with MemoryError,
** without memory. */
const char *asyncio_task_name(const asyncio_task *task);
int asyncio_task_set_name(asyncio_task *task, const char *name);

/* The coroutine it runs, borrowed; NULL where it is done. */
asyncio_coroutine *asyncio_task_coroutine(const asyncio_task *task);

/* As of a future. */
bool asyncio_task_done(const asyncio_task *task);
bool asyncio_task_cancelled(const asyncio_task *task);
asyncio_value asyncio_task_result(asyncio_task *task);
asyncio_error *asyncio_task_exception(asyncio_task *task);
int asyncio_task_add_done_callback(asyncio_task *task, asyncio_done_callback callback, void *data);
size_t asyncio_task_remove_done_callback(asyncio_task *task, asyncio_done_callback callback, void *data);

/* --- Waiting --------------------------------------------------------------------------------------------------------
 */

/* A coroutine that waits `delay` seconds; 0 or less: one turn. Its result is none, or a reference to `result`. */
asyncio_coroutine *asyncio_sleep(double delay);
asyncio_coroutine *asyncio_sleep_result(double delay, asyncio_value result);

/* Python's ensure_future: a future or task as it is, a coroutine as a task, anything awaitable wrapped in one. */
asyncio_future *asyncio_ensure_future(void *awaitable);

#endif
