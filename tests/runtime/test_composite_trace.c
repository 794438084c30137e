/*
** What the trace tells of gather, wait, wait_for, shield, as_completed, TaskGroup and timeout: created, members,
** deadlines, the timers that are theirs, and how they settle; and of async generators, which are entered and left again
** and again.
*/
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "traced.h"

/* --- Telling it --------------------------------------------------------------------------------------------------- */

static char told[4096];
static size_t told_size;

/* Each is told by its kind and its place among them: "T1" is the first task, "C2" the second composite, "F" a future,
** "K" a coroutine of the program's. */
static struct {
  uint32_t id;
  char name[8];
} known[64];
static unsigned counts[128]; /* of each letter */

static void know(uint32_t id, char letter) {
  unsigned at = 0;
  while (known[at].id != 0) {
    at++;
  }
  known[at].id = id;
  snprintf(known[at].name, sizeof known[at].name, "%c%u", letter, ++counts[(int)letter]);
}

static const char *name_of(uint32_t id) {
  for (unsigned i = 0; known[i].id != 0; i++) {
    if (known[i].id == id) {
      return known[i].name;
    }
  }
  return NULL;
}

static bool is_composite(uint32_t id) {
  const char *name = name_of(id);
  return name != NULL && name[0] == 'C';
}

static void line(const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  told_size += (size_t)vsnprintf(told + told_size, sizeof told - told_size, format, arguments);
  va_end(arguments);
  told_size += (size_t)snprintf(told + told_size, sizeof told - told_size, "\n");
}

/* Timers of composites, by handle. */
static uint32_t timers[8];
static unsigned timer_count;

static bool is_known_timer(uint32_t handle) {
  for (unsigned i = 0; i < timer_count; i++) {
    if (timers[i] == handle) {
      return true;
    }
  }
  return false;
}

/* A gather and a shield are futures of the same number: the composite's name is the one that counts. */
static void tell_created(asyncio_loop *loop, const asyncio_trace_record *record) {
  size_t size;
  know(record->subject, 'C');
  line("%s created %s %s", name_of(record->subject), asyncio_trace_string(loop, (uint32_t)record->value, &size),
       name_of(record->object));
}

static void tell(asyncio_loop *loop, const asyncio_trace_record *record) {
  static const char *const outcomes[] = {"result", "exception", "cancelled", "timed out"};
  const char *subject = name_of(record->subject), *object = name_of(record->object);
  size_t size;
  switch (record->kind) {
  case ASYNCIO_TRACE_TASK_CREATED:
    know(record->subject, 'T');
    break;
  case ASYNCIO_TRACE_FUTURE_CREATED:
    if (strcmp(asyncio_trace_string(loop, (uint32_t)record->value, &size), "future") == 0) {
      know(record->subject, 'F');
    }
    break;
  case ASYNCIO_TRACE_COMPOSITE_CREATED:
    tell_created(loop, record);
    break;
  case ASYNCIO_TRACE_COMPOSITE_MEMBER:
    line("%s member %s", subject, object);
    break;
  case ASYNCIO_TRACE_COMPOSITE_DEADLINE:
    line("%s deadline %g", subject, record->value);
    break;
  case ASYNCIO_TRACE_COMPOSITE_EXPIRED:
    line("%s expired", subject);
    break;
  case ASYNCIO_TRACE_COMPOSITE_RESCHEDULED:
    line("%s rescheduled %g %s", subject, record->value, object);
    break;
  case ASYNCIO_TRACE_COMPOSITE_SETTLED:
    line("%s settled: %s", subject, outcomes[(int)record->value]);
    break;
  case ASYNCIO_TRACE_TIMER_SET:
    if (is_composite(record->object)) {
      timers[timer_count++] = record->subject;
      line("timer of %s set %g", object, record->value);
    }
    break;
  case ASYNCIO_TRACE_TIMER_FIRED:
  case ASYNCIO_TRACE_TIMER_CANCELLED:
    if (is_known_timer(record->subject)) {
      line("timer %s", record->kind == ASYNCIO_TRACE_TIMER_FIRED ? "fired" : "cancelled");
    }
    break;
  default:
    break;
  }
}

/* Of coroutines: only those of the function that is asked for. */
static const char *watched;

static void tell_coroutine(asyncio_loop *loop, const asyncio_trace_record *record) {
  size_t size;
  if (record->kind == ASYNCIO_TRACE_COROUTINE_CREATED &&
      strcmp(asyncio_trace_string(loop, (uint32_t)record->value, &size), watched) == 0) {
    know(record->subject, 'K');
    line("%s created", name_of(record->subject));
  } else if (name_of(record->subject) != NULL && record->kind == ASYNCIO_TRACE_COROUTINE_ENTERED) {
    line("%s entered %s", name_of(record->subject), name_of(record->object));
  } else if (name_of(record->subject) != NULL && record->kind == ASYNCIO_TRACE_COROUTINE_LEFT) {
    line("%s left %s: %s", name_of(record->subject), name_of(record->object),
         record->value == 0 ? "returned" : "raised");
  }
}

static void tell_watched(asyncio_loop *loop, const asyncio_trace_record *record) {
  if (watched != NULL) {
    tell_coroutine(loop, record);
  }
  if (watched == NULL || record->kind == ASYNCIO_TRACE_TASK_CREATED) {
    tell(loop, record);
  }
}

static const char *trace_of(asyncio_coroutine *(*program)(void)) {
  told_size = timer_count = 0;
  told[0] = '\0';
  memset(known, 0, sizeof known);
  memset(counts, 0, sizeof counts);
  run_traced(program, tell_watched);
  return told;
}

#define TRACE_OF(name) (watched = NULL, trace_of(start_##name))

/* The steps of the coroutines of `function` alone. */
#define COROUTINES_OF(function, name) (watched = #function, trace_of(start_##name))

/* --- TaskGroup ---------------------------------------------------------------------------------------------------- */

ASYNC(group_ends, { asyncio_task_group *group; }) {
  ASYNC_BEGIN;
  ASYNC_WITH(self->group = asyncio_task_group_new()) {
    asyncio_task_group_create_task(self->group, child("a", 2));
    asyncio_task_group_create_task(self->group, child("b", 1));
  }
  END_WITH;
  ASYNC_END;
}
PROGRAM(group_ends);

ASYNC(group_fails, { asyncio_task_group *group; }) {
  ASYNC_BEGIN;
  TRY {
    ASYNC_WITH(self->group = asyncio_task_group_new()) {
      asyncio_task_group_create_task(self->group, child("a", 2));
      asyncio_task_group_create_task(self->group, failing("b", 1));
    }
    END_WITH;
  }
  EXCEPT(asyncio_ExceptionGroup) {
    asyncio_print("%E", CAUGHT);
  }
  END_TRY;
  ASYNC_END;
}
PROGRAM(group_fails);

static void cancel(void *task) {
  asyncio_task_cancel(task, NULL);
}

ASYNC(group_is_cancelled, { asyncio_task_group *group; }) {
  ASYNC_BEGIN;
  asyncio_call_later(1, cancel, asyncio_current_task());
  TRY {
    ASYNC_WITH(self->group = asyncio_task_group_new()) {
      asyncio_task_group_create_task(self->group, child("a", 2));
    }
    END_WITH;
  }
  EXCEPT(asyncio_CancelledError) {
  }
  END_TRY;
  ASYNC_END;
}
PROGRAM(group_is_cancelled);

SCENE(test_task_group) {
  EXPECT_TEXT(TRACE_OF(group_ends), "C1 created TaskGroup T1\n"
                                    "C1 member T2\n"
                                    "C1 member T3\n"
                                    "C1 settled: result\n");
  EXPECT_TEXT(TRACE_OF(group_fails), "C1 created TaskGroup T1\n"
                                     "C1 member T2\n"
                                     "C1 member T3\n"
                                     "C1 settled: exception\n");
  EXPECT_TEXT(TRACE_OF(group_is_cancelled), "C1 created TaskGroup T1\n"
                                            "C1 member T2\n"
                                            "C1 settled: cancelled\n");
}

/* --- timeout, wait_for -------------------------------------------------------------------------------------------- */

ASYNC(timeout_in_time, { asyncio_timeout_block *block; }) {
  ASYNC_BEGIN;
  ASYNC_WITH(self->block = asyncio_timeout(5)) {
    AWAIT(asyncio_sleep(1));
    asyncio_timeout_reschedule(self->block, 3);
    AWAIT(asyncio_sleep(1));
  }
  END_WITH;
  ASYNC_END;
}
PROGRAM(timeout_in_time);

ASYNC(timeout_expires, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  TRY {
    ASYNC_WITH(asyncio_timeout(1)) {
      AWAIT(asyncio_sleep(5));
    }
    END_WITH;
  }
  EXCEPT(asyncio_TimeoutError) {
  }
  END_TRY;
  ASYNC_END;
}
PROGRAM(timeout_expires);

ASYNC(timeout_of_nothing, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  TRY {
    ASYNC_WITH(asyncio_timeout(ASYNCIO_FOREVER)) {
      RAISE(asyncio_ValueError, "why");
    }
    END_WITH;
  }
  EXCEPT(asyncio_ValueError) {
  }
  END_TRY;
  ASYNC_END;
}
PROGRAM(timeout_of_nothing);

ASYNC(waits_for, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  AWAIT(asyncio_wait_for(child("a", 1), 2));
  ASYNC_END;
}
PROGRAM(waits_for);

SCENE(test_timeout) {
  EXPECT_TEXT(TRACE_OF(timeout_in_time), "C1 created timeout T1\n"
                                         "C1 member T1\n"
                                         "C1 deadline 5\n"
                                         "timer of C1 set 5\n"
                                         "timer of C1 set 3\n"
                                         "timer cancelled\n"
                                         "C1 rescheduled 3 T1\n"
                                         "timer cancelled\n"
                                         "C1 settled: result\n");
  EXPECT_TEXT(TRACE_OF(timeout_expires), "C1 created timeout T1\n"
                                         "C1 member T1\n"
                                         "C1 deadline 1\n"
                                         "timer of C1 set 1\n"
                                         "timer fired\n"
                                         "C1 expired\n"
                                         "C1 settled: timed out\n");
  EXPECT_TEXT(TRACE_OF(timeout_of_nothing), "C1 created timeout T1\n"
                                            "C1 member T1\n"
                                            "C1 deadline inf\n"
                                            "C1 settled: exception\n");
  EXPECT_TEXT(TRACE_OF(waits_for), "C1 created timeout T1\n"
                                   "C1 member T1\n"
                                   "C1 deadline 2\n"
                                   "timer of C1 set 2\n"
                                   "timer cancelled\n"
                                   "C1 settled: result\n");
}

/* --- shield ------------------------------------------------------------------------------------------------------- */

ASYNC(shields, {
  int what;
  asyncio_future *future;
  asyncio_future *shielded;
}) {
  ASYNC_BEGIN;
  CHECK(self->future = asyncio_future_new());
  CHECK(self->shielded = asyncio_shield(self->future));
  if (self->what == 0) {
    asyncio_future_set_result(self->future, asyncio_none());
  } else if (self->what == 1) {
    asyncio_future_set_exception(self->future, asyncio_error_new(asyncio_ValueError, "why"));
  } else if (self->what == 2) {
    asyncio_future_cancel(self->future, NULL);
  } else if (self->what == 3) {
    asyncio_future_cancel(self->shielded, NULL);
  } else {
    asyncio_future_set_result(self->shielded, asyncio_none()); /* by hand */
  }
  AWAIT(asyncio_sleep(1));
  asyncio_future_exception(self->shielded);
  asyncio_clear_error();
  ASYNC_END;
}

static int what_happens;

static asyncio_coroutine *start_shields(void) {
  return CORO(shields, what_happens);
}

SCENE(test_shield) {
  static const char *const outcomes[] = {"result", "exception", "cancelled", "cancelled", "result"};
  for (what_happens = 0; what_happens < 5; what_happens++) {
    char expected[256];
    snprintf(expected, sizeof expected, "C1 created shield T1\nC1 member F1\nC1 settled: %s\n", outcomes[what_happens]);
    EXPECT_TEXT(TRACE_OF(shields), expected);
  }
}

/* --- gather, wait ------------------------------------------------------------------------------------------------- */

ASYNC(gathers, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  AWAIT(asyncio_gather(child("a", 1), child("b", 2)));
  AWAIT(asyncio_gather_list(asyncio_list_new(), false));
  TRY {
    AWAIT(asyncio_gather(failing("c", 1)));
  }
  EXCEPT(asyncio_ValueError) {
  }
  END_TRY;
  ASYNC_END;
}
PROGRAM(gathers);

ASYNC(waits, { asyncio_list *tasks; }) {
  ASYNC_BEGIN;
  CHECK(self->tasks = asyncio_list_of(asyncio_create_task(child("a", 1)), asyncio_create_task(child("b", 3))));
  AWAIT(asyncio_wait(self->tasks, 2, ASYNCIO_ALL_COMPLETED));
  AWAIT(asyncio_wait(self->tasks, ASYNCIO_FOREVER, ASYNCIO_FIRST_EXCEPTION));
  ASYNC_END;
}
PROGRAM(waits);

ASYNC(wait_is_cancelled, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  asyncio_call_later(1, cancel, asyncio_current_task());
  TRY {
    AWAIT(asyncio_wait(asyncio_list_of(asyncio_create_task(child("a", 2))), 5, ASYNCIO_ALL_COMPLETED));
  }
  EXCEPT(asyncio_CancelledError) {
    AWAIT(asyncio_sleep(2));
  }
  END_TRY;
  ASYNC_END;
}
PROGRAM(wait_is_cancelled);

SCENE(test_gather_and_wait) {
  EXPECT_TEXT(TRACE_OF(gathers), "C1 created gather T1\n"
                                 "C1 member T2\n"
                                 "C1 member T3\n"
                                 "C1 settled: result\n"
                                 "C2 created gather T1\n"
                                 "C2 settled: result\n"
                                 "C3 created gather T1\n"
                                 "C3 member T4\n"
                                 "C3 settled: exception\n");
  EXPECT_TEXT(TRACE_OF(waits), "C1 created wait T1\n"
                               "timer of C1 set 2\n"
                               "C1 deadline 2\n"
                               "C1 member T2\n"
                               "C1 member T3\n"
                               "timer fired\n"
                               "C1 expired\n"
                               "C1 settled: timed out\n"
                               "C2 created wait T1\n"
                               "C2 member T2\n"
                               "C2 member T3\n"
                               "C2 settled: result\n");
  EXPECT_TEXT(TRACE_OF(wait_is_cancelled), "C1 created wait T1\n"
                                           "timer of C1 set 5\n"
                                           "C1 deadline 5\n"
                                           "C1 member T2\n"
                                           "C1 settled: cancelled\n"
                                           "timer cancelled\n");
}

/* --- as_completed ------------------------------------------------------------------------------------------------- */

ASYNC(completes, { asyncio_value task; }) {
  ASYNC_BEGIN;
  ASYNC_FOR(self->task, asyncio_as_completed(asyncio_list_of(child("a", 2), child("b", 1)), 5)) {
  }
  END_FOR;
  ASYNC_FOR(self->task, asyncio_as_completed(asyncio_list_new(), 5)) {
  }
  END_FOR;
  ASYNC_END;
}
PROGRAM(completes);

ASYNC(completes_too_late, { asyncio_value task; }) {
  ASYNC_BEGIN;
  TRY {
    ASYNC_FOR(self->task, asyncio_as_completed(asyncio_list_of(child("a", 1), child("b", 3)), 2)) {
    }
    END_FOR;
  }
  EXCEPT(asyncio_TimeoutError) {
  }
  END_TRY;
  AWAIT(asyncio_sleep(2)); /* no shutdown has anything to gather */
  ASYNC_END;
}
PROGRAM(completes_too_late);

SCENE(test_as_completed) {
  EXPECT_TEXT(TRACE_OF(completes), "C1 created as_completed T1\n"
                                   "timer of C1 set 5\n"
                                   "C1 deadline 5\n"
                                   "C1 member T2\n"
                                   "C1 member T3\n"
                                   "C1 settled: result\n"
                                   "timer cancelled\n"
                                   "C2 created as_completed T1\n"
                                   "C2 settled: result\n");
  EXPECT_TEXT(TRACE_OF(completes_too_late), "C1 created as_completed T1\n"
                                            "timer of C1 set 2\n"
                                            "C1 deadline 2\n"
                                            "C1 member T2\n"
                                            "C1 member T3\n"
                                            "timer fired\n"
                                            "C1 expired\n"
                                            "C1 settled: timed out\n");
}

/* --- Async generators --------------------------------------------------------------------------------------------- */

ASYNC_GENERATOR(numbers, { int i; }) {
  ASYNC_BEGIN;
  for (; self->i < 2; self->i++) {
    AWAIT(asyncio_sleep(1));
    YIELD(asyncio_int(self->i));
  }
  ASYNC_END;
}

ASYNC(goes_through, { asyncio_value number; }) {
  ASYNC_BEGIN;
  ASYNC_FOR(self->number, GENERATOR(numbers)) {
    AWAIT(asyncio_sleep(1));
  }
  END_FOR;
  ASYNC_END;
}
PROGRAM(goes_through);

ASYNC(throws_into, { asyncio_generator *generator; }) {
  ASYNC_BEGIN;
  CHECK(self->generator = GENERATOR(numbers));
  AWAIT(asyncio_anext(self->generator));
  TRY {
    AWAIT(asyncio_generator_athrow(self->generator, asyncio_error_new(asyncio_ValueError, "why")));
  }
  EXCEPT(asyncio_ValueError) {
  }
  END_TRY;
  ASYNC_END;
}
PROGRAM(throws_into);

SCENE(test_generator) {
  EXPECT_TEXT(COROUTINES_OF(numbers, goes_through), "K1 created\n"
                                                    "K1 entered T1\n"
                                                    "K1 left T1: returned\n"
                                                    "K1 entered T1\n"
                                                    "K1 left T1: returned\n"
                                                    "K1 entered T1\n"
                                                    "K1 left T1: returned\n");
  EXPECT_TEXT(COROUTINES_OF(numbers, throws_into), "K1 created\n"
                                                   "K1 entered T1\n"
                                                   "K1 left T1: returned\n"
                                                   "K1 entered T1\n"
                                                   "K1 left T1: raised\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_task_group),      cmocka_unit_test(test_timeout),      cmocka_unit_test(test_shield),
      cmocka_unit_test(test_gather_and_wait), cmocka_unit_test(test_as_completed), cmocka_unit_test(test_generator),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
