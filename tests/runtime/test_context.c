/* Context variables: trap 18 of asyncio. Who sees what is set where. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "recorded/context.h"
#include "scene.h"

#define TEXT(text) asyncio_str(text)

/* The variable's value, or "none". */
static asyncio_value value_of(asyncio_context_var *var) {
  return asyncio_context_var_get_or(var, TEXT("none"));
}

ASYNC(without_value, { asyncio_context_var *var, *other; }) {
  ASYNC_BEGIN;
  CHECK(self->var = asyncio_context_var_new("var"));
  CHECK(self->other = asyncio_context_var_new_default("other", TEXT("default")));
  asyncio_print("%v %v %v", asyncio_context_var_get(self->other), asyncio_context_var_get_or(self->var, asyncio_int(3)),
                asyncio_context_var_get_or(self->other, asyncio_int(3)));
  TRY {
    CHECK(asyncio_context_var_get(self->var));
  }
  EXCEPT(asyncio_LookupError) {
    asyncio_print("LookupError");
  }
  END_TRY;
  ASYNC_END;
}
RECORDED_TEST(without_value);

ASYNC(set_and_reset, {
  asyncio_context_var *var, *other;
  asyncio_context_token *first, *second, *token;
}) {
  ASYNC_BEGIN;
  CHECK(self->var = asyncio_context_var_new("var"));
  CHECK(self->other = asyncio_context_var_new_default("other", TEXT("default")));
  CHECK(self->first = asyncio_context_var_set(self->var, asyncio_int(1)));
  asyncio_print("%v", asyncio_context_var_get(self->var));
  CHECK(self->second = asyncio_context_var_set(self->var, asyncio_int(2)));
  asyncio_print("%v", asyncio_context_var_get(self->var));
  CHECK(asyncio_context_var_reset(self->var, self->second));
  asyncio_print("%v", asyncio_context_var_get(self->var));
  CHECK(asyncio_context_var_reset(self->var, self->first));
  asyncio_print("%v", asyncio_context_var_get_or(self->var, asyncio_int(0)));
  TRY {
    CHECK(asyncio_context_var_reset(self->var, self->first));
  }
  EXCEPT(asyncio_RuntimeError) {
    asyncio_print("RuntimeError");
  }
  END_TRY;
  CHECK(self->token = asyncio_context_var_set(self->other, asyncio_int(5)));
  TRY {
    CHECK(asyncio_context_var_reset(self->var, self->token));
  }
  EXCEPT(asyncio_ValueError) {
    asyncio_print("ValueError");
  }
  END_TRY;
  asyncio_print("%v", asyncio_context_var_get(self->other));
  CHECK(asyncio_context_var_reset(self->other, self->token));
  asyncio_print("%v", asyncio_context_var_get(self->other));
  ASYNC_END;
}
RECORDED_TEST(set_and_reset);

/* --- Copied ------------------------------------------------------------------------------------------------------- */

ASYNC(tell_and_set, {
  asyncio_context_var *var;
  const char *name;
}) {
  ASYNC_BEGIN;
  asyncio_print("%s %v", self->name, value_of(self->var));
  CHECK(asyncio_context_var_set(self->var, TEXT(self->name)));
  AWAIT(asyncio_sleep(1));
  asyncio_print("%s %v", self->name, value_of(self->var));
  ASYNC_END;
}

ASYNC(copied_at_creation, {
  asyncio_context_var *var;
  asyncio_task *first, *second;
}) {
  ASYNC_BEGIN;
  CHECK(self->var = asyncio_context_var_new("var"));
  CHECK(self->first = asyncio_create_task(CORO(tell_and_set, self->var, "first")));
  CHECK(asyncio_context_var_set(self->var, TEXT("parent")));
  CHECK(self->second = asyncio_create_task(CORO(tell_and_set, self->var, "second")));
  CHECK(asyncio_context_var_set(self->var, TEXT("later")));
  AWAIT(self->first);
  AWAIT(self->second);
  asyncio_print("%v", asyncio_context_var_get(self->var));
  ASYNC_END;
}
RECORDED_TEST(copied_at_creation);

typedef struct call {
  asyncio_context_var *var;
  const char *name;
} call;

static void tell_from(void *data) {
  const call *from = data;
  asyncio_print("from %s %v", from->name, value_of(from->var));
}

static void tell_and_call(void *data) {
  const call *called = data;
  asyncio_print("%s %v", called->name, value_of(called->var));
  asyncio_context_var_set(called->var, TEXT(called->name));
  asyncio_call_soon(tell_from, data);
}

/* Out of memory the callbacks outlive the frame: it is not it that owns what they name. */
static call calls[] = {{NULL, "empty"}, {NULL, "soon"}, {NULL, "later"}, {NULL, "at"}};

ASYNC(copied_at_call, { asyncio_context_var *var; }) {
  ASYNC_BEGIN;
  CHECK(asyncio_call_soon(tell_and_call, &calls[0]));
  CHECK(asyncio_context_var_set(self->var, asyncio_int(1)));
  CHECK(asyncio_call_soon(tell_and_call, &calls[1]));
  CHECK(asyncio_call_later(1, tell_and_call, &calls[2]));
  CHECK(asyncio_context_var_set(self->var, asyncio_int(2)));
  CHECK(asyncio_call_at(2, tell_and_call, &calls[3]));
  CHECK(asyncio_context_var_set(self->var, asyncio_int(3)));
  AWAIT(asyncio_sleep(3));
  asyncio_print("%v", asyncio_context_var_get(self->var));
  ASYNC_END;
}

SCENE(test_copied_at_call) {
  asyncio_context_var *var = HOLD(asyncio_context_var_new("var"));
  EXPECT(var != NULL);
  for (int i = 0; i < 4; i++) {
    calls[i].var = var;
  }
  EXPECT_TEXT(RUN_STAMPED(copied_at_call, var), expected_copied_at_call);
}

static void tell_called(asyncio_future *future, void *var) {
  (void)future;
  asyncio_print("called %v", value_of(var));
}

ASYNC(copied_at_done_callback, {
  asyncio_context_var *var;
  asyncio_future *future;
}) {
  ASYNC_BEGIN;
  CHECK(self->var = asyncio_context_var_new("var"));
  CHECK(self->future = asyncio_future_new());
  CHECK(asyncio_context_var_set(self->var, TEXT("added")));
  CHECK(asyncio_future_add_done_callback(self->future, tell_called, self->var));
  CHECK(asyncio_context_var_set(self->var, TEXT("set")));
  CHECK(asyncio_future_set_result(self->future, asyncio_none()));
  AWAIT(asyncio_sleep(0));
  asyncio_print("%v", asyncio_context_var_get(self->var));
  ASYNC_END;
}
RECORDED_TEST(copied_at_done_callback);

static void tell_report(void *var, const char *message, asyncio_error *error) {
  (void)message;
  asyncio_print("handler %v %E", value_of(var), error);
}

static void call_and_raise(void *var) {
  asyncio_print("callback %v", value_of(var));
  if (asyncio_context_var_set(var, TEXT("changed")) != NULL) {
    asyncio_raise(asyncio_ValueError, NULL);
  }
}

static void called_and_raises(asyncio_future *future, void *var) {
  (void)future;
  call_and_raise(var);
}

ASYNC(of_the_handler, {
  asyncio_context_var *var;
  asyncio_future *future;
}) {
  ASYNC_BEGIN;
  asyncio_loop_set_exception_handler(asyncio_get_running_loop(), tell_report, self->var);
  CHECK(asyncio_context_var_set(self->var, TEXT("first")));
  CHECK(asyncio_call_soon(call_and_raise, self->var));
  CHECK(asyncio_context_var_set(self->var, TEXT("second")));
  CHECK(self->future = asyncio_future_new());
  CHECK(asyncio_future_add_done_callback(self->future, called_and_raises, self->var));
  CHECK(asyncio_context_var_set(self->var, TEXT("third")));
  CHECK(asyncio_future_set_result(self->future, asyncio_none()));
  AWAIT(asyncio_sleep(0));
  asyncio_print("%v", asyncio_context_var_get(self->var));
  ASYNC_END;
}

SCENE(test_of_the_handler) {
  asyncio_context_var *var = HOLD(asyncio_context_var_new("var"));
  EXPECT(var != NULL);
  EXPECT_TEXT(RUN_STAMPED(of_the_handler, var), expected_of_the_handler);
}

ASYNC(sets, {
  asyncio_context_var *var;
  const char *value;
  asyncio_context_token **token;
}) {
  ASYNC_BEGIN;
  {
    asyncio_context_token *token = asyncio_context_var_set(self->var, TEXT(self->value));
    CHECK(token);
    if (self->token != NULL) {
      *self->token = asyncio_keep(token);
    }
  }
  AWAIT(asyncio_sleep(0));
  ASYNC_END;
}

ASYNC(shared_by_coroutines, { asyncio_context_var *var; }) {
  ASYNC_BEGIN;
  CHECK(self->var = asyncio_context_var_new("var"));
  CHECK(asyncio_context_var_set(self->var, TEXT("outer")));
  AWAIT(CORO(sets, self->var, "inner"));
  asyncio_print("%v", asyncio_context_var_get(self->var));
  AWAIT(asyncio_wait_for(CORO(sets, self->var, "inner"), 1));
  asyncio_print("%v", asyncio_context_var_get(self->var));
  CHECK(asyncio_context_var_set(self->var, TEXT("outer")));
  AWAIT(asyncio_gather(CORO(sets, self->var, "inner"), CORO(sets, self->var, "inner")));
  asyncio_print("%v", asyncio_context_var_get(self->var));
  ASYNC_END;
}
RECORDED_TEST(shared_by_coroutines);

/* --- Contexts ----------------------------------------------------------------------------------------------------- */

ASYNC(token_of_another_context, {
  asyncio_context_var *var;
  asyncio_context_token *token;
}) {
  ASYNC_BEGIN;
  CHECK(self->var = asyncio_context_var_new("var"));
  TRY {
    AWAIT(asyncio_create_task(CORO(sets, self->var, "there", &self->token)));
    TRY {
      CHECK(asyncio_context_var_reset(self->var, self->token));
    }
    EXCEPT(asyncio_ValueError) {
      asyncio_print("ValueError");
    }
    END_TRY;
  }
  FINALLY {
    asyncio_release(self->token);
  }
  END_TRY;
  ASYNC_END;
}
RECORDED_TEST(token_of_another_context);

static void tell_run(void *var) {
  asyncio_print("run %v", value_of(var));
}

static void tell_and_set_run(void *var) {
  tell_run(var);
  asyncio_context_var_set(var, TEXT("run"));
}

ASYNC(tell_task, {
  asyncio_context_var *var;
  asyncio_context *context;
}) {
  ASYNC_BEGIN;
  asyncio_print("task %v", value_of(self->var));
  CHECK(asyncio_context_var_set(self->var, TEXT("task")));
  TRY {
    CHECK(asyncio_context_run(self->context, tell_run, self->var));
  }
  EXCEPT(asyncio_RuntimeError) {
    asyncio_print("RuntimeError");
  }
  END_TRY;
  ASYNC_END;
}

ASYNC(in_a_context, {
  asyncio_context_var *var;
  asyncio_context *context;
}) {
  ASYNC_BEGIN;
  CHECK(self->var = asyncio_context_var_new("var"));
  CHECK(asyncio_context_var_set(self->var, TEXT("parent")));
  CHECK(self->context = asyncio_copy_context());
  CHECK(asyncio_context_var_set(self->var, TEXT("changed")));
  CHECK(asyncio_context_run(self->context, tell_and_set_run, self->var));
  asyncio_print("%v", asyncio_context_var_get(self->var));
  AWAIT(asyncio_create_task_in_context(CORO(tell_task, self->var, self->context), self->context));
  CHECK(asyncio_context_run(self->context, tell_run, self->var));
  asyncio_print("%v", asyncio_context_var_get(self->var));
  ASYNC_END;
}
RECORDED_TEST(in_a_context);

static asyncio_context_var *told; /* by what is called below */

static void tell(void *what) {
  asyncio_print("%s %v", (const char *)what, value_of(told));
  asyncio_context_var_set(told, TEXT(what));
}

static void tell_done(asyncio_future *future, void *what) {
  (void)future;
  tell(what);
}

ASYNC(tells_twice, { char *what; }) {
  ASYNC_BEGIN;
  tell(self->what);
  AWAIT(asyncio_sleep(1));
  asyncio_print("%s still %v", self->what, value_of(told));
  ASYNC_END;
}

ASYNC(called_in_a_context, {
  asyncio_context *context;
  asyncio_future *future;
  asyncio_task_group *group;
}) {
  ASYNC_BEGIN;
  CHECK(told = asyncio_context_var_new("var"));
  CHECK(asyncio_context_var_set(told, TEXT("parent")));
  CHECK(self->context = asyncio_copy_context());
  CHECK(asyncio_context_var_set(told, TEXT("changed")));
  CHECK(self->future = asyncio_future_new());
  CHECK(asyncio_future_add_done_callback_in_context(self->future, tell_done, "done callback", self->context));
  CHECK(asyncio_future_set_result(self->future, asyncio_none()));
  CHECK(asyncio_future_add_done_callback_in_context(self->future, tell_done, "done already", self->context));
  CHECK(asyncio_call_soon_in_context(tell, "soon", self->context));
  CHECK(asyncio_call_later_in_context(1, tell, "later", self->context));
  CHECK(asyncio_call_at_in_context(2, tell, "at", self->context));
  CHECK(asyncio_call_soon_in_context(tell, "no context", NULL));
  AWAIT(asyncio_sleep(3));
  ASYNC_WITH(self->group = asyncio_task_group_new()) {
    CHECK(asyncio_task_group_create_task_in_context(self->group, CORO(tells_twice, "group"), self->context));
    CHECK(asyncio_task_group_create_task_in_context(self->group, CORO(tells_twice, "sibling"), self->context));
    CHECK(asyncio_task_group_create_task_in_context(self->group, CORO(tells_twice, "without"), NULL));
  }
  END_WITH;
  CHECK(asyncio_context_run(self->context, tell, "end"));
  asyncio_print("%v", value_of(told));
  ASYNC_END;
}
RECORDED_TEST(called_in_a_context);

static void tell_task_done(asyncio_future *future, void *var) {
  (void)future;
  tell_run(var);
}

/* The form for tasks. */
ASYNC(task_calls_in_a_context, {
  asyncio_context_var *var;
  asyncio_context *context;
  asyncio_task *task;
}) {
  ASYNC_BEGIN;
  CHECK(self->var = asyncio_context_var_new("var"));
  CHECK(self->task = asyncio_create_task(asyncio_sleep(0)));
  CHECK(asyncio_context_var_set(self->var, TEXT("in it")));
  CHECK(self->context = asyncio_copy_context());
  CHECK(asyncio_context_var_set(self->var, TEXT("here")));
  CHECK(asyncio_task_add_done_callback_in_context(self->task, tell_task_done, self->var, self->context));
  AWAIT(self->task);
  ASYNC_END;
}

static void test_task_calls_in_a_context(void **state) {
  (void)state;
  assert_string_equal(RUN(task_calls_in_a_context), "run in it\n= None\n");
}

enum { MANY = 40 };

ASYNC(total, {
  asyncio_context_var **vars;
  int change;
  int sum, i;
}) {
  ASYNC_BEGIN;
  for (self->i = 0; self->i < MANY; self->i++) {
    int64_t value = asyncio_as_int(asyncio_context_var_get(self->vars[self->i]));
    CHECK(asyncio_context_var_set(self->vars[self->i], asyncio_int(value + self->change)));
  }
  AWAIT(asyncio_sleep(1));
  for (self->i = 0; self->i < MANY; self->i++) {
    self->sum += (int)asyncio_as_int(asyncio_context_var_get(self->vars[self->i]));
  }
  RETURN(asyncio_int(self->sum));
  ASYNC_END;
}

ASYNC(many, {
  asyncio_context_var *vars[MANY];
  asyncio_context_token *tokens[MANY];
  int i, sum;
}) {
  ASYNC_BEGIN;
  for (self->i = 0; self->i < MANY; self->i++) {
    CHECK(self->vars[self->i] = asyncio_context_var_new("many"));
  }
  for (self->i = 0; self->i < MANY; self->i++) {
    CHECK(self->tokens[self->i] = asyncio_context_var_set(self->vars[self->i], asyncio_int(self->i)));
  }
  AWAIT(asyncio_gather(CORO(total, self->vars, 0), CORO(total, self->vars, 1), CORO(total, self->vars, 100)));
  asyncio_print("%v", AWAITED);
  for (self->i = 0; self->i < MANY; self->i += 2) {
    CHECK(asyncio_context_var_reset(self->vars[self->i], self->tokens[self->i]));
  }
  for (self->i = 0; self->i < MANY; self->i++) {
    self->sum += (int)asyncio_as_int(asyncio_context_var_get_or(self->vars[self->i], asyncio_int(0)));
  }
  asyncio_print("%d", self->sum);
  ASYNC_END;
}
RECORDED_TEST(many);

ASYNC(tell_inside, { asyncio_context_var *var; }) {
  ASYNC_BEGIN;
  asyncio_print("inside %v", asyncio_context_var_get(self->var));
  CHECK(asyncio_context_var_set(self->var, TEXT("eager")));
  AWAIT(asyncio_sleep(1));
  asyncio_print("inside %v", asyncio_context_var_get(self->var));
  ASYNC_END;
}

ASYNC(in_eager_task, {
  asyncio_context_var *var;
  asyncio_task *task;
}) {
  ASYNC_BEGIN;
  CHECK(self->var = asyncio_context_var_new("var"));
  CHECK(asyncio_context_var_set(self->var, TEXT("parent")));
  CHECK(self->task = asyncio_create_eager_task(CORO(tell_inside, self->var)));
  asyncio_print("%v", asyncio_context_var_get(self->var));
  AWAIT(self->task);
  asyncio_print("%v", asyncio_context_var_get(self->var));
  ASYNC_END;
}
RECORDED_TEST(in_eager_task);

/* --- Outside, and mistakes ---------------------------------------------------------------------------------------- */

ASYNC(tell, { asyncio_context_var *var; }) {
  ASYNC_BEGIN;
  RETURN(asyncio_context_var_get(self->var));
  ASYNC_END;
}

/* What is set before the run, the main task sees. */
SCENE(test_set_before_the_run) {
  asyncio_runner *runner = scene_runner();
  EXPECT(runner != NULL);
  scene_enter(runner);
  asyncio_context_var *var = HOLD(asyncio_context_var_new("var"));
  MADE(HOLD(asyncio_context_var_set(var, asyncio_int(7))));
  EXPECT(asyncio_runner_start(runner, CORO(tell, var)) == 0);
  scene_leave(runner);
  EXPECT(asyncio_runner_run_virtual(runner) == ASYNCIO_RUN_RETURNED);
  EXPECT(asyncio_as_int(asyncio_runner_result(runner)) == 7);
}

SCENE(test_outside_of_a_loop) {
  asyncio_context_var *var = HOLD(asyncio_context_var_new_default("var", asyncio_int(7)));
  EXPECT_TEXT(asyncio_context_var_name(var), "var");
  EXPECT(asyncio_as_int(asyncio_context_var_get(var)) == 7);
  EXPECT(asyncio_context_var_set(var, asyncio_int(8)) == NULL);
  EXPECT_TEXT(asyncio_error_message(asyncio_current_error()), "no running event loop");
  asyncio_clear_error();
}

ASYNC(messages, {
  asyncio_context_var *var;
  asyncio_context_token *token;
}) {
  ASYNC_BEGIN;
  CHECK(self->var = asyncio_context_var_new_default("var", asyncio_int(7)));
  CHECK(self->token = asyncio_context_var_set(self->var, asyncio_none()));
  CHECK(asyncio_context_var_reset(self->var, self->token));
  TRY {
    CHECK(asyncio_context_var_reset(self->var, self->token));
  }
  EXCEPT(asyncio_RuntimeError) {
    asyncio_print("%s", asyncio_error_message(CAUGHT));
  }
  END_TRY;
  CHECK(asyncio_context_var_set(NULL, asyncio_none()));
  ASYNC_END;
}

static void test_messages(void **state) {
  (void)state;
  assert_string_equal(RUN(messages), "<Token used var=<ContextVar name='var' default=7>> has already been used once\n"
                                     "! TypeError: the context variable is NULL\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_without_value),
      cmocka_unit_test(test_set_and_reset),
      cmocka_unit_test(test_copied_at_creation),
      cmocka_unit_test(test_copied_at_call),
      cmocka_unit_test(test_copied_at_done_callback),
      cmocka_unit_test(test_of_the_handler),
      cmocka_unit_test(test_shared_by_coroutines),
      cmocka_unit_test(test_token_of_another_context),
      cmocka_unit_test(test_in_a_context),
      cmocka_unit_test(test_called_in_a_context),
      cmocka_unit_test(test_task_calls_in_a_context),
      cmocka_unit_test(test_many),
      cmocka_unit_test(test_in_eager_task),
      cmocka_unit_test(test_set_before_the_run),
      cmocka_unit_test(test_outside_of_a_loop),
      cmocka_unit_test(test_messages),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
