#ifndef ASYNCIO_GATHER_H
#define ASYNCIO_GATHER_H

#include <asyncio/future.h>
#include <stdbool.h>

/*
** gather: all of these, and their results in order. Coroutines become tasks; the same object twice is awaited once.
** The first error is raised while the others run on; cancelling the gather cancels them all. With
** `return_exceptions` errors count as results. Its result is a list. NULL with the current error when out of memory
** or for what cannot be awaited.
**
**   AWAIT(asyncio_gather(CORO(fetch, "a", 2.0), CORO(fetch, "b", 1.0)));
*/
#define asyncio_gather(...)         AIO__GATHER(false, __VA_ARGS__)
#define asyncio_gather_settled(...) AIO__GATHER(true, __VA_ARGS__)
#define AIO__GATHER(return_exceptions, ...)                                                                            \
  aio__gather((void *[]){__VA_ARGS__}, sizeof((void *[]){__VA_ARGS__}) / sizeof(void *), return_exceptions)
asyncio_future *aio__gather(void *const *awaitables, size_t count, bool return_exceptions);

/* The same of a list, which may be empty. */
asyncio_future *asyncio_gather_list(asyncio_list *awaitables, bool return_exceptions);

#endif
