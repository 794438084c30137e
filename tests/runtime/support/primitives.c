#include "primitives.h"

ASYNC(started_, {
  asyncio_list *coroutines;
  asyncio_list *tasks;
  size_t i;
}) {
  ASYNC_BEGIN;
  CHECK(self->tasks = asyncio_list_new());
  for (self->i = 0; self->i < asyncio_list_size(self->coroutines); self->i++) {
    CHECK(asyncio_list_append(self->tasks, asyncio_value_of(asyncio_create_task(
                                               asyncio_as_object(asyncio_list_get(self->coroutines, self->i))))));
  }
  AWAIT(asyncio_sleep(0));
  RETURN(asyncio_value_of(self->tasks));
  ASYNC_END;
}

asyncio_coroutine *started(asyncio_list *coroutines) {
  return CORO(started_, coroutines);
}

ASYNC(end_, {
  asyncio_list *tasks;
  size_t i;
}) {
  ASYNC_BEGIN;
  for (self->i = 0; self->i < asyncio_list_size(self->tasks); self->i++) {
    TRY {
      AWAIT(asyncio_as_object(asyncio_list_get(self->tasks, self->i)));
    }
    EXCEPT(asyncio_CancelledError) {
      asyncio_print("cancelled");
    }
    END_TRY;
  }
  ASYNC_END;
}

asyncio_coroutine *end(asyncio_list *tasks) {
  return CORO(end_, tasks);
}

void print_status(void) {
  asyncio_error *error = asyncio_current_error();
  if (error == NULL) {
    asyncio_print("None");
  } else {
    asyncio_print("%E", error);
    asyncio_clear_error();
  }
}

void print_next(asyncio_queue *queue) {
  asyncio_value item = asyncio_queue_get_nowait(queue);
  if (asyncio_current_error() != NULL) {
    print_status();
  } else {
    asyncio_print("%v", item);
  }
}
