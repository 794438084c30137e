/* Connections: servers and their clients, how each end ends, and what the other one sees of it. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "failing.h"
#include "program.h"
#include "recorded/stream.h"
#include "streams.h"

/* --- Handlers ----------------------------------------------------------------------------------------------------- */

static asyncio_value upper_case(asyncio_value line) {
  char text[16] = "";
  strncpy(text, asyncio_as_bytes(line, NULL), sizeof text - 1);
  for (char *at = text; *at != '\0'; at++) {
    *at = (char)(*at >= 'a' && *at <= 'z' ? *at - 'a' + 'A' : *at);
  }
  return asyncio_bytesf("%s", text);
}

HANDLER(upper) {
  ASYNC_BEGIN;
  ASYNC_FOR(self->line, self->reader) {
    asyncio_print("%v", self->line);
    AWAIT(asyncio_sleep(1));
    CHECK(asyncio_stream_writer_write(self->writer, upper_case(self->line)));
    AWAIT(DRAIN);
  }
  END_FOR;
  asyncio_print("end");
  CLOSE;
  AWAIT(WAIT_CLOSED);
  ASYNC_END;
}

HANDLER(close_at_once) {
  ASYNC_BEGIN;
  CLOSE;
  ASYNC_END;
}

HANDLER(abort_at_once) {
  ASYNC_BEGIN;
  WRITE("little");
  CHECK(asyncio_stream_writer_abort(self->writer));
  ASYNC_END;
}

HANDLER(forget) {
  ASYNC_BEGIN;
  AWAIT(READ(1));
  asyncio_print("forgets %v", AWAITED);
  ASYNC_END;
}

HANDLER(fail_at_first) {
  ASYNC_BEGIN;
  AWAIT(asyncio_stream_reader_readexactly(self->reader, 1));
  RAISE(asyncio_ValueError, "no");
  ASYNC_END;
}

static asyncio_value repeated(char c, size_t size) {
  char text[1000];
  memset(text, c, sizeof text);
  return asyncio_bytes(text, size);
}

HANDLER(flood) {
  ASYNC_BEGIN;
  CHECK(asyncio_stream_writer_write(self->writer, repeated('x', 1000)));
  AWAIT(asyncio_sleep(1));
  CHECK(asyncio_stream_writer_write(self->writer, repeated('y', 1000)));
  CLOSE;
  ASYNC_END;
}

/* --- Programs ----------------------------------------------------------------------------------------------------- */

#define PRINT_BOOL(value) asyncio_print("%v", asyncio_bool(value))
#define CANCELLED(task)   asyncio_bool(asyncio_task_cancelled(task))

ASYNC(ask, {
  uint16_t port;
  const char *lines[3];
  int i;
  asyncio_stream_reader *reader;
  asyncio_stream_writer *writer;
}) {
  ASYNC_BEGIN;
  AWAIT(asyncio_open_connection("127.0.0.1", self->port));
  STREAMS_OPEN;
  for (; self->lines[self->i] != NULL; self->i++) {
    WRITE(self->lines[self->i]);
    AWAIT(DRAIN);
    AWAIT(asyncio_stream_reader_readline(self->reader));
    asyncio_print("%v", AWAITED);
  }
  CLOSE;
  AWAIT(WAIT_CLOSED);
  ASYNC_END;
}

ASYNC(several_clients, LOCALS) {
  ASYNC_BEGIN;
  START(upper, "127.0.0.1", 0);
  ASYNC_WITH(self->server) {
    CHECK(self->i = port_of(self->server));
    AWAIT(asyncio_gather(CORO(ask, (uint16_t)self->i, {"a\n", "b\n"}), CORO(ask, (uint16_t)self->i, {"c\n"}),
                         CORO(ask, (uint16_t)self->i)));
    asyncio_print("gathered");
  }
  END_WITH;
  asyncio_print("closed %v %zu", asyncio_bool(asyncio_server_is_serving(self->server)),
                asyncio_list_size(asyncio_server_sockets(self->server)));
  ASYNC_END;
}
RECORDED_TEST(several_clients);

ASYNC(refused, LOCALS) {
  ASYNC_BEGIN;
  ATTEMPT("nobody", OPEN);
  ATTEMPT("by name", asyncio_open_connection("localhost", 8888));
  ATTEMPT("no name", asyncio_open_connection("no.such.host.invalid", 80));
  START(upper, "localhost", 8888);
  ATTEMPT("taken", asyncio_start_server(upper, NULL, "127.0.0.1", 8888));
  CHECK(asyncio_server_close(self->server));
  AWAIT(asyncio_server_wait_closed(self->server));
  ATTEMPT("closed", OPEN);
  ATTEMPT("closed", asyncio_server_serve_forever(self->server));
  ASYNC_END;
}
RECORDED_TEST(refused);

/* As CPython's repr of them. */
ASYNC(shows_system_errors, LOCALS) {
  ASYNC_BEGIN;
  for (; self->i < 3; self->i++) {
    TRY {
      if (self->i == 2) {
        RAISE(asyncio_OSError, "[Errno 5] of a program's");
      }
      AWAIT(asyncio_open_connection(self->i == 0 ? "127.0.0.1" : "no.such.host.invalid", 8888));
    }
    EXCEPT(asyncio_OSError) {
      asyncio_print("%r", asyncio_value_of(CAUGHT));
    }
    END_TRY;
  }
  ASYNC_END;
}

static void test_shows_system_errors(void **state) {
  (void)state;
  assert_string_equal(RUN(shows_system_errors),
                      "ConnectionRefusedError(111, \"Connect call failed ('127.0.0.1', 8888)\")\n"
                      "gaierror(-2, 'Name or service not known')\n"
                      "OSError(\"[Errno 5] of a program's\")\n"
                      "= None\n");
}

ASYNC(writes_lines, LOCALS) {
  ASYNC_BEGIN;
  CONNECTED(upper);
  CHECK(self->list = asyncio_list_new());
  CHECK(asyncio_list_append(self->list, asyncio_bytesf("a")));
  CHECK(asyncio_list_append(self->list, asyncio_bytesf("b")));
  CHECK(asyncio_stream_writer_writelines(self->writer, self->list));
  CHECK(asyncio_stream_writer_write_eof(self->writer));
  ATTEMPT("read", READ(-1));
  TRY {
    CHECK(asyncio_stream_writer_writelines(self->writer, self->list));
  }
  EXCEPT(asyncio_RuntimeError) {
    asyncio_print("%E", CAUGHT);
  }
  END_TRY;
  ASYNC_END;
}

static void test_writes_lines(void **state) {
  (void)state;
  assert_string_equal(RUN(writes_lines),
                      "b'ab'\nend\nread b'AB'\nRuntimeError(Cannot call writelines() after write_eof())\n= None\n");
}

ASYNC(idle_server, LOCALS) {
  ASYNC_BEGIN;
  AWAIT(asyncio_start_server_limit(close_at_once, NULL, "127.0.0.1", 8888, 100, false));
  self->server = asyncio_as_object(AWAITED);
  PRINT_BOOL(asyncio_server_is_serving(self->server));
  ATTEMPT("idle", OPEN);
  AWAIT(asyncio_server_start_serving(self->server));
  PRINT_BOOL(asyncio_server_is_serving(self->server));
  CONNECT;
  AWAIT(READ(-1));
  asyncio_print("%v", AWAITED);
  ASYNC_END;
}
RECORDED_TEST(idle_server);

ASYNC(forever_is_cancelled, LOCALS) {
  ASYNC_BEGIN;
  SERVE(upper);
  TASK(asyncio_server_serve_forever(self->server));
  AWAIT(asyncio_sleep(0));
  ATTEMPT("again", asyncio_server_serve_forever(self->server));
  CHECK(self->other = asyncio_create_task(CORO(ask, 8888, {"one\n", "two\n"})));
  AWAIT(asyncio_sleep(0.5));
  asyncio_task_cancel(self->task, NULL);
  AWAIT(asyncio_wait(asyncio_list_of(self->task), INFINITY, ASYNCIO_ALL_COMPLETED));
  asyncio_print("%v %v", CANCELLED(self->task), asyncio_bool(asyncio_task_done(self->other)));
  AWAIT(self->other);
  ASYNC_END;
}
RECORDED_TEST(forever_is_cancelled);

ASYNC(closed_while_it_serves, LOCALS) {
  ASYNC_BEGIN;
  SERVE(upper);
  TASK(asyncio_server_serve_forever(self->server));
  AWAIT(asyncio_sleep(1));
  CHECK(asyncio_server_close(self->server));
  AWAIT(asyncio_wait(asyncio_list_of(self->task), INFINITY, ASYNCIO_ALL_COMPLETED));
  asyncio_print("%v", CANCELLED(self->task));
  ASYNC_END;
}
RECORDED_TEST(closed_while_it_serves);

ASYNC(clients_are_closed, LOCALS) {
  ASYNC_BEGIN;
  SERVE(count_bytes);
  for (; self->i < 2; self->i++) {
    CONNECT;
    WRITE("x");
    AWAIT(asyncio_sleep(1));
    CHECK(self->i == 0 ? asyncio_server_close_clients(self->server) : asyncio_server_abort_clients(self->server));
    ATTEMPT("read", READ(-1));
    CLOSE;
  }
  CHECK(asyncio_server_close(self->server));
  AWAIT(asyncio_server_wait_closed(self->server));
  ASYNC_END;
}
RECORDED_TEST(clients_are_closed);

ASYNC(peer_closes, LOCALS) {
  ASYNC_BEGIN;
  CONNECTED(close_at_once);
  ATTEMPT("read", READ(-1));
  WRITE("one");
  ATTEMPT("drain", DRAIN);
  WRITE("two");
  ATTEMPT("drain", DRAIN);
  ATTEMPT("drain", DRAIN);
  ATTEMPT("read", READ(-1));
  PRINT_BOOL(asyncio_stream_writer_is_closing(self->writer));
  ATTEMPT("closed", WAIT_CLOSED);
  ASYNC_END;
}
RECORDED_TEST(peer_closes);

ASYNC(peer_resets, LOCALS) {
  ASYNC_BEGIN;
  AWAIT(asyncio_start_server_limit(close_later, NULL, "127.0.0.1", 8888, 1, true));
  CONNECT;
  WRITE("read in advance");
  AWAIT(asyncio_sleep(0.5));
  WRITE("never read");
  ATTEMPT("read", READ(10));
  ATTEMPT("drain", DRAIN);
  WRITE("lost");
  ATTEMPT("closed", WAIT_CLOSED);
  ASYNC_END;
}
RECORDED_TEST(peer_resets);

ASYNC(peer_aborts, LOCALS) {
  ASYNC_BEGIN;
  CONNECTED(abort_at_once);
  ATTEMPT("read", READ(-1));
  ASYNC_END;
}
RECORDED_TEST(peer_aborts);

ASYNC(own_close, LOCALS) {
  ASYNC_BEGIN;
  CONNECTED(close_later);
  TASK(attempt("waiting", READ(10)));
  AWAIT(asyncio_sleep(0));
  CLOSE;
  PRINT_BOOL(asyncio_stream_writer_is_closing(self->writer));
  WRITE("lost");
  ATTEMPT("drain", DRAIN);
  AWAIT(self->task);
  ATTEMPT("closed", WAIT_CLOSED);
  ATTEMPT("drain", DRAIN);
  ASYNC_END;
}
RECORDED_TEST(own_close);

ASYNC(half_closed, LOCALS) {
  static const char *const parts[] = {"abc", "", "defg"};
  ASYNC_BEGIN;
  CONNECTED(count_bytes);
  CHECK(self->list = asyncio_list_new());
  for (; self->i < 3; self->i++) {
    CHECK(asyncio_list_append(self->list, asyncio_bytesf("%s", parts[self->i])));
  }
  CHECK(asyncio_stream_writer_writelines(self->writer, self->list));
  CHECK(asyncio_stream_writer_write_eof(self->writer));
  TRY {
    WRITE("more");
  }
  EXCEPT(asyncio_RuntimeError) {
    asyncio_print("%E", CAUGHT);
  }
  END_TRY;
  ATTEMPT("read", READ(-1));
  ASYNC_END;
}
RECORDED_TEST(half_closed);

ASYNC(eof_after_reset, LOCALS) {
  ASYNC_BEGIN;
  CONNECTED(close_later);
  AWAIT(asyncio_sleep(1));
  WRITE("never read");
  AWAIT(asyncio_sleep(0));
  TRY {
    CHECK(asyncio_stream_writer_write_eof(self->writer));
  }
  EXCEPT(asyncio_OSError) {
    asyncio_print("%E", CAUGHT);
  }
  END_TRY;
  ATTEMPT("read", READ(-1));
  ASYNC_END;
}
RECORDED_TEST(eof_after_reset);

ASYNC(forgotten, LOCALS) {
  ASYNC_BEGIN;
  CONNECTED(forget);
  WRITE("x");
  ATTEMPT("read", READ(-1));
  ASYNC_END;
}
RECORDED_TEST(forgotten);

ASYNC(cancelled_connect, LOCALS) {
  ASYNC_BEGIN;
  SERVE(upper);
  TASK(OPEN);
  for (; self->i < 3; self->i++) {
    AWAIT(asyncio_sleep(0));
    asyncio_task_cancel(self->task, NULL);
    AWAIT(asyncio_wait(asyncio_list_of(self->task), INFINITY, ASYNCIO_ALL_COMPLETED));
    asyncio_print("%v", CANCELLED(self->task));
    TASK(OPEN);
    AWAIT(asyncio_sleep(0));
    AWAIT(asyncio_sleep(0));
  }
  asyncio_task_cancel(self->task, NULL);
  AWAIT(asyncio_sleep(1));
  ASYNC_END;
}
RECORDED_TEST(cancelled_connect);

ASYNC(wait_closed_is_shared, LOCALS) {
  ASYNC_BEGIN;
  CONNECTED(close_later);
  TASK(WAIT_CLOSED);
  CHECK(self->other = asyncio_create_task(WAIT_CLOSED));
  AWAIT(asyncio_sleep(0));
  asyncio_task_cancel(self->task, NULL);
  AWAIT(asyncio_wait(asyncio_list_of(self->task, self->other), INFINITY, ASYNCIO_ALL_COMPLETED));
  asyncio_print("%v %v", CANCELLED(self->task), CANCELLED(self->other));
  CLOSE;
  AWAIT(asyncio_sleep(0));
  AWAIT(asyncio_sleep(0));
  ASYNC_END;
}
RECORDED_TEST(wait_closed_is_shared);

ASYNC(unread_pauses_reading, LOCALS) {
  ASYNC_BEGIN;
  SERVE(flood);
  AWAIT(asyncio_open_connection_limit("127.0.0.1", 8888, 100));
  STREAMS_OPEN;
  AWAIT(asyncio_sleep(2));
  AWAIT(READ(950));
  asyncio_print("%zu", size_of(AWAITED));
  AWAIT(asyncio_sleep(1));
  AWAIT(READ(-1));
  asyncio_print("%zu %v", size_of(AWAITED), asyncio_bool(asyncio_stream_reader_at_eof(self->reader)));
  ASYNC_END;
}
RECORDED_TEST(unread_pauses_reading);

/* --- What is not CPython's to say --------------------------------------------------------------------------------- */

ASYNC(handler_fails, LOCALS) {
  ASYNC_BEGIN;
  CONNECTED(fail_at_first);
  WRITE("x");
  ATTEMPT("read", READ(-1));
  ASYNC_END;
}

static void test_handler_fails(void **state) {
  (void)state;
  assert_string_equal(RUN(handler_fails), "? Unhandled exception in client_connected_cb: ValueError: no\n"
                                          "read b''\n"
                                          "= None\n");
}

static asyncio_coroutine *refuse(asyncio_stream_reader *reader, asyncio_stream_writer *writer, void *data) {
  (void)reader, (void)writer;
  asyncio_raise(asyncio_ValueError, "%s", (const char *)data);
  return NULL;
}

ASYNC(callback_fails, LOCALS) {
  ASYNC_BEGIN;
  AWAIT(asyncio_start_server(refuse, "not today", "127.0.0.1", 8888));
  CONNECT;
  ATTEMPT("read", READ(-1));
  ASYNC_END;
}

static void test_callback_fails(void **state) {
  (void)state;
  assert_string_equal(RUN(callback_fails), "? Exception in callback: ValueError: not today\n"
                                           "read b''\n"
                                           "= None\n");
}

ASYNC(misused, LOCALS) {
  ASYNC_BEGIN;
  CONNECTED(close_later);
  TRY {
    CHECK(asyncio_stream_writer_write(self->writer, asyncio_str("text")));
  }
  EXCEPT(asyncio_TypeError) {
    asyncio_print("%E", CAUGHT);
  }
  END_TRY;
  TRY {
    CHECK(asyncio_stream_writer_writelines(self->writer, asyncio_list_of(self->server)));
  }
  EXCEPT(asyncio_TypeError) {
    asyncio_print("%E", CAUGHT);
  }
  END_TRY;
  asyncio_print("%v", asyncio_stream_writer_get_extra_info(self->writer, "peername"));
  asyncio_print("%v", asyncio_stream_writer_get_extra_info(self->writer, "cipher"));
  PRINT_BOOL(asyncio_stream_writer_can_write_eof(self->writer));
  ATTEMPT("elsewhere", asyncio_open_connection("10.0.0.1", 80));
  ATTEMPT("elsewhere", asyncio_start_server(count_bytes, NULL, "10.0.0.1", 80));
  ASYNC_END;
}

static void test_misused(void **state) {
  (void)state;
  assert_string_equal(RUN(misused), "TypeError(data argument must be a bytes-like object, not 'str')\n"
                                    "TypeError(data argument must be a bytes-like object, not 'Server')\n"
                                    "['127.0.0.1', 8888]\n"
                                    "None\n"
                                    "True\n"
                                    "elsewhere OSError([Errno 101] Connect call failed ('10.0.0.1', 80))\n"
                                    "elsewhere OSError(could not bind on any address out of [('10.0.0.1', 80)])\n"
                                    "= None\n");
}

/* A server sees the context variables of where it was started. */
static asyncio_context_var *room;

HANDLER(show_room) {
  ASYNC_BEGIN;
  asyncio_print("%v", asyncio_context_var_get_or(room, asyncio_none()));
  CLOSE;
  ASYNC_END;
}

ASYNC(context, LOCALS) {
  ASYNC_BEGIN;
  CHECK(room = asyncio_context_var_new("room"));
  CHECK(asyncio_context_var_set(room, asyncio_int(7)));
  SERVE(show_room);
  CHECK(asyncio_context_var_set(room, asyncio_int(8)));
  CONNECT;
  AWAIT(READ(-1));
  ASYNC_END;
}

static void test_context(void **state) {
  (void)state;
  assert_string_equal(RUN(context), "7\n= None\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_several_clients),
      cmocka_unit_test(test_refused),
      cmocka_unit_test(test_shows_system_errors),
      cmocka_unit_test(test_writes_lines),
      cmocka_unit_test(test_idle_server),
      cmocka_unit_test(test_forever_is_cancelled),
      cmocka_unit_test(test_closed_while_it_serves),
      cmocka_unit_test(test_clients_are_closed),
      cmocka_unit_test(test_peer_closes),
      cmocka_unit_test(test_peer_resets),
      cmocka_unit_test(test_peer_aborts),
      cmocka_unit_test(test_own_close),
      cmocka_unit_test(test_half_closed),
      cmocka_unit_test(test_eof_after_reset),
      cmocka_unit_test(test_forgotten),
      cmocka_unit_test(test_cancelled_connect),
      cmocka_unit_test(test_wait_closed_is_shared),
      cmocka_unit_test(test_unread_pauses_reading),
      cmocka_unit_test(test_handler_fails),
      cmocka_unit_test(test_callback_fails),
      cmocka_unit_test(test_misused),
      cmocka_unit_test(test_context),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
