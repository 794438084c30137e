/* Barrier: filling, draining, reset and abort in each state, and cancelled waiters. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "primitives.h"
#include "recorded/barrier.h"
#include "scene.h"

static asyncio_value state_of(const asyncio_barrier *barrier) {
  return asyncio_strf("%lld/%lld %v", (long long)asyncio_barrier_n_waiting(barrier),
                      (long long)asyncio_barrier_parties(barrier), asyncio_bool(asyncio_barrier_broken(barrier)));
}

#define STATE       state_of(self->barrier)
#define PRINT_STATE asyncio_print("%v", STATE)

ASYNC(meet, {
  const char *name;
  asyncio_barrier *barrier;
}) {
  ASYNC_BEGIN;
  TRY {
    AWAIT(asyncio_barrier_wait(self->barrier));
    asyncio_print("%s %v %v", self->name, AWAITED, STATE);
  }
  EXCEPT(asyncio_CancelledError) {
    asyncio_print("%s %E %v", self->name, CAUGHT, STATE);
    RERAISE;
  }
  EXCEPT(asyncio_BrokenBarrierError) {
    asyncio_print("%s %E %v", self->name, CAUGHT, STATE);
  }
  END_TRY;
  ASYNC_END;
}

#define LOCALS                                                                                                         \
  {                                                                                                                    \
    asyncio_barrier *barrier;                                                                                          \
    asyncio_list *tasks;                                                                                               \
    asyncio_list *later;                                                                                               \
  }

#define MEET(name) CORO(meet, name, self->barrier)

/* START, and what the Python program prints then. */
#define ARRIVE(...)                                                                                                    \
  START(__VA_ARGS__);                                                                                                  \
  PRINT_STATE

/* The same for those who come later. */
#define ARRIVE_LATER(...)                                                                                              \
  AWAIT(started(asyncio_list_of(__VA_ARGS__)));                                                                        \
  self->later = asyncio_as_list(AWAITED);                                                                              \
  PRINT_STATE

#define END_LATER AWAIT(end(self->later))

ASYNC(all_go_on_together, LOCALS) {
  ASYNC_BEGIN;
  CHECK(self->barrier = asyncio_barrier_new(3));
  ARRIVE(MEET("a"), MEET("b"));
  AWAIT(asyncio_sleep(1));
  AWAIT(MEET("main"));
  END;
  PRINT_STATE;
  ASYNC_END;
}
RECORDED_TEST(all_go_on_together);

ASYNC(of_one, LOCALS) {
  ASYNC_BEGIN;
  CHECK(self->barrier = asyncio_barrier_new(1));
  AWAIT(MEET("main"));
  AWAIT(MEET("main"));
  ASYNC_END;
}
RECORDED_TEST(of_one);

ASYNC(walk, {
  const char *name;
  asyncio_barrier *barrier;
  double seconds;
  int i;
}) {
  ASYNC_BEGIN;
  for (; self->i < 3; self->i++) {
    AWAIT(asyncio_sleep(self->seconds));
    AWAIT(asyncio_barrier_wait(self->barrier));
    asyncio_print("%s %d %v", self->name, self->i, AWAITED);
  }
  ASYNC_END;
}

ASYNC(again_and_again, LOCALS) {
  ASYNC_BEGIN;
  CHECK(self->barrier = asyncio_barrier_new(2));
  AWAIT(asyncio_gather(CORO(walk, "a", self->barrier, 1), CORO(walk, "b", self->barrier, 2)));
  ASYNC_END;
}
RECORDED_TEST(again_and_again);

ASYNC(inside, {
  const char *name;
  asyncio_barrier *barrier;
}) {
  ASYNC_BEGIN;
  ASYNC_WITH(self->barrier) {
    asyncio_print("%s %v", self->name, AWAITED);
    AWAIT(asyncio_sleep(1));
  }
  END_WITH;
  asyncio_print("%s %v", self->name, STATE);
  ASYNC_END;
}

ASYNC(as_a_block, LOCALS) {
  ASYNC_BEGIN;
  CHECK(self->barrier = asyncio_barrier_new(2));
  AWAIT(asyncio_gather(CORO(inside, "a", self->barrier), CORO(inside, "b", self->barrier)));
  ASYNC_END;
}
RECORDED_TEST(as_a_block);

ASYNC(comes_while_it_drains, LOCALS) {
  ASYNC_BEGIN;
  CHECK(self->barrier = asyncio_barrier_new(2));
  CHECK(self->tasks = asyncio_list_of(asyncio_create_task(MEET("a")), asyncio_create_task(MEET("b")),
                                      asyncio_create_task(MEET("c")), asyncio_create_task(MEET("d")),
                                      asyncio_create_task(MEET("e"))));
  AWAIT(asyncio_sleep(1));
  PRINT_STATE;
  AWAIT(MEET("main"));
  END;
  ASYNC_END;
}
RECORDED_TEST(comes_while_it_drains);

/* --- reset -------------------------------------------------------------------------------------------------------- */

ASYNC(reset_of_empty, LOCALS) {
  ASYNC_BEGIN;
  CHECK(self->barrier = asyncio_barrier_new(2));
  AWAIT(asyncio_barrier_reset(self->barrier));
  PRINT_STATE;
  ARRIVE(MEET("a"), MEET("b"));
  END;
  ASYNC_END;
}
RECORDED_TEST(reset_of_empty);

ASYNC(reset_while_filling, LOCALS) {
  ASYNC_BEGIN;
  CHECK(self->barrier = asyncio_barrier_new(3));
  ARRIVE(MEET("a"), MEET("b"));
  AWAIT(asyncio_barrier_reset(self->barrier));
  PRINT_STATE;
  ARRIVE_LATER(MEET("c"), MEET("d"), MEET("e"));
  END;
  END_LATER;
  PRINT_STATE;
  ASYNC_END;
}
RECORDED_TEST(reset_while_filling);

ASYNC(reset_while_draining, LOCALS) {
  ASYNC_BEGIN;
  CHECK(self->barrier = asyncio_barrier_new(3));
  ARRIVE(MEET("a"), MEET("b"));
  AWAIT(MEET("main"));
  AWAIT(asyncio_barrier_reset(self->barrier));
  PRINT_STATE;
  END;
  PRINT_STATE;
  ARRIVE_LATER(MEET("c"), MEET("d"), MEET("e"));
  END_LATER;
  ASYNC_END;
}
RECORDED_TEST(reset_while_draining);

ASYNC(reset_while_resetting, LOCALS) {
  ASYNC_BEGIN;
  CHECK(self->barrier = asyncio_barrier_new(2));
  ARRIVE(MEET("a"));
  AWAIT(asyncio_barrier_reset(self->barrier));
  AWAIT(asyncio_barrier_reset(self->barrier));
  ARRIVE_LATER(MEET("b"), MEET("c"));
  END;
  END_LATER;
  ASYNC_END;
}
RECORDED_TEST(reset_while_resetting);

/* --- abort -------------------------------------------------------------------------------------------------------- */

ASYNC(abort_of_empty, LOCALS) {
  ASYNC_BEGIN;
  CHECK(self->barrier = asyncio_barrier_new(2));
  AWAIT(asyncio_barrier_abort(self->barrier));
  PRINT_STATE;
  AWAIT(MEET("main"));
  AWAIT(asyncio_barrier_reset(self->barrier));
  ARRIVE(MEET("a"), MEET("b"));
  END;
  ASYNC_END;
}
RECORDED_TEST(abort_of_empty);

ASYNC(abort_while_filling, LOCALS) {
  ASYNC_BEGIN;
  CHECK(self->barrier = asyncio_barrier_new(3));
  ARRIVE(MEET("a"), MEET("b"));
  AWAIT(asyncio_barrier_abort(self->barrier));
  PRINT_STATE;
  AWAIT(MEET("main"));
  END;
  PRINT_STATE;
  AWAIT(asyncio_barrier_reset(self->barrier));
  PRINT_STATE;
  ASYNC_END;
}
RECORDED_TEST(abort_while_filling);

ASYNC(abort_while_draining, LOCALS) {
  ASYNC_BEGIN;
  CHECK(self->barrier = asyncio_barrier_new(2));
  ARRIVE(MEET("a"));
  AWAIT(MEET("main"));
  ARRIVE_LATER(MEET("b"));
  AWAIT(asyncio_barrier_abort(self->barrier));
  END;
  END_LATER;
  PRINT_STATE;
  ASYNC_END;
}
RECORDED_TEST(abort_while_draining);

ASYNC(abort_then_reset_before_they_run, LOCALS) {
  ASYNC_BEGIN;
  CHECK(self->barrier = asyncio_barrier_new(3));
  ARRIVE(MEET("a"), MEET("b"));
  AWAIT(asyncio_barrier_abort(self->barrier));
  AWAIT(asyncio_barrier_reset(self->barrier));
  PRINT_STATE;
  END;
  PRINT_STATE;
  ASYNC_END;
}
RECORDED_TEST(abort_then_reset_before_they_run);

ASYNC(aborts_inside, {
  const char *name;
  asyncio_barrier *barrier;
}) {
  ASYNC_BEGIN;
  TRY {
    ASYNC_WITH(self->barrier) {
      asyncio_print("%s", self->name);
      AWAIT(asyncio_barrier_abort(self->barrier));
    }
    END_WITH;
  }
  EXCEPT(asyncio_BrokenBarrierError) {
    asyncio_print("%s %E", self->name, CAUGHT);
  }
  END_TRY;
  ASYNC_END;
}

ASYNC(abort_in_a_block, LOCALS) {
  ASYNC_BEGIN;
  CHECK(self->barrier = asyncio_barrier_new(2));
  AWAIT(asyncio_gather(CORO(aborts_inside, "a", self->barrier), CORO(aborts_inside, "b", self->barrier)));
  PRINT_STATE;
  ASYNC_END;
}
RECORDED_TEST(abort_in_a_block);

/* --- Cancelled in each state -------------------------------------------------------------------------------------- */

ASYNC(waiter_is_cancelled, LOCALS) {
  ASYNC_BEGIN;
  CHECK(self->barrier = asyncio_barrier_new(2));
  ARRIVE(MEET("a"));
  asyncio_task_cancel(TASK(0), "early");
  END;
  PRINT_STATE;
  ARRIVE_LATER(MEET("b"), MEET("c"));
  END_LATER;
  ASYNC_END;
}
RECORDED_TEST(waiter_is_cancelled);

ASYNC(one_of_several_is_cancelled, LOCALS) {
  ASYNC_BEGIN;
  CHECK(self->barrier = asyncio_barrier_new(4));
  ARRIVE(MEET("a"), MEET("b"), MEET("c"));
  asyncio_task_cancel(TASK(0), "early");
  AWAIT(asyncio_sleep(1));
  PRINT_STATE;
  ARRIVE_LATER(MEET("d"), MEET("e"));
  END;
  END_LATER;
  ASYNC_END;
}
RECORDED_TEST(one_of_several_is_cancelled);

ASYNC(released_waiter_is_cancelled, LOCALS) {
  ASYNC_BEGIN;
  CHECK(self->barrier = asyncio_barrier_new(3));
  ARRIVE(MEET("a"), MEET("b"));
  AWAIT(MEET("main"));
  asyncio_task_cancel(TASK(0), "late");
  END;
  PRINT_STATE;
  ASYNC_END;
}
RECORDED_TEST(released_waiter_is_cancelled);

ASYNC(blocked_waiter_is_cancelled, LOCALS) {
  ASYNC_BEGIN;
  CHECK(self->barrier = asyncio_barrier_new(2));
  START(MEET("a"), MEET("b"), MEET("c"), MEET("d"));
  asyncio_task_cancel(TASK(2), "blocked");
  AWAIT(asyncio_sleep(1));
  PRINT_STATE;
  AWAIT(MEET("main"));
  END;
  ASYNC_END;
}
RECORDED_TEST(blocked_waiter_is_cancelled);

ASYNC(no_parties, { int unused; }) {
  ASYNC_BEGIN;
  asyncio_barrier_new(0);
  print_status();
  asyncio_barrier_new(-1);
  print_status();
  ASYNC_END;
}
RECORDED_TEST(no_parties);

/* --- Beyond Python ------------------------------------------------------------------------------------------------ */

ASYNC(no_barrier, LOCALS) {
  ASYNC_BEGIN;
  asyncio_barrier_parties(NULL);
  print_status();
  asyncio_barrier_n_waiting(NULL);
  print_status();
  asyncio_barrier_broken(NULL);
  print_status();
  asyncio_barrier_reset(NULL);
  print_status();
  asyncio_barrier_abort(NULL);
  print_status();
  AWAIT(asyncio_barrier_wait(NULL));
  ASYNC_END;
}

static void test_no_barrier(void **state) {
  (void)state;
  assert_string_equal(RUN(no_barrier), "TypeError(the barrier is NULL)\nTypeError(the barrier is NULL)\nTypeError(the "
                                       "barrier is NULL)\nTypeError(the barrier is NULL)\n"
                                       "TypeError(the barrier is NULL)\n! TypeError: the barrier is NULL\n");
}

ASYNC(shows_itself, LOCALS) {
  ASYNC_BEGIN;
  CHECK(self->barrier = asyncio_barrier_new(2));
  START(MEET("a"));
  asyncio_print("%v", asyncio_value_of(self->barrier));
  AWAIT(asyncio_barrier_wait(self->barrier));
  asyncio_print("%v", asyncio_value_of(self->barrier));
  AWAIT(asyncio_barrier_abort(self->barrier));
  asyncio_print("%v", asyncio_value_of(self->barrier));
  END;
  ASYNC_END;
}

static void test_shows_itself(void **state) {
  (void)state;
  assert_string_equal(RUN(shows_itself),
                      "<Barrier [filling, waiters:1/2]>\n<Barrier [draining, waiters:0/2]>\n<Barrier [broken]>\n"
                      "a BrokenBarrierError(Abort or reset of barrier) 0/2 True\n= None\n");
}

/* A barrier at which somebody waits on one loop is of no use on another, which does not count there. */
ASYNC(comes_from_elsewhere, { asyncio_barrier *barrier; }) {
  ASYNC_BEGIN;
  TRY {
    AWAIT(asyncio_barrier_wait(self->barrier));
  }
  EXCEPT(asyncio_RuntimeError) {
    asyncio_print("%E %v", CAUGHT, STATE);
  }
  END_TRY;
  ASYNC_END;
}

SCENE(test_another_loop) {
  asyncio_barrier *barrier = HOLD(asyncio_barrier_new(3));
  asyncio_runner *runner = scene_runner();
  EXPECT(runner != NULL);
  scene_enter(runner);
  asyncio_runner_start(runner, CORO(meet, "a", barrier));
  scene_leave(runner);
  asyncio_runner_turn(runner, 0);
  EXPECT_TEXT(RUN(comes_from_elsewhere, barrier),
              "RuntimeError(<Barrier [filling, waiters:2/3]> is bound to a different event loop) 1/3 False\n= None\n");
  scene_free(runner);
  EXPECT(asyncio_barrier_n_waiting(barrier) == 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_all_go_on_together),
      cmocka_unit_test(test_of_one),
      cmocka_unit_test(test_again_and_again),
      cmocka_unit_test(test_as_a_block),
      cmocka_unit_test(test_comes_while_it_drains),
      cmocka_unit_test(test_reset_of_empty),
      cmocka_unit_test(test_reset_while_filling),
      cmocka_unit_test(test_reset_while_draining),
      cmocka_unit_test(test_reset_while_resetting),
      cmocka_unit_test(test_abort_of_empty),
      cmocka_unit_test(test_abort_while_filling),
      cmocka_unit_test(test_abort_while_draining),
      cmocka_unit_test(test_abort_then_reset_before_they_run),
      cmocka_unit_test(test_abort_in_a_block),
      cmocka_unit_test(test_waiter_is_cancelled),
      cmocka_unit_test(test_one_of_several_is_cancelled),
      cmocka_unit_test(test_released_waiter_is_cancelled),
      cmocka_unit_test(test_blocked_waiter_is_cancelled),
      cmocka_unit_test(test_no_parties),
      cmocka_unit_test(test_no_barrier),
      cmocka_unit_test(test_shows_itself),
      cmocka_unit_test(test_another_loop),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
