/* refused: expected|label */
#include <asyncio.h>

ASYNC(tries, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  TRY {
    AWAIT(asyncio_sleep(1));
  }
  EXCEPT(asyncio_ValueError) {
    asyncio_print("caught");
  }
#ifdef MENDED
  END_TRY;
#endif
  ASYNC_END;
}

asyncio_coroutine *start(void) {
  return CORO(tries);
}
