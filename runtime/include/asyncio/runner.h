#ifndef ASYNCIO_RUNNER_H
#define ASYNCIO_RUNNER_H

#include <asyncio/coroutine.h>
#include <asyncio/loop.h>

/*
** A runner: a loop, and what it is run for, step by step. It is for whoever drives the loop: a browser, a test, a
** virtual clock, asyncio_run. One of four things is asked of it; then it takes turns until that is over. Where nothing
** is ready, no timer is set and nothing outside is awaited, RuntimeError "deadlock: …" ends it. A runner that is NULL
** is a TypeError, the current error, everywhere but in asyncio_runner_free.
*/

typedef struct asyncio_runner asyncio_runner;

typedef enum asyncio_run_status {
  ASYNCIO_RUN_GOES_ON,
  ASYNCIO_RUN_RETURNED, /* what was asked is over; nothing was asked */
  ASYNCIO_RUN_RAISED    /* likewise, with an error */
} asyncio_run_status;

/* asyncio.Runner: one with a loop of its own, the caller's until asyncio_runner_free. NULL and MemoryError. */
asyncio_runner *asyncio_runner_new(void);

/* Its loop, borrowed: it lives as long as the runner. */
asyncio_loop *asyncio_runner_loop(asyncio_runner *runner);

/* Makes the runner's loop the running one of this thread, so that coroutines, tasks and values can be made for it,
** which are then the caller's; and no longer, which also clears the current error. In pairs, not inside a turn. */
void asyncio_runner_enter(asyncio_runner *runner);
void asyncio_runner_leave(asyncio_runner *runner);

/* --- What it is run for: 0, or -1 with the current error ---------------------------------------------------------- */

/* All four: RuntimeError "Event loop is closed" after _close, "This event loop is already running" while something else
** is asked. */

/* asyncio.run: a main task for `coroutine`, which is taken over, to its end; then _close. ValueError for what is no
** coroutine, which stays the caller's, as with RuntimeError; TypeError for NULL; MemoryError, and it has gone. */
int asyncio_runner_start(asyncio_runner *runner, asyncio_coroutine *coroutine);

/* loop.run_until_complete: until a future, task, coroutine or other awaitable is done. A coroutine is taken over as by
** _start, of others a reference is taken. What else runs stays as it is, for the next call. TypeError for what cannot
** be awaited, MemoryError. */
int asyncio_runner_run_until_complete(asyncio_runner *runner, void *awaitable);

/* loop.run_forever: until asyncio_stop. */
int asyncio_runner_run_forever(asyncio_runner *runner);

/* runner.close: cancels the tasks that are left and waits for them, closes the async generators, and waits for the
** calls of the default executor. Nothing can be asked afterwards. */
int asyncio_runner_close(asyncio_runner *runner);

/* --- Turns -------------------------------------------------------------------------------------------------------- */

/* One turn at `now`, seconds on the loop's clock; earlier than its last turn counts as that. Returns how it stands
** after it. RuntimeError, the current error, where a turn of this or another loop runs in this thread: then none is
** taken. */
asyncio_run_status asyncio_runner_turn(asyncio_runner *runner, double now);

/* Seconds on the loop's clock to go on at: its time where something is ready, the next deadline, or INFINITY where
** only the outside can wake it. */
double asyncio_runner_next(const asyncio_runner *runner);

/* Turns until it is over, on a virtual clock, which jumps to the next deadline whenever nothing is ready.
** ASYNCIO_RUN_GOES_ON: only the outside can wake it; or, with RuntimeError as the current error, as _turn. */
asyncio_run_status asyncio_runner_run_virtual(asyncio_runner *runner);

/* Asks the main task, or what run_until_complete waits for, to end, as the first Ctrl-C does. Between turns. Nothing
** happens where neither is under way. */
void asyncio_runner_cancel(asyncio_runner *runner);

/* When it is over: what came of it, none where it raised; the error, or NULL. Borrowed, until the next is asked or the
** runner is freed. */
asyncio_value asyncio_runner_result(const asyncio_runner *runner);
asyncio_error *asyncio_runner_error(const asyncio_runner *runner);

/* Frees the runner and its loop; what is pending then is reported, and calls in threads are waited for. NULL is
** allowed. RuntimeError, the current error, and nothing is freed in a turn of the loop. */
void asyncio_runner_free(asyncio_runner *runner);

#endif
