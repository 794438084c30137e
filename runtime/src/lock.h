#ifndef AIO_LOCK_H
#define AIO_LOCK_H

#include "primitive.h"
#include <asyncio/lock.h>

struct asyncio_lock {
  aio__primitive primitive;
  bool locked;
  aio__deque waiters;
};

/* An unlocked lock, the caller's reference. `id` is its number in the trace, that of a primitive it is a part of; 0:
** one of its own. NULL with MemoryError. */
asyncio_lock *aio__lock_new(uint32_t id);

/* Locks it where nobody has to wait; else false. */
bool aio__lock_try(asyncio_lock *lock);

/* A coroutine that locks it, the caller's reference. NULL with MemoryError. */
asyncio_coroutine *aio__lock_acquire(asyncio_lock *lock);

/* A coroutine that waited in the lock's line goes on, with the lock unless it has an error. */
void aio__lock_waited(aio__waiting *waiting, asyncio_lock *lock);

/* What ASYNC_WITH awaits to lock it; NULL where it is locked now, or with the current error. */
void *aio__lock_enter(asyncio_lock *lock);

#endif
