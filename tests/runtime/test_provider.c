/* What a frame owns lives as long as the coroutines that may name it, however they came to know it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "failing.h"
#include "program.h"

/* Says whether `event` is set, when it is cancelled. */
ASYNC(background, { asyncio_event *event; }) {
  ASYNC_BEGIN;
  TRY {
    AWAIT(asyncio_sleep(10));
  }
  FINALLY {
    AWAIT(asyncio_sleep(0));
    asyncio_print("set: %v", asyncio_bool(asyncio_event_is_set(self->event)));
  }
  END_TRY;
  ASYNC_END;
}

ASYNC(start_at_depth, {
  int depth;
  asyncio_event *event;
}) {
  ASYNC_BEGIN;
  if (self->depth > 0) {
    AWAIT(CORO(start_at_depth, self->depth - 1, self->event));
  } else {
    CHECK(asyncio_create_task(CORO(background, self->event)));
  }
  ASYNC_END;
}

/* The event is the outermost frame's, the task that names it the innermost's, which has ended by then. */
ASYNC(hands_on, {
  int depth;
  asyncio_event *event;
}) {
  ASYNC_BEGIN;
  CHECK(self->event = asyncio_event_new());
  asyncio_event_set(self->event);
  AWAIT(CORO(start_at_depth, self->depth, self->event));
  AWAIT(asyncio_sleep(0));
  ASYNC_END;
}

static void test_task_names_what_its_creators_creator_owns(void **state) {
  (void)state;
  assert_string_equal(RUN(hands_on, 0), "set: True\n= None\n");
  assert_string_equal(RUN(hands_on, 1), "set: True\n= None\n");
  assert_string_equal(RUN(hands_on, 5), "set: True\n= None\n");
}

/* As deep as no C stack would allow. */
static void test_at_any_depth(void **state) {
  (void)state;
  assert_string_equal(RUN(hands_on, FEWER(100000, 20)), "set: True\n= None\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_task_names_what_its_creators_creator_owns),
      cmocka_unit_test(test_at_any_depth),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
