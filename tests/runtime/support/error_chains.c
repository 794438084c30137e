#include "error_chains.h"

void tell_chain(const asyncio_error *error) {
  char chain[512] = "";
  for (int length = 0; error; error = asyncio_error_context(error)) {
    const asyncio_error *cause = asyncio_error_cause(error);
    length += asyncio_format(chain + length, sizeof chain - (size_t)length, "%s%s: %s", length ? " < " : "",
                             asyncio_error_class(error)->name, asyncio_error_message(error));
    if (cause != NULL) {
      length += asyncio_format(chain + length, sizeof chain - (size_t)length, " from %s: %s",
                               asyncio_error_class(cause)->name, asyncio_error_message(cause));
    }
  }
  asyncio_print("%s", chain);
}

ASYNC(tells_, { void *awaitable; }) {
  ASYNC_BEGIN;
  TRY {
    AWAIT(self->awaitable);
  }
  EXCEPT(asyncio_BaseException) {
    tell_chain(CAUGHT);
  }
  END_TRY;
  ASYNC_END;
}

asyncio_coroutine *tells(void *awaitable) {
  return CORO(tells_, awaitable);
}

ASYNC(raises_, { asyncio_error *error; }) {
  ASYNC_BEGIN;
  RAISE_ERROR(self->error);
  ASYNC_END;
}

asyncio_coroutine *raises(asyncio_error *error) {
  return CORO(raises_, error);
}

ASYNC(sleeps_and_raises_, { asyncio_error *error; }) {
  ASYNC_BEGIN;
  AWAIT(asyncio_sleep(0));
  RAISE_ERROR(self->error);
  ASYNC_END;
}

asyncio_coroutine *sleeps_and_raises(asyncio_error *error) {
  return CORO(sleeps_and_raises_, error);
}

ASYNC(handles_, {
  asyncio_error *handled;
  void *awaitable;
}) {
  ASYNC_BEGIN;
  TRY {
    RAISE_ERROR(self->handled);
  }
  EXCEPT(asyncio_ValueError) {
    AWAIT(self->awaitable);
  }
  END_TRY;
  ASYNC_END;
}

asyncio_coroutine *handles(asyncio_error *handled, void *awaitable) {
  return CORO(handles_, handled, awaitable);
}

ASYNC(answers_, {
  void *awaitable;
  asyncio_error *answer;
}) {
  ASYNC_BEGIN;
  TRY {
    AWAIT(self->awaitable);
  }
  EXCEPT(asyncio_BaseException) {
    RAISE_ERROR(self->answer);
  }
  END_TRY;
  ASYNC_END;
}

asyncio_coroutine *answers(void *awaitable, asyncio_error *answer) {
  return CORO(answers_, awaitable, answer);
}
