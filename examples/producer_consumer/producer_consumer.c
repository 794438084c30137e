/* A baker fills a shelf that holds so many loaves, and two sellers empty it. */
#include <asyncio.h>
#include "../scenario.h"

#define SHELF  ((int)scenario_number("shelf"))
#define BAKING scenario_number("baking")
#define ADA    scenario_number("ada")
#define BEN    scenario_number("ben")

ASYNC(bake, { asyncio_queue *shelf; int loaf; })
{
  ASYNC_BEGIN;
  for (self->loaf = 1; self->loaf < 9; self->loaf++) {
    AWAIT(asyncio_sleep(BAKING));
    AWAIT(asyncio_queue_put(self->shelf, asyncio_int(self->loaf)));
    asyncio_print("loaf %d is on the shelf, %zu there", self->loaf, asyncio_queue_qsize(self->shelf));
  }
  asyncio_print("the oven is off");
  ASYNC_END;
}

ASYNC(sell, { const char *seller; asyncio_queue *shelf; double seconds; int64_t loaf; })
{
  ASYNC_BEGIN;
  TRY {
    for (;;) {
      AWAIT(asyncio_queue_get(self->shelf));
      self->loaf = asyncio_as_int(AWAITED);
      AWAIT(asyncio_sleep(self->seconds));
      asyncio_print("%s: sold loaf %lld", self->seller, (long long)self->loaf);
      asyncio_queue_task_done(self->shelf);
    }
  } FINALLY {
    asyncio_print("%s: goes home", self->seller);
  } END_TRY;
  ASYNC_END;
}

ASYNC(main, { asyncio_queue *shelf; asyncio_task *baker, *ada, *ben; })
{
  ASYNC_BEGIN;
  self->shelf = asyncio_queue_new(SHELF);
  self->baker = asyncio_create_named_task(CORO(bake, self->shelf), "baker");
  self->ada = asyncio_create_named_task(CORO(sell, "Ada", self->shelf, ADA), "Ada");
  self->ben = asyncio_create_named_task(CORO(sell, "Ben", self->shelf, BEN), "Ben");
  AWAIT(self->baker);
  AWAIT(asyncio_queue_join(self->shelf));
  asyncio_print("all is sold");
  asyncio_task_cancel(self->ada, NULL);
  asyncio_task_cancel(self->ben, NULL);
  AWAIT(asyncio_gather_settled(self->ada, self->ben));
  ASYNC_END;
}

SCENARIO(producer_consumer, main)
