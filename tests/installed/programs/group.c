/* Workers and a queue; a group in which one fails; to_thread; what is left. */
#include <asyncio.h>

ASYNC(worker, {
  int number;
  asyncio_queue *queue;
  asyncio_list *results;
}) {
  ASYNC_BEGIN;
  for (;;) {
    TRY {
      AWAIT(asyncio_queue_get(self->queue));
    }
    EXCEPT(asyncio_QueueShutDown) {
      RETURN(asyncio_int(self->number));
    }
    END_TRY;
    CHECK(asyncio_list_append(self->results, asyncio_int(asyncio_as_int(AWAITED) * 2)));
    AWAIT(asyncio_sleep(0.005));
    CHECK(asyncio_queue_task_done(self->queue));
  }
  ASYNC_END;
}

ASYNC(fails, {
  double delay;
  const char *why;
}) {
  ASYNC_BEGIN;
  AWAIT(asyncio_sleep(self->delay));
  RAISE(asyncio_ValueError, "%s", self->why);
  ASYNC_END;
}

ASYNC(lasts, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  TRY {
    AWAIT(asyncio_sleep(3600));
  }
  FINALLY {
    asyncio_print("left over");
  }
  END_TRY;
  ASYNC_END;
}

static void length(asyncio_thread_call *call) {
  size_t size;
  asyncio_thread_input(call, &size);
  char digit = (char)('0' + size % 10);
  asyncio_thread_return(call, &digit, 1);
}

ASYNC(program, {
  asyncio_queue *queue;
  asyncio_list *results;
  asyncio_task_group *group;
  int i;
}) {
  ASYNC_BEGIN;
  CHECK(self->queue = asyncio_queue_new(2));
  CHECK(self->results = asyncio_list_new());
  ASYNC_WITH(self->group = asyncio_task_group_new()) {
    for (self->i = 0; self->i < 3; self->i++) {
      CHECK(asyncio_task_group_create_task(self->group, CORO(worker, self->i, self->queue, self->results)));
    }
    for (self->i = 0; self->i < 7; self->i++) {
      AWAIT(asyncio_queue_put(self->queue, asyncio_int(self->i)));
    }
    AWAIT(asyncio_queue_join(self->queue));
    CHECK(asyncio_queue_shutdown(self->queue, false));
  }
  END_WITH;
  asyncio_print("%v", asyncio_value_of(self->results));
  TRY {
    ASYNC_WITH(self->group = asyncio_task_group_new()) {
      CHECK(asyncio_task_group_create_task(self->group, CORO(fails, 0.01, "no")));
      CHECK(asyncio_task_group_create_task(self->group, asyncio_sleep(3600)));
    }
    END_WITH;
  }
  EXCEPT(asyncio_ExceptionGroup) {
    asyncio_print("%E", CAUGHT);
  }
  END_TRY;
  AWAIT(asyncio_to_thread(length, "four", 4));
  asyncio_print("%v", AWAITED);
  CHECK(asyncio_create_task(CORO(lasts)));
  AWAIT(asyncio_sleep(0));
  ASYNC_END;
}

int main(void) {
  return asyncio_run(CORO(program));
}
