#ifndef AIO_TASK_CANCEL_H
#define AIO_TASK_CANCEL_H

#include "task.h"

/* Cancels a future, task or gather. `message` is borrowed, NULL for none. False where it is done. */
bool aio__cancel(asyncio_future *future, aio__str *message);

#endif
