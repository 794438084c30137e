/* Six charts of the coast come over a line that carries so many at a time. */
#include <asyncio.h>
#include "../scenario.h"

#define LINE  ((int)scenario_number("line"))
#define LARGE scenario_number("large")
#define SMALL scenario_number("small")

ASYNC(download, { const char *chart; asyncio_semaphore *line; double seconds; })
{
  ASYNC_BEGIN;
  ASYNC_WITH(self->line) {
    asyncio_print("%s: begins", self->chart);
    AWAIT(asyncio_sleep(self->seconds));
  } END_WITH;
  asyncio_print("%s: is here", self->chart);
  RETURN(asyncio_str(self->chart));
  ASYNC_END;
}

ASYNC(main, { asyncio_semaphore *line; })
{
  ASYNC_BEGIN;
  self->line = asyncio_semaphore_new(LINE);
  AWAIT(asyncio_gather(
    asyncio_create_named_task(CORO(download, "Skagen", self->line, LARGE), "Skagen"),
    asyncio_create_named_task(CORO(download, "Hirtshals", self->line, SMALL), "Hirtshals"),
    asyncio_create_named_task(CORO(download, "Thyboron", self->line, 1.4), "Thyboron"),
    asyncio_create_named_task(CORO(download, "Esbjerg", self->line, SMALL), "Esbjerg"),
    asyncio_create_named_task(CORO(download, "Romo", self->line, 0.9), "Romo"),
    asyncio_create_named_task(CORO(download, "Sylt", self->line, LARGE), "Sylt")
  ));
  asyncio_print("on board: %v", AWAITED);
  ASYNC_END;
}

SCENARIO(semaphore, main)
