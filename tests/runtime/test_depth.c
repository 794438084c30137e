/* Depth and length: nothing recurses with the C stack, and nothing grows that a program does not hold. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "allocations.h"
#include "scene.h"

/* Node 20's WASI crashes at its own end, all tests passed, where a module's memory grew by as much as a million
** take. */
#ifdef __wasm__
#define MANY FEWER(300000, 20)
#else
#define MANY FEWER(1000000, 20)
#endif
#define DEEP FEWER(100000, 20)

static const char *deep_result(void) {
  return FEWER("= 100000\n", "= 20\n");
}

/* --- Deep --------------------------------------------------------------------------------------------------------- */

/* How the innermost one ends. */
enum end { RETURNS, RAISES, WAITS };

ASYNC(descends, {
  int depth;
  enum end end;
}) {
  ASYNC_BEGIN;
  if (self->depth > 0) {
    AWAIT(CORO(descends, self->depth - 1, self->end));
    RETURN(asyncio_int(asyncio_as_int(AWAITED) + 1));
  } else if (self->end == RAISES) {
    RAISE(asyncio_ValueError, "bottom");
  } else if (self->end == WAITS) {
    AWAIT(asyncio_sleep(100));
  }
  RETURN(asyncio_int(0));
  ASYNC_END;
}

static void test_deep_return(void **state) {
  (void)state;
  assert_string_equal(RUN(descends, DEEP, RETURNS), deep_result());
}

static void test_deep_error(void **state) {
  (void)state;
  assert_string_equal(RUN(descends, DEEP, RAISES), "! ValueError: bottom\n");
}

static void test_deep_wakeup(void **state) {
  (void)state;
  assert_string_equal(RUN(descends, DEEP, WAITS), deep_result());
}

ASYNC(cancels_deep, {
  int depth;
  asyncio_task *task;
}) {
  ASYNC_BEGIN;
  CHECK(self->task = asyncio_create_task(CORO(descends, self->depth, WAITS)));
  AWAIT(asyncio_sleep(1));
  asyncio_task_cancel(self->task, "deep");
  AWAIT(self->task);
  ASYNC_END;
}

static void test_deep_cancel(void **state) {
  (void)state;
  assert_string_equal(RUN(cancels_deep, DEEP), "! CancelledError: deep\n");
}

/* The loop goes while it waits down there: all are closed, from the innermost out. */
SCENE(test_deep_close) {
  asyncio_runner *runner = scene_runner();
  EXPECT(runner != NULL);
  scene_enter(runner);
  asyncio_coroutine *coroutine = CORO(descends, DEEP, WAITS);
  scene_leave(runner);
  EXPECT(asyncio_runner_start(runner, coroutine) == 0);
  asyncio_runner_turn(runner, 0);
}

/* Each task waits for the next; a cancel of the first goes to the last. */
ASYNC(chain, { int length; }) {
  ASYNC_BEGIN;
  if (self->length == 0) {
    AWAIT(asyncio_sleep(1000));
  } else {
    AWAIT(asyncio_create_task(CORO(chain, self->length - 1)));
  }
  ASYNC_END;
}

ASYNC(cancels_chain, {
  int length;
  asyncio_task *task;
}) {
  ASYNC_BEGIN;
  CHECK(self->task = asyncio_create_task(CORO(chain, self->length)));
  AWAIT(asyncio_sleep(1));
  asyncio_task_cancel(self->task, "along the chain");
  AWAIT(self->task);
  ASYNC_END;
}

static void test_chain_of_tasks_cancelled(void **state) {
  (void)state;
  assert_string_equal(RUN(cancels_chain, DEEP), "! CancelledError: along the chain\n");
}

SCENE(test_chain_of_tasks_abandoned) {
  asyncio_runner *runner = scene_runner();
  EXPECT(runner != NULL);
  scene_enter(runner);
  asyncio_coroutine *coroutine = CORO(chain, DEEP);
  scene_leave(runner);
  EXPECT(asyncio_runner_start(runner, coroutine) == 0);
  for (int i = 0; i < DEEP + 10; i++) {
    asyncio_runner_turn(runner, 0);
  }
}

/* Gathers within gathers: as deep as CPython recurses, then its RecursionError. */
ASYNC(gathers, { int depth; }) {
  ASYNC_BEGIN;
  if (self->depth == 0) {
    AWAIT(asyncio_sleep(1000));
  } else {
    AWAIT(asyncio_gather(CORO(gathers, self->depth - 1)));
  }
  ASYNC_END;
}

ASYNC(cancels_gathers, {
  int depth;
  bool too_deep;
  asyncio_task *task;
}) {
  ASYNC_BEGIN;
  if (self->too_deep) {
    failing_sparsely();
  }
  CHECK(self->task = asyncio_create_task(CORO(gathers, self->depth)));
  AWAIT(asyncio_sleep(1));
  if (self->too_deep) {
    failing_sparsely();
  }
  CHECK(asyncio_task_cancel(self->task, "gathered"));
  AWAIT(self->task);
  ASYNC_END;
}

static void test_gathers_cancelled(void **state) {
  (void)state;
  assert_string_equal(RUN(cancels_gathers, FEWER(500, 20), false), "! CancelledError: gathered\n");
}

static void test_gathers_too_deep(void **state) {
  (void)state;
  assert_string_equal(RUN(cancels_gathers, FEWER(5000, 1001), true),
                      "! RecursionError: maximum recursion depth exceeded\n");
}

/* Without memory for one, the MemoryError that stands in its place has no cause. */
static asyncio_error *chain_of_errors(int length) {
  asyncio_error *error = asyncio_error_new(asyncio_ValueError, "first");
  for (int i = 0; i < length; i++) {
    asyncio_error *next = asyncio_error_new(asyncio_KeyError, NULL);
    asyncio_error_set_cause(next, error);
    asyncio_release(error);
    error = next;
  }
  return error;
}

SCENE(test_long_chain_of_causes) {
  asyncio_error *last = HOLD(chain_of_errors(MANY));
  int causes = 0;
  for (const asyncio_error *at = last; (at = asyncio_error_cause(at)) != NULL;) {
    failing_saw(at);
    causes++;
  }
  EXPECT(causes == MANY);
}

/* --- Long --------------------------------------------------------------------------------------------------------- */

static int left;
static size_t most;

static void note_bytes(void) {
  most = allocations_bytes() > most ? allocations_bytes() : most;
}

/* Each task creates the next and ends. */
ASYNC(creates_next, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  note_bytes();
  if (--left > 0) {
    CHECK(asyncio_create_task(CORO(creates_next)));
  }
  ASYNC_END;
}

static void call_next(void *data) {
  (void)data;
  note_bytes();
  if (--left > 0) {
    asyncio_call_soon(call_next, NULL);
  }
}

/* Waits until none is left, or, where there was no memory for the next, for as long as that would take. */
ASYNC(one_after_the_other, {
  bool tasks;
  int count;
}) {
  ASYNC_BEGIN;
  left = self->count;
  most = 0;
  if (self->tasks) {
    CHECK(asyncio_create_task(CORO(creates_next)));
  } else {
    CHECK(asyncio_call_soon(call_next, NULL));
  }
  for (; left > 0 && self->count > 0; self->count--) {
    AWAIT(asyncio_sleep(1));
  }
  RETURN(asyncio_int(left));
  ASYNC_END;
}

static size_t most_bytes_of(bool tasks, int count) {
  assert_string_equal(RUN(one_after_the_other, tasks, count), "= 0\n");
  return most;
}

static void test_task_creates_the_next(void **state) {
  (void)state;
  size_t few = most_bytes_of(true, FEWER(1000, 10));
  assert_true(most_bytes_of(true, MANY) <= few + 1024);
}

static void test_callback_schedules_the_next(void **state) {
  (void)state;
  size_t few = most_bytes_of(false, FEWER(1000, 10));
  assert_true(most_bytes_of(false, MANY) <= few + 1024);
}

static void count_down(void *data) {
  (void)data;
  left--;
}

ASYNC(schedules_many, { int count; }) {
  ASYNC_BEGIN;
  left = self->count;
  for (int i = 0; i < self->count; i++) {
    CHECK(asyncio_call_soon(count_down, NULL));
  }
  AWAIT(asyncio_sleep(0));
  RETURN(asyncio_int(left));
  ASYNC_END;
}

static void test_many_callbacks_in_one_turn(void **state) {
  (void)state;
  assert_string_equal(RUN(schedules_many, MANY), "= 0\n");
}

/* Out of memory the loop reports it, and nothing is left to come. */
static void end_next(asyncio_future *future, void *data) {
  (void)future;
  if (--left > 0) {
    asyncio_future *next = asyncio_future_new();
    if (next == NULL || asyncio_future_add_done_callback(next, end_next, data) < 0) {
      left = 0;
      return;
    }
    asyncio_future_set_result(next, asyncio_none());
  }
}

ASYNC(futures_end_one_another, { int count; }) {
  ASYNC_BEGIN;
  left = self->count;
  end_next(NULL, NULL);
  while (left > 0) {
    AWAIT(asyncio_sleep(1));
  }
  ASYNC_END;
}

static void test_future_ends_the_next(void **state) {
  (void)state;
  assert_string_equal(RUN(futures_end_one_another, MANY), "= None\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_deep_return),
      cmocka_unit_test(test_deep_error),
      cmocka_unit_test(test_deep_wakeup),
      cmocka_unit_test(test_deep_cancel),
      cmocka_unit_test(test_deep_close),
      cmocka_unit_test(test_chain_of_tasks_cancelled),
      cmocka_unit_test(test_chain_of_tasks_abandoned),
      cmocka_unit_test(test_gathers_cancelled),
      cmocka_unit_test(test_gathers_too_deep),
      cmocka_unit_test(test_long_chain_of_causes),
      cmocka_unit_test(test_task_creates_the_next),
      cmocka_unit_test(test_callback_schedules_the_next),
      cmocka_unit_test(test_many_callbacks_in_one_turn),
      cmocka_unit_test(test_future_ends_the_next),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
