/* Tea for somebody in a hurry: the kettle boils in time, and the toast does not mind. */
#include <asyncio.h>
#include "../scenario.h"

#define KETTLE   scenario_number("kettle")
#define PATIENCE scenario_number("patience")
#define TOAST    scenario_number("toast")

ASYNC(boil, { double seconds; })
{
  ASYNC_BEGIN;
  asyncio_print("kettle: on");
  AWAIT(asyncio_sleep(self->seconds));
  asyncio_print("kettle: boils in %s", asyncio_task_name(asyncio_current_task()));
  RETURN(asyncio_int(100));
  ASYNC_END;
}

ASYNC(toast, { double seconds; })
{
  ASYNC_BEGIN;
  asyncio_print("toast: down");
  AWAIT(asyncio_sleep(self->seconds));
  asyncio_print("toast: up");
  ASYNC_END;
}

ASYNC(main, { asyncio_task *breakfast; })
{
  ASYNC_BEGIN;
  self->breakfast = asyncio_create_named_task(CORO(toast, TOAST), "toast");
  AWAIT(asyncio_wait_for(CORO(boil, KETTLE), PATIENCE));
  asyncio_print("tea at %v degrees", AWAITED);
  AWAIT(self->breakfast);
  asyncio_print("and toast");
  ASYNC_END;
}

SCENARIO(wait_for_in_time, main)
