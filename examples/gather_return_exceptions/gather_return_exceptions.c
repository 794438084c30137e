/* Four shops are asked for a bicycle bell, and a shop that is closed is an answer too. */
#include <asyncio.h>
#include "../scenario.h"

#define MARKET  scenario_number("market")
#define CORNER  scenario_number("corner")
#define HARBOUR scenario_number("harbour")
#define STATION scenario_number("station")

ASYNC(ask, { const char *shop; int price; double seconds; })
{
  ASYNC_BEGIN;
  AWAIT(asyncio_sleep(self->seconds));
  if (self->price == 0) {
    asyncio_print("%s: closed", self->shop);
    RAISE(asyncio_LookupError, "%s is closed", self->shop);
  }
  asyncio_print("%s: %d", self->shop, self->price);
  RETURN(asyncio_int(self->price));
  ASYNC_END;
}

ASYNC(main, { asyncio_list *answers, *prices; })
{
  ASYNC_BEGIN;
  AWAIT(asyncio_gather_settled(
    CORO(ask, "market", 12, MARKET),
    CORO(ask, "corner", 0, CORNER),
    CORO(ask, "harbour", 9, HARBOUR),
    CORO(ask, "station", 0, STATION)
  ));
  asyncio_print("answers: %v", AWAITED);
  self->answers = asyncio_as_list(AWAITED);
  self->prices = asyncio_list_new();
  for (size_t i = 0; i < asyncio_list_size(self->answers); i++) {
    asyncio_value answer = asyncio_list_get(self->answers, i);
    if (answer.kind == ASYNCIO_INT) {
      asyncio_list_append(self->prices, answer);
    }
  }
  asyncio_print("prices: %v", asyncio_value_of(self->prices));
  ASYNC_END;
}

SCENARIO(gather_return_exceptions, main)
