/* asyncio_release in a loop without end: what each turn of it awaits does not add up. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "program.h"

/* Awaits, ten times, an object that this frame's scope owns already; releases what it awaited where `releases`. */
ASYNC(awaits_again_and_again, {
  bool releases;
  asyncio_event *event;
  asyncio_future *future;
  unsigned references;
  int i;
}) {
  ASYNC_BEGIN;
  CHECK(self->event = asyncio_event_new());
  CHECK(self->future = asyncio_future_new());
  asyncio_future_set_result(self->future, asyncio_value_of(self->event));
  self->references = ((asyncio_object *)self->event)->references;
  for (self->i = 0; self->i < 10; self->i++) {
    AWAIT(self->future);
    if (self->releases) {
      asyncio_release(asyncio_as_object(AWAITED));
    }
  }
  AWAIT(asyncio_sleep(0));
  asyncio_print("%u more", (unsigned)((asyncio_object *)self->event)->references - self->references);
  asyncio_event_set(self->event);
  asyncio_print("the frame's own is still there: %d", asyncio_event_is_set(self->event));
  ASYNC_END;
}

static void test_what_was_awaited_is_held_until_the_frame_ends(void **state) {
  (void)state;
  assert_string_equal(RUN(awaits_again_and_again, false), "10 more\nthe frame's own is still there: 1\n= None\n");
}

static void test_release_gives_back_the_hold_and_no_more(void **state) {
  (void)state;
  assert_string_equal(RUN(awaits_again_and_again, true), "0 more\nthe frame's own is still there: 1\n= None\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_what_was_awaited_is_held_until_the_frame_ends),
      cmocka_unit_test(test_release_gives_back_the_hold_and_no_more),
  };
  return cmocka_run_group_tests_name("release", tests, NULL, NULL);
}
