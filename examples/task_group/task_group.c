/* Three divers go down together: when one is low on air, all come up, and nobody goes home before the last one is. */
#include <asyncio.h>
#include "../scenario.h"

#define REEF  scenario_number("reef")
#define WRECK scenario_number("wreck")
#define AIR   scenario_number("air")
#define STOP  scenario_number("stop")

ASYNCIO_ERROR(LowOnAir, asyncio_Exception);

ASYNC(dive, { const char *name, *find; double seconds; })
{
  ASYNC_BEGIN;
  asyncio_print("%s: goes down", self->name);
  TRY {
    AWAIT(asyncio_sleep(self->seconds));
  } EXCEPT(asyncio_CancelledError) {
    asyncio_print("%s: called back", self->name);
    AWAIT(asyncio_sleep(STOP));
    asyncio_print("%s: is up", self->name);
    RERAISE;
  } END_TRY;
  asyncio_print("%s: has found %s", self->name, self->find);
  ASYNC_END;
}

ASYNC(breathe, { const char *name; })
{
  ASYNC_BEGIN;
  asyncio_print("%s: goes down", self->name);
  AWAIT(asyncio_sleep(AIR));
  RAISE(LowOnAir, "%s is low on air", self->name);
  ASYNC_END;
}

ASYNC(main, { asyncio_task_group *divers; })
{
  ASYNC_BEGIN;
  TRY {
    ASYNC_WITH(self->divers = asyncio_task_group_new()) {
      asyncio_task_group_create_named_task(self->divers, CORO(dive, "Ines", "a crab", REEF), "Ines");
      asyncio_task_group_create_named_task(self->divers, CORO(breathe, "Jens"), "Jens");
      asyncio_task_group_create_named_task(self->divers, CORO(dive, "Kim", "a bell", WRECK), "Kim");
      asyncio_print("the boat waits");
    } END_WITH;
  } EXCEPT(asyncio_ExceptionGroup) {
    asyncio_print("%s", asyncio_error_message(CAUGHT));
    for (size_t i = 0; i < asyncio_list_size(asyncio_error_errors(CAUGHT)); i++) {
      asyncio_error *error = asyncio_as_object(asyncio_list_get(asyncio_error_errors(CAUGHT), i));
      asyncio_print("in the log: %s", asyncio_error_message(error));
    }
  } END_TRY;
  asyncio_print("the boat goes home");
  ASYNC_END;
}

SCENARIO(task_group, main)
