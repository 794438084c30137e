#ifndef ASYNCIO_RUN_H
#define ASYNCIO_RUN_H

#include <asyncio/coroutine.h>
#include <asyncio/loop.h>

/*
** Running a program: asyncio.run. A main task runs to its end; then what is left is cancelled and waited for. Where
** nothing is ready, no timer is set and nothing outside is awaited, RuntimeError "deadlock: …" ends it.
*/

/* Runs `coroutine` on a new loop and the machine's clock; sleeps when there is nothing to do. Returns 0; 1 when it
** raised, after writing `Type: message` to standard error. */
int asyncio_run(asyncio_coroutine *coroutine);

/* --- Step by step, for whoever drives the loop (a browser, a test, a virtual clock)
 * ------------------------------------- */

typedef struct asyncio_runner asyncio_runner;

typedef enum asyncio_run_status { ASYNCIO_RUN_GOES_ON, ASYNCIO_RUN_RETURNED, ASYNCIO_RUN_RAISED } asyncio_run_status;

/* A runner with a loop of its own. NULL when out of memory. */
asyncio_runner *asyncio_runner_new(void);
asyncio_loop *asyncio_runner_loop(asyncio_runner *runner);

/* Makes the runner's loop the running one of this thread, so that coroutines and values can be made for it; and no
 * longer. */
void asyncio_runner_enter(asyncio_runner *runner);
void asyncio_runner_leave(asyncio_runner *runner);

/* Starts the main task, taking `coroutine` over. 0, or -1 with the current error. Once a runner. */
int asyncio_runner_start(asyncio_runner *runner, asyncio_coroutine *coroutine);

/* One turn at `now`, seconds. */
asyncio_run_status asyncio_runner_turn(asyncio_runner *runner, double now);

/* Seconds on the loop's clock to go on at: its time where something is ready, the next deadline, or INFINITY where
** only the outside can wake it. */
double asyncio_runner_next(const asyncio_runner *runner);

/* Runs to the end on a virtual clock, which jumps to the next deadline whenever nothing is ready. */
asyncio_run_status asyncio_runner_run_virtual(asyncio_runner *runner);

/* Asks the main task to end, as Ctrl-C does. */
void asyncio_runner_cancel(asyncio_runner *runner);

/* After the end: what the main task returned; what it raised, or NULL. Borrowed from the runner. */
asyncio_value asyncio_runner_result(const asyncio_runner *runner);
asyncio_error *asyncio_runner_error(const asyncio_runner *runner);

/* Frees all. */
void asyncio_runner_free(asyncio_runner *runner);

#endif
