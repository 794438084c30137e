#ifndef ASYNCIO_RUN_H
#define ASYNCIO_RUN_H

#include <asyncio/coroutine.h>
#include <asyncio/runner.h>

/*
** Running a program natively, on the machine's clock: sleeps when there is nothing to do. Printed text goes to
** standard output, what nobody handles to standard error.
*/

/* asyncio.run: runs `coroutine`, which it takes over, on a new loop to its end, and cancels what is left. Returns 0;
** 1 when it raised, after writing `Type: message` to standard error. Ctrl-C (SIGINT, unless the program has a handler of
** its own) cancels the main task, whose FINALLYs run, and is written as KeyboardInterrupt; a second one ends the process. Where
** a loop runs already: 1 with RuntimeError as the current error, and `coroutine` stays the caller's. */
int asyncio_run(asyncio_coroutine *coroutine);

/* Drives a runner until what it was asked for (asyncio_runner_start, _run_until_complete, _run_forever, _close) is over. */
asyncio_run_status asyncio_runner_drive(asyncio_runner *runner);

#endif
