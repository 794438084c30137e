#ifndef AIO_HOST_H
#define AIO_HOST_H

#include <asyncio/host.h>

/* left < right, where one of them is the host's. */
bool aio__host_less(asyncio_value left, asyncio_value right);

#endif
