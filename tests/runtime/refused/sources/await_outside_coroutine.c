/* refused: 'self' undeclared|undeclared identifier 'self' */
#include <asyncio.h>

#ifdef MENDED
ASYNC(waits, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  AWAIT(asyncio_sleep(1));
  ASYNC_END;
}

asyncio_coroutine *start(void) {
  return CORO(waits);
}
#else
void waits(void) {
  AWAIT(asyncio_sleep(1));
}
#endif
