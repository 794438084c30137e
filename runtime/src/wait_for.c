#include "coroutine.h"
#include "error.h"
#include "future.h"
#include "running.h"
#include "scope.h"
#include "task_cancel.h"
#include "value.h"
#include <asyncio/timeout.h>
#include <asyncio/wait.h>

/* Ends a future when another one is done: what CPython calls _release_waiter. */
static void release_waiter(asyncio_future *future, void *data) {
  (void)future;
  asyncio_future *waiter = data;
  if (waiter->state == AIO__PENDING) {
    aio__future_finish(waiter, asyncio_none());
  }
}

/* Cancels the future and waits for it to be done; not on the future itself, so that this wait can be cancelled too. */
ASYNC(cancel_and_wait, {
  asyncio_future *future;
  asyncio_future *waiter;
}) {
  ASYNC_BEGIN;
  CHECK(self->waiter = aio__own(aio__future_new(aio__now.loop, "wait_for")));
  TRY {
    CHECK(aio__future_call_object(self->future, release_waiter, self->waiter));
    aio__cancel(self->future, NULL);
    AWAIT(self->waiter);
  }
  FINALLY {
    asyncio_future_remove_done_callback(self->future, release_waiter, self->waiter);
  }
  END_TRY;
  ASYNC_END;
}

ASYNC(wait_for, {
  void *awaitable;
  double timeout;
  asyncio_future *future;
}) {
  ASYNC_BEGIN;
  if (self->timeout <= 0) {
    TRY {
      CHECK(self->future = asyncio_ensure_future(self->awaitable));
      if (self->future->state != AIO__PENDING) {
        AWAIT(self->future);
        RETURN(AWAITED);
      }
      AWAIT(CORO(cancel_and_wait, self->future));
    }
    EXCEPT(asyncio_MemoryError) {
      if (self->future != NULL) {
        aio__cancel(self->future, NULL); /* nobody waits, but nothing runs on either */
      }
      RERAISE;
    }
    END_TRY;
    TRY {
      AWAIT(self->future);
      RETURN(AWAITED);
    }
    EXCEPT(asyncio_CancelledError) {
      RAISE_FROM(CAUGHT, asyncio_TimeoutError, NULL);
    }
    END_TRY;
  }
  ASYNC_WITH(asyncio_timeout(self->timeout)) {
    AWAIT(self->awaitable);
    RETURN(AWAITED);
  }
  END_WITH;
  ASYNC_END;
}

asyncio_coroutine *asyncio_wait_for(void *awaitable, double timeout) {
  asyncio_coroutine *coroutine = CORO(wait_for, awaitable, timeout);
  if (coroutine != NULL) {
    aio__scope_move(&((asyncio_frame *)coroutine)->scope, awaitable);
  }
  return coroutine;
}
