#ifndef ASYNCIO_RUN_H
#define ASYNCIO_RUN_H

#include <asyncio/coroutine.h>
#include <asyncio/runner.h>

/*
** Running a program natively, on the machine's clock, with its sockets and its threads: sleeps when there is nothing to
** do. Where nothing can wake it, it ends with RuntimeError "deadlock: …"; once there are other threads in the process
** it waits, since one of them may call asyncio_call_soon_threadsafe (where libc does not tell, it always waits).
*/

/*
** asyncio.run: runs `coroutine`, which it takes over, on a new loop to its end, cancels what is left, and waits for
** that and for calls of asyncio_to_thread. Printed text goes to standard output, what nobody handles to standard error.
** Returns 0; 1 when it raised, after writing `Type: message` to standard error: the coroutine's error, MemoryError,
** OSError where the machine has no descriptors left. Where a loop runs already in this thread: 1 with RuntimeError as
** the current error, and `coroutine` stays the caller's.
**
** Ctrl-C (SIGINT, unless the program handles or ignores it itself, or another thread's asyncio_run has it) cancels the
** main task, whose FINALLYs run; when it ends by that, KeyboardInterrupt is written. The second, or one that comes when
** the main task is over, ends the run at once with KeyboardInterrupt, and what is left is cancelled as ever. One that
** comes before the loop could answer the last, because something holds it, ends the process. SIGINT does afterwards
** what it did before.
*/
int asyncio_run(asyncio_coroutine *coroutine);

/* Drives a runner until what it was asked for (asyncio_runner_start, _run_until_complete, _run_forever, _close) is
** over, from the loop's time on, and returns how: asyncio_runner_error says what was raised, OSError where the machine
** has no descriptors left; Ctrl-C is the program's own affair. ASYNCIO_RUN_RAISED and TypeError as the current error
** where `runner` is NULL; ASYNCIO_RUN_GOES_ON and RuntimeError where a loop runs already in this thread. */
asyncio_run_status asyncio_runner_drive(asyncio_runner *runner);

#endif
