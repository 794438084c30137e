/* Three painters and one ladder: a lock gives it to them in the order in which they came for it. */
#include <asyncio.h>
#include "../scenario.h"

#define MIA  scenario_number("mia")
#define NOOR scenario_number("noor")
#define OTTO scenario_number("otto")

ASYNC(paint, { const char *painter; asyncio_lock *ladder; double way, seconds; })
{
  ASYNC_BEGIN;
  AWAIT(asyncio_sleep(self->way));
  asyncio_print("%s: needs the ladder", self->painter);
  ASYNC_WITH(self->ladder) {
    asyncio_print("%s: climbs up", self->painter);
    AWAIT(asyncio_sleep(self->seconds));
    asyncio_print("%s: is down again", self->painter);
  } END_WITH;
  AWAIT(asyncio_sleep(0.5));
  asyncio_print("%s: has washed the brush", self->painter);
  ASYNC_END;
}

ASYNC(main, { asyncio_lock *ladder; })
{
  ASYNC_BEGIN;
  self->ladder = asyncio_lock_new();
  AWAIT(asyncio_gather(
    asyncio_create_named_task(CORO(paint, "Mia", self->ladder, 0.0, MIA), "Mia"),
    asyncio_create_named_task(CORO(paint, "Noor", self->ladder, 0.4, NOOR), "Noor"),
    asyncio_create_named_task(CORO(paint, "Otto", self->ladder, 0.8, OTTO), "Otto")
  ));
  asyncio_print("the ladder is free: %v", asyncio_bool(!asyncio_lock_locked(self->ladder)));
  ASYNC_END;
}

SCENARIO(lock, main)
