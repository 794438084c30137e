#ifndef ASYNCIO_FUTURE_H
#define ASYNCIO_FUTURE_H

#include <asyncio/error.h>
#include <asyncio/loop.h>
#include <asyncio/object.h>
#include <asyncio/value.h>
#include <stdbool.h>

/*
** Futures: a result that is not there yet. Whoever waits for one wakes up one turn after it is done: callbacks never
** run at once, they go through the loop's ready queue in the order in which they were added. Every call takes a task
** too: (asyncio_future *)task, or the asyncio_task_… form.
*/

typedef struct asyncio_future asyncio_future;

/* What a future calls when it is done. Errors: leave them as the current error, the loop reports them. */
typedef void (*asyncio_done_callback)(asyncio_future *future, void *data);

/* A pending future of the running loop, as loop.create_future(). NULL: out of memory, or no loop runs. */
asyncio_future *asyncio_future_new(void);

/* Ends it with a result, an error. 0; -1 and InvalidStateError where it is done already. set_exception takes over
** the reference of a new error; TypeError for a StopIteration. O(callbacks). */
int asyncio_future_set_result(asyncio_future *future, asyncio_value result);
int asyncio_future_set_exception(asyncio_future *future, asyncio_error *error);

/* Ends it as cancelled; of a task, requests that. `message` may be NULL. False where it is done already. */
bool asyncio_future_cancel(asyncio_future *future, const char *message);

/* asyncio.isfuture: whether `object` is a future, of whatever kind; a task is one. NULL is none. */
bool asyncio_isfuture(const void *object);

/* Its loop, borrowed; NULL where that was freed. */
asyncio_loop *asyncio_future_loop(const asyncio_future *future);

bool asyncio_future_done(const asyncio_future *future);
bool asyncio_future_cancelled(const asyncio_future *future);

/* Its result, borrowed. Where it failed or was cancelled its error, and where it is pending InvalidStateError,
** becomes the current error and the value is none. */
asyncio_value asyncio_future_result(asyncio_future *future);

/* The error it failed with, borrowed; NULL where it did not. Where it was cancelled or is pending, NULL and
** CancelledError or InvalidStateError becomes the current error. */
asyncio_error *asyncio_future_exception(asyncio_future *future);

/* Calls `callback(future, data)` through the ready queue once it is done. 0, or -1 when out of memory. */
int asyncio_future_add_done_callback(asyncio_future *future, asyncio_done_callback callback, void *data);

/* Takes away all that equal callback and data. Returns how many they were. O(callbacks). */
size_t asyncio_future_remove_done_callback(asyncio_future *future, asyncio_done_callback callback, void *data);

#endif
