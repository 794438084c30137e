#ifndef AIO_SOCKETS_H
#define AIO_SOCKETS_H

#include "network.h"
#include <time.h>

/* The machine's network; NULL with MemoryError. */
aio__network *aio__sockets_new(asyncio_loop *loop);

/* Waits until a socket that is watched is ready, `pipe` can be read, or `rest` has passed; a signal may end it too. A
** network of another kind, or NULL, has no such sockets. */
void aio__sockets_wait(const aio__network *network, int pipe, const struct timespec *rest);

#endif
