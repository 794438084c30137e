/* A long sum in a worker: the clock goes on ticking, since the loop is free. */
#include "../scenario.h"

#include <stdlib.h>

/* Runs away from the loop, on memory of its own: text in, text out. */
static void count_primes(asyncio_thread_call *call) {
  size_t size;
  int limit = atoi(asyncio_thread_input(call, &size));
  int count = 0;
  for (int n = 2; n < limit; n++) {
    int divisor = 2;
    while (divisor * divisor <= n && n % divisor != 0) {
      divisor++;
    }
    count += divisor * divisor > n;
  }
  char text[16];
  asyncio_thread_return(call, text, (size_t)asyncio_format(text, sizeof text, "%d", count));
}

ASYNC(clock_, { int tick; }) {
  ASYNC_BEGIN;
  for (self->tick = 1; self->tick <= 3; self->tick++) {
    AWAIT(asyncio_sleep(0.5));
    asyncio_print("tick %d", self->tick);
  }
  ASYNC_END;
}

ASYNC(main_, {
  asyncio_task *clock;
  char limit[16];
}) {
  ASYNC_BEGIN;
  self->clock = asyncio_create_named_task(CORO(clock_), "clock");
  asyncio_format(self->limit, sizeof self->limit, "%d", (int)scenario_number("limit"));
  AWAIT(asyncio_to_thread(count_primes, self->limit, sizeof self->limit));
  asyncio_print("%v primes", AWAITED);
  AWAIT(self->clock);
  ASYNC_END;
}

SCENARIO(to_thread, main_)
