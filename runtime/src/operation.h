#ifndef AIO_OPERATION_H
#define AIO_OPERATION_H

#include "future.h"
#include <asyncio/operation.h>

/* An operation that is under way, or over. */
typedef struct aio__operation {
  asyncio_future future;
  const asyncio_outside *outside; /* does it; borrowed of the loop */
  struct aio__operation *next;    /* among the loop's operations under way; each held */
} aio__operation;

/* Has `outside` begin one; `outside` lives as long as the loop. As asyncio_operation. */
asyncio_future *aio__operation_start(asyncio_loop *loop, const asyncio_outside *outside, const char *kind,
                                     const void *input, size_t size);

/* Tells the outside to stop and ends the future as cancelled. False where it is done. */
bool aio__operation_cancel(asyncio_future *future, asyncio_error *request);

/* Ends a future, unless it is done, with what came from outside; `text` NULL is the current error. Takes `text`
** over. */
void aio__operation_end(asyncio_future *future, int status, aio__str *text);

/* The loop goes: nobody will end them. */
void aio__operations_abandon(asyncio_loop *loop);

#endif
