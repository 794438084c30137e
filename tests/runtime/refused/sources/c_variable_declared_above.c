/* refused by clang: may be uninitialized */
#include <asyncio.h>

ASYNC(doubles, {
  int number;
  int doubled;
}) {
#ifndef MENDED
  int doubled;
#endif
  ASYNC_BEGIN;
#ifdef MENDED
  self->doubled = 2 * self->number;
  AWAIT(asyncio_sleep(1));
  RETURN(asyncio_int(self->doubled));
#else
  doubled = 2 * self->number;
  AWAIT(asyncio_sleep(1));
  RETURN(asyncio_int(doubled));
#endif
  ASYNC_END;
}

asyncio_coroutine *start(void) {
  return CORO(doubles, 4);
}
