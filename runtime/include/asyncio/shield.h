#ifndef ASYNCIO_SHIELD_H
#define ASYNCIO_SHIELD_H

#include <asyncio/future.h>

/* A future of what `awaitable` comes to, whose cancelling does not reach it: the waiting ends, the work goes on. A
** coroutine becomes a task; what is done already is returned as it is; where the work itself is cancelled, so is the
** shield. Once the shield was cancelled, an error of the work is nobody's, and reported as never retrieved.
** NULL with the current error when out of memory or for what cannot be awaited.
**
**   AWAIT(asyncio_shield(self->task));
*/
asyncio_future *asyncio_shield(void *awaitable);

#endif
