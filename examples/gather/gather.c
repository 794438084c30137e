/* Three towns read their thermometers; gather brings the readings back in order. */
#include <asyncio.h>
#include "../scenario.h"

#define OSLO  scenario_number("oslo")
#define LIMA  scenario_number("lima")
#define KYOTO scenario_number("kyoto")

ASYNC(measure, { const char *town; int degrees; double seconds; })
{
  ASYNC_BEGIN;
  asyncio_print("%s: thermometer out", self->town);
  AWAIT(asyncio_sleep(self->seconds));
  asyncio_print("%s: %d degrees", self->town, self->degrees);
  RETURN(asyncio_int(self->degrees));
  ASYNC_END;
}

ASYNC(main, { double start; })
{
  ASYNC_BEGIN;
  self->start = asyncio_time();
  AWAIT(asyncio_gather(
    CORO(measure, "Oslo", -4, OSLO),
    CORO(measure, "Lima", 19, LIMA),
    CORO(measure, "Kyoto", 12, KYOTO)
  ));
  asyncio_print("readings: %v", AWAITED);
  asyncio_print("after %.1f s", asyncio_time() - self->start);
  ASYNC_END;
}

SCENARIO(gather, main)
