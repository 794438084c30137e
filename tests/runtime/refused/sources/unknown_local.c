/* refused: has no member named 'numbr'|no member named 'numbr' */
#include <asyncio.h>

ASYNC(counts, { int number; }) {
  ASYNC_BEGIN;
#ifdef MENDED
  RETURN(asyncio_int(self->number));
#else
  RETURN(asyncio_int(self->numbr));
#endif
  ASYNC_END;
}

asyncio_coroutine *start(void) {
  return CORO(counts, 3);
}
