#ifndef ASYNCIO_WAIT_H
#define ASYNCIO_WAIT_H

#include <asyncio/coroutine.h>
#include <math.h>

/* What asyncio_wait waits for. */
typedef enum asyncio_return_when {
  ASYNCIO_ALL_COMPLETED,
  ASYNCIO_FIRST_COMPLETED,
  ASYNCIO_FIRST_EXCEPTION /* or all, where none fails */
} asyncio_return_when;

/* No timeout: waits as long as it takes. */
#define ASYNCIO_FOREVER ((double)INFINITY)

/* A coroutine that waits for the futures and tasks in `list` (no bare coroutines: TypeError; empty: ValueError), at
** the longest `timeout` seconds. Cancels nothing, raises nothing of theirs. Its result is a list of two lists, done
** and pending, each in the order given: asyncio_wait_done(AWAITED), asyncio_wait_pending(AWAITED). */
asyncio_coroutine *asyncio_wait(asyncio_list *list, double timeout, asyncio_return_when when);
asyncio_list *asyncio_wait_done(asyncio_value result);
asyncio_list *asyncio_wait_pending(asyncio_value result);

/* A coroutine that awaits `awaitable` inline for at the longest `timeout` seconds, then cancels it, waits for it to
** end and raises TimeoutError. Zero or less: does not start it; what is done already still counts. */
asyncio_coroutine *asyncio_wait_for(void *awaitable, double timeout);

#endif
