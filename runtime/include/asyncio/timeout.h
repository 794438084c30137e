#ifndef ASYNCIO_TIMEOUT_H
#define ASYNCIO_TIMEOUT_H

#include <asyncio/object.h>
#include <stdbool.h>

/*
** timeout: a block that may take so long. When it expires, the task is cancelled inside and TimeoutError raised
** outside it.
**
**   ASYNC_WITH(asyncio_timeout(2.0)) {
**     AWAIT(…);
**   } END_WITH;
*/

typedef struct asyncio_timeout_block asyncio_timeout_block;

/* `delay` seconds from now on, whenever it is entered; at `when` on the loop's clock. INFINITY: never. For one
** ASYNC_WITH only. NULL: out of memory, no loop runs, or `delay` is not a number. */
asyncio_timeout_block *asyncio_timeout(double delay);
asyncio_timeout_block *asyncio_timeout_at(double when);

/* Moves the deadline to `when`; INFINITY takes it away. 0; -1 and RuntimeError where the block is not entered, expired
** or left. */
int asyncio_timeout_reschedule(asyncio_timeout_block *timeout, double when);

/* The deadline, seconds on the loop's clock; INFINITY for none. */
double asyncio_timeout_when(const asyncio_timeout_block *timeout);

/* Whether it expired: true from the moment it does. */
bool asyncio_timeout_expired(const asyncio_timeout_block *timeout);

#endif
