/*
** Soak: what goes on for long ends with the memory it began with. As many task lifetimes as SOAK_TASKS in the
** environment says, 200,000 without it; ten million in `ctest -C soak`.
*/
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "allocations.h"
#include "failing.h"
#include "program.h"

static int task_count(void) {
  const char *text = getenv("SOAK_TASKS");
  return text == NULL ? FEWER(200000, 20) : atoi(text);
}

/* --- Lifetimes of tasks ------------------------------------------------------------------------------------------- */

/* How much is left behind is of no interest where allocations fail: it differs then. */

/* Ends in one of the ways in which tasks end. */
ASYNC(lives, { int number; }) {
  ASYNC_BEGIN;
  AWAIT(asyncio_sleep(self->number % 4 == 0 ? 0 : 0.5));
  if (self->number % 4 == 1) {
    RAISE(asyncio_ValueError, "task %d", self->number);
  } else if (self->number % 4 == 2) {
    AWAIT(asyncio_sleep(1000)); /* is cancelled */
  }
  RETURN(asyncio_strf("result %d", self->number));
  ASYNC_END;
}

enum { MOST_IN_GENERATION = 100 };
#define GENERATION FEWER(MOST_IN_GENERATION, 4)

ASYNC(one_generation, {
  int first;
  int i;
  asyncio_task *tasks[MOST_IN_GENERATION];
}) {
  ASYNC_BEGIN;
  for (int i = 0; i < GENERATION; i++) {
    CHECK(self->tasks[i] = asyncio_create_task(CORO(lives, self->first + i)));
  }
  AWAIT(asyncio_sleep(1));
  for (self->i = 0; self->i < GENERATION; self->i++) {
    asyncio_task_cancel(self->tasks[self->i], "enough");
    TRY {
      AWAIT(self->tasks[self->i]);
    }
    EXCEPT(asyncio_ValueError, asyncio_CancelledError) {
    }
    END_TRY;
  }
  ASYNC_END;
}

ASYNC(generations, {
  int count;
  int i;
  size_t bytes;
}) {
  ASYNC_BEGIN;
  for (; self->i < self->count; self->i++) {
    AWAIT(CORO(one_generation, self->i * GENERATION));
    if (self->i == FEWER(9, 1)) {
      self->bytes = allocations_bytes();
    }
  }
  RETURN(asyncio_bool(FEWER(allocations_bytes() <= self->bytes, true)));
  ASYNC_END;
}

static void test_task_lifetimes(void **state) {
  (void)state;
  size_t before = allocations_alive();
  assert_string_equal(RUN(generations, task_count() / GENERATION), "= True\n");
  assert_int_equal(allocations_alive(), before);
}

/* --- Loops without end, and without asyncio_release --------------------------------------------------------------- */

typedef enum turn {
  YIELDS,
  SLEEPS,
  AWAITS_COROUTINE,
  WAITS_FOR,
  WAITS_FOR_TOO_LONG,
  WITH_TIMEOUT,
  GATHERS,
  LOCKS,
  PUTS_AND_GETS,
  RAISES_AND_CATCHES,
  AWAITS_VALUE
} turn;

ASYNC(echo, { int number; }) {
  ASYNC_BEGIN;
  AWAIT(asyncio_sleep(0));
  RETURN(asyncio_int(self->number));
  ASYNC_END;
}

/* All but GATHERS, whose result is an object: those live as long as the frame, or until asyncio_release. */
ASYNC(repeats, {
  turn turn;
  int count;
  int i;
  size_t bytes;
  asyncio_lock *lock;
  asyncio_queue *queue;
}) {
  ASYNC_BEGIN;
  CHECK(self->lock = asyncio_lock_new());
  CHECK(self->queue = asyncio_queue_new(1));
  for (; self->i < self->count; self->i++) {
    if (self->i == 10) {
      self->bytes = allocations_bytes();
    }
    if (self->turn == YIELDS) {
      AWAIT(asyncio_sleep(0));
    } else if (self->turn == SLEEPS) {
      AWAIT(asyncio_sleep(1));
    } else if (self->turn == AWAITS_COROUTINE) {
      AWAIT(CORO(echo, self->i));
    } else if (self->turn == WAITS_FOR) {
      AWAIT(asyncio_wait_for(CORO(echo, self->i), 5));
    } else if (self->turn == WAITS_FOR_TOO_LONG) {
      TRY {
        AWAIT(asyncio_wait_for(asyncio_sleep(10), 1));
      }
      EXCEPT(asyncio_TimeoutError) {
      }
      END_TRY;
    } else if (self->turn == WITH_TIMEOUT) {
      ASYNC_WITH(asyncio_timeout(5)) {
        AWAIT(asyncio_sleep(1));
      }
      END_WITH;
    } else if (self->turn == GATHERS) {
      AWAIT(asyncio_gather(CORO(echo, 1), CORO(echo, 2)));
      asyncio_release(asyncio_as_object(AWAITED));
    } else if (self->turn == LOCKS) {
      ASYNC_WITH(self->lock) {
        AWAIT(asyncio_sleep(0));
      }
      END_WITH;
    } else if (self->turn == PUTS_AND_GETS) {
      AWAIT(asyncio_queue_put(self->queue, asyncio_int(self->i)));
      AWAIT(asyncio_queue_get(self->queue));
    } else if (self->turn == RAISES_AND_CATCHES) {
      TRY {
        RAISE(asyncio_ValueError, "%d", self->i);
      }
      EXCEPT(asyncio_ValueError) {
        AWAIT(asyncio_sleep(0));
      }
      END_TRY;
    } else if (self->turn == AWAITS_VALUE) {
      AWAIT(asyncio_sleep_result(0, asyncio_int(self->i)));
    }
  }
  RETURN(asyncio_int(FEWER((int64_t)(allocations_bytes() - self->bytes) / (self->count - 10), 0)));
  ASYNC_END;
}

/* Bytes that an iteration leaves behind, as the program's text. */
#define GROWTH(turn) RUN(repeats, turn, FEWER(2000, 12))

static void test_loops_without_end(void **state) {
  (void)state;
  assert_string_equal(GROWTH(YIELDS), "= 0\n");
  assert_string_equal(GROWTH(SLEEPS), "= 0\n");
  assert_string_equal(GROWTH(AWAITS_COROUTINE), "= 0\n");
  assert_string_equal(GROWTH(WAITS_FOR), "= 0\n");
  assert_string_equal(GROWTH(WAITS_FOR_TOO_LONG), "= 0\n");
  assert_string_equal(GROWTH(WITH_TIMEOUT), "= 0\n");
  assert_string_equal(GROWTH(GATHERS), "= 0\n");
  assert_string_equal(GROWTH(LOCKS), "= 0\n");
  assert_string_equal(GROWTH(PUTS_AND_GETS), "= 0\n");
  assert_string_equal(GROWTH(RAISES_AND_CATCHES), "= 0\n");
  assert_string_equal(GROWTH(AWAITS_VALUE), "= 0\n");
}

/* What is made by name belongs to the frame, until it ends or asyncio_release. */
ASYNC(makes_and_releases, {
  int count;
  int i;
  size_t bytes;
  asyncio_task *task;
  asyncio_future *future;
}) {
  ASYNC_BEGIN;
  for (; self->i < self->count; self->i++) {
    if (self->i == 10) {
      self->bytes = allocations_bytes();
    }
    CHECK(self->task = asyncio_create_task(CORO(echo, self->i)));
    AWAIT(self->task);
    asyncio_release(self->task);
    CHECK(self->future = asyncio_future_new());
    CHECK(asyncio_future_set_result(self->future, asyncio_int(self->i)));
    AWAIT(self->future);
    asyncio_release(self->future);
  }
  RETURN(asyncio_int(FEWER((int64_t)(allocations_bytes() - self->bytes) / (self->count - 10), 0)));
  ASYNC_END;
}

static void test_released(void **state) {
  (void)state;
  assert_string_equal(RUN(makes_and_releases, FEWER(2000, 12)), "= 0\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_task_lifetimes),
      cmocka_unit_test(test_loops_without_end),
      cmocka_unit_test(test_released),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
