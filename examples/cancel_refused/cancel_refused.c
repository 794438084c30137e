/* A scribe is told to stop and refuses, at first; the messenger obeys the first word. */
#include <asyncio.h>
#include "../scenario.h"

#define LINE     scenario_number("line")
#define EVERY    scenario_number("every")
#define REFUSALS scenario_number("refusals")

ASYNC(write, { asyncio_task *scribe; int line; })
{
  ASYNC_BEGIN;
  self->scribe = asyncio_current_task();
  self->line = 1;
  while (true) {
    TRY {
      AWAIT(asyncio_sleep(LINE));
      asyncio_print("scribe: line %d", self->line);
      self->line++;
    } EXCEPT(asyncio_CancelledError) {
      asyncio_print("scribe: request %u", asyncio_task_cancelling(self->scribe));
      if (asyncio_task_cancelling(self->scribe) > REFUSALS) {
        RERAISE;
      }
    } END_TRY;
  }
  ASYNC_END;
}

ASYNC(carry, ASYNC_NO_LOCALS)
{
  ASYNC_BEGIN;
  asyncio_print("messenger: on the road");
  AWAIT(asyncio_sleep(60));
  ASYNC_END;
}

ASYNC(main, { asyncio_task *scribe, *messenger; })
{
  ASYNC_BEGIN;
  self->scribe = asyncio_create_named_task(CORO(write), "scribe");
  self->messenger = asyncio_create_named_task(CORO(carry), "messenger");
  while (!asyncio_task_done(self->scribe)) {
    AWAIT(asyncio_sleep(EVERY));
    asyncio_print("stop!");
    asyncio_task_cancel(self->scribe, NULL);
    asyncio_task_cancel(self->messenger, NULL);
    AWAIT(asyncio_sleep(0.1));
  }
  asyncio_print("cancelled: %v %v", asyncio_bool(asyncio_task_cancelled(self->scribe)),
                asyncio_bool(asyncio_task_cancelled(self->messenger)));
  ASYNC_END;
}

SCENARIO(cancel_refused, main)
