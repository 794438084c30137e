/* A reservoir fills up; three mills wait, each for its own level. */
#include <asyncio.h>
#include "../scenario.h"

#define INFLOW scenario_number("inflow")
#define GRIND  scenario_number("grind")

typedef struct reservoir {
  asyncio_object object;
  asyncio_condition *changed;
  int level;
} reservoir;

static const asyncio_type reservoir_type = {.name = "reservoir"};

typedef struct need {
  const reservoir *water;
  int level;
} need;

static bool is_met(void *data)
{
  const need *need = data;
  return need->water->level >= need->level;
}

ASYNC(mill, { const char *name; reservoir *water; need need; })
{
  ASYNC_BEGIN;
  ASYNC_WITH(self->water->changed) {
    AWAIT(asyncio_condition_wait_for(self->water->changed, is_met, &self->need));
    self->water->level -= self->need.level;
    asyncio_print("%s: takes %d, %d left", self->name, self->need.level, self->water->level);
  } END_WITH;
  AWAIT(asyncio_sleep(GRIND));
  asyncio_print("%s: has ground the corn", self->name);
  ASYNC_END;
}

ASYNC(rain, { reservoir *water; })
{
  ASYNC_BEGIN;
  while (self->water->level < 7) {
    AWAIT(asyncio_sleep(INFLOW));
    ASYNC_WITH(self->water->changed) {
      self->water->level++;
      asyncio_print("level %d", self->water->level);
      asyncio_condition_notify_all(self->water->changed);
    } END_WITH;
  }
  ASYNC_END;
}

ASYNC(main, { reservoir *water; asyncio_task *rain; })
{
  ASYNC_BEGIN;
  self->water = asyncio_object_new(&reservoir_type, sizeof *self->water);
  self->water->changed = asyncio_condition_new(NULL);
  self->rain = asyncio_create_named_task(CORO(rain, self->water), "rain");
  AWAIT(asyncio_gather(
    asyncio_create_named_task(CORO(mill, "big mill", self->water, {self->water, 4}), "big mill"),
    asyncio_create_named_task(CORO(mill, "old mill", self->water, {self->water, 2}), "old mill"),
    asyncio_create_named_task(CORO(mill, "new mill", self->water, {self->water, 3}), "new mill")
  ));
  asyncio_task_cancel(self->rain, NULL);
  AWAIT(asyncio_gather_settled(self->rain));
  asyncio_print("flour for all");
  ASYNC_END;
}

SCENARIO(condition, main)
