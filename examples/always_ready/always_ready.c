/* Three gardeners, one can: each waters a bed, hands it on, and is ready again at once. */
#include <asyncio.h>
#include "../scenario.h"

#define TURNS ((int)scenario_number("turns"))
#define REST  scenario_number("rest")

ASYNC(water, { const char *gardener; int bed; })
{
  ASYNC_BEGIN;
  asyncio_print("%s: takes the can", self->gardener);
  for (self->bed = 0; self->bed < TURNS; self->bed++) {
    AWAIT(asyncio_sleep(0));
  }
  asyncio_print("%s: %d beds", self->gardener, TURNS);
  AWAIT(asyncio_sleep(REST));
  asyncio_print("%s: rested", self->gardener);
  ASYNC_END;
}

ASYNC(main, ASYNC_NO_LOCALS)
{
  ASYNC_BEGIN;
  asyncio_print("the garden is dry");
  AWAIT(asyncio_gather(
    asyncio_create_named_task(CORO(water, "Fay"), "Fay"),
    asyncio_create_named_task(CORO(water, "Gus"), "Gus"),
    asyncio_create_named_task(CORO(water, "Hal"), "Hal")
  ));
  asyncio_print("the garden is green");
  ASYNC_END;
}

SCENARIO(always_ready, main)
