#ifndef ASYNCIO_BARRIER_H
#define ASYNCIO_BARRIER_H

#include <asyncio/coroutine.h>
#include <stdbool.h>
#include <stdint.h>

/*
** Barrier: so many tasks wait for each other at one point, then all go on together; and again.
**
**   AWAIT(asyncio_barrier_wait(barrier));      or ASYNC_WITH(barrier) { … } END_WITH;
*/

typedef struct asyncio_barrier asyncio_barrier;

/* A barrier for `parties` tasks. NULL: out of memory, or ValueError for less than one. It is bound to the loop on which
** somebody first waits for it. */
asyncio_barrier *asyncio_barrier_new(int64_t parties);

/* A coroutine that waits for the others. Its result is a number from 0, different for each of them, in order of
** arrival. BrokenBarrierError where the barrier is aborted, or reset while it waits. */
asyncio_coroutine *asyncio_barrier_wait(asyncio_barrier *barrier);

/* A coroutine, which does not yield, that makes the barrier as new: who waits gets BrokenBarrierError. */
asyncio_coroutine *asyncio_barrier_reset(asyncio_barrier *barrier);

/* A coroutine, which does not yield, that breaks the barrier: who waits, and who comes until it is reset, gets
** BrokenBarrierError. */
asyncio_coroutine *asyncio_barrier_abort(asyncio_barrier *barrier);

/* Tasks that it takes; tasks that wait now; whether it is broken. */
int64_t asyncio_barrier_parties(const asyncio_barrier *barrier);
int64_t asyncio_barrier_n_waiting(const asyncio_barrier *barrier);
bool asyncio_barrier_broken(const asyncio_barrier *barrier);

#endif
