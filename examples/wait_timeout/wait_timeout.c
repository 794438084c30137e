/* A race with a photograph at the finish: wait looks at the clock, and the late ones run on. */
#include <asyncio.h>
#include "../scenario.h"

#define PHOTO scenario_number("photo")
#define UMA   scenario_number("uma")
#define VIC   scenario_number("vic")
#define XENIA scenario_number("xenia")

ASYNC(race, { const char *runner; double seconds; })
{
  ASYNC_BEGIN;
  AWAIT(asyncio_sleep(self->seconds));
  asyncio_print("%s: finishes", self->runner);
  ASYNC_END;
}

static asyncio_value names(asyncio_list *tasks)
{
  asyncio_list *names = asyncio_list_new();
  for (size_t i = 0; i < asyncio_list_size(tasks); i++) {
    asyncio_task *task = asyncio_as_object(asyncio_list_get(tasks, i));
    asyncio_list_append(names, asyncio_str(asyncio_task_name(task)));
  }
  return asyncio_value_of(names);
}

ASYNC(main, { asyncio_list *tasks, *pending; })
{
  ASYNC_BEGIN;
  self->tasks = asyncio_list_of(
    asyncio_create_named_task(CORO(race, "Uma", UMA), "Uma"),
    asyncio_create_named_task(CORO(race, "Vic", VIC), "Vic"),
    asyncio_create_named_task(CORO(race, "Wes", 1.8), "Wes"),
    asyncio_create_named_task(CORO(race, "Xenia", XENIA), "Xenia")
  );
  AWAIT(asyncio_wait(self->tasks, PHOTO, ASYNCIO_ALL_COMPLETED));
  self->pending = asyncio_wait_pending(AWAITED);
  asyncio_print("in the photograph: %v", names(asyncio_wait_done(AWAITED)));
  asyncio_print("on the track: %v", names(self->pending));
  if (asyncio_list_size(self->pending) > 0) {
    AWAIT(asyncio_wait(self->pending, ASYNCIO_FOREVER, ASYNCIO_ALL_COMPLETED));
  }
  asyncio_print("everyone has finished");
  ASYNC_END;
}

SCENARIO(wait_timeout, main)
