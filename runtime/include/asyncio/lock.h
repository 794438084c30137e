#ifndef ASYNCIO_LOCK_H
#define ASYNCIO_LOCK_H

#include <asyncio/coroutine.h>
#include <stdbool.h>

/*
** Lock: one task at a time. Who waits gets it in order of arrival; a task that comes while others wait stands behind
** them, even where the lock is free for a moment.
**
**   ASYNC_WITH(lock) {
**     AWAIT(…);
**   } END_WITH;
*/

typedef struct asyncio_lock asyncio_lock;

/* An unlocked lock. NULL when out of memory. It is bound to the loop on which somebody first waits for it. */
asyncio_lock *asyncio_lock_new(void);

/* A coroutine that locks it, waiting while it is locked. Its result is true. */
asyncio_coroutine *asyncio_lock_acquire(asyncio_lock *lock);

/* Unlocks it, whoever locked it, and wakes the first who waits. 0; -1 and RuntimeError where it is not locked. O(1). */
int asyncio_lock_release(asyncio_lock *lock);

/* Whether it is locked. False between release and the turn of who was woken. */
bool asyncio_lock_locked(const asyncio_lock *lock);

#endif
