/* Timers set, cancelled and run in no order, beside a plain table of them. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

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

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_few_deadlines),
      cmocka_unit_test(test_many_deadlines),
      cmocka_unit_test(test_most_are_cancelled),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
