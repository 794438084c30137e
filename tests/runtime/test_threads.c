/* Threads, natively: asyncio_to_thread on the machine's clock, and calls into a loop from other threads. */
#ifdef __wasm__

int main(void) {
  return 0; /* without threads */
}

#else

#define _GNU_SOURCE /* sched_getaffinity */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <asyncio.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "allocations.h"
#include "every_test.h"

/* --- Meeting ------------------------------------------------------------------------------------------------------ */

/* What threads wait for: that `count` have come. Far longer than any machine takes is a failure, and no test hangs. */
typedef struct meeting {
  pthread_mutex_t lock;
  pthread_cond_t changed;
  unsigned count;
} meeting;

#define MEETING                                                                                                        \
  { PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER, 0 }

static void come(meeting *self) {
  pthread_mutex_lock(&self->lock);
  self->count++;
  pthread_cond_broadcast(&self->changed);
  pthread_mutex_unlock(&self->lock);
}

static void wait_for(meeting *self, unsigned count) {
  struct timespec end;
  clock_gettime(CLOCK_REALTIME, &end);
  end.tv_sec += 60;
  pthread_mutex_lock(&self->lock);
  while (self->count < count) {
    if (pthread_cond_timedwait(&self->changed, &self->lock, &end) != 0) {
      fprintf(stderr, "%u of %u came\n", self->count, count);
      abort();
    }
  }
  pthread_mutex_unlock(&self->lock);
}

/* --- Running ------------------------------------------------------------------------------------------------------ */

static char text[4096];

static void print(void *data, const char *line, size_t size, double time, uint32_t turn, const char *task) {
  (void)data, (void)time, (void)turn, (void)task;
  size_t used = strlen(text);
  snprintf(text + used, sizeof text - used, "%.*s\n", (int)size, line);
}

static void report(void *data, const char *message, asyncio_error *error) {
  (void)error;
  print(data, message, strlen(message), 0, 0, NULL);
}

static const char *drive(asyncio_runner *runner) {
  if (asyncio_runner_drive(runner) == ASYNCIO_RUN_RAISED) {
    const asyncio_error *error = asyncio_runner_error(runner);
    size_t used = strlen(text);
    snprintf(text + used, sizeof text - used, "! %s: %s\n", asyncio_error_class(error)->name,
             asyncio_error_message(error));
  }
  asyncio_runner_free(runner);
  return text;
}

static asyncio_runner *runner_new(void) {
  TAKES_NO_PART("test_each_allocation_fails does: threads allocate at times of their own");
  asyncio_runner *runner = asyncio_runner_new();
  text[0] = '\0';
  if (runner != NULL) {
    asyncio_loop_set_printer(asyncio_runner_loop(runner), print, NULL);
    asyncio_loop_set_exception_handler(asyncio_runner_loop(runner), report, NULL);
  }
  return runner;
}

/* What a program prints, and how it ends. */
static const char *run(asyncio_coroutine *coroutine) {
  asyncio_runner *runner = runner_new();
  assert_int_equal(asyncio_runner_start(runner, coroutine), 0);
  return drive(runner);
}

static void come_in_loop(void *data) {
  come(data);
}

/* --- The loop goes on --------------------------------------------------------------------------------------------- */

static meeting loop_went_on = MEETING;

static void wait_for_loop(asyncio_thread_call *call) {
  wait_for(&loop_went_on, 1);
  asyncio_thread_return(call, "waited", 6);
}

ASYNC(goes_on, { asyncio_future *call; }) {
  ASYNC_BEGIN;
  CHECK(self->call = asyncio_to_thread(wait_for_loop, NULL, 0));
  AWAIT(asyncio_sleep(0));
  come(&loop_went_on);
  AWAIT(self->call);
  asyncio_print("%v", AWAITED);
  ASYNC_END;
}

static void test_a_call_does_not_hold_the_loop(void **state) {
  (void)state;
  assert_string_equal(run(CORO(goes_on)), "waited\n");
}

/* --- What comes back ---------------------------------------------------------------------------------------------- */

static void refuse(asyncio_thread_call *call) {
  asyncio_thread_return(call, "output", 6);
  asyncio_thread_fail(call, "no such file");
}

static void reverse(asyncio_thread_call *call) {
  size_t size;
  const char *input = asyncio_thread_input(call, &size);
  char output[16];
  for (size_t i = 0; i < size; i++) {
    output[i] = input[size - 1 - i];
  }
  asyncio_thread_return(call, output, size);
}

static void do_nothing(asyncio_thread_call *call) {
  (void)call;
}

static void raise_and_leave(asyncio_thread_call *call) {
  (void)call;
  asyncio_raise(asyncio_ValueError, "nobody hears of it");
}

static pthread_t loop_thread;

static void tell_thread(asyncio_future *future, void *data) {
  (void)future;
  asyncio_print("%s in the loop's thread: %d", (const char *)data, pthread_equal(pthread_self(), loop_thread) != 0);
}

ASYNC(comes_back, { char word[8]; }) {
  ASYNC_BEGIN;
  loop_thread = pthread_self();
  strcpy(self->word, "abc");
  asyncio_future_add_done_callback(asyncio_to_thread(reverse, self->word, 3), tell_thread, "called");
  AWAIT(asyncio_to_thread(reverse, self->word, 3));
  asyncio_print("%r", AWAITED);
  TRY {
    AWAIT(asyncio_run_in_executor(NULL, refuse, NULL, 0));
  }
  EXCEPT(asyncio_OSError) {
    asyncio_print("%E", CAUGHT);
  }
  END_TRY;
  AWAIT(asyncio_to_thread(do_nothing, NULL, 0));
  asyncio_print("%r", AWAITED);
  AWAIT(asyncio_to_thread(raise_and_leave, NULL, 0));
  asyncio_print("%r", AWAITED);
  ASYNC_END;
}

static void test_output_and_errors_come_back_in_the_loops_thread(void **state) {
  (void)state;
  assert_string_equal(run(CORO(comes_back)), "called in the loop's thread: 1\n"
                                             "'cba'\n"
                                             "OSError(no such file)\n"
                                             "''\n"
                                             "''\n");
}

/* --- How many threads there are ----------------------------------------------------------------------------------- */

static struct {
  pthread_mutex_t lock;
  unsigned count;
  pthread_t ids[64];
} seen = {.lock = PTHREAD_MUTEX_INITIALIZER};

static void see(asyncio_thread_call *call) {
  (void)call;
  pthread_mutex_lock(&seen.lock);
  unsigned i = 0;
  while (i < seen.count && !pthread_equal(seen.ids[i], pthread_self())) {
    i++;
  }
  seen.ids[i] = pthread_self();
  seen.count += i == seen.count;
  pthread_mutex_unlock(&seen.lock);
}

ASYNC(one_by_one, { int i; }) {
  ASYNC_BEGIN;
  seen.count = 0;
  for (; self->i < 20; self->i++) {
    AWAIT(asyncio_to_thread(see, NULL, 0));
    AWAIT(asyncio_sleep(0));
  }
  ASYNC_END;
}

static void test_a_thread_that_is_idle_is_used_again(void **state) {
  (void)state;
  assert_string_equal(run(CORO(one_by_one)), "");
  assert_int_equal(seen.count, 1);
}

static unsigned most; /* threads, as CPython: four more than there are processors, and 32 */
static meeting at_gate = MEETING;
static meeting gate = MEETING;

static void see_and_wait(asyncio_thread_call *call) {
  see(call);
  come(&at_gate);
  wait_for(&gate, 1);
}

ASYNC(all_at_once, {
  asyncio_list *calls;
  unsigned i;
}) {
  ASYNC_BEGIN;
  seen.count = 0;
  gate.count = at_gate.count = 0;
  CHECK(self->calls = asyncio_list_new());
  for (; self->i < most + 10; self->i++) {
    CHECK(asyncio_list_append(self->calls, asyncio_value_of(asyncio_to_thread(see_and_wait, NULL, 0))));
  }
  wait_for(&at_gate, most); /* so many at the same time */
  come(&gate);
  AWAIT(asyncio_gather_list(self->calls, false));
  asyncio_print("%zu", asyncio_list_size(asyncio_as_list(AWAITED)));
  ASYNC_END;
}

static void test_threads_are_made_up_to_a_number(void **state) {
  (void)state;
  cpu_set_t ours;
  char expected[16];
  sched_getaffinity(0, sizeof ours, &ours);
  most = (unsigned)CPU_COUNT(&ours) + 4 < 32 ? (unsigned)CPU_COUNT(&ours) + 4 : 32;
  snprintf(expected, sizeof expected, "%u\n", most + 10);
  assert_string_equal(run(CORO(all_at_once)), expected);
  assert_int_equal(seen.count, most);
}

enum { MANY = 2000 };

static atomic_uint made;

static void count(asyncio_thread_call *call) {
  (void)call;
  made++;
}

ASYNC(many, {
  asyncio_list *calls;
  int i;
}) {
  ASYNC_BEGIN;
  CHECK(self->calls = asyncio_list_new());
  for (; self->i < MANY; self->i++) {
    CHECK(asyncio_list_append(self->calls, asyncio_value_of(asyncio_to_thread(count, NULL, 0))));
  }
  AWAIT(asyncio_gather_list(self->calls, false));
  asyncio_print("%u", made);
  ASYNC_END;
}

static void test_many_calls(void **state) {
  (void)state;
  made = 0;
  assert_string_equal(run(CORO(many)), "2000\n");
}

/* --- Cancelling --------------------------------------------------------------------------------------------------- */

static void wait_and_count(asyncio_thread_call *call) {
  (void)call;
  come(&at_gate);
  wait_for(&gate, 1);
  made++;
}

ASYNC(gives_up, {
  asyncio_future *begun;
  asyncio_future *queued;
  unsigned i;
}) {
  ASYNC_BEGIN;
  gate.count = at_gate.count = 0;
  made = 0;
  CHECK(self->begun = asyncio_to_thread(wait_and_count, NULL, 0));
  for (; self->i < most; self->i++) { /* one more than there are threads for: the last one waits */
    CHECK(self->queued = asyncio_to_thread(wait_and_count, NULL, 0));
  }
  wait_for(&at_gate, most);
  asyncio_print("%d %d", asyncio_future_cancel(self->begun, NULL), asyncio_future_cancel(self->queued, NULL));
  TRY {
    AWAIT(self->begun);
  }
  EXCEPT(asyncio_CancelledError) {
    asyncio_print("cancelled, %u made", made);
  }
  END_TRY;
  come(&gate);
  ASYNC_END;
}

static void test_cancelling_stops_no_call_that_has_begun_and_one_that_has_not(void **state) {
  (void)state;
  assert_string_equal(run(CORO(gives_up)), "1 1\ncancelled, 0 made\n");
  assert_int_equal(made, most);
}

/* --- The end ------------------------------------------------------------------------------------------------------ */

ASYNC(leaves_a_call, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  gate.count = at_gate.count = 0;
  made = 0;
  CHECK(asyncio_to_thread(wait_and_count, NULL, 0));
  asyncio_call_later(0.01, come_in_loop, &gate); /* dropped with the loop, unless that goes on to the end of the call */
  ASYNC_END;
}

static void test_a_run_waits_for_its_calls_and_goes_on_meanwhile(void **state) {
  (void)state;
  assert_string_equal(run(CORO(leaves_a_call)), "");
  assert_int_equal(made, 1);
}

static void test_a_loop_that_is_freed_waits_for_its_calls(void **state) {
  (void)state;
  gate.count = at_gate.count = 0;
  made = 0;
  asyncio_runner *runner = runner_new();
  asyncio_runner_enter(runner);
  asyncio_runner_run_until_complete(runner, asyncio_sleep(0));
  asyncio_runner_leave(runner);
  asyncio_runner_drive(runner); /* has threads from now on */
  asyncio_runner_enter(runner);
  asyncio_future *begun = asyncio_to_thread(wait_and_count, NULL, 0);
  asyncio_runner_leave(runner);
  wait_for(&at_gate, 1);
  come(&gate);
  asyncio_release(begun);
  asyncio_runner_free(runner);
  assert_int_equal(made, 1);
}

static void call_again(asyncio_future *future, void *data) {
  (void)data;
  (void)future;
  if (asyncio_to_thread(count, NULL, 0) == NULL) {
    asyncio_print("%E", asyncio_current_error());
    asyncio_clear_error();
  }
}

ASYNC(calls_too_late, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  gate.count = at_gate.count = 0;
  asyncio_future_add_done_callback(asyncio_to_thread(wait_and_count, NULL, 0), call_again, NULL);
  asyncio_call_later(0.01, come_in_loop, &gate);
  ASYNC_END;
}

static void test_no_call_is_begun_at_the_end(void **state) {
  (void)state;
  assert_string_equal(run(CORO(calls_too_late)), "RuntimeError(Executor shutdown has been called)\n");
}

/* --- call_soon_threadsafe ----------------------------------------------------------------------------------------- */

enum { CALLERS = 4, CALLS = 500 };

static struct {
  asyncio_loop *loop;
  asyncio_future *over;
  unsigned came;
  unsigned next[CALLERS];
  bool disordered;
} calls;

/* `data` is who calls, and the how manieth time. */
static void called(void *data) {
  unsigned caller = (unsigned)(uintptr_t)data / CALLS;
  calls.disordered |= calls.next[caller]++ != (unsigned)(uintptr_t)data % CALLS;
  if (++calls.came == CALLERS * CALLS) {
    asyncio_future_set_result(calls.over, asyncio_bool(!calls.disordered));
  }
}

static void *call_often(void *data) {
  for (unsigned i = 0; i < CALLS; i++) {
    if (asyncio_call_soon_threadsafe(calls.loop, called, (void *)((uintptr_t)data * CALLS + i)) < 0) {
      abort();
    }
  }
  return NULL;
}

ASYNC(is_called, { pthread_t threads[CALLERS]; }) {
  ASYNC_BEGIN;
  memset(&calls, 0, sizeof calls);
  calls.loop = asyncio_get_running_loop();
  CHECK(calls.over = asyncio_future_new());
  for (uintptr_t i = 0; i < CALLERS; i++) {
    pthread_create(&self->threads[i], NULL, call_often, (void *)i);
  }
  AWAIT(calls.over);
  asyncio_print("in order: %r", AWAITED);
  for (int i = 0; i < CALLERS; i++) {
    pthread_join(self->threads[i], NULL);
  }
  ASYNC_END;
}

static void test_calls_from_threads_are_made_in_their_order(void **state) {
  (void)state;
  assert_string_equal(run(CORO(is_called)), "in order: True\n");
}

static void stop(void *data) {
  (void)data;
  asyncio_stop();
}

static void raise_in_loop(void *data) {
  (void)data;
  asyncio_raise(asyncio_ValueError, "of a call");
}

static void *stop_loop(void *data) {
  asyncio_call_soon_threadsafe(data, raise_in_loop, NULL);
  asyncio_call_soon_threadsafe(data, stop, NULL);
  return NULL;
}

/* Whatever else it waits for: nothing here, or a socket. */
static void stops_from_a_thread(asyncio_runner *runner) {
  pthread_t thread;
  asyncio_runner_run_forever(runner);
  pthread_create(&thread, NULL, stop_loop, asyncio_runner_loop(runner));
  assert_int_equal(asyncio_runner_drive(runner), ASYNCIO_RUN_RETURNED);
  pthread_join(thread, NULL);
}

static asyncio_coroutine *no_client(asyncio_stream_reader *reader, asyncio_stream_writer *writer, void *data) {
  (void)reader, (void)writer, (void)data;
  return NULL;
}

static void test_a_call_wakes_a_loop_that_sleeps(void **state) {
  (void)state;
  asyncio_runner *runner = runner_new();
  stops_from_a_thread(runner);
  assert_string_equal(text, "Exception in callback\n");
  asyncio_runner_enter(runner);
  asyncio_task *server = asyncio_create_task(asyncio_start_server(no_client, NULL, "127.0.0.1", 0));
  asyncio_runner_leave(runner);
  asyncio_runner_run_until_complete(runner, server);
  assert_int_equal(asyncio_runner_drive(runner), ASYNCIO_RUN_RETURNED);
  stops_from_a_thread(runner);
  asyncio_release(server);
  asyncio_runner_free(runner);
}

static void test_a_call_that_comes_too_late_is_not_made(void **state) {
  (void)state;
  asyncio_runner *runner = runner_new();
  assert_int_equal(asyncio_call_soon_threadsafe(asyncio_runner_loop(runner), raise_in_loop, NULL), 0);
  asyncio_runner_free(runner);
  assert_string_equal(text, "");
}

static asyncio_context_var *variable;

static void show_variable(void *data) {
  asyncio_print("%r", asyncio_context_var_get(variable));
  if (data != NULL) {
    asyncio_future_set_result(data, asyncio_none());
  }
}

static void *ask_for_variable(void *data) {
  asyncio_call_soon_threadsafe(calls.loop, show_variable, data);
  return NULL;
}

/* A call of the loop's own thread has the context of whoever makes it, that of another thread has none of the
** loop's. */
ASYNC(with_context, { asyncio_future *shown; }) {
  pthread_t thread;
  ASYNC_BEGIN;
  CHECK(variable = asyncio_context_var_new_default("variable", asyncio_int(0)));
  CHECK(asyncio_context_var_set(variable, asyncio_int(1)));
  CHECK(self->shown = asyncio_future_new());
  calls.loop = asyncio_get_running_loop();
  CHECK(asyncio_call_soon_threadsafe(calls.loop, show_variable, NULL));
  AWAIT(asyncio_sleep(0));
  pthread_create(&thread, NULL, ask_for_variable, self->shown);
  pthread_join(thread, NULL);
  AWAIT(self->shown);
  ASYNC_END;
}

static void test_calls_have_their_callers_context(void **state) {
  (void)state;
  assert_string_equal(run(CORO(with_context)), "1\n0\n");
}

/* --- An executor of a program's own ------------------------------------------------------------------------------- */

typedef struct own_call {
  asyncio_future *future; /* held until it is over */
  asyncio_loop *loop;
  size_t size;
  char input[16];
} own_call;

static pthread_t own_thread;

static void end_own_call(void *data) {
  own_call *call = data;
  if (!asyncio_future_done(call->future)) {
    asyncio_future_set_result(call->future, asyncio_bytes(call->input, call->size));
  }
  asyncio_release(call->future);
  free(call);
}

static void *run_own_call(void *data) {
  own_call *call = data;
  for (size_t i = 0; i < call->size; i++) {
    call->input[i]++;
  }
  if (asyncio_call_soon_threadsafe(call->loop, end_own_call, call) < 0) {
    abort();
  }
  return NULL;
}

static asyncio_future *submit_own_call(void *data, asyncio_thread_function function, const void *input, size_t size) {
  (void)data, (void)function;
  own_call *call = malloc(sizeof *call);
  call->loop = asyncio_get_running_loop();
  call->size = size;
  memcpy(call->input, input, size);
  call->future = asyncio_future_new();
  asyncio_keep(call->future);
  pthread_create(&own_thread, NULL, run_own_call, call);
  return call->future;
}

static void join_own_thread(void *data) {
  pthread_join(own_thread, NULL);
  print(NULL, data, strlen(data), 0, 0, NULL);
}

static const asyncio_executor own_executor = {submit_own_call, "shut down", join_own_thread};

ASYNC(in_own_executor, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  asyncio_loop_set_default_executor(asyncio_get_running_loop(), &own_executor);
  AWAIT(asyncio_to_thread(reverse, "HAL", 3));
  asyncio_print("%r", AWAITED);
  ASYNC_END;
}

static void test_an_executor_of_ones_own_comes_back_into_the_loop_and_is_shut_down(void **state) {
  (void)state;
  assert_string_equal(run(CORO(in_own_executor)), "b'IBM'\nshut down\n");
}

/* --- Failing allocations ------------------------------------------------------------------------------------------ */

/* Whatever allocation fails, in whichever thread: it ends as it does otherwise, or with the MemoryError. */
static void test_each_allocation_fails(void **state) {
  (void)state;
  size_t alive = allocations_alive();
  bool failed = true;
  for (size_t number = 1; failed; number++) {
    allocations_fail_at(number);
    asyncio_runner *runner = runner_new();
    if (runner != NULL) {
      asyncio_runner_enter(runner);
      asyncio_coroutine *coroutine = CORO(comes_back);
      asyncio_runner_leave(runner);
      if (asyncio_runner_start(runner, coroutine) < 0) {
        asyncio_clear_error();
        asyncio_runner_free(runner);
      } else {
        drive(runner);
        assert_true(strstr(text, "!") == NULL || strstr(text, "! MemoryError: ") != NULL);
      }
    }
    asyncio_clear_error();
    failed = allocations_failed();
    allocations_fail_at(0);
    assert_int_equal(allocations_alive(), alive);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_a_call_does_not_hold_the_loop),
      cmocka_unit_test(test_output_and_errors_come_back_in_the_loops_thread),
      cmocka_unit_test(test_a_thread_that_is_idle_is_used_again),
      cmocka_unit_test(test_threads_are_made_up_to_a_number),
      cmocka_unit_test(test_many_calls),
      cmocka_unit_test(test_cancelling_stops_no_call_that_has_begun_and_one_that_has_not),
      cmocka_unit_test(test_a_run_waits_for_its_calls_and_goes_on_meanwhile),
      cmocka_unit_test(test_a_loop_that_is_freed_waits_for_its_calls),
      cmocka_unit_test(test_no_call_is_begun_at_the_end),
      cmocka_unit_test(test_calls_from_threads_are_made_in_their_order),
      cmocka_unit_test(test_a_call_wakes_a_loop_that_sleeps),
      cmocka_unit_test(test_a_call_that_comes_too_late_is_not_made),
      cmocka_unit_test(test_calls_have_their_callers_context),
      cmocka_unit_test(test_an_executor_of_ones_own_comes_back_into_the_loop_and_is_shut_down),
      cmocka_unit_test(test_each_allocation_fails),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

#endif
