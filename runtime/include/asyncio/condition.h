#ifndef ASYNCIO_CONDITION_H
#define ASYNCIO_CONDITION_H

#include <asyncio/lock.h>
#include <stdbool.h>
#include <stddef.h>

/*
** Condition: tasks that wait for a change of something that a lock guards. Only who holds the lock may wait or notify.
**
**   ASYNC_WITH(condition) {
**     AWAIT(asyncio_condition_wait_for(condition, has_bread, self->shop));
**   } END_WITH;
*/

typedef struct asyncio_condition asyncio_condition;

/* Whether what somebody waits for has come true. An error that it leaves as the current one is raised. */
typedef bool (*asyncio_predicate)(void *data);

/* A condition with `lock`, which it holds, or with NULL a lock of its own. NULL when out of memory. */
asyncio_condition *asyncio_condition_new(asyncio_lock *lock);

/* As those of the lock. ASYNC_WITH does the same. */
asyncio_coroutine *asyncio_condition_acquire(asyncio_condition *condition);
int asyncio_condition_release(asyncio_condition *condition);
bool asyncio_condition_locked(const asyncio_condition *condition);

/* A coroutine that unlocks, waits to be notified and locks again, even where it is cancelled; it may wake up without
** need. Its result is true. RuntimeError where the lock is not locked. */
asyncio_coroutine *asyncio_condition_wait(asyncio_condition *condition);

/* A coroutine that waits until `predicate(data)` is true. Its result is true. */
asyncio_coroutine *asyncio_condition_wait_for(asyncio_condition *condition, asyncio_predicate predicate, void *data);

/* Wakes the first `count` who wait, or all; each runs on when it gets the lock. 0; -1 and RuntimeError where the lock
** is not locked. O(count). */
int asyncio_condition_notify(asyncio_condition *condition, size_t count);
int asyncio_condition_notify_all(asyncio_condition *condition);

#endif
