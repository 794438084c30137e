/* Coroutines, values and errors of another language: a host whose coroutines are small scripts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "scene.h"
#include <asyncio/host.h>

/* What a coroutine of the host does, by its reference; and those of its values and errors. */
enum reference { SLEEPER = 1, YIELDER, RETURNS_VALUE, RAISES, RERAISES, AWAITS_DONE, A_VALUE, AN_ERROR, REFERENCES };

static struct {
  unsigned steps[REFERENCES];
  unsigned released[REFERENCES];
} host;

static const asyncio_host the_host;

static asyncio_host_outcome waits(void *awaiting, uint16_t line) {
  return (asyncio_host_outcome){.step = ASYNCIO_SUSPENDED, .awaiting = awaiting, .line = line};
}

static asyncio_host_outcome returns(asyncio_value value) {
  return (asyncio_host_outcome){.step = ASYNCIO_RETURNED, .value = value};
}

static asyncio_host_outcome raises(asyncio_error *error) {
  return (asyncio_host_outcome){.step = ASYNCIO_RAISED, .error = error};
}

static asyncio_host_outcome done_future(unsigned step, asyncio_value awaited) {
  static asyncio_future *future;
  if (step == 0) {
    future = asyncio_future_new();
    asyncio_future_set_result(future, asyncio_int(5));
    return waits(future, 0);
  }
  asyncio_host_release(future);
  return returns(awaited);
}

static asyncio_host_outcome resume(asyncio_coroutine *coroutine, uint32_t reference) {
  unsigned step = host.steps[reference]++;
  if (reference == RERAISES && coroutine->error != NULL) {
    return raises(coroutine->error);
  }
  if (asyncio_error_is(coroutine->error, asyncio_MemoryError)) {
    return raises(coroutine->error);
  }
  if (coroutine->error != NULL) {
    return returns(asyncio_int(-1));
  }
  switch (reference) {
  case SLEEPER:
  case RERAISES:
    return step == 0 ? waits(asyncio_sleep_result(2, asyncio_int(3)), 12) : returns(coroutine->awaited);
  case YIELDER:
    return step < 2 ? waits(NULL, 0) : returns(asyncio_none());
  case RETURNS_VALUE:
    return returns(asyncio_host_value(&the_host, A_VALUE));
  case RAISES:
    return raises(asyncio_host_error(&the_host, asyncio_KeyError, "text", 4, AN_ERROR));
  case AWAITS_DONE:
    return done_future(step, coroutine->awaited);
  default:
    return returns(asyncio_none());
  }
}

static void release(uint32_t reference) {
  host.released[reference]++;
}

static int repr(uint32_t reference, char *text, size_t size) {
  return asyncio_format(text, size, "<host %u>", (unsigned)reference);
}

static bool less(asyncio_value left, asyncio_value right) {
  return left.kind == ASYNCIO_HOST && right.kind == ASYNCIO_INT;
}

static const asyncio_host the_host = {resume, release, repr, less};

static asyncio_coroutine *script(enum reference reference) {
  static asyncio_coroutine_type type;
  asyncio_coroutine_type made = asyncio_host_coroutine_type("script", 10);
  memcpy(&type, &made, sizeof made);
  host.steps[reference] = host.released[reference] = 0;
  host.released[A_VALUE] = host.released[AN_ERROR] = 0;
  return asyncio_host_coroutine(&the_host, &type, reference);
}

/* --- Running ------------------------------------------------------------------------------------------------------ */

/* A coroutine of the host's as a task, and what became of it. */
ASYNC(as_task, {
  enum reference reference;
  asyncio_task *task;
}) {
  ASYNC_BEGIN;
  CHECK(self->task = asyncio_create_task(script(self->reference)));
  TRY {
    AWAIT(self->task);
    asyncio_print("%r at %g", AWAITED, asyncio_time());
  }
  EXCEPT(asyncio_Exception) {
    asyncio_print("%E at %g", CAUGHT, asyncio_time());
  }
  END_TRY;
  ASYNC_END;
}

static void test_awaits_coroutines(void **state) {
  (void)state;
  assert_string_equal(RUN(as_task, SLEEPER), "3 at 2\n= None\n");
  assert_int_equal(host.released[SLEEPER], 1);
}

static void test_yields(void **state) {
  (void)state;
  assert_string_equal(RUN(as_task, YIELDER), "None at 0\n= None\n");
  assert_int_equal(host.steps[YIELDER], 3);
}

static void test_done_future_does_not_yield(void **state) {
  (void)state;
  assert_string_equal(RUN(as_task, AWAITS_DONE), "5 at 0\n= None\n");
}

static void test_values_come_out_as_they_went_in(void **state) {
  (void)state;
  host.released[A_VALUE] = 0;
  assert_string_equal(RUN(as_task, RETURNS_VALUE), "<host 7> at 0\n= None\n");
  assert_int_equal(host.released[A_VALUE], 1);
}

static void test_errors_have_their_class_and_exception(void **state) {
  (void)state;
  host.released[AN_ERROR] = 0;
  assert_string_equal(RUN(as_task, RAISES), "KeyError(text) at 0\n= None\n");
  assert_int_equal(host.released[AN_ERROR], 1);
}

ASYNC(cancelled, { asyncio_task *task; }) {
  ASYNC_BEGIN;
  CHECK(self->task = asyncio_create_task(script(RERAISES)));
  AWAIT(asyncio_sleep(1));
  asyncio_task_cancel(self->task, "enough");
  TRY {
    AWAIT(self->task);
  }
  EXCEPT(asyncio_CancelledError) {
    asyncio_print("%E %v", CAUGHT, asyncio_bool(asyncio_task_cancelled(self->task)));
  }
  END_TRY;
  ASYNC_END;
}

static void test_cancelling_reaches_it(void **state) {
  (void)state;
  assert_string_equal(RUN(cancelled), "CancelledError(enough) True\n= None\n");
}

/* The caller's; NULL, and what the host's call has left is the current error, out of memory. */
static asyncio_coroutine *wait_for_sleeper(void) {
  asyncio_host_call outer = asyncio_host_begin(program_loop());
  asyncio_coroutine *slow = script(SLEEPER);
  asyncio_coroutine *waiting = slow == NULL ? NULL : asyncio_wait_for(slow, 1);
  if (waiting != NULL) {
    asyncio_host_give(waiting, slow);
  } else {
    asyncio_host_release(slow);
  }
  asyncio_error *error = asyncio_host_end(outer);
  if (error != NULL) {
    asyncio_raise_error(error);
  }
  return waiting;
}

ASYNC(inline_in_wait_for, { asyncio_coroutine *waiting; }) {
  ASYNC_BEGIN;
  TRY {
    CHECK(self->waiting = wait_for_sleeper());
    AWAIT(self->waiting);
    asyncio_print("%v at %g", AWAITED, asyncio_time());
  }
  FINALLY {
    asyncio_host_release(self->waiting);
  }
  END_TRY;
  ASYNC_END;
}

SCENE(test_runs_inline) {
  host.released[SLEEPER] = 0;
  /* It swallows the cancel and returns, and so is late but wins. */
  EXPECT_TEXT(RUN(inline_in_wait_for), "-1 at 1\n= None\n");
  EXPECT(host.released[SLEEPER] == 1);
}

/* --- Values and errors by themselves ------------------------------------------------------------------------------ */

static void compare(asyncio_value value) {
  EXPECT(asyncio_current_error() == NULL);
  EXPECT(asyncio_value_less(value, asyncio_int(1)));
  EXPECT(!asyncio_value_less(asyncio_int(1), value));
}

SCENE(test_order_is_the_hosts) {
  asyncio_value value = asyncio_host_value(&the_host, A_VALUE);
  compare(value);
  if (value.kind == ASYNCIO_HOST) {
    asyncio_host_release(value.object);
  }
}

SCENE(test_an_error_gets_one_exception) {
  asyncio_error *error = HOLD(asyncio_error_new(asyncio_TimeoutError, NULL));
  uint32_t reference = 0;
  EXPECT(!asyncio_host_error_reference(error, &reference));
  EXPECT(asyncio_host_error_attach(&the_host, error, AN_ERROR));
  EXPECT(!asyncio_host_error_attach(&the_host, error, A_VALUE));
  EXPECT(asyncio_host_error_reference(error, &reference));
  EXPECT(reference == AN_ERROR);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_awaits_coroutines),
      cmocka_unit_test(test_yields),
      cmocka_unit_test(test_done_future_does_not_yield),
      cmocka_unit_test(test_values_come_out_as_they_went_in),
      cmocka_unit_test(test_errors_have_their_class_and_exception),
      cmocka_unit_test(test_cancelling_reaches_it),
      cmocka_unit_test(test_runs_inline),
      cmocka_unit_test(test_order_is_the_hosts),
      cmocka_unit_test(test_an_error_gets_one_exception),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
