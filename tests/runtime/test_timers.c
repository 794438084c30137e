/* Timers set, cancelled and run in no order, beside a plain table of them. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "allocations.h"
#include "scene.h"

enum { TIMERS = 500 };

/* The table: what is set, when it is due, and as which of all it was set. */
static struct {
  asyncio_handle *handle; /* NULL: not set */
  double when;
  long serial;
} set[TIMERS];

static asyncio_runner *runner;
static uint32_t timers; /* that may be set at a time */
static long ran;        /* timers so far */
static uint32_t drawn;

/* The one that is due first, of equal ones the one set first; -1 where none is set. */
static int first(void) {
  int least = -1;
  for (int i = 0; i < (int)timers; i++) {
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
  drawn = drawn * 1664525u + 1013904223u;
  return (drawn >> 8) % below;
}

static void let_go(uint32_t number) {
  asyncio_release(set[number].handle);
  set[number].handle = NULL;
}

/* One timer is set, cancelled or run; `deadlines`: among how many different ones. False without memory for it. */
static bool step(long serial, uint32_t deadlines, uint32_t cancels) {
  asyncio_loop *loop = asyncio_runner_loop(runner);
  uint32_t number = draw(timers);
  uint32_t what = draw(10);
  if (what < cancels && set[number].handle != NULL) {
    asyncio_handle_cancel(set[number].handle);
    let_go(number);
  } else if (what < 8 && set[number].handle == NULL) {
    set[number].when = asyncio_loop_time(loop) + 1 + draw(deadlines);
    set[number].serial = serial;
    set[number].handle = asyncio_keep(asyncio_call_at(set[number].when, run_timer, &set[number]));
    return set[number].handle != NULL;
  } else if (what == 9 && first() >= 0) {
    asyncio_loop_turn(loop, asyncio_loop_deadline(loop));
  }
  return true;
}

static void run_steps(uint32_t deadlines, uint32_t cancels) {
  const long steps = FEWER(40000, 400);
  EXPECT((runner = scene_runner()) != NULL);
  scene_enter(runner);
  for (long serial = 0; serial < steps; serial++) {
    EXPECT(step(serial, deadlines, cancels));
    int next = first();
    EXPECT(asyncio_loop_deadline(asyncio_runner_loop(runner)) == (next < 0 ? INFINITY : set[next].when));
  }
  while (first() >= 0) {
    asyncio_loop_turn(asyncio_runner_loop(runner), asyncio_loop_deadline(asyncio_runner_loop(runner)));
  }
  EXPECT(ran > steps / 100);
}

static void check(uint32_t deadlines, uint32_t cancels) {
  timers = FEWER(TIMERS, 60);
  ran = 0;
  drawn = 1;
  run_steps(deadlines, cancels);
  for (uint32_t i = 0; i < timers; i++) {
    asyncio_handle_cancel(set[i].handle);
    let_go(i);
  }
}

SCENE(test_few_deadlines) {
  check(40, 2);
}

SCENE(test_many_deadlines) {
  check(1u << 20, 2);
}

SCENE(test_most_are_cancelled) {
  check(300, 7);
}

static void not_here(void *data) {
  (void)data;
  fail_msg("a cancelled timer ran");
}

/* Trap 22: cancelled timers do not pile up until they are due, however many they are beside those that stay. */
SCENE(test_cancelled_timers_take_no_memory) {
  runner = scene_runner();
  EXPECT(runner != NULL);
  scene_enter(runner);
  for (int i = 0; i < FEWER(100, 10); i++) {
    MADE(asyncio_call_later(1e9, not_here, NULL));
  }
  size_t before = 0;
  for (int i = 0; i < FEWER(100000, 200); i++) {
    asyncio_handle *handle = asyncio_call_later(1e6 + i % 1000, not_here, NULL);
    MADE(handle);
    asyncio_handle_cancel(handle);
    if (i == FEWER(1000, 150)) {
      before = allocations_bytes();
    }
  }
  EXPECT(allocations_bytes() <= before);
  EXPECT(asyncio_loop_deadline(asyncio_runner_loop(runner)) == 1e9);
  scene_leave(runner);
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
