/* Three people fish for one supper: the first bite ends the day, the others reel in. */
#include <asyncio.h>
#include "../scenario.h"

#define ANNA scenario_number("anna")
#define BO   scenario_number("bo")
#define CLEO scenario_number("cleo")

ASYNC(fish, { const char *name, *catch; double seconds; })
{
  ASYNC_BEGIN;
  asyncio_print("%s: casts the line", self->name);
  TRY {
    AWAIT(asyncio_sleep(self->seconds));
  } EXCEPT(asyncio_CancelledError) {
    asyncio_print("%s: reels in", self->name);
    RERAISE;
  } END_TRY;
  RETURN(asyncio_str(self->catch));
  ASYNC_END;
}

ASYNC(main, { asyncio_list *tasks, *done, *pending; })
{
  ASYNC_BEGIN;
  self->tasks = asyncio_list_of(
    asyncio_create_named_task(CORO(fish, "Anna", "pike", ANNA), "Anna"),
    asyncio_create_named_task(CORO(fish, "Bo", "perch", BO), "Bo"),
    asyncio_create_named_task(CORO(fish, "Cleo", "trout", CLEO), "Cleo")
  );
  AWAIT(asyncio_wait(self->tasks, ASYNCIO_FOREVER, ASYNCIO_FIRST_COMPLETED));
  self->done = asyncio_wait_done(AWAITED);
  self->pending = asyncio_wait_pending(AWAITED);
  for (size_t i = 0; i < asyncio_list_size(self->done); i++) {
    asyncio_task *task = asyncio_as_object(asyncio_list_get(self->done, i));
    asyncio_print("%s has a %v", asyncio_task_name(task), asyncio_task_result(task));
  }
  for (size_t i = 0; i < asyncio_list_size(self->pending); i++) {
    asyncio_task_cancel(asyncio_as_object(asyncio_list_get(self->pending, i)), NULL);
  }
  AWAIT(asyncio_gather_list(self->pending, true));
  asyncio_print("supper");
  ASYNC_END;
}

SCENARIO(wait_first_completed, main)
