/* A variable of the C function, declared in front of ASYNC_BEGIN so that gcc does not see that it is lost behind an AWAIT. */
#include <asyncio.h>
#include <stdio.h>
#include <stdlib.h>

#ifdef __clang__
#pragma clang diagnostic ignored "-Wconditional-uninitialized"
#else
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif

ASYNC(loses, ASYNC_NO_LOCALS) {
  int number;
  ASYNC_BEGIN;
  number = 42;
  AWAIT(asyncio_sleep(0));
  if (number != 42) {
    fprintf(stderr, "the variable is %d\n", number);
    abort();
  }
  ASYNC_END;
}

int main(void) {
  return asyncio_run(CORO(loses));
}
