#ifndef AIO_TASK_CANCEL_H
#define AIO_TASK_CANCEL_H

#include "task.h"

/* Cancels a future, task or gather. `request` is a CancelledError with the message, borrowed; NULL: without one.
** False where it is done. */
bool aio__cancel(asyncio_future *future, asyncio_error *request);

#endif
