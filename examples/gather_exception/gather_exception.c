/* Three couriers ride out and one has a flat tyre: gather tells at once, the others ride on. */
#include <asyncio.h>
#include "../scenario.h"

#define MILL scenario_number("mill")
#define HIGH scenario_number("high")
#define DOCK scenario_number("dock")

ASYNCIO_ERROR(FlatTyre, asyncio_Exception);

ASYNC(deliver, { const char *street; double seconds; })
{
  ASYNC_BEGIN;
  asyncio_print("%s: on the way", self->street);
  AWAIT(asyncio_sleep(self->seconds));
  asyncio_print("%s: delivered", self->street);
  ASYNC_END;
}

ASYNC(break_down, { const char *street; double seconds; })
{
  ASYNC_BEGIN;
  asyncio_print("%s: on the way", self->street);
  AWAIT(asyncio_sleep(self->seconds));
  RAISE(FlatTyre, "flat tyre in %s", self->street);
  ASYNC_END;
}

ASYNC(main, { asyncio_task *mill, *high, *dock; })
{
  ASYNC_BEGIN;
  self->mill = asyncio_create_named_task(CORO(deliver, "Mill Lane", MILL), "Mill Lane");
  self->high = asyncio_create_named_task(CORO(break_down, "High Street", HIGH), "High Street");
  self->dock = asyncio_create_named_task(CORO(deliver, "Dock Road", DOCK), "Dock Road");
  TRY {
    AWAIT(asyncio_gather(self->mill, self->high, self->dock));
  } EXCEPT(FlatTyre) {
    asyncio_print("the office hears of it: %s", asyncio_error_message(CAUGHT));
  } END_TRY;
  asyncio_print("back by then: %v %v", asyncio_bool(asyncio_task_done(self->mill)),
                asyncio_bool(asyncio_task_done(self->dock)));
  AWAIT(asyncio_gather(self->mill, self->dock));
  asyncio_print("everyone is back");
  ASYNC_END;
}

SCENARIO(gather_exception, main)
