#ifndef AIO_SOCKETS_H
#define AIO_SOCKETS_H

#include "network.h"
#include <signal.h>
#include <time.h>

/* The machine's network; NULL with MemoryError. */
aio__network *aio__sockets_new(asyncio_loop *loop);

/* Waits until a socket that is watched is ready, `rest` has passed, or a signal comes, with `signals` blocked meanwhile. False where
** the network is another one, or nothing is watched: then it did not wait. */
bool aio__sockets_wait(const aio__network *network, const struct timespec *rest, const sigset_t *signals);

#endif
