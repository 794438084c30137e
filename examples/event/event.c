/* Boats in a harbour wait for the tide; who comes late enough finds it there. */
#include <asyncio.h>
#include "../scenario.h"

#define TIDE  scenario_number("tide")
#define FERRY scenario_number("ferry")

ASYNC(sail, { const char *boat; asyncio_event *tide; double loading, trip; })
{
  ASYNC_BEGIN;
  AWAIT(asyncio_sleep(self->loading));
  asyncio_print("%s: loaded, %s", self->boat, asyncio_event_is_set(self->tide) ? "the water is there" : "waits");
  AWAIT(asyncio_event_wait(self->tide));
  asyncio_print("%s: sails", self->boat);
  AWAIT(asyncio_sleep(self->trip));
  asyncio_print("%s: is at sea", self->boat);
  ASYNC_END;
}

ASYNC(main, { asyncio_event *tide; asyncio_task *cutter, *yawl, *ferry; })
{
  ASYNC_BEGIN;
  self->tide = asyncio_event_new();
  self->cutter = asyncio_create_named_task(CORO(sail, "cutter", self->tide, 0.6, 1.2), "cutter");
  self->yawl = asyncio_create_named_task(CORO(sail, "yawl", self->tide, 1.1, 0.7), "yawl");
  self->ferry = asyncio_create_named_task(CORO(sail, "ferry", self->tide, FERRY, 0.9), "ferry");
  AWAIT(asyncio_sleep(TIDE));
  asyncio_print("the tide is in");
  asyncio_event_set(self->tide);
  AWAIT(asyncio_gather(self->cutter, self->yawl, self->ferry));
  asyncio_print("the harbour is empty");
  ASYNC_END;
}

SCENARIO(event, main)
