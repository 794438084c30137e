/* Timers set, cancelled and run in no order, beside a plain table of them. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "allocations.h"
#include <asyncio.h>

enum { TIMERS = 500, STEPS = 40000 };

/* The table: what is set, when it is due, and as which of all it was set. */
static struct {
  asyncio_handle *handle; /* NULL: not set */
  double when;
  long serial;
} set[TIMERS];

static asyncio_runner *runner;
static long ran; /* timers so far */

/* The one that is due first, of equal ones the one set first; -1 where none is set. */
static int first(void) {
  int least = -1;
  for (int i = 0; i < TIMERS; i++) {
    if (set[i].handle != NULL && (least < 0 || set[i].when < set[least].when ||
                                  (set[i].when == set[least].when && set[i].serial < set[least].serial))) {
      least = i;
    }
  }
  return least;
}

static void run_timer(void *data) {
  int number = first();
  assert_ptr_equal(data, &set[number]);
  assert_true(set[number].when == asyncio_time());
  asyncio_release(set[number].handle);
  set[number].handle = NULL;
  ran++;
}

/* Numbers in no order, the same each time. */
static uint32_t draw(uint32_t below) {
  static uint32_t state = 1;
  state = state * 1664525u + 1013904223u;
  return (state >> 8) % below;
}

/* One timer is set, cancelled or run; `deadlines`: among how many different ones. */
static void step(long serial, uint32_t deadlines, uint32_t cancels) {
  asyncio_loop *loop = asyncio_runner_loop(runner);
  uint32_t number = draw(TIMERS);
  uint32_t what = draw(10);
  if (what < cancels && set[number].handle != NULL) {
    asyncio_handle_cancel(set[number].handle);
    asyncio_release(set[number].handle);
    set[number].handle = NULL;
  } else if (what < 8 && set[number].handle == NULL) {
    set[number].when = asyncio_loop_time(loop) + 1 + draw(deadlines);
    set[number].serial = serial;
    set[number].handle = asyncio_keep(asyncio_call_at(set[number].when, run_timer, &set[number]));
  } else if (what == 9 && first() >= 0) {
    asyncio_loop_turn(loop, asyncio_loop_deadline(loop));
  }
  int next = first();
  assert_true(asyncio_loop_deadline(loop) == (next < 0 ? INFINITY : set[next].when));
}

static void check(uint32_t deadlines, uint32_t cancels) {
  runner = asyncio_runner_new();
  asyncio_runner_enter(runner);
  ran = 0;
  for (long serial = 0; serial < STEPS; serial++) {
    step(serial, deadlines, cancels);
  }
  while (first() >= 0) {
    asyncio_loop_turn(asyncio_runner_loop(runner), asyncio_loop_deadline(asyncio_runner_loop(runner)));
  }
  assert_true(ran > STEPS / 100);
  asyncio_runner_leave(runner);
  asyncio_runner_free(runner);
}

static void test_few_deadlines(void **state) {
  (void)state;
  check(40, 2);
}

static void test_many_deadlines(void **state) {
  (void)state;
  check(1u << 20, 2);
}

static void test_most_are_cancelled(void **state) {
  (void)state;
  check(300, 7);
}

static void not_here(void *data) {
  (void)data;
  fail_msg("a cancelled timer ran");
}

/* Trap 22: cancelled timers do not pile up until they are due, however many they are beside those that stay. */
static void test_cancelled_timers_take_no_memory(void **state) {
  (void)state;
  runner = asyncio_runner_new();
  asyncio_runner_enter(runner);
  for (int i = 0; i < 100; i++) {
    asyncio_call_later(1e9, not_here, NULL);
  }
  size_t before = 0;
  for (int i = 0; i < 100000; i++) {
    asyncio_handle_cancel(asyncio_call_later(1e6 + i % 1000, not_here, NULL));
    if (i == 1000) {
      before = allocations_bytes();
    }
  }
  assert_true(allocations_bytes() <= before);
  assert_true(asyncio_loop_deadline(asyncio_runner_loop(runner)) == 1e9);
  asyncio_runner_leave(runner);
  asyncio_runner_free(runner);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_few_deadlines),
      cmocka_unit_test(test_many_deadlines),
      cmocka_unit_test(test_most_are_cancelled),
      cmocka_unit_test(test_cancelled_timers_take_no_memory),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
