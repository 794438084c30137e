/* refused: label 'aio_unwind_' used but not defined|use of undeclared label 'aio_unwind_' */
#include <asyncio.h>

ASYNC(waits, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  AWAIT(asyncio_sleep(1));
#ifdef MENDED
  ASYNC_END;
#else
}
}
#endif
}

asyncio_coroutine *start(void) {
  return CORO(waits);
}
