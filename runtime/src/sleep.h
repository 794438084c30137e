#ifndef AIO_SLEEP_H
#define AIO_SLEEP_H

#include "coroutine.h"

/* Whether awaiting `coroutine` does no more than to yield once: a fresh sleep(0). */
bool aio__sleep_is_yield(const asyncio_coroutine *coroutine);

/* Frees such a one, of which its scope holds the only reference. */
void aio__sleep_discard(asyncio_coroutine *coroutine);

#endif
