/* Three divers look over a hull; who finds a leak ends the dive for all. */
#include <asyncio.h>
#include "../scenario.h"

#define BOW   scenario_number("bow")
#define KEEL  scenario_number("keel")
#define STERN scenario_number("stern")
#define LEAK  (scenario_number("leak") != 0)

ASYNCIO_ERROR(Leak, asyncio_Exception);

ASYNC(survey, { const char *part; double seconds; bool leaks; })
{
  ASYNC_BEGIN;
  asyncio_print("%s: diving", self->part);
  AWAIT(asyncio_sleep(self->seconds));
  if (self->leaks) {
    RAISE(Leak, "water comes in at the %s", self->part);
  }
  asyncio_print("%s: sound", self->part);
  ASYNC_END;
}

ASYNC(main, { asyncio_list *tasks, *done, *pending; })
{
  ASYNC_BEGIN;
  self->tasks = asyncio_list_of(
    asyncio_create_named_task(CORO(survey, "bow", BOW, false), "bow"),
    asyncio_create_named_task(CORO(survey, "keel", KEEL, LEAK), "keel"),
    asyncio_create_named_task(CORO(survey, "stern", STERN, false), "stern")
  );
  AWAIT(asyncio_wait(self->tasks, ASYNCIO_FOREVER, ASYNCIO_FIRST_EXCEPTION));
  self->done = asyncio_wait_done(AWAITED);
  self->pending = asyncio_wait_pending(AWAITED);
  asyncio_print("%zu done, %zu under water",
                asyncio_list_size(self->done), asyncio_list_size(self->pending));
  for (size_t i = 0; i < asyncio_list_size(self->done); i++) {
    asyncio_task *task = asyncio_as_object(asyncio_list_get(self->done, i));
    asyncio_error *error = asyncio_task_exception(task);
    if (error) {
      asyncio_print("%s: %s", asyncio_task_name(task), asyncio_error_message(error));
    }
  }
  for (size_t i = 0; i < asyncio_list_size(self->pending); i++) {
    asyncio_task *task = asyncio_as_object(asyncio_list_get(self->pending, i));
    asyncio_print("%s: called up", asyncio_task_name(task));
    asyncio_task_cancel(task, NULL);
  }
  AWAIT(asyncio_gather_list(self->pending, true));
  asyncio_print("all aboard");
  ASYNC_END;
}

SCENARIO(wait_first_exception, main)
