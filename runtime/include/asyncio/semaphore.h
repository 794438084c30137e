#ifndef ASYNCIO_SEMAPHORE_H
#define ASYNCIO_SEMAPHORE_H

#include <asyncio/coroutine.h>
#include <stdbool.h>
#include <stdint.h>

/*
** Semaphore: so many permits, taken by acquire and given back by release. A release hands its permit to the first who
** waits at once, so that nobody overtakes. A bounded one refuses more releases than acquires.
**
**   ASYNC_WITH(semaphore) {
**     AWAIT(…);
**   } END_WITH;
*/

typedef struct asyncio_semaphore asyncio_semaphore;

/* A semaphore with `value` permits. NULL: out of memory, or ValueError for less than none. It is bound to the loop on
** which somebody first waits for it. */
asyncio_semaphore *asyncio_semaphore_new(int64_t value);
asyncio_semaphore *asyncio_bounded_semaphore_new(int64_t value);

/* A coroutine that takes a permit, waiting while there is none. Its result is true. */
asyncio_coroutine *asyncio_semaphore_acquire(asyncio_semaphore *semaphore);

/* Gives a permit back, whoever took it, and wakes the first who waits. 0; -1 and ValueError where a bounded one would
** have more than it began with. O(1) amortised. */
int asyncio_semaphore_release(asyncio_semaphore *semaphore);

/* Whether acquire would have to wait: there is no permit, or others wait. */
bool asyncio_semaphore_locked(const asyncio_semaphore *semaphore);

#endif
