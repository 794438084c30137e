/* NULL for each pointer of the public interface: TypeError that names it, and nothing else happens. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "scene.h"

/* Prints the call where its error is another than that `what` is NULL. */
static void check(const char *call, const char *what) {
  char message[64];
  const asyncio_error *error = asyncio_current_error();
  asyncio_format(message, sizeof message, "the %s is NULL", what);
  if (asyncio_error_is(error, asyncio_MemoryError)) {
    asyncio_print("MemoryError");
  } else if (!asyncio_error_is(error, asyncio_TypeError) || strcmp(asyncio_error_message(error), message) != 0) {
    asyncio_print("%s: %E", call, error);
  }
  asyncio_clear_error();
}

#define REFUSED(call, what)                                                                                            \
  do {                                                                                                                 \
    (void)(call);                                                                                                      \
    check(#call, what);                                                                                                \
  } while (0)

static void done(asyncio_future *future, void *data) {
  (void)future, (void)data;
}

static void call_with_null(asyncio_future *future) {
  REFUSED(asyncio_future_set_result(NULL, asyncio_none()), "future");
  REFUSED(asyncio_future_set_exception(NULL, asyncio_error_new(asyncio_ValueError, NULL)), "future");
  REFUSED(asyncio_future_set_exception(future, NULL), "error");
  REFUSED(asyncio_future_cancel(NULL, NULL), "future");
  REFUSED(asyncio_future_done(NULL), "future");
  REFUSED(asyncio_future_cancelled(NULL), "future");
  REFUSED(asyncio_future_result(NULL), "future");
  REFUSED(asyncio_future_exception(NULL), "future");
  REFUSED(asyncio_future_add_done_callback(NULL, done, NULL), "future");
  REFUSED(asyncio_future_add_done_callback(future, NULL, NULL), "callback");
  REFUSED(asyncio_future_remove_done_callback(NULL, done, NULL), "future");
  REFUSED(asyncio_task_cancel(NULL, NULL), "future");
  REFUSED(asyncio_task_cancelling(NULL), "task");
  REFUSED(asyncio_task_uncancel(NULL), "task");
  REFUSED(asyncio_task_name(NULL), "task");
  REFUSED(asyncio_task_set_name(NULL, "name"), "task");
  REFUSED(asyncio_task_set_name(asyncio_current_task(), NULL), "name");
  REFUSED(asyncio_task_coroutine(NULL), "task");
  REFUSED(asyncio_task_done(NULL), "future");
  REFUSED(asyncio_task_cancelled(NULL), "future");
  REFUSED(asyncio_task_result(NULL), "future");
  REFUSED(asyncio_task_exception(NULL), "future");
  REFUSED(asyncio_task_add_done_callback(NULL, done, NULL), "future");
  REFUSED(asyncio_task_remove_done_callback(NULL, done, NULL), "future");
  REFUSED(asyncio_bytes(NULL, 1), "bytes");
  REFUSED(asyncio_bytesf(NULL), "format");
  REFUSED(asyncio_stream_reader_read(NULL, 1), "reader");
  REFUSED(asyncio_stream_reader_readline(NULL), "reader");
  REFUSED(asyncio_stream_reader_readexactly(NULL, 1), "reader");
  REFUSED(asyncio_stream_reader_readuntil(NULL, asyncio_bytesf("x")), "reader");
  REFUSED(asyncio_stream_reader_at_eof(NULL), "reader");
  REFUSED(asyncio_stream_reader_exception(NULL), "reader");
  REFUSED(asyncio_stream_reader_feed_data(NULL, asyncio_bytesf("x")), "reader");
  REFUSED(asyncio_stream_reader_feed_eof(NULL), "reader");
  REFUSED(asyncio_stream_reader_set_exception(NULL, NULL), "reader");
  REFUSED(asyncio_error_partial(NULL), "error");
  REFUSED(asyncio_error_expected(NULL), "error");
  REFUSED(asyncio_error_consumed(NULL), "error");
  REFUSED(asyncio_stream_writer_write(NULL, asyncio_bytesf("x")), "writer");
  REFUSED(asyncio_stream_writer_writelines(NULL, NULL), "writer");
  REFUSED(asyncio_stream_writer_drain(NULL), "writer");
  REFUSED(asyncio_stream_writer_set_write_buffer_limits(NULL, 1, 1), "writer");
  REFUSED(asyncio_stream_writer_get_write_buffer_size(NULL), "writer");
  REFUSED(asyncio_stream_writer_write_eof(NULL), "writer");
  REFUSED(asyncio_stream_writer_can_write_eof(NULL), "writer");
  REFUSED(asyncio_stream_writer_close(NULL), "writer");
  REFUSED(asyncio_stream_writer_wait_closed(NULL), "writer");
  REFUSED(asyncio_stream_writer_is_closing(NULL), "writer");
  REFUSED(asyncio_stream_writer_abort(NULL), "writer");
  REFUSED(asyncio_stream_writer_get_extra_info(NULL, "peername"), "writer");
  REFUSED(asyncio_start_server(NULL, NULL, "127.0.0.1", 1), "callback");
  REFUSED(asyncio_server_close(NULL), "server");
  REFUSED(asyncio_server_wait_closed(NULL), "server");
  REFUSED(asyncio_server_serve_forever(NULL), "server");
  REFUSED(asyncio_server_start_serving(NULL), "server");
  REFUSED(asyncio_server_is_serving(NULL), "server");
  REFUSED(asyncio_server_close_clients(NULL), "server");
  REFUSED(asyncio_server_abort_clients(NULL), "server");
  REFUSED(asyncio_server_sockets(NULL), "server");
  REFUSED(asyncio_call_soon(NULL, NULL), "callback");
  REFUSED(asyncio_call_later(1, NULL, NULL), "callback");
  REFUSED(asyncio_call_at(1, NULL, NULL), "callback");
  REFUSED(asyncio_handle_when(NULL), "handle");
  REFUSED(asyncio_timeout_when(NULL), "timeout");
  REFUSED(asyncio_timeout_expired(NULL), "timeout");
  REFUSED(asyncio_timeout_reschedule(NULL, 1), "timeout");
  REFUSED(asyncio_gather_list(NULL, false), "list");
  REFUSED(asyncio_coroutine_name(NULL), "coroutine");
  REFUSED(asyncio_error_class(NULL), "error");
  REFUSED(asyncio_error_message(NULL), "error");
  REFUSED(asyncio_error_errors(NULL), "error");
  REFUSED(asyncio_error_cause(NULL), "error");
  REFUSED(asyncio_error_context(NULL), "error");
  REFUSED(asyncio_error_set_cause(NULL, NULL), "error");
  REFUSED(asyncio_error_group(NULL, asyncio_list_new()), "message");
  REFUSED(asyncio_error_group("group", NULL), "list");
  REFUSED(asyncio_raise_error(NULL), "error");
  REFUSED(asyncio_str(NULL), "text");
  REFUSED(asyncio_strf(NULL), "format");
  REFUSED(asyncio_print(NULL), "format");
  REFUSED(asyncio_list_append(NULL, asyncio_none()), "list");
}

ASYNC(calls_with_null, { asyncio_future *future; }) {
  ASYNC_BEGIN;
  CHECK(self->future = asyncio_future_new());
  call_with_null(self->future);
  ASYNC_END;
}

static void test_inside(void **state) {
  (void)state;
  assert_string_equal(RUN(calls_with_null), "= None\n");
}

/* An error that is current stays: it says why there is NULL. */
ASYNC(fails_before, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  asyncio_raise(asyncio_KeyError, "before");
  asyncio_task_cancelling(NULL);
  asyncio_future_set_result(NULL, asyncio_none());
  AWAIT(asyncio_sleep(0));
  ASYNC_END;
}

static void test_error_before_stays(void **state) {
  (void)state;
  assert_string_equal(RUN(fails_before), "? coroutine 'sleep' was never awaited\n! KeyError: before\n");
}

/* What may be NULL. */
ASYNC(harmless, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  asyncio_release(NULL);
  asyncio_keep(NULL);
  asyncio_handle_cancel(NULL);
  asyncio_coroutine_close(NULL);
  asyncio_print("%v %v %zu %v %E", asyncio_value_of(NULL), asyncio_bool(asyncio_handle_cancelled(NULL)),
                asyncio_list_size(NULL), asyncio_bool(asyncio_error_is(NULL, asyncio_BaseException)), NULL);
  CHECK(0);
  asyncio_print("%s", asyncio_error_message(asyncio_error_new(asyncio_ValueError, NULL)));
  ASYNC_END;
}

static void test_allowed(void **state) {
  (void)state;
  assert_string_equal(RUN(harmless), "None False 0 False None\n\n= None\n");
}

/* --- What is awaited ---------------------------------------------------------------------------------------------- */

ASYNC(awaits, { int what; }) {
  ASYNC_BEGIN;
  if (self->what == 0) {
    AWAIT(NULL);
  } else if (self->what == 1) {
    AWAIT(asyncio_gather(NULL));
  } else if (self->what == 2) {
    AWAIT(asyncio_wait(NULL, 1, ASYNCIO_ALL_COMPLETED));
  } else if (self->what == 3) {
    AWAIT(asyncio_wait_for(NULL, 1));
  } else if (self->what == 4) {
    AWAIT(asyncio_wait_for(NULL, 0));
  } else if (self->what == 5) {
    ASYNC_WITH(NULL) {
    }
    END_WITH;
  } else if (self->what == 6) {
    CHECK(asyncio_create_task(NULL));
  } else if (self->what == 7) {
    CHECK(asyncio_ensure_future(NULL));
  } else if (self->what == 8) {
    RAISE_ERROR(NULL);
  } else if (self->what == 9) {
    RAISE(NULL, "no class");
  } else if (self->what == 10) {
    AWAIT(asyncio_wait(asyncio_list_of(NULL), 1, ASYNCIO_ALL_COMPLETED));
  }
  ASYNC_END;
}

static void test_awaited(void **state) {
  (void)state;
  assert_string_equal(RUN(awaits, 0), "! TypeError: object NULL can't be used in 'await' expression\n");
  assert_string_equal(RUN(awaits, 1),
                      "! TypeError: An asyncio.Future, a coroutine or an awaitable is required, got NULL\n");
  assert_string_equal(RUN(awaits, 2), "! ValueError: Set of Tasks/Futures is empty.\n");
  assert_string_equal(RUN(awaits, 3), "! TypeError: object NULL can't be used in 'await' expression\n");
  assert_string_equal(RUN(awaits, 4),
                      "! TypeError: An asyncio.Future, a coroutine or an awaitable is required, got NULL\n");
  assert_string_equal(RUN(awaits, 5), "! TypeError: ASYNC_WITH needs an object, got NULL\n");
  assert_string_equal(RUN(awaits, 6), "! TypeError: a coroutine was expected, got NULL\n");
  assert_string_equal(RUN(awaits, 7),
                      "! TypeError: An asyncio.Future, a coroutine or an awaitable is required, got NULL\n");
  assert_string_equal(RUN(awaits, 8), "! RuntimeError: No active exception to reraise\n");
  assert_string_equal(RUN(awaits, 9), "! TypeError: the class of an error is NULL\n");
  assert_string_equal(RUN(awaits, 10), "! TypeError: An asyncio.Future or Task is required, got None\n");
}

/* --- The driver's side -------------------------------------------------------------------------------------------- */

#define REFUSED_OUTSIDE(call, what)                                                                                    \
  do {                                                                                                                 \
    (void)(call);                                                                                                      \
    EXPECT(asyncio_current_error() != NULL);                                                                           \
    EXPECT_TEXT(asyncio_error_message(asyncio_current_error()), "the " what " is NULL");                               \
    asyncio_clear_error();                                                                                             \
  } while (0)

SCENE(test_outside) {
  size_t size = 1;
  REFUSED_OUTSIDE(asyncio_loop_turn(NULL, 0), "loop");
  REFUSED_OUTSIDE(asyncio_loop_ready(NULL), "loop");
  REFUSED_OUTSIDE(asyncio_loop_time(NULL), "loop");
  REFUSED_OUTSIDE(asyncio_loop_deadline(NULL), "loop");
  REFUSED_OUTSIDE(asyncio_loop_turns(NULL), "loop");
  REFUSED_OUTSIDE(asyncio_loop_set_exception_handler(NULL, NULL, NULL), "loop");
  REFUSED_OUTSIDE(asyncio_loop_set_printer(NULL, NULL, NULL), "loop");
  REFUSED_OUTSIDE(asyncio_loop_set_debug(NULL, 0, NULL, NULL), "loop");
  REFUSED_OUTSIDE(asyncio_trace_open(NULL, 1, NULL, NULL), "loop");
  REFUSED_OUTSIDE(asyncio_trace_records(NULL), "loop");
  REFUSED_OUTSIDE(asyncio_trace_count(NULL), "loop");
  REFUSED_OUTSIDE(asyncio_trace_lost(NULL), "loop");
  REFUSED_OUTSIDE(asyncio_trace_clear(NULL), "loop");
  REFUSED_OUTSIDE(asyncio_trace_string_count(NULL), "loop");
  REFUSED_OUTSIDE(asyncio_runner_loop(NULL), "runner");
  REFUSED_OUTSIDE(asyncio_runner_enter(NULL), "runner");
  REFUSED_OUTSIDE(asyncio_runner_leave(NULL), "runner");
  REFUSED_OUTSIDE(asyncio_runner_start(NULL, NULL), "runner");
  REFUSED_OUTSIDE(asyncio_runner_run_until_complete(NULL, NULL), "runner");
  REFUSED_OUTSIDE(asyncio_runner_run_forever(NULL), "runner");
  REFUSED_OUTSIDE(asyncio_runner_close(NULL), "runner");
  REFUSED_OUTSIDE(asyncio_runner_turn(NULL, 0), "runner");
  REFUSED_OUTSIDE(asyncio_runner_next(NULL), "runner");
  REFUSED_OUTSIDE(asyncio_runner_run_virtual(NULL), "runner");
  REFUSED_OUTSIDE(asyncio_runner_cancel(NULL), "runner");
  REFUSED_OUTSIDE(asyncio_runner_result(NULL), "runner");
  REFUSED_OUTSIDE(asyncio_runner_error(NULL), "runner");
  asyncio_loop_free(NULL);
  asyncio_runner_free(NULL);
  EXPECT_TEXT(asyncio_trace_string(NULL, 1, &size), "");
  EXPECT(size == 0);
  asyncio_clear_error();
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_inside),  cmocka_unit_test(test_error_before_stays),
      cmocka_unit_test(test_allowed), cmocka_unit_test(test_awaited),
      cmocka_unit_test(test_outside),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
