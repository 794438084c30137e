/* Three hikers walk at their own pace and wait for each other at every hut. */
#include <asyncio.h>
#include "../scenario.h"

#define LIV  scenario_number("liv")
#define MATS scenario_number("mats")
#define NILS scenario_number("nils")

ASYNC(hike, { const char *hiker; asyncio_barrier *hut; double pace; int stage; })
{
  ASYNC_BEGIN;
  for (self->stage = 1; self->stage < 4; self->stage++) {
    AWAIT(asyncio_sleep(self->pace / self->stage));
    asyncio_print("%s: at hut %d", self->hiker, self->stage);
    AWAIT(asyncio_barrier_wait(self->hut));
    if (asyncio_as_int(AWAITED) == 0) {
      asyncio_print("%s was first and cooks", self->hiker);
    }
  }
  ASYNC_END;
}

ASYNC(main, { asyncio_barrier *hut; })
{
  ASYNC_BEGIN;
  self->hut = asyncio_barrier_new(3);
  AWAIT(asyncio_gather(
    asyncio_create_named_task(CORO(hike, "Liv", self->hut, LIV), "Liv"),
    asyncio_create_named_task(CORO(hike, "Mats", self->hut, MATS), "Mats"),
    asyncio_create_named_task(CORO(hike, "Nils", self->hut, NILS), "Nils")
  ));
  asyncio_print("down in the valley");
  ASYNC_END;
}

SCENARIO(barrier, main)
