/* AWAIT inside a switch of one's own compiles; it is the run that says so, and stops. */
#include <asyncio.h>

ASYNC(chooses, { int number; }) {
  ASYNC_BEGIN;
  switch (self->number) {
  case 1000:
    AWAIT(asyncio_sleep(0));
    break;
  default:
    break;
  }
  ASYNC_END;
}

int main(void) {
  return asyncio_run(CORO(chooses, 1000));
}
