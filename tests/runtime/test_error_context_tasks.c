/* What an error was raised while handling: chains across tasks, futures, what waits for several, and generators. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "error_chains.h"
#include "failing.h"
#include "recorded/error_context_tasks.h"

/* --- Of tasks and futures ----------------------------------------------------------------------------------------- */

ASYNC(of_a_task, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  TELL(handles(VALUE_ERROR("1"), asyncio_create_task(raises(KEY_ERROR("2")))));
  TELL(handles(VALUE_ERROR("1"), handles(VALUE_ERROR("2"), asyncio_create_task(raises(KEY_ERROR("3"))))));
  TELL(asyncio_create_task(handles(VALUE_ERROR("1"), raises(KEY_ERROR("2")))));
  TELL(handles(VALUE_ERROR("0"), asyncio_create_task(handles(VALUE_ERROR("1"), raises(KEY_ERROR("2"))))));
  ASYNC_END;
}

ASYNC(of_a_future_that_is_done, { asyncio_future *future; }) {
  ASYNC_BEGIN;
  CHECK(self->future = asyncio_future_new());
  CHECK(asyncio_future_set_exception(self->future, KEY_ERROR("3")));
  TELL(self->future);
  TELL(handles(VALUE_ERROR("1"), self->future));
  TELL(handles(VALUE_ERROR("1"), handles(VALUE_ERROR("2"), self->future)));
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
  TELL(handles(VALUE_ERROR("3"), CORO(asks, self->task)));
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
  TELL(CORO(awaits_eager_in_handler, raises(KEY_ERROR("2"))));
  TELL(CORO(awaits_eager_behind_handler, sleeps_and_raises(KEY_ERROR("2"))));
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
  TELL(handles(VALUE_ERROR("0"), CORO(gathers_in_handler)));
  ASYNC_END;
}

ASYNC(of_wait_for, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  failing_may_share_cancels();
  TELL(asyncio_wait_for(asyncio_sleep(5), 1));
  TELL(handles(VALUE_ERROR("1"), asyncio_wait_for(asyncio_sleep(5), 1)));
  TELL(handles(VALUE_ERROR("1"), asyncio_wait_for(failing("2", 0), 1)));
  TELL(asyncio_wait_for(answers(asyncio_sleep(5), KEY_ERROR("1")), 1));
  TELL(handles(VALUE_ERROR("0"), asyncio_wait_for(answers(asyncio_sleep(5), KEY_ERROR("1")), 1)));
  TELL(asyncio_wait_for(asyncio_create_task(answers(asyncio_sleep(5), KEY_ERROR("1"))), 1));
  TELL(handles(VALUE_ERROR("0"), asyncio_wait_for(asyncio_sleep(5), 0)));
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
  failing_may_share_cancels();
  TELL(CORO(within, 1, asyncio_sleep(5)));
  TELL(handles(VALUE_ERROR("1"), CORO(within, 1, asyncio_sleep(5))));
  TELL(CORO(within, 1, handles(VALUE_ERROR("1"), asyncio_sleep(5))));
  TELL(CORO(within, 1, answers(asyncio_sleep(5), KEY_ERROR("1"))));
  TELL(handles(VALUE_ERROR("0"), CORO(within, 1, answers(asyncio_sleep(5), KEY_ERROR("1")))));
  TELL(
      handles(VALUE_ERROR("0"), CORO(within, 1, handles(VALUE_ERROR("1"), answers(asyncio_sleep(5), KEY_ERROR("2"))))));
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
  AWAIT(CORO(tells_each, CORO(group_of, failing("1", 0), answers(asyncio_sleep(5), KEY_ERROR("2")))));
  AWAIT(CORO(tells_each, CORO(group_of, answers(asyncio_sleep(5), KEY_ERROR("2")), NULL, KEY_ERROR("9"))));
  AWAIT(CORO(tells_each, handles(VALUE_ERROR("0"), CORO(group_of, failing("1", 0)))));
  AWAIT(CORO(tells_each, handles(VALUE_ERROR("0"),
                                 CORO(group_of, answers(asyncio_sleep(5), KEY_ERROR("2")), NULL, KEY_ERROR("9")))));
  ASYNC_END;
}

ASYNC(of_shield, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  TELL(handles(VALUE_ERROR("1"), asyncio_shield(failing("2", 0))));
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
  TELL(handles(VALUE_ERROR("0"), CORO(iterates)));
  TELL(CORO(iterates, TYPE_ERROR("3")));
  ASYNC_END;
}

RECORDED_TEST(of_a_task);
RECORDED_TEST(of_a_future_that_is_done);
RECORDED_TEST(of_a_result);
RECORDED_TEST(of_an_eager_task);
RECORDED_TEST(of_gather);
RECORDED_TEST(of_wait_for);
RECORDED_TEST(of_timeout);
RECORDED_TEST(of_task_group);
RECORDED_TEST(of_shield);
RECORDED_TEST(of_generators);

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_of_a_task),   cmocka_unit_test(test_of_a_future_that_is_done),
      cmocka_unit_test(test_of_a_result), cmocka_unit_test(test_of_an_eager_task),
      cmocka_unit_test(test_of_gather),   cmocka_unit_test(test_of_wait_for),
      cmocka_unit_test(test_of_timeout),  cmocka_unit_test(test_of_task_group),
      cmocka_unit_test(test_of_shield),   cmocka_unit_test(test_of_generators),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
