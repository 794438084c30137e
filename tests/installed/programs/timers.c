/* Timers, a timeout, a generator of ticks and wait_for. */
#include <asyncio.h>

static void ring(void *what) {
  asyncio_print("ring %s", (const char *)what);
}

ASYNC_GENERATOR(ticks, {
  double every;
  int count;
  int i;
}) {
  ASYNC_BEGIN;
  for (; self->i < self->count; self->i++) {
    AWAIT(asyncio_sleep(self->every));
    YIELD(asyncio_int(self->i));
  }
  ASYNC_END;
}

ASYNC(program, {
  asyncio_value tick;
  asyncio_handle *never;
}) {
  ASYNC_BEGIN;
  CHECK(asyncio_call_later(0.05, ring, "one"));
  CHECK(self->never = asyncio_call_later(0.06, ring, "never"));
  asyncio_handle_cancel(self->never);
  ASYNC_FOR(self->tick, GENERATOR(ticks, 0.02, 4)) {
    asyncio_print("tick %v", self->tick);
  }
  END_FOR;
  TRY {
    ASYNC_WITH(asyncio_timeout(0.05)) {
      AWAIT(asyncio_sleep(3600));
    }
    END_WITH;
  }
  EXCEPT(asyncio_TimeoutError) {
    asyncio_print("too slow");
  }
  END_TRY;
  TRY {
    AWAIT(asyncio_wait_for(asyncio_sleep(3600), 0.02));
  }
  EXCEPT(asyncio_TimeoutError) {
    asyncio_print("too slow again");
  }
  FINALLY {
    asyncio_print("bye");
  }
  END_TRY;
  ASYNC_END;
}

int main(void) {
  return asyncio_run(CORO(program));
}
