/* Event: trap 14 of asyncio, and cancelled waiters in each state. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "primitives.h"
#include "recorded/event.h"
#include "scene.h"

#define SET(event) asyncio_bool(asyncio_event_is_set(event))

ASYNC(waits, {
  const char *name;
  asyncio_event *event;
}) {
  ASYNC_BEGIN;
  TRY {
    AWAIT(asyncio_event_wait(self->event));
    asyncio_print("%s %v %v", self->name, AWAITED, SET(self->event));
  }
  EXCEPT(asyncio_CancelledError) {
    asyncio_print("%s %E %v", self->name, CAUGHT, SET(self->event));
    RERAISE;
  }
  END_TRY;
  ASYNC_END;
}

#define LOCALS                                                                                                         \
  {                                                                                                                    \
    asyncio_event *event;                                                                                              \
    asyncio_list *tasks;                                                                                               \
    int i;                                                                                                             \
  }

ASYNC(set_event_does_not_yield, LOCALS) {
  ASYNC_BEGIN;
  CHECK(self->event = asyncio_event_new());
  asyncio_print("%v", SET(self->event));
  CHECK(asyncio_event_set(self->event));
  CHECK(asyncio_create_task(CORO(waits, "other", self->event)));
  AWAIT(asyncio_event_wait(self->event));
  asyncio_print("%v %v", AWAITED, SET(self->event));
  AWAIT(asyncio_sleep(0));
  CHECK(asyncio_event_clear(self->event));
  asyncio_print("%v", SET(self->event));
  ASYNC_END;
}
RECORDED_TEST(set_event_does_not_yield);

ASYNC(wakes_all_in_order, LOCALS) {
  ASYNC_BEGIN;
  CHECK(self->event = asyncio_event_new());
  CHECK(self->tasks = asyncio_list_of(asyncio_create_task(CORO(waits, "a", self->event)),
                                      asyncio_create_task(CORO(waits, "b", self->event)),
                                      asyncio_create_task(CORO(waits, "c", self->event))));
  AWAIT(asyncio_sleep(1));
  CHECK(asyncio_event_set(self->event));
  CHECK(asyncio_event_set(self->event));
  END;
  ASYNC_END;
}
RECORDED_TEST(wakes_all_in_order);

ASYNC(set_and_clear_wakes, {
  asyncio_event *event;
  asyncio_list *tasks;
  asyncio_task *late;
}) {
  ASYNC_BEGIN;
  CHECK(self->event = asyncio_event_new());
  START(CORO(waits, "a", self->event));
  CHECK(asyncio_event_set(self->event));
  CHECK(asyncio_event_clear(self->event));
  CHECK(self->late = asyncio_create_task(CORO(waits, "b", self->event)));
  END;
  AWAIT(asyncio_sleep(1));
  CHECK(asyncio_event_set(self->event));
  AWAIT(self->late);
  ASYNC_END;
}
RECORDED_TEST(set_and_clear_wakes);

ASYNC(thrice, {
  asyncio_event *event;
  int i;
}) {
  ASYNC_BEGIN;
  for (; self->i < 3; self->i++) {
    AWAIT(asyncio_event_wait(self->event));
    CHECK(asyncio_event_clear(self->event));
    asyncio_print("%d", self->i);
  }
  ASYNC_END;
}

ASYNC(waits_again, LOCALS) {
  ASYNC_BEGIN;
  CHECK(self->event = asyncio_event_new());
  CHECK(self->tasks = asyncio_list_of(asyncio_create_task(CORO(thrice, self->event))));
  for (; self->i < 3; self->i++) {
    AWAIT(asyncio_sleep(1));
    CHECK(asyncio_event_set(self->event));
  }
  END;
  ASYNC_END;
}
RECORDED_TEST(waits_again);

ASYNC(waiter_is_cancelled, LOCALS) {
  ASYNC_BEGIN;
  CHECK(self->event = asyncio_event_new());
  START(CORO(waits, "a", self->event), CORO(waits, "b", self->event));
  asyncio_task_cancel(TASK(0), "early");
  CHECK(asyncio_event_set(self->event));
  END;
  ASYNC_END;
}
RECORDED_TEST(waiter_is_cancelled);

ASYNC(woken_waiter_is_cancelled, LOCALS) {
  ASYNC_BEGIN;
  CHECK(self->event = asyncio_event_new());
  START(CORO(waits, "a", self->event), CORO(waits, "b", self->event));
  CHECK(asyncio_event_set(self->event));
  asyncio_task_cancel(TASK(0), "late");
  END;
  ASYNC_END;
}
RECORDED_TEST(woken_waiter_is_cancelled);

static void set_event(void *event) {
  asyncio_event_set(event);
}

ASYNC(set_in_a_callback, LOCALS) {
  ASYNC_BEGIN;
  CHECK(self->event = asyncio_event_new());
  CHECK(asyncio_call_later(2, set_event, self->event));
  AWAIT(CORO(waits, "main", self->event));
  ASYNC_END;
}
RECORDED_TEST(set_in_a_callback);

ASYNC(timeout_while_waiting, LOCALS) {
  ASYNC_BEGIN;
  CHECK(self->event = asyncio_event_new());
  TRY {
    ASYNC_WITH(asyncio_timeout(1)) {
      AWAIT(asyncio_event_wait(self->event));
    }
    END_WITH;
  }
  EXCEPT(asyncio_TimeoutError) {
    asyncio_print("%E", CAUGHT);
  }
  END_TRY;
  CHECK(asyncio_event_set(self->event));
  AWAIT(CORO(waits, "main", self->event));
  ASYNC_END;
}
RECORDED_TEST(timeout_while_waiting);

ASYNC(nobody_sets_it, { int unused; }) {
  ASYNC_BEGIN;
  AWAIT(asyncio_event_wait(asyncio_event_new()));
  ASYNC_END;
}
RECORDED_TEST(nobody_sets_it);

/* --- Beyond Python ------------------------------------------------------------------------------------------------ */

ASYNC(no_event, { int unused; }) {
  ASYNC_BEGIN;
  asyncio_event_set(NULL);
  print_status();
  asyncio_event_clear(NULL);
  print_status();
  asyncio_event_is_set(NULL);
  print_status();
  AWAIT(asyncio_event_wait(NULL));
  ASYNC_END;
}

static void test_no_event(void **state) {
  (void)state;
  assert_string_equal(RUN(no_event),
                      "TypeError(the event is NULL)\nTypeError(the event is NULL)\nTypeError(the event is NULL)\n"
                      "! TypeError: the event is NULL\n");
}

ASYNC(is_no_block, { asyncio_event *event; }) {
  ASYNC_BEGIN;
  CHECK(self->event = asyncio_event_new());
  ASYNC_WITH(self->event) {
    asyncio_print("not here");
  }
  END_WITH;
  ASYNC_END;
}

static void test_is_no_block(void **state) {
  (void)state;
  assert_string_equal(RUN(is_no_block),
                      "! TypeError: 'Event' object does not support the asynchronous context manager protocol\n");
}

ASYNC(shows_itself, LOCALS) {
  ASYNC_BEGIN;
  CHECK(self->event = asyncio_event_new());
  START(CORO(waits, "a", self->event));
  asyncio_print("%v", asyncio_value_of(self->event));
  CHECK(asyncio_event_set(self->event));
  END;
  asyncio_print("%v", asyncio_value_of(self->event));
  ASYNC_END;
}

static void test_shows_itself(void **state) {
  (void)state;
  assert_string_equal(RUN(shows_itself), "<Event [unset, waiters:1]>\na True True\n<Event [set]>\n= None\n");
}

/* Made where no loop runs, and kept by the test: it serves one loop after the other while nobody has to wait. */
SCENE(test_made_outside) {
  asyncio_event *event = HOLD(asyncio_event_new());
  EXPECT(asyncio_event_set(event) == 0);
  EXPECT_TEXT(RUN(waits, "a", event), "a True True\n= None\n");
  EXPECT_TEXT(RUN(waits, "b", event), "b True True\n= None\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_set_event_does_not_yield),
      cmocka_unit_test(test_wakes_all_in_order),
      cmocka_unit_test(test_set_and_clear_wakes),
      cmocka_unit_test(test_waits_again),
      cmocka_unit_test(test_waiter_is_cancelled),
      cmocka_unit_test(test_woken_waiter_is_cancelled),
      cmocka_unit_test(test_set_in_a_callback),
      cmocka_unit_test(test_timeout_while_waiting),
      cmocka_unit_test(test_nobody_sets_it),
      cmocka_unit_test(test_no_event),
      cmocka_unit_test(test_is_no_block),
      cmocka_unit_test(test_shows_itself),
      cmocka_unit_test(test_made_outside),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
