/* The loop: turns, handles and timers; traps 1, 20, 21 and 22 of asyncio. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "recorded/loop.h"
#include "scene.h"

/* Callbacks that print. */
static void print_text(void *data) {
  asyncio_print("%s", (const char *)data);
}

static void print_timer(void *data) {
  asyncio_print("timer %d", *(const int *)data);
}

/* Numbers for callbacks to point at. */
static const int *number(int wanted) {
  static int numbers[256];
  numbers[wanted] = wanted;
  return &numbers[wanted];
}

static asyncio_handle *timer_at(double when, int wanted) {
  return asyncio_call_at(when, print_timer, (void *)number(wanted));
}

/* --- Turns -------------------------------------------------------------------------------------------------------- */

static void print_beside(void *data) {
  asyncio_print("beside %d", *(const int *)data);
}

static void again(void *data) {
  int left = *(const int *)data;
  asyncio_print("left %d", left);
  if (left > 0) {
    asyncio_call_soon(again, (void *)number(left - 1));
    asyncio_call_soon(print_beside, data);
  }
}

ASYNC(turn_is_a_snapshot, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  CHECK(asyncio_call_soon(again, (void *)number(3)));
  AWAIT(asyncio_sleep(1));
  ASYNC_END;
}
RECORDED_TEST(turn_is_a_snapshot);

static void at_one(void *data) {
  (void)data;
  asyncio_print("timer one");
  asyncio_call_soon(print_text, "soon");
  asyncio_call_at(1, print_text, "due at once");
  asyncio_call_soon(print_text, "soon too");
}

ASYNC(due_timers_come_behind, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  CHECK(asyncio_call_at(1, at_one, NULL));
  AWAIT(asyncio_sleep(2));
  ASYNC_END;
}
RECORDED_TEST(due_timers_come_behind);

/* --- Timers ------------------------------------------------------------------------------------------------------- */

ASYNC(equal_timers_are_fifo, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  for (int i = 0; i < 20; i++) {
    CHECK(timer_at(1 + i % 2, i));
  }
  AWAIT(asyncio_sleep(3));
  ASYNC_END;
}
RECORDED_TEST(equal_timers_are_fifo);

ASYNC(timers_in_order, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  for (int i = 0; i < 30; i++) {
    CHECK(asyncio_call_later(i * 7919 % 101 / 10.0, print_timer, (void *)number(i)));
  }
  AWAIT(asyncio_sleep(11));
  ASYNC_END;
}
RECORDED_TEST(timers_in_order);

ASYNC(past_and_zero, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  AWAIT(asyncio_sleep(1));
  CHECK(asyncio_call_at(0.5, print_text, "in the past"));
  CHECK(asyncio_call_later(0, print_text, "later 0"));
  CHECK(asyncio_call_later(-1, print_text, "later -1"));
  CHECK(asyncio_call_soon(print_text, "soon"));
  asyncio_print("main");
  AWAIT(asyncio_sleep(0));
  asyncio_print("main again");
  AWAIT(asyncio_sleep(1));
  ASYNC_END;
}
RECORDED_TEST(past_and_zero);

ASYNC(float_deadlines, { int i; }) {
  ASYNC_BEGIN;
  for (self->i = 0; self->i < 10; self->i++) {
    AWAIT(asyncio_sleep(0.1));
  }
  asyncio_print("%v", asyncio_float(asyncio_time()));
  CHECK(asyncio_call_at(1.0, print_text, "at 1.0"));
  CHECK(asyncio_call_at(0.9999999999999999, print_text, "at 0.9999999999999999"));
  CHECK(asyncio_call_at(1.0000000005, print_text, "within the resolution"));
  CHECK(asyncio_call_at(1.000000002, print_text, "behind the resolution"));
  AWAIT(asyncio_sleep(1));
  ASYNC_END;
}
RECORDED_TEST(float_deadlines);

/* Trap 22. CPython keeps cancelled timers and compacts the heap when most are; here they leave it at once. */
ASYNC(many_cancelled_timers, { asyncio_handle *handles[211]; }) {
  ASYNC_BEGIN;
  for (int i = 0; i < 211; i++) {
    CHECK(self->handles[i] = asyncio_call_later(1 + i * 37 % 211 / 100.0, print_timer, (void *)number(i)));
  }
  for (int i = 0; i < 211; i++) {
    if (i % 20 != 0) {
      asyncio_handle_cancel(self->handles[i]);
    }
  }
  AWAIT(asyncio_sleep(4));
  ASYNC_END;
}
RECORDED_TEST(many_cancelled_timers);

ASYNC(ticks, {
  const char *name;
  double pause;
  int count;
  int i;
}) {
  ASYNC_BEGIN;
  for (self->i = 0; self->i < self->count; self->i++) {
    AWAIT(asyncio_sleep(self->pause));
    asyncio_print("%s %d", self->name, self->i);
  }
  ASYNC_END;
}

ASYNC(sleeps_interleave, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  AWAIT(asyncio_gather(CORO(ticks, "a", 1, 4), CORO(ticks, "b", 2, 2), CORO(ticks, "c", 0, 3)));
  ASYNC_END;
}
RECORDED_TEST(sleeps_interleave);

/* --- Handles ------------------------------------------------------------------------------------------------------ */

#define CANCELLED(handle) asyncio_bool(asyncio_handle_cancelled(handle))

ASYNC(handle_states, {
  asyncio_handle *ready;
  asyncio_handle *timer;
  asyncio_handle *ran;
}) {
  ASYNC_BEGIN;
  CHECK(self->ready = asyncio_call_soon(print_text, "not here: ready"));
  CHECK(self->timer = asyncio_call_later(1, print_text, "not here: timer"));
  asyncio_handle_cancel(self->ready);
  asyncio_handle_cancel(self->timer);
  asyncio_print("%v %v", CANCELLED(self->ready), CANCELLED(self->timer));
  CHECK(self->ran = asyncio_call_soon(print_text, "runs"));
  AWAIT(asyncio_sleep(0));
  asyncio_handle_cancel(self->ran);
  asyncio_print("%v", CANCELLED(self->ran));
  asyncio_handle_cancel(self->ran);
  AWAIT(asyncio_sleep(2));
  asyncio_print("%v", asyncio_float(asyncio_handle_when(self->timer)));
  ASYNC_END;
}
RECORDED_TEST(handle_states);

static asyncio_handle *victim;

static void cancel_victim(void *data) {
  (void)data;
  asyncio_handle_cancel(victim);
}

ASYNC(fired_timer_is_cancelled, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  CHECK(asyncio_call_at(1, cancel_victim, NULL));
  CHECK(victim = asyncio_call_at(1, print_text, "not here"));
  CHECK(asyncio_call_at(1, print_text, "third"));
  AWAIT(asyncio_sleep(2));
  asyncio_print("%v", CANCELLED(victim));
  ASYNC_END;
}
RECORDED_TEST(fired_timer_is_cancelled);

static void own_end(void *data) {
  (void)data;
  asyncio_handle_cancel(victim);
  asyncio_print("runs %v", CANCELLED(victim));
}

ASYNC(handle_cancels_itself, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  CHECK(victim = asyncio_call_soon(own_end, NULL));
  AWAIT(asyncio_sleep(1));
  ASYNC_END;
}
RECORDED_TEST(handle_cancels_itself);

ASYNC(timer_without_number, { double when; }) {
  ASYNC_BEGIN;
  CHECK(asyncio_call_later(NAN, print_text, "not here"));
  ASYNC_END;
}

ASYNC(timer_that_never_fires, { asyncio_handle *handle; }) {
  ASYNC_BEGIN;
  CHECK(self->handle = asyncio_call_later(INFINITY, print_text, "not here"));
  AWAIT(asyncio_sleep(1));
  asyncio_print("%v", asyncio_float(asyncio_handle_when(self->handle)));
  ASYNC_END;
}

static void test_deadlines_out_of_range(void **state) {
  (void)state;
  assert_string_equal(RUN(timer_without_number), "! ValueError: Invalid deadline: NaN (not a number)\n");
  assert_string_equal(RUN(timer_that_never_fires), "inf\n= None\n");
}

/* --- Errors of callbacks ------------------------------------------------------------------------------------------ */

static void raises(void *data) {
  (void)data;
  asyncio_raise(asyncio_ValueError, "callback");
}

static void print_handled(void *data, const char *message, asyncio_error *error) {
  (void)data, (void)message;
  asyncio_print("handler %E", error);
}

ASYNC(callback_raises, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  asyncio_loop_set_exception_handler(asyncio_get_running_loop(), print_handled, NULL);
  CHECK(asyncio_call_soon(raises, NULL));
  CHECK(asyncio_call_soon(print_text, "the rest"));
  CHECK(asyncio_call_later(1, raises, NULL));
  AWAIT(asyncio_sleep(2));
  asyncio_print("end");
  ASYNC_END;
}
RECORDED_TEST(callback_raises);

static void interrupts(void *data) {
  (void)data;
  asyncio_raise(asyncio_KeyboardInterrupt, NULL);
}

ASYNC(keyboard_interrupt_escapes, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  CHECK(asyncio_call_soon(interrupts, NULL));
  CHECK(asyncio_call_soon(print_text, "in the next turn"));
  TRY {
    AWAIT(asyncio_sleep(1));
  }
  FINALLY {
    asyncio_print("main leaves");
  }
  END_TRY;
  ASYNC_END;
}
RECORDED_TEST(keyboard_interrupt_escapes);

static void exits(void *data) {
  (void)data;
  asyncio_raise(asyncio_SystemExit, "3");
}

ASYNC(system_exit_escapes, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  CHECK(asyncio_call_soon(exits, NULL));
  CHECK(asyncio_call_soon(print_text, "in the next turn"));
  TRY {
    AWAIT(asyncio_sleep(1));
  }
  FINALLY {
    asyncio_print("main leaves");
  }
  END_TRY;
  ASYNC_END;
}
RECORDED_TEST(system_exit_escapes);

/* --- A loop driven by hand ---------------------------------------------------------------------------------------- */

static int count;

static void count_up(void *data) {
  (void)data;
  count++;
}

static void schedule_three(void *data) {
  (void)data;
  asyncio_call_soon(count_up, NULL);
  asyncio_call_later(1, count_up, NULL);
  asyncio_call_later(2, count_up, NULL);
}

SCENE(test_turn_by_turn) {
  asyncio_runner *runner = scene_runner();
  EXPECT(runner != NULL);
  asyncio_loop *loop = asyncio_runner_loop(runner);
  EXPECT(!asyncio_loop_ready(loop));
  EXPECT(isinf(asyncio_loop_deadline(loop)));
  count = 0;
  scene_enter(runner);
  asyncio_handle *handle = asyncio_call_soon(schedule_three, NULL);
  EXPECT(handle != NULL);
  scene_leave(runner);
  EXPECT(asyncio_loop_ready(loop));
  EXPECT(asyncio_loop_turn(loop, 0.25) == 1);
  EXPECT(count == 0);
  EXPECT(asyncio_loop_ready(loop));
  EXPECT(asyncio_loop_deadline(loop) == 1.25);
  EXPECT(asyncio_loop_turn(loop, 0.5) == 1);
  EXPECT(count == 1);
  EXPECT(asyncio_loop_turn(loop, 1.2) == 0);
  EXPECT(asyncio_loop_turn(loop, 100) == 2);
  EXPECT(count == 3);
  EXPECT(asyncio_loop_turns(loop) == 4);
}

/* What is left when a loop goes is let go of, and nothing of it runs. */
SCENE(test_freed_with_handles) {
  asyncio_runner *runner = scene_runner();
  EXPECT(runner != NULL);
  count = 0;
  scene_enter(runner);
  asyncio_call_soon(count_up, NULL);
  asyncio_call_later(1, count_up, NULL);
  asyncio_handle_cancel(asyncio_call_later(2, count_up, NULL));
  scene_leave(runner);
  scene_free(runner);
  EXPECT(count == 0);
}

SCENE(test_outside_of_a_loop) {
  EXPECT(asyncio_get_running_loop() == NULL);
  EXPECT(asyncio_error_is(asyncio_current_error(), asyncio_RuntimeError));
  EXPECT_TEXT(asyncio_error_message(asyncio_current_error()), "no running event loop");
  asyncio_clear_error();
  EXPECT(asyncio_call_soon(count_up, NULL) == NULL);
  EXPECT(asyncio_error_is(asyncio_current_error(), asyncio_RuntimeError));
  asyncio_clear_error();
  EXPECT(asyncio_call_later(1, count_up, NULL) == NULL);
  asyncio_clear_error();
  EXPECT(asyncio_future_new() == NULL);
  asyncio_clear_error();
  EXPECT(asyncio_all_tasks() == NULL);
  asyncio_clear_error();
  EXPECT(asyncio_current_task() == NULL);
  EXPECT(asyncio_time() == 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_turn_is_a_snapshot),    cmocka_unit_test(test_due_timers_come_behind),
      cmocka_unit_test(test_equal_timers_are_fifo), cmocka_unit_test(test_timers_in_order),
      cmocka_unit_test(test_past_and_zero),         cmocka_unit_test(test_float_deadlines),
      cmocka_unit_test(test_many_cancelled_timers), cmocka_unit_test(test_sleeps_interleave),
      cmocka_unit_test(test_handle_states),         cmocka_unit_test(test_fired_timer_is_cancelled),
      cmocka_unit_test(test_handle_cancels_itself), cmocka_unit_test(test_deadlines_out_of_range),
      cmocka_unit_test(test_callback_raises),       cmocka_unit_test(test_keyboard_interrupt_escapes),
      cmocka_unit_test(test_system_exit_escapes),   cmocka_unit_test(test_turn_by_turn),
      cmocka_unit_test(test_freed_with_handles),    cmocka_unit_test(test_outside_of_a_loop),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
