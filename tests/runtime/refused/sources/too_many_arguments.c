/* refused: excess elements in struct initializer */
#include <asyncio.h>

ASYNC(waits, { double delay; }) {
  ASYNC_BEGIN;
  AWAIT(asyncio_sleep(self->delay));
  ASYNC_END;
}

asyncio_coroutine *start(void) {
#ifdef MENDED
  return CORO(waits, 1.0);
#else
  return CORO(waits, 1.0, "a second");
#endif
}
