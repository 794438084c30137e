/* A caver is called back at a fixed hour, and needs a while to climb out. */
#include <asyncio.h>
#include "../scenario.h"

#define CAVE  scenario_number("cave")
#define HOUR  scenario_number("hour")
#define CLIMB scenario_number("climb")
#define LAMP  scenario_number("lamp")

ASYNC(explore, ASYNC_NO_LOCALS)
{
  ASYNC_BEGIN;
  asyncio_print("caver: down into the cave");
  TRY {
    AWAIT(asyncio_sleep(CAVE));
    RETURN(asyncio_str("an underground lake"));
  } EXCEPT(asyncio_CancelledError) {
    asyncio_print("caver: called back, climbing out");
    AWAIT(asyncio_sleep(CLIMB));
    asyncio_print("caver: out");
    RERAISE;
  } END_TRY;
  ASYNC_END;
}

ASYNC(burn, ASYNC_NO_LOCALS)
{
  ASYNC_BEGIN;
  asyncio_print("lamp: lit");
  AWAIT(asyncio_sleep(LAMP));
  asyncio_print("lamp: burnt down");
  ASYNC_END;
}

ASYNC(main, { asyncio_task *lamp, *caver; })
{
  ASYNC_BEGIN;
  self->lamp = asyncio_create_named_task(CORO(burn), "lamp");
  self->caver = asyncio_create_named_task(CORO(explore), "caver");
  TRY {
    AWAIT(asyncio_wait_for(self->caver, HOUR));
    asyncio_print("found: %v", AWAITED);
  } EXCEPT(asyncio_TimeoutError) {
    asyncio_print("nothing found, cancelled: %v",
                  asyncio_bool(asyncio_task_cancelled(self->caver)));
  } END_TRY;
  AWAIT(self->lamp);
  ASYNC_END;
}

SCENARIO(wait_for_timeout, main)
