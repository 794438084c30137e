/* Three loaves in the oven: wait returns when all are out, burnt or not, and raises nothing. */
#include <asyncio.h>
#include "../scenario.h"

#define RYE   scenario_number("rye")
#define OAT   scenario_number("oat")
#define SPELT scenario_number("spelt")
#define BURNS scenario_number("burns")

ASYNC(bake, { const char *loaf; double seconds; })
{
  ASYNC_BEGIN;
  asyncio_print("%s: in the oven", self->loaf);
  AWAIT(asyncio_sleep(self->seconds));
  if (self->seconds > BURNS) {
    RAISE(asyncio_ValueError, "the %s loaf is burnt", self->loaf);
  }
  RETURN(asyncio_strf("a fine %s loaf", self->loaf));
  ASYNC_END;
}

ASYNC(main, { asyncio_list *tasks; })
{
  ASYNC_BEGIN;
  self->tasks = asyncio_list_of(
    asyncio_create_named_task(CORO(bake, "rye", RYE), "rye"),
    asyncio_create_named_task(CORO(bake, "oat", OAT), "oat"),
    asyncio_create_named_task(CORO(bake, "spelt", SPELT), "spelt")
  );
  AWAIT(asyncio_wait(self->tasks, ASYNCIO_FOREVER, ASYNCIO_ALL_COMPLETED));
  asyncio_print("%zu out of the oven, %zu inside",
                asyncio_list_size(asyncio_wait_done(AWAITED)),
                asyncio_list_size(asyncio_wait_pending(AWAITED)));
  for (size_t i = 0; i < asyncio_list_size(self->tasks); i++) {
    asyncio_task *task = asyncio_as_object(asyncio_list_get(self->tasks, i));
    asyncio_error *error = asyncio_task_exception(task);
    if (error) {
      asyncio_print("%s: %s", asyncio_task_name(task), asyncio_error_message(error));
    } else {
      asyncio_print("%s: %v", asyncio_task_name(task), asyncio_task_result(task));
    }
  }
  ASYNC_END;
}

SCENARIO(wait_all, main)
