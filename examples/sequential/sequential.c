/* Three telescopes take a picture each: first one after the other, then all at once. */
#include <asyncio.h>
#include "../scenario.h"

#define SIRIUS scenario_number("sirius")
#define VEGA   scenario_number("vega")
#define RIGEL  scenario_number("rigel")

ASYNC(expose, { const char *star; double seconds; })
{
  ASYNC_BEGIN;
  asyncio_print("%s: shutter opens", self->star);
  AWAIT(asyncio_sleep(self->seconds));
  asyncio_print("%s: shutter closes", self->star);
  ASYNC_END;
}

ASYNC(main, { double start; asyncio_task *sirius, *vega, *rigel; })
{
  ASYNC_BEGIN;
  self->start = asyncio_time();
  AWAIT(CORO(expose, "Sirius", SIRIUS));
  AWAIT(CORO(expose, "Vega", VEGA));
  AWAIT(CORO(expose, "Rigel", RIGEL));
  asyncio_print("one after the other: %.1f s", asyncio_time() - self->start);

  self->start = asyncio_time();
  self->sirius = asyncio_create_named_task(CORO(expose, "Sirius", SIRIUS), "Sirius");
  self->vega = asyncio_create_named_task(CORO(expose, "Vega", VEGA), "Vega");
  self->rigel = asyncio_create_named_task(CORO(expose, "Rigel", RIGEL), "Rigel");
  AWAIT(self->sirius);
  AWAIT(self->vega);
  AWAIT(self->rigel);
  asyncio_print("all at once: %.1f s", asyncio_time() - self->start);
  ASYNC_END;
}

SCENARIO(sequential, main)
