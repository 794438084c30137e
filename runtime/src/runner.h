#ifndef AIO_RUNNER_H
#define AIO_RUNNER_H

#include <asyncio/error.h>
#include <asyncio/runner.h>

/* For drivers. */

/* Between turns: an error, which is taken over, ends what is asked, as one that comes out of the loop. */
void aio__runner_fail(asyncio_runner *runner, asyncio_error *error);

/* Ctrl-C: the first one cancels what the runner is run for; another, or one for which there is nothing to cancel, ends
** what is asked with KeyboardInterrupt. */
void aio__runner_interrupt(asyncio_runner *runner);

/* Whether the CancelledError it ended with is that of Ctrl-C, and of nobody else. */
bool aio__runner_was_interrupted(const asyncio_runner *runner);

#endif
