/* Two visitors in a museum: patience for a hall ends, and the last bus waits for nobody. */
#include <asyncio.h>
#include "../scenario.h"

#define BUS scenario_number("bus")
#define ADA scenario_number("ada")
#define BEN scenario_number("ben")

ASYNC(see, { const char *visitor, *hall; double seconds; })
{
  ASYNC_BEGIN;
  asyncio_print("%s: enters the %s", self->visitor, self->hall);
  AWAIT(asyncio_sleep(self->seconds));
  asyncio_print("%s: has seen the %s", self->visitor, self->hall);
  ASYNC_END;
}

ASYNC(visit, { const char *visitor; double patience; })
{
  ASYNC_BEGIN;
  TRY {
    ASYNC_WITH(asyncio_timeout(BUS)) {
      TRY {
        ASYNC_WITH(asyncio_timeout(self->patience)) {
          AWAIT(CORO(see, self->visitor, "fossils", 2.3));
        } END_WITH;
      } EXCEPT(asyncio_TimeoutError) {
        asyncio_print("%s: enough of the fossils", self->visitor);
      } END_TRY;
      AWAIT(CORO(see, self->visitor, "planetarium", 2.2));
    } END_WITH;
  } EXCEPT(asyncio_TimeoutError) {
    asyncio_print("%s: runs for the bus", self->visitor);
  } END_TRY;
  ASYNC_END;
}

ASYNC(main, { asyncio_task *ada, *ben; })
{
  ASYNC_BEGIN;
  self->ada = asyncio_create_named_task(CORO(visit, "Ada", ADA), "Ada");
  self->ben = asyncio_create_named_task(CORO(visit, "Ben", BEN), "Ben");
  AWAIT(asyncio_gather(self->ada, self->ben));
  asyncio_print("the museum is empty");
  ASYNC_END;
}

SCENARIO(nested_timeouts, main)
