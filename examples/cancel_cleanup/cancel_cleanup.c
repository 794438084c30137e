/* A kiln is switched off while it fires, and cools down before its door opens. */
#include <asyncio.h>
#include "../scenario.h"

#define FIRING  scenario_number("firing")
#define STOP    scenario_number("stop")
#define COOLING scenario_number("cooling")

ASYNC(fire, ASYNC_NO_LOCALS)
{
  ASYNC_BEGIN;
  TRY {
    asyncio_print("kiln: heats up");
    AWAIT(asyncio_sleep(FIRING));
    asyncio_print("kiln: the firing is done");
  } EXCEPT(asyncio_CancelledError) {
    asyncio_print("kiln: stopped by a %s", asyncio_error_message(CAUGHT));
    AWAIT(asyncio_sleep(COOLING));
    asyncio_print("kiln: has cooled down");
    RERAISE;
  } FINALLY {
    asyncio_print("kiln: the door opens");
  } END_TRY;
  ASYNC_END;
}

ASYNC(shape, { int bowl; })
{
  ASYNC_BEGIN;
  for (self->bowl = 1; self->bowl < 4; self->bowl++) {
    AWAIT(asyncio_sleep(0.9));
    asyncio_print("potter: bowl %d", self->bowl);
  }
  ASYNC_END;
}

ASYNC(main, { asyncio_task *kiln, *potter; })
{
  ASYNC_BEGIN;
  self->kiln = asyncio_create_named_task(CORO(fire), "kiln");
  self->potter = asyncio_create_named_task(CORO(shape), "potter");
  AWAIT(asyncio_sleep(STOP));
  asyncio_print("cancel: %v", asyncio_bool(asyncio_task_cancel(self->kiln, "power cut")));
  TRY {
    AWAIT(self->kiln);
  } EXCEPT(asyncio_CancelledError) {
    asyncio_print("the kiln was cancelled");
  } END_TRY;
  AWAIT(self->potter);
  ASYNC_END;
}

SCENARIO(cancel_cleanup, main)
