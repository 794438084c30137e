/* refused: without a cast|incompatible pointer to integer|incompatible integer to pointer */
#include <asyncio.h>

ASYNC(counts, {
  int number;
  const char *name;
}) {
  ASYNC_BEGIN;
  asyncio_print("%s %d", self->name, self->number);
  ASYNC_END;
}

asyncio_coroutine *start(void) {
#ifdef MENDED
  return CORO(counts, 3, "three");
#else
  return CORO(counts, "three", 3);
#endif
}
