/*
** Soak: what goes on for long ends with the memory it began with. As many task lifetimes as SOAK_TASKS in the environment
** says, 200,000 without it; ten million in `ctest -C soak`.
*/
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "allocations.h"
#include "program.h"

static int task_count(void) {
  const char *text = getenv("SOAK_TASKS");
  return text == NULL ? 200000 : atoi(text);
}

/* --- Lifetimes of tasks ------------------------------------------------------------------------------------------------- */

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

enum { GENERATION = 100 };

ASYNC(one_generation, {
  int first;
  int i;
  asyncio_task *tasks[GENERATION];
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
    if (self->i == 9) {
      self->bytes = allocations_bytes();
    }
  }
  RETURN(asyncio_bool(allocations_bytes() <= self->bytes));
  ASYNC_END;
}

static void test_task_lifetimes(void **state) {
  (void)state;
  size_t before = allocations_alive();
  assert_string_equal(RUN_ONCE(generations, task_count() / GENERATION), "= True\n");
  assert_int_equal(allocations_alive(), before);
}

/* --- Loops without end, and without asyncio_release ------------------------------------------------------------------------ */

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
  RETURN(asyncio_int((int64_t)(allocations_bytes() - self->bytes) / (self->count - 10)));
  ASYNC_END;
}

/* Bytes that an iteration leaves behind, as the program's text. */
#define GROWTH(turn) RUN_ONCE(repeats, turn, 2000)

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
  RETURN(asyncio_int((int64_t)(allocations_bytes() - self->bytes) / (self->count - 10)));
  ASYNC_END;
}

static void test_released(void **state) {
  (void)state;
  assert_string_equal(RUN_ONCE(makes_and_releases, 2000), "= 0\n");
}

/* --- Small: with each allocation made to fail in turn -------------------------------------------------------------------- */

ASYNC(one_life, { int number; }) {
  ASYNC_BEGIN;
  AWAIT(asyncio_sleep(0.5));
  if (self->number % 2 == 1) {
    RAISE(asyncio_ValueError, "life %d", self->number);
  }
  RETURN(asyncio_strf("life %d", self->number));
  ASYNC_END;
}

ASYNC(fifty_lives, { int number; }) {
  ASYNC_BEGIN;
  for (; self->number < 50; self->number++) {
    TRY {
      AWAIT(asyncio_create_task(CORO(one_life, self->number)));
    }
    EXCEPT(asyncio_ValueError) {
    }
    END_TRY;
  }
  RETURN(asyncio_int(self->number));
  ASYNC_END;
}

/* How much the iterations leave behind is of no interest here: it differs where one of them fails. */
ASYNC(each_turn, { int turn; }) {
  ASYNC_BEGIN;
  for (; self->turn <= AWAITS_VALUE; self->turn++) {
    AWAIT(CORO(repeats, (turn)self->turn, 12));
  }
  AWAIT(CORO(makes_and_releases, 12));
  RETURN(asyncio_str("each"));
  ASYNC_END;
}

static void test_small_soak(void **state) {
  (void)state;
  assert_string_equal(RUN(fifty_lives), "= 50\n");
  assert_string_equal(RUN(each_turn), "= 'each'\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_task_lifetimes),
      cmocka_unit_test(test_loops_without_end),
      cmocka_unit_test(test_released),
      cmocka_unit_test(test_small_soak),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
