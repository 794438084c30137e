/* A doorbell is a future: pressed by a callback, heard by everyone who waits for it. */
#include <asyncio.h>
#include "../scenario.h"

#define RING scenario_number("ring")
#define IDA  scenario_number("ida")
#define JON  scenario_number("jon")

static void press(void *bell)
{
  asyncio_print("button: pressed");
  asyncio_future_set_result(bell, asyncio_str("the postman"));
}

static void photograph(asyncio_future *bell, void *data)
{
  (void)data;
  asyncio_print("camera: %v", asyncio_future_result(bell));
}

ASYNC(resident, { const char *name; asyncio_future *bell; double walk; })
{
  ASYNC_BEGIN;
  asyncio_print("%s: listens", self->name);
  AWAIT(self->bell);
  asyncio_print("%s: who is it? %v", self->name, AWAITED);
  AWAIT(asyncio_sleep(self->walk));
  asyncio_print("%s: at the door", self->name);
  ASYNC_END;
}

ASYNC(main, { asyncio_future *bell; asyncio_task *ida, *jon; })
{
  ASYNC_BEGIN;
  self->bell = asyncio_future_new();
  asyncio_future_add_done_callback(self->bell, photograph, NULL);
  asyncio_call_later(RING, press, self->bell);
  self->ida = asyncio_create_named_task(CORO(resident, "Ida", self->bell, IDA), "Ida");
  self->jon = asyncio_create_named_task(CORO(resident, "Jon", self->bell, JON), "Jon");
  AWAIT(asyncio_gather(self->ida, self->jon));
  ASYNC_END;
}

SCENARIO(future_callback, main)
