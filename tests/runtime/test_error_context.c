/* What an error was raised while handling: chains through awaited coroutines, tasks, handlers that are thrown into. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "program.h"
#include "recorded/error_context.h"

#define VALUE_ERROR(text) asyncio_error_new(asyncio_ValueError, text)
#define KEY_ERROR(text)   asyncio_error_new(asyncio_KeyError, text)
#define TYPE_ERROR(text)  asyncio_error_new(asyncio_TypeError, text)
#define TELL(...)         AWAIT(CORO(tells, __VA_ARGS__))

/* As print_chain, each one's cause behind it. */
static void tell_chain(const asyncio_error *error) {
  char chain[512] = "";
  for (int length = 0; error; error = asyncio_error_context(error)) {
    const asyncio_error *cause = asyncio_error_cause(error);
    length += asyncio_format(chain + length, sizeof chain - (size_t)length, "%s%s: %s", length ? " < " : "",
                             asyncio_error_class(error)->name, asyncio_error_message(error));
    if (cause != NULL) {
      length += asyncio_format(chain + length, sizeof chain - (size_t)length, " from %s: %s",
                               asyncio_error_class(cause)->name, asyncio_error_message(cause));
    }
  }
  asyncio_print("%s", chain);
}

ASYNC(tells, { void *awaitable; }) {
  ASYNC_BEGIN;
  TRY {
    AWAIT(self->awaitable);
  }
  EXCEPT(asyncio_BaseException) {
    tell_chain(CAUGHT);
  }
  END_TRY;
  ASYNC_END;
}

ASYNC(raises, { asyncio_error *error; }) {
  ASYNC_BEGIN;
  RAISE_ERROR(self->error);
  ASYNC_END;
}

ASYNC(sleeps_and_raises, { asyncio_error *error; }) {
  ASYNC_BEGIN;
  AWAIT(asyncio_sleep(0));
  RAISE_ERROR(self->error);
  ASYNC_END;
}

/* Awaits while it handles an error. */
ASYNC(handles, {
  asyncio_error *handled;
  void *awaitable;
}) {
  ASYNC_BEGIN;
  TRY {
    RAISE_ERROR(self->handled);
  }
  EXCEPT(asyncio_ValueError) {
    AWAIT(self->awaitable);
  }
  END_TRY;
  ASYNC_END;
}

/* Raises while it handles what came of awaiting. */
ASYNC(answers, {
  void *awaitable;
  asyncio_error *answer;
}) {
  ASYNC_BEGIN;
  TRY {
    AWAIT(self->awaitable);
  }
  EXCEPT(asyncio_BaseException) {
    RAISE_ERROR(self->answer);
  }
  END_TRY;
  ASYNC_END;
}

/* --- Raised in a handler, through frames -------------------------------------------------------------------------- */

ASYNC(nested, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  TRY {
    RAISE(asyncio_ValueError, "1");
  }
  EXCEPT(asyncio_ValueError) {
    TRY {
      RAISE(asyncio_KeyError, "2");
    }
    EXCEPT(asyncio_KeyError) {
      RAISE(asyncio_TypeError, "3");
    }
    END_TRY;
  }
  END_TRY;
  ASYNC_END;
}

ASYNC(in_nested_handlers, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  TELL(CORO(nested));
  ASYNC_END;
}

ASYNC(below_handlers_of_two_frames, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  TELL(CORO(handles, VALUE_ERROR("1"), CORO(handles, VALUE_ERROR("2"), CORO(raises, TYPE_ERROR("3")))));
  TELL(CORO(handles, VALUE_ERROR("1"), CORO(handles, VALUE_ERROR("2"), CORO(sleeps_and_raises, TYPE_ERROR("3")))));
  ASYNC_END;
}

ASYNC(one_error_raised_by_two, { asyncio_error *error; }) {
  ASYNC_BEGIN;
  self->error = TYPE_ERROR("again");
  TELL(CORO(handles, VALUE_ERROR("1"), CORO(raises, self->error)));
  TELL(CORO(handles, VALUE_ERROR("2"), CORO(raises, self->error)));
  TELL(CORO(raises, self->error));
  ASYNC_END;
}

ASYNC(raises_a_b_c_a, {
  asyncio_error *a;
  asyncio_error *b;
  asyncio_error *c;
}) {
  ASYNC_BEGIN;
  TRY {
    RAISE_ERROR(self->a);
  }
  EXCEPT(asyncio_ValueError) {
    TRY {
      RAISE_ERROR(self->b);
    }
    EXCEPT(asyncio_ValueError) {
      TRY {
        RAISE_ERROR(self->c);
      }
      EXCEPT(asyncio_ValueError) {
        RAISE_ERROR(self->a);
      }
      END_TRY;
    }
    END_TRY;
  }
  END_TRY;
  ASYNC_END;
}

ASYNC(raised_again_below, {
  asyncio_error *b;
  asyncio_error *c;
}) {
  ASYNC_BEGIN;
  self->b = VALUE_ERROR("b");
  self->c = VALUE_ERROR("c");
  TELL(CORO(raises_a_b_c_a, VALUE_ERROR("a"), self->b, self->c));
  tell_chain(self->b);
  tell_chain(self->c);
  ASYNC_END;
}

ASYNC(reraises, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  TRY {
    RAISE(asyncio_ValueError, "1");
  }
  EXCEPT(asyncio_ValueError) {
    TRY {
      RAISE(asyncio_KeyError, "2");
    }
    EXCEPT(asyncio_KeyError) {
      RERAISE;
    }
    END_TRY;
  }
  END_TRY;
  ASYNC_END;
}

ASYNC(reraised, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  TELL(CORO(reraises));
  ASYNC_END;
}

ASYNC(catches, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  TRY {
    RAISE(asyncio_KeyError, "1");
  }
  EXCEPT(asyncio_KeyError) {
    AWAIT(asyncio_sleep(0));
  }
  END_TRY;
  ASYNC_END;
}

ASYNC(raises_behind_catches, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  TRY {
    RAISE(asyncio_ValueError, "2");
  }
  EXCEPT(asyncio_ValueError) {
    AWAIT(CORO(catches));
    RAISE(asyncio_TypeError, "3");
  }
  END_TRY;
  ASYNC_END;
}

ASYNC(caught_below_and_raised_above, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  TELL(CORO(raises_behind_catches));
  ASYNC_END;
}

ASYNC(raises_from_caught, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  TRY {
    AWAIT(failing("1", 0));
  }
  EXCEPT(asyncio_ValueError) {
    RAISE_FROM(CAUGHT, asyncio_KeyError, "2");
  }
  END_TRY;
  ASYNC_END;
}

ASYNC(raises_from_other, { asyncio_error *cause; }) {
  ASYNC_BEGIN;
  TRY {
    RAISE(asyncio_ValueError, "1");
  }
  EXCEPT(asyncio_ValueError) {
    RAISE_FROM(self->cause, asyncio_KeyError, "2");
  }
  END_TRY;
  ASYNC_END;
}

ASYNC(from_cause, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  TELL(CORO(raises_from_caught));
  TELL(CORO(raises_from_other, TYPE_ERROR("3")));
  ASYNC_END;
}

/* --- finally and with --------------------------------------------------------------------------------------------- */

ASYNC(finally_raises, { asyncio_error *error; }) {
  ASYNC_BEGIN;
  TRY {
    RAISE(asyncio_ValueError, "1");
  }
  FINALLY {
    AWAIT(CORO(sleeps_and_raises, self->error));
  }
  END_TRY;
  ASYNC_END;
}

ASYNC(in_finally, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  TELL(CORO(finally_raises, KEY_ERROR("2")));
  ASYNC_END;
}

ASYNC(returns_and_finally_raises, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  TRY {
    RAISE(asyncio_ValueError, "1");
  }
  EXCEPT(asyncio_ValueError) {
    TRY {
      RETURN(asyncio_none());
    }
    FINALLY {
      RAISE(asyncio_KeyError, "2");
    }
    END_TRY;
  }
  END_TRY;
  ASYNC_END;
}

ASYNC(in_finally_of_a_return, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  TELL(CORO(returns_and_finally_raises));
  ASYNC_END;
}

ASYNC(handles_and_finally_raises, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  TRY {
    TRY {
      RAISE(asyncio_ValueError, "1");
    }
    EXCEPT(asyncio_ValueError) {
    }
    FINALLY {
      RAISE(asyncio_KeyError, "2");
    }
    END_TRY;
  }
  FINALLY {
    RAISE(asyncio_TypeError, "3");
  }
  END_TRY;
  ASYNC_END;
}

ASYNC(in_finally_behind_a_handler, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  TELL(CORO(handles_and_finally_raises));
  ASYNC_END;
}

typedef struct manager {
  asyncio_object object;
  asyncio_error *entering;
  asyncio_error *leaving;
} manager;

ASYNC(manager_enters, { asyncio_error *error; }) {
  ASYNC_BEGIN;
  if (self->error != NULL) {
    RAISE_ERROR(self->error);
  }
  ASYNC_END;
}

ASYNC(manager_leaves, { asyncio_error *error; }) {
  ASYNC_BEGIN;
  AWAIT(asyncio_sleep(0));
  if (self->error != NULL) {
    RAISE_ERROR(self->error);
  }
  ASYNC_END;
}

static void *manager_enter(void *object) {
  return CORO(manager_enters, ((manager *)object)->entering);
}

static void *manager_leave(void *object, asyncio_error *error) {
  (void)error;
  return CORO(manager_leaves, ((manager *)object)->leaving);
}

static manager *manager_new(asyncio_error *entering, asyncio_error *leaving) {
  static const asyncio_type type = {.name = "Manager", .enter = manager_enter, .leave = manager_leave};
  manager *self = asyncio_object_new(&type, sizeof(manager));
  if (self != NULL) {
    self->entering = entering;
    self->leaving = leaving;
  }
  return self;
}

ASYNC(with_block, {
  asyncio_error *entering;
  asyncio_error *body;
  asyncio_error *leaving;
}) {
  ASYNC_BEGIN;
  ASYNC_WITH(manager_new(self->entering, self->leaving)) {
    if (self->body != NULL) {
      RAISE_ERROR(self->body);
    }
  }
  END_WITH;
  ASYNC_END;
}

ASYNC(in_with, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  TELL(CORO(with_block, NULL, VALUE_ERROR("1"), KEY_ERROR("2")));
  TELL(CORO(with_block, NULL, NULL, KEY_ERROR("2")));
  TELL(CORO(handles, VALUE_ERROR("0"), CORO(with_block, NULL, VALUE_ERROR("1"), KEY_ERROR("2"))));
  TELL(CORO(handles, VALUE_ERROR("0"), CORO(with_block, KEY_ERROR("1"), NULL, NULL)));
  ASYNC_END;
}

/* --- Thrown into a handler ---------------------------------------------------------------------------------------- */

ASYNC(cancelled, {
  asyncio_coroutine *coroutine;
  asyncio_task *task;
}) {
  ASYNC_BEGIN;
  CHECK(self->task = asyncio_create_task(self->coroutine));
  AWAIT(asyncio_sleep(0));
  AWAIT(asyncio_sleep(0));
  asyncio_task_cancel(self->task, "stop");
  TELL(self->task);
  ASYNC_END;
}

ASYNC(cancel_in_a_handler, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  AWAIT(CORO(cancelled, CORO(handles, VALUE_ERROR("1"), asyncio_sleep(5))));
  ASYNC_END;
}

ASYNC(cancel_in_handlers_of_two, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  AWAIT(CORO(cancelled, CORO(handles, VALUE_ERROR("1"), CORO(handles, VALUE_ERROR("2"), asyncio_sleep(5)))));
  ASYNC_END;
}

ASYNC(cancel_answered_below, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  AWAIT(CORO(cancelled, CORO(handles, VALUE_ERROR("1"), CORO(answers, asyncio_sleep(5), KEY_ERROR("2")))));
  AWAIT(CORO(cancelled, CORO(handles, VALUE_ERROR("1"),
                             CORO(answers, CORO(handles, VALUE_ERROR("2"), asyncio_sleep(5)), KEY_ERROR("3")))));
  AWAIT(CORO(cancelled, CORO(answers, CORO(handles, VALUE_ERROR("1"), asyncio_sleep(5)), KEY_ERROR("2"))));
  ASYNC_END;
}

ASYNC(swallows, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  TRY {
    AWAIT(asyncio_sleep(5));
  }
  EXCEPT(asyncio_CancelledError) {
  }
  END_TRY;
  ASYNC_END;
}

ASYNC(raises_behind_swallows, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  TRY {
    RAISE(asyncio_ValueError, "1");
  }
  EXCEPT(asyncio_ValueError) {
    AWAIT(CORO(swallows));
    RAISE(asyncio_KeyError, "2");
  }
  END_TRY;
  ASYNC_END;
}

ASYNC(cancel_swallowed_below, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  AWAIT(CORO(cancelled, CORO(raises_behind_swallows)));
  AWAIT(CORO(cancelled, CORO(handles, VALUE_ERROR("0"), CORO(raises_behind_swallows))));
  ASYNC_END;
}

ASYNC(swallows_and_awaits, { asyncio_coroutine *coroutine; }) {
  ASYNC_BEGIN;
  TRY {
    AWAIT(asyncio_sleep(5));
  }
  EXCEPT(asyncio_CancelledError) {
    AWAIT(self->coroutine);
  }
  END_TRY;
  ASYNC_END;
}

ASYNC(cancel_swallowed_and_awaited_on, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  AWAIT(CORO(cancelled,
             CORO(handles, VALUE_ERROR("1"), CORO(swallows_and_awaits, CORO(sleeps_and_raises, KEY_ERROR("2"))))));
  AWAIT(CORO(cancelled, CORO(handles, VALUE_ERROR("1"), CORO(swallows_and_awaits, CORO(raises, KEY_ERROR("2"))))));
  ASYNC_END;
}

ASYNC(finally_sleeps, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  TRY {
    RAISE(asyncio_ValueError, "1");
  }
  FINALLY {
    AWAIT(asyncio_sleep(5));
  }
  END_TRY;
  ASYNC_END;
}

ASYNC(cancel_in_finally, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  AWAIT(CORO(cancelled, CORO(finally_sleeps)));
  AWAIT(CORO(cancelled, CORO(handles, VALUE_ERROR("0"), CORO(finally_sleeps))));
  ASYNC_END;
}

ASYNC(cleans_up, { asyncio_error *error; }) {
  ASYNC_BEGIN;
  TRY {
    AWAIT(asyncio_sleep(5));
  }
  FINALLY {
    AWAIT(CORO(sleeps_and_raises, self->error));
  }
  END_TRY;
  ASYNC_END;
}

ASYNC(cancel_cleans_up_and_fails, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  AWAIT(CORO(cancelled, CORO(cleans_up, KEY_ERROR("1"))));
  AWAIT(CORO(cancelled, CORO(handles, VALUE_ERROR("0"), CORO(cleans_up, KEY_ERROR("1")))));
  ASYNC_END;
}

/* --- Of tasks and futures ----------------------------------------------------------------------------------------- */

ASYNC(of_a_task, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  TELL(CORO(handles, VALUE_ERROR("1"), asyncio_create_task(CORO(raises, KEY_ERROR("2")))));
  TELL(CORO(handles, VALUE_ERROR("1"),
            CORO(handles, VALUE_ERROR("2"), asyncio_create_task(CORO(raises, KEY_ERROR("3"))))));
  TELL(asyncio_create_task(CORO(handles, VALUE_ERROR("1"), CORO(raises, KEY_ERROR("2")))));
  TELL(CORO(handles, VALUE_ERROR("0"),
            asyncio_create_task(CORO(handles, VALUE_ERROR("1"), CORO(raises, KEY_ERROR("2"))))));
  ASYNC_END;
}

ASYNC(of_a_future_that_is_done, { asyncio_future *future; }) {
  ASYNC_BEGIN;
  CHECK(self->future = asyncio_future_new());
  CHECK(asyncio_future_set_exception(self->future, KEY_ERROR("3")));
  TELL(self->future);
  TELL(CORO(handles, VALUE_ERROR("1"), self->future));
  TELL(CORO(handles, VALUE_ERROR("1"), CORO(handles, VALUE_ERROR("2"), self->future)));
  TELL(self->future);
  ASYNC_END;
}

ASYNC(asks, { asyncio_task *task; }) {
  ASYNC_BEGIN;
  TRY {
    RAISE(asyncio_KeyError, "2");
  }
  EXCEPT(asyncio_KeyError) {
    asyncio_task_result(self->task);
  }
  END_TRY;
  ASYNC_END;
}

ASYNC(of_a_result, { asyncio_task *task; }) {
  ASYNC_BEGIN;
  CHECK(self->task = asyncio_create_task(failing("1", 0)));
  AWAIT(asyncio_wait(asyncio_list_of(self->task), INFINITY, ASYNCIO_ALL_COMPLETED));
  TELL(CORO(asks, self->task));
  TELL(CORO(handles, VALUE_ERROR("3"), CORO(asks, self->task)));
  ASYNC_END;
}

ASYNC(awaits_eager_in_handler, { asyncio_coroutine *coroutine; }) {
  ASYNC_BEGIN;
  TRY {
    RAISE(asyncio_ValueError, "1");
  }
  EXCEPT(asyncio_ValueError) {
    AWAIT(asyncio_create_eager_task(self->coroutine));
  }
  END_TRY;
  ASYNC_END;
}

ASYNC(awaits_eager_behind_handler, {
  asyncio_coroutine *coroutine;
  asyncio_task *task;
}) {
  ASYNC_BEGIN;
  TRY {
    RAISE(asyncio_ValueError, "1");
  }
  EXCEPT(asyncio_ValueError) {
    CHECK(self->task = asyncio_create_eager_task(self->coroutine));
  }
  END_TRY;
  AWAIT(self->task);
  ASYNC_END;
}

ASYNC(of_an_eager_task, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  TELL(CORO(awaits_eager_in_handler, CORO(raises, KEY_ERROR("2"))));
  TELL(CORO(awaits_eager_behind_handler, CORO(sleeps_and_raises, KEY_ERROR("2"))));
  ASYNC_END;
}

/* --- Of what waits for several ------------------------------------------------------------------------------------ */

ASYNC(gathers_in_handler, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  TRY {
    RAISE(asyncio_ValueError, "1");
  }
  EXCEPT(asyncio_ValueError) {
    AWAIT(asyncio_gather(failing("2", 0), asyncio_sleep(1)));
  }
  END_TRY;
  ASYNC_END;
}

ASYNC(of_gather, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  TELL(CORO(gathers_in_handler));
  TELL(CORO(handles, VALUE_ERROR("0"), CORO(gathers_in_handler)));
  ASYNC_END;
}

ASYNC(of_wait_for, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  TELL(asyncio_wait_for(asyncio_sleep(5), 1));
  TELL(CORO(handles, VALUE_ERROR("1"), asyncio_wait_for(asyncio_sleep(5), 1)));
  TELL(CORO(handles, VALUE_ERROR("1"), asyncio_wait_for(failing("2", 0), 1)));
  TELL(asyncio_wait_for(CORO(answers, asyncio_sleep(5), KEY_ERROR("1")), 1));
  TELL(CORO(handles, VALUE_ERROR("0"), asyncio_wait_for(CORO(answers, asyncio_sleep(5), KEY_ERROR("1")), 1)));
  TELL(asyncio_wait_for(asyncio_create_task(CORO(answers, asyncio_sleep(5), KEY_ERROR("1"))), 1));
  TELL(CORO(handles, VALUE_ERROR("0"), asyncio_wait_for(asyncio_sleep(5), 0)));
  ASYNC_END;
}

ASYNC(within, {
  double delay;
  void *awaitable;
}) {
  ASYNC_BEGIN;
  ASYNC_WITH(asyncio_timeout(self->delay)) {
    AWAIT(self->awaitable);
  }
  END_WITH;
  ASYNC_END;
}

ASYNC(of_timeout, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  TELL(CORO(within, 1, asyncio_sleep(5)));
  TELL(CORO(handles, VALUE_ERROR("1"), CORO(within, 1, asyncio_sleep(5))));
  TELL(CORO(within, 1, CORO(handles, VALUE_ERROR("1"), asyncio_sleep(5))));
  TELL(CORO(within, 1, CORO(answers, asyncio_sleep(5), KEY_ERROR("1"))));
  TELL(CORO(handles, VALUE_ERROR("0"), CORO(within, 1, CORO(answers, asyncio_sleep(5), KEY_ERROR("1")))));
  TELL(CORO(handles, VALUE_ERROR("0"),
            CORO(within, 1, CORO(handles, VALUE_ERROR("1"), CORO(answers, asyncio_sleep(5), KEY_ERROR("2"))))));
  TELL(CORO(within, 1, CORO(within, 0.5, asyncio_sleep(5))));
  ASYNC_END;
}

ASYNC(tells_each, { void *awaitable; }) {
  ASYNC_BEGIN;
  TRY {
    AWAIT(self->awaitable);
  }
  EXCEPT(asyncio_BaseException) {
    tell_chain(CAUGHT);
    asyncio_list *errors = asyncio_error_errors(CAUGHT);
    for (size_t i = 0; i < asyncio_list_size(errors); i++) {
      tell_chain((asyncio_error *)asyncio_list_get(errors, i).object);
    }
  }
  END_TRY;
  ASYNC_END;
}

ASYNC(group_of, {
  asyncio_coroutine *first;
  asyncio_coroutine *second;
  asyncio_error *error;
  asyncio_task_group *group;
}) {
  ASYNC_BEGIN;
  ASYNC_WITH(self->group = asyncio_task_group_new()) {
    CHECK(asyncio_task_group_create_task(self->group, self->first));
    if (self->second != NULL) {
      CHECK(asyncio_task_group_create_task(self->group, self->second));
    }
    if (self->error != NULL) {
      AWAIT(asyncio_sleep(0));
      RAISE_ERROR(self->error);
    }
    AWAIT(asyncio_sleep(2));
  }
  END_WITH;
  ASYNC_END;
}

ASYNC(of_task_group, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  AWAIT(CORO(tells_each, CORO(group_of, failing("1", 0), failing("2", 5))));
  AWAIT(CORO(tells_each, CORO(group_of, failing("1", 0), CORO(answers, asyncio_sleep(5), KEY_ERROR("2")))));
  AWAIT(CORO(tells_each, CORO(group_of, CORO(answers, asyncio_sleep(5), KEY_ERROR("2")), NULL, KEY_ERROR("9"))));
  AWAIT(CORO(tells_each, CORO(handles, VALUE_ERROR("0"), CORO(group_of, failing("1", 0)))));
  AWAIT(CORO(tells_each, CORO(handles, VALUE_ERROR("0"),
                              CORO(group_of, CORO(answers, asyncio_sleep(5), KEY_ERROR("2")), NULL, KEY_ERROR("9")))));
  ASYNC_END;
}

ASYNC(of_shield, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  TELL(CORO(handles, VALUE_ERROR("1"), asyncio_shield(failing("2", 0))));
  ASYNC_END;
}

ASYNC_GENERATOR(numbers, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  TRY {
    YIELD(asyncio_int(1));
  }
  EXCEPT(asyncio_KeyError) {
    YIELD(asyncio_int(2));
    RAISE(asyncio_TypeError, "3");
  }
  FINALLY {
    AWAIT(asyncio_sleep(0));
  }
  END_TRY;
  ASYNC_END;
}

ASYNC(throws_into_numbers, {
  asyncio_error *error;
  asyncio_generator *generator;
}) {
  ASYNC_BEGIN;
  CHECK(self->generator = GENERATOR(numbers));
  AWAIT(asyncio_anext(self->generator));
  TRY {
    RAISE(asyncio_ValueError, "0");
  }
  EXCEPT(asyncio_ValueError) {
    AWAIT(asyncio_generator_athrow(self->generator, self->error));
    AWAIT(asyncio_anext(self->generator));
  }
  END_TRY;
  ASYNC_END;
}

ASYNC_GENERATOR(handles_and_yields, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  TRY {
    RAISE(asyncio_ValueError, "1");
  }
  EXCEPT(asyncio_ValueError) {
    YIELD(asyncio_int(1));
    RAISE(asyncio_KeyError, "2");
  }
  END_TRY;
  ASYNC_END;
}

ASYNC(iterates, {
  asyncio_error *error;
  asyncio_value item;
}) {
  ASYNC_BEGIN;
  ASYNC_FOR(self->item, GENERATOR(handles_and_yields)) {
    if (self->error != NULL) {
      RAISE_ERROR(self->error);
    }
  }
  END_FOR;
  ASYNC_END;
}

ASYNC(of_generators, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  TELL(CORO(throws_into_numbers, KEY_ERROR("1")));
  TELL(CORO(iterates));
  TELL(CORO(handles, VALUE_ERROR("0"), CORO(iterates)));
  TELL(CORO(iterates, TYPE_ERROR("3")));
  ASYNC_END;
}

RECORDED_TEST(in_nested_handlers);
RECORDED_TEST(below_handlers_of_two_frames);
RECORDED_TEST(one_error_raised_by_two);
RECORDED_TEST(raised_again_below);
RECORDED_TEST(reraised);
RECORDED_TEST(caught_below_and_raised_above);
RECORDED_TEST(from_cause);
RECORDED_TEST(in_finally);
RECORDED_TEST(in_finally_of_a_return);
RECORDED_TEST(in_finally_behind_a_handler);
RECORDED_TEST(in_with);
RECORDED_TEST(cancel_in_a_handler);
RECORDED_TEST(cancel_in_handlers_of_two);
RECORDED_TEST(cancel_answered_below);
RECORDED_TEST(cancel_swallowed_below);
RECORDED_TEST(cancel_swallowed_and_awaited_on);
RECORDED_TEST(cancel_in_finally);
RECORDED_TEST(cancel_cleans_up_and_fails);
RECORDED_TEST(of_a_task);
RECORDED_TEST(of_a_future_that_is_done);
RECORDED_TEST(of_a_result);
RECORDED_TEST(of_an_eager_task);
RECORDED_TEST(of_gather);

/* These tell a CancelledError's context. */
RECORDED_ONCE_TEST(of_wait_for);
RECORDED_ONCE_TEST(of_timeout);

RECORDED_TEST(of_task_group);
RECORDED_TEST(of_shield);
RECORDED_TEST(of_generators);

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_in_nested_handlers),
      cmocka_unit_test(test_below_handlers_of_two_frames),
      cmocka_unit_test(test_one_error_raised_by_two),
      cmocka_unit_test(test_raised_again_below),
      cmocka_unit_test(test_reraised),
      cmocka_unit_test(test_caught_below_and_raised_above),
      cmocka_unit_test(test_from_cause),
      cmocka_unit_test(test_in_finally),
      cmocka_unit_test(test_in_finally_of_a_return),
      cmocka_unit_test(test_in_finally_behind_a_handler),
      cmocka_unit_test(test_in_with),
      cmocka_unit_test(test_cancel_in_a_handler),
      cmocka_unit_test(test_cancel_in_handlers_of_two),
      cmocka_unit_test(test_cancel_answered_below),
      cmocka_unit_test(test_cancel_swallowed_below),
      cmocka_unit_test(test_cancel_swallowed_and_awaited_on),
      cmocka_unit_test(test_cancel_in_finally),
      cmocka_unit_test(test_cancel_cleans_up_and_fails),
      cmocka_unit_test(test_of_a_task),
      cmocka_unit_test(test_of_a_future_that_is_done),
      cmocka_unit_test(test_of_a_result),
      cmocka_unit_test(test_of_an_eager_task),
      cmocka_unit_test(test_of_gather),
      cmocka_unit_test(test_of_wait_for),
      cmocka_unit_test(test_of_timeout),
      cmocka_unit_test(test_of_task_group),
      cmocka_unit_test(test_of_shield),
      cmocka_unit_test(test_of_generators),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
