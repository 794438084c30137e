/* Errands: a task sets off by itself, a bare coroutine lies on the desk until it is awaited. */
#include <asyncio.h>
#include "../scenario.h"

#define POST  scenario_number("post")
#define BAKER scenario_number("baker")
#define DESK  scenario_number("desk")

ASYNC(errand, { const char *where; double seconds; })
{
  ASYNC_BEGIN;
  asyncio_print("%s: sets off", self->where);
  AWAIT(asyncio_sleep(self->seconds));
  asyncio_print("%s: is back", self->where);
  RETURN(asyncio_strf("from the %s", self->where));
  ASYNC_END;
}

ASYNC(main, { asyncio_task *post; asyncio_coroutine *baker; })
{
  ASYNC_BEGIN;
  self->post = asyncio_create_named_task(CORO(errand, "post", POST), "post");
  self->baker = CORO(errand, "baker", BAKER);
  asyncio_print("two errands, nobody has left");
  AWAIT(asyncio_sleep(DESK));
  asyncio_print("one is on the way");
  AWAIT(self->baker);
  asyncio_print("bread %v", AWAITED);
  AWAIT(self->post);
  asyncio_print("a parcel %v", AWAITED);
  AWAIT(self->post);
  asyncio_print("once more, a parcel %v", AWAITED);
  TRY {
    AWAIT(self->baker);
  } EXCEPT(asyncio_RuntimeError) {
    asyncio_print("once more, bread: %s", asyncio_error_message(CAUGHT));
  } END_TRY;
  ASYNC_END;
}

SCENARIO(tasks_and_coroutines, main)
