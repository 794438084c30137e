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

#include "live.h"

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

/* Calls from a thread into a loop: without memory for it, once more. */
static void call_loop(asyncio_loop *loop, asyncio_callback callback, void *data) {
  while (asyncio_call_soon_threadsafe(loop, callback, data) < 0) {
    asyncio_clear_error();
  }
}


/* --- The loop goes on --------------------------------------------------------------------------------------------- */

/* Where threads wait for the loop, and it for them. Each program opens the gate, whatever it comes to. */
static meeting gate = MEETING;
static meeting at_gate = MEETING;

static void close_gate(void) {
  gate.count = at_gate.count = 0;
}

static void wait_for_loop(asyncio_thread_call *call) {
  wait_for(&gate, 1);
  asyncio_thread_return(call, "waited", 6);
}

ASYNC(goes_on, { asyncio_future *call; }) {
  ASYNC_BEGIN;
  close_gate();
  TRY {
    CHECK(self->call = asyncio_to_thread(wait_for_loop, NULL, 0));
    AWAIT(asyncio_sleep(0));
  }
  FINALLY {
    come(&gate);
  }
  END_TRY;
  AWAIT(self->call);
  asyncio_print("%v", AWAITED);
  ASYNC_END;
}

SCENE(test_a_call_does_not_hold_the_loop) {
  EXPECT_TEXT(live(CORO(goes_on)), "waited\n");
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

ASYNC(comes_back, {
  asyncio_future *call;
  char word[8];
}) {
  ASYNC_BEGIN;
  loop_thread = pthread_self();
  strcpy(self->word, "abc");
  CHECK(self->call = asyncio_to_thread(reverse, self->word, 3));
  CHECK(asyncio_future_add_done_callback(self->call, tell_thread, "called"));
  AWAIT(self->call);
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

SCENE(test_output_and_errors_come_back_in_the_loops_thread) {
  EXPECT_TEXT(live(CORO(comes_back)), "called in the loop's thread: 1\n"
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
  for (; self->i < FEWER(20, 4); self->i++) {
    AWAIT(asyncio_to_thread(see, NULL, 0));
    AWAIT(asyncio_sleep(0));
  }
  ASYNC_END;
}

SCENE(test_a_thread_that_is_idle_is_used_again) {
  EXPECT_TEXT(live(CORO(one_by_one)), "");
  EXPECT(seen.count == 1);
}

static unsigned most; /* threads, as CPython: four more than there are processors, and 32 */

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
  close_gate();
  TRY {
    CHECK(self->calls = asyncio_list_new());
    for (; self->i < most + 10; self->i++) {
      CHECK(asyncio_list_append(self->calls, asyncio_value_of(asyncio_to_thread(see_and_wait, NULL, 0))));
    }
    wait_for(&at_gate, most); /* so many at the same time */
  }
  FINALLY {
    come(&gate);
  }
  END_TRY;
  AWAIT(asyncio_gather_list(self->calls, false));
  asyncio_print("%zu", asyncio_list_size(asyncio_as_list(AWAITED)));
  ASYNC_END;
}

SCENE(test_threads_are_made_up_to_a_number) {
  cpu_set_t ours;
  char expected[16];
  sched_getaffinity(0, sizeof ours, &ours);
  most = (unsigned)CPU_COUNT(&ours) + 4 < 32 ? (unsigned)CPU_COUNT(&ours) + 4 : 32;
  snprintf(expected, sizeof expected, "%u\n", most + 10);
  EXPECT_TEXT(live(CORO(all_at_once)), expected);
  EXPECT(seen.count == most);
}

#define MANY  FEWER(2000, 10)

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

SCENE(test_many_calls) {
  made = 0;
  EXPECT_TEXT(live(CORO(many)), FEWER("2000\n", "10\n"));
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
  close_gate();
  made = 0;
  TRY {
    CHECK(self->begun = asyncio_to_thread(wait_and_count, NULL, 0));
    for (; self->i < most; self->i++) { /* one more than there are threads for: the last one waits */
      CHECK(self->queued = asyncio_to_thread(wait_and_count, NULL, 0));
    }
    wait_for(&at_gate, most);
    asyncio_print("%d %d", asyncio_future_cancel(self->begun, NULL), asyncio_future_cancel(self->queued, NULL));
    AWAIT(self->begun);
  }
  EXCEPT(asyncio_CancelledError) {
    asyncio_print("cancelled, %u made", made);
  }
  FINALLY {
    come(&gate);
  }
  END_TRY;
  ASYNC_END;
}

SCENE(test_cancelling_stops_no_call_that_has_begun_and_one_that_has_not) {
  EXPECT_TEXT(live(CORO(gives_up)), "1 1\ncancelled, 0 made\n");
  EXPECT(made == most);
}

/* --- The end ------------------------------------------------------------------------------------------------------ */

static void open_gate(void *data) {
  (void)data;
  come(&gate);
}

/* Dropped with the loop, unless that goes on to the end of the calls that wait. NULL: at once, without memory. */
static asyncio_handle *open_later(void) {
  asyncio_handle *handle = asyncio_call_later(FEWER(0.01, 0.001), open_gate, NULL);
  if (handle == NULL) {
    come(&gate);
  }
  return handle;
}

ASYNC(leaves_a_call, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  close_gate();
  made = 0;
  CHECK(asyncio_to_thread(wait_and_count, NULL, 0));
  CHECK(open_later());
  ASYNC_END;
}

SCENE(test_a_run_waits_for_its_calls_and_goes_on_meanwhile) {
  EXPECT_TEXT(live(CORO(leaves_a_call)), "");
  EXPECT(made == 1);
}

SCENE(test_a_loop_that_is_freed_waits_for_its_calls) {
  close_gate();
  made = 0;
  asyncio_runner *runner = live_runner();
  EXPECT(runner != NULL);
  scene_enter(runner);
  EXPECT(asyncio_runner_run_until_complete(runner, asyncio_sleep(0)) == 0);
  scene_leave(runner);
  EXPECT(live_drive(runner) == ASYNCIO_RUN_RETURNED); /* has threads from now on */
  scene_enter(runner);
  asyncio_future *begun = HOLD(asyncio_to_thread(wait_and_count, NULL, 0));
  scene_leave(runner);
  come(&gate);
  EXPECT(begun != NULL && !asyncio_future_done(begun)); /* done: no memory for the call */
  wait_for(&at_gate, 1);
  scene_free(runner);
  EXPECT(made == 1);
}

static void call_again(asyncio_future *future, void *data) {
  (void)data;
  (void)future;
  if (asyncio_to_thread(count, NULL, 0) == NULL) {
    asyncio_print("%E", asyncio_current_error());
    asyncio_clear_error();
  }
}

ASYNC(calls_too_late, { asyncio_future *call; }) {
  ASYNC_BEGIN;
  close_gate();
  CHECK(self->call = asyncio_to_thread(wait_and_count, NULL, 0));
  CHECK(open_later());
  CHECK(asyncio_future_add_done_callback(self->call, call_again, NULL));
  ASYNC_END;
}

SCENE(test_no_call_is_begun_at_the_end) {
  EXPECT_TEXT(live(CORO(calls_too_late)), "RuntimeError(Executor shutdown has been called)\n");
}

/* --- call_soon_threadsafe ----------------------------------------------------------------------------------------- */

enum { CALLERS = 4 };
#define CALLS FEWER(500, 3)

static struct {
  asyncio_loop *loop;
  asyncio_future *over; /* NULL: nobody waits any more */
  unsigned came;
  unsigned next[CALLERS];
  bool disordered;
} calls;

/* `data` is who calls, and the how manieth time. */
static void called(void *data) {
  unsigned caller = (unsigned)(uintptr_t)data / CALLS;
  calls.disordered |= calls.next[caller]++ != (unsigned)(uintptr_t)data % CALLS;
  if (++calls.came == CALLERS * CALLS && calls.over != NULL) {
    asyncio_future_set_result(calls.over, asyncio_bool(!calls.disordered));
  }
}

static void *call_often(void *data) {
  for (unsigned i = 0; i < CALLS; i++) {
    call_loop(calls.loop, called, (void *)((uintptr_t)data * CALLS + i));
  }
  return NULL;
}

ASYNC(is_called, {
  pthread_t threads[CALLERS];
  uintptr_t count;
}) {
  ASYNC_BEGIN;
  memset(&calls, 0, sizeof calls);
  calls.loop = asyncio_get_running_loop();
  CHECK(calls.over = asyncio_future_new());
  TRY {
    for (; self->count < CALLERS; self->count++) {
      pthread_create(&self->threads[self->count], NULL, call_often, (void *)self->count);
    }
    AWAIT(calls.over);
    asyncio_print("in order: %r", AWAITED);
  }
  FINALLY {
    calls.over = NULL;
    while (self->count > 0) {
      pthread_join(self->threads[--self->count], NULL);
    }
  }
  END_TRY;
  ASYNC_END;
}

SCENE(test_calls_from_threads_are_made_in_their_order) {
  EXPECT_TEXT(live(CORO(is_called)), "in order: True\n");
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
  call_loop(data, raise_in_loop, NULL);
  call_loop(data, stop, NULL);
  return NULL;
}

/* Whatever else it waits for: nothing here, or a socket. */
static bool stops_from_a_thread(asyncio_runner *runner) {
  pthread_t thread;
  if (asyncio_runner_run_forever(runner) < 0) {
    return false;
  }
  pthread_create(&thread, NULL, stop_loop, asyncio_runner_loop(runner));
  asyncio_run_status status = live_drive(runner);
  pthread_join(thread, NULL);
  return status == ASYNCIO_RUN_RETURNED;
}

static asyncio_coroutine *no_client(asyncio_stream_reader *reader, asyncio_stream_writer *writer, void *data) {
  (void)reader, (void)writer, (void)data;
  return NULL;
}

SCENE(test_a_call_wakes_a_loop_that_sleeps) {
  asyncio_runner *runner = live_runner();
  EXPECT(runner != NULL);
  EXPECT(stops_from_a_thread(runner));
  EXPECT_TEXT(live_text(), "Exception in callback\n");
  scene_enter(runner);
  asyncio_task *server = HOLD(asyncio_create_task(asyncio_start_server(no_client, NULL, "127.0.0.1", 0)));
  scene_leave(runner);
  EXPECT(server != NULL);
  EXPECT(asyncio_runner_run_until_complete(runner, server) == 0);
  EXPECT(live_drive(runner) == ASYNCIO_RUN_RETURNED);
  EXPECT(stops_from_a_thread(runner));
}

SCENE(test_a_call_that_comes_too_late_is_not_made) {
  asyncio_runner *runner = live_runner();
  EXPECT(runner != NULL);
  EXPECT(asyncio_call_soon_threadsafe(asyncio_runner_loop(runner), raise_in_loop, NULL) == 0);
  scene_free(runner);
  EXPECT_TEXT(live_text(), "");
}

static asyncio_context_var *variable;

static void show_variable(void *data) {
  asyncio_print("%r", asyncio_context_var_get(variable));
  if (data != NULL) {
    asyncio_future_set_result(data, asyncio_none());
  }
}

static void *ask_for_variable(void *data) {
  call_loop(calls.loop, show_variable, data);
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

SCENE(test_calls_have_their_callers_context) {
  EXPECT_TEXT(live(CORO(with_context)), "1\n0\n");
}

/* --- An executor of a program's own ------------------------------------------------------------------------------- */

typedef struct own_call {
  asyncio_future *future; /* held until it is over */
  asyncio_loop *loop;
  size_t size;
  char input[16];
} own_call;

static bool own_thread_began;
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
  call_loop(call->loop, end_own_call, call);
  return NULL;
}

static asyncio_future *submit_own_call(void *data, asyncio_thread_function function, const void *input, size_t size) {
  (void)data, (void)function;
  own_call *call = malloc(sizeof *call);
  asyncio_future *future = asyncio_future_new();
  if (call == NULL || future == NULL) {
    free(call);
    asyncio_raise(asyncio_MemoryError, NULL);
    return NULL;
  }
  call->loop = asyncio_get_running_loop();
  call->size = size;
  memcpy(call->input, input, size);
  call->future = asyncio_keep(future);
  own_thread_began = true;
  pthread_create(&own_thread, NULL, run_own_call, call);
  return future;
}

static void join_own_thread(void *data) {
  if (own_thread_began) {
    pthread_join(own_thread, NULL);
  }
  live_say(data);
}

static const asyncio_executor own_executor = {submit_own_call, "shut down", join_own_thread};

ASYNC(in_own_executor, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  own_thread_began = false;
  asyncio_loop_set_default_executor(asyncio_get_running_loop(), &own_executor);
  AWAIT(asyncio_to_thread(reverse, "HAL", 3));
  asyncio_print("%r", AWAITED);
  ASYNC_END;
}

SCENE(test_an_executor_of_ones_own_comes_back_into_the_loop_and_is_shut_down) {
  EXPECT_TEXT(live(CORO(in_own_executor)), "b'IBM'\nshut down\n");
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
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

#endif
