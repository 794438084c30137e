#ifndef AIO_GENERATOR_H
#define AIO_GENERATOR_H

#include "loop.h"
#include <asyncio/generator.h>

/* As loop.shutdown_asyncgens: a coroutine that closes the generators that live, the caller's reference. NULL where
** there are none, and, with the current error, when out of memory. By way of the loop, so that a program without
** generators is linked without them, and a host has its own. */
static inline asyncio_coroutine *aio__generators_shutdown(const asyncio_loop *loop) {
  return loop->shutdown_generators == NULL ? NULL : loop->shutdown_generators();
}

/* The loop goes: generators that live still are closed on the spot. What holds them may be theirs to let go of. */
void aio__generators_forget(asyncio_loop *loop);

#endif
