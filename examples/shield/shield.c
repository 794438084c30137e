/* Two letters are sealed while a courier waits and leaves: the one behind a shield is finished, the other is torn. */
#include <asyncio.h>
#include "../scenario.h"

#define SEALING  scenario_number("sealing")
#define PATIENCE scenario_number("patience")

ASYNC(seal, { const char *letter; })
{
  ASYNC_BEGIN;
  asyncio_print("%s: wax is warm", self->letter);
  TRY {
    AWAIT(asyncio_sleep(SEALING));
  } EXCEPT(asyncio_CancelledError) {
    asyncio_print("%s: torn", self->letter);
    RERAISE;
  } END_TRY;
  asyncio_print("%s: sealed", self->letter);
  RETURN(asyncio_strf("%s, sealed", self->letter));
  ASYNC_END;
}

ASYNC(main, { asyncio_task *will, *note; })
{
  ASYNC_BEGIN;
  self->will = asyncio_create_named_task(CORO(seal, "will"), "will");
  self->note = asyncio_create_named_task(CORO(seal, "note"), "note");
  TRY {
    ASYNC_WITH(asyncio_timeout(PATIENCE)) {
      AWAIT(asyncio_gather(asyncio_shield(self->will), self->note));
      asyncio_print("courier: takes both");
    } END_WITH;
  } EXCEPT(asyncio_TimeoutError) {
    asyncio_print("courier: leaves");
  } END_TRY;
  asyncio_print("torn: will %v, note %v", asyncio_bool(asyncio_task_cancelled(self->will)),
                asyncio_bool(asyncio_task_cancelled(self->note)));
  AWAIT(self->will);
  asyncio_print("next courier: %v", AWAITED);
  ASYNC_END;
}

SCENARIO(shield, main)
