#ifndef AIO_GATHER_H
#define AIO_GATHER_H

#include "future.h"
#include <asyncio/gather.h>

/* Cancels the children, in order. True where one of them let itself be asked. */
bool aio__gather_cancel(asyncio_future *gather, asyncio_error *request);

#endif
