/* A pointer into a frame, kept by another task while the frame's coroutine goes on: it works by luck but in the stress build. */
#include <asyncio.h>
#include <stdio.h>
#include <stdlib.h>

ASYNC(counts, { int *tally; }) {
  ASYNC_BEGIN;
  AWAIT(asyncio_sleep(0.02));
  ++*self->tally;
  ASYNC_END;
}

ASYNC(keeps_a_pointer, {
  int tally;
  asyncio_task *task;
}) {
  ASYNC_BEGIN;
  self->task = asyncio_create_task(CORO(counts, &self->tally));
  AWAIT(asyncio_sleep(0.01));
  AWAIT(self->task);
  if (self->tally != 1) {
    fprintf(stderr, "the tally is %d\n", self->tally);
    abort();
  }
  ASYNC_END;
}

int main(void) {
  return asyncio_run(CORO(keeps_a_pointer));
}
