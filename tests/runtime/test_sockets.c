/* Streams over the machine's own sockets, on the machine's clock: what asyncio_run gives a program outside a
** browser. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "live.h"
#include "streams.h"

#define PARTS FEWER(20, 6)

#define STREAMS                                                                                                        \
  asyncio_stream_reader *reader;                                                                                       \
  asyncio_stream_writer *writer

ASYNC(echo, {
  STREAMS;
  asyncio_value line;
}) {
  ASYNC_BEGIN;
  ASYNC_FOR(self->line, self->reader) {
    AWAIT(asyncio_sleep(FEWER(0.01, 0.0)));
    CHECK(asyncio_stream_writer_write(self->writer, self->line));
    AWAIT(asyncio_stream_writer_drain(self->writer));
  }
  END_FOR;
  ASYNC_END;
}

static asyncio_coroutine *answer(asyncio_stream_reader *reader, asyncio_stream_writer *writer, void *data) {
  (void)data;
  return CORO(echo, reader, writer);
}

ASYNC(ask, {
  const char *host;
  uint16_t port;
  const char *word;
  STREAMS;
}) {
  ASYNC_BEGIN;
  AWAIT(asyncio_open_connection(self->host, self->port));
  self->reader = asyncio_connection_reader(AWAITED);
  self->writer = asyncio_connection_writer(AWAITED);
  CHECK(asyncio_stream_writer_write(self->writer, asyncio_bytesf("%s\n", self->word)));
  AWAIT(asyncio_stream_reader_readline(self->reader));
  asyncio_print("%s: %v", self->word, AWAITED);
  CHECK(asyncio_stream_writer_write_eof(self->writer));
  AWAIT(asyncio_stream_reader_read(self->reader, -1));
  asyncio_print("%s: %v", self->word, AWAITED);
  CHECK(asyncio_stream_writer_close(self->writer));
  AWAIT(asyncio_stream_writer_wait_closed(self->writer));
  ASYNC_END;
}

ASYNC(server_and_clients, {
  asyncio_server *server;
  int port;
}) {
  ASYNC_BEGIN;
  AWAIT(asyncio_start_server(answer, NULL, "127.0.0.1", 0));
  self->server = asyncio_as_object(AWAITED);
  self->port = port_of(self->server);
  TRY {
    AWAIT(asyncio_start_server(answer, NULL, "127.0.0.1", (uint16_t)self->port));
  }
  EXCEPT(asyncio_OSError) {
    asyncio_print("taken");
  }
  END_TRY;
  ASYNC_WITH(self->server) {
    AWAIT(CORO(ask, "127.0.0.1", (uint16_t)self->port, "one"));
    AWAIT(CORO(ask, FEWER("localhost", "127.0.0.1"), (uint16_t)self->port, "two"));
  }
  END_WITH;
  TRY {
    AWAIT(asyncio_open_connection("127.0.0.1", (uint16_t)self->port));
  }
  EXCEPT(asyncio_ConnectionRefusedError) {
    asyncio_print("refused");
  }
  END_TRY;
  ASYNC_END;
}

SCENE(test_server_and_clients) {
  EXPECT_TEXT(live(CORO(server_and_clients)), "taken\n"
                                              "one: b'one\\n'\n"
                                              "one: b''\n"
                                              "two: b'two\\n'\n"
                                              "two: b''\n"
                                              "refused\n");
}

ASYNC(no_such_host, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  TRY {
    AWAIT(asyncio_open_connection("no.such.host.invalid", 80));
  }
  EXCEPT(asyncio_gaierror) {
    asyncio_print("no such host");
  }
  END_TRY;
  ASYNC_END;
}

SCENE(test_no_such_host) {
  EXPECT_TEXT(live(CORO(no_such_host)), "no such host\n");
}

/* --- Back-pressure ------------------------------------------------------------------------------------------------ */

ASYNC(count, { STREAMS; }) {
  ASYNC_BEGIN;
  AWAIT(asyncio_sleep(FEWER(0.05, 0.001)));
  AWAIT(asyncio_stream_reader_read(self->reader, -1));
  self->reader = NULL;
  CHECK(asyncio_stream_writer_write(self->writer, asyncio_bytesf("%zu", size_of(AWAITED))));
  CHECK(asyncio_stream_writer_close(self->writer));
  ASYNC_END;
}

static asyncio_coroutine *counts(asyncio_stream_reader *reader, asyncio_stream_writer *writer, void *data) {
  (void)data;
  return CORO(count, reader, writer);
}

ASYNC(large, {
  asyncio_server *server;
  STREAMS;
  int i;
}) {
  static const char part[1 << 20];
  ASYNC_BEGIN;
  AWAIT(asyncio_start_server(counts, NULL, "127.0.0.1", 0));
  self->server = asyncio_as_object(AWAITED);
  AWAIT(asyncio_open_connection("127.0.0.1", port_of(self->server)));
  self->reader = asyncio_connection_reader(AWAITED);
  self->writer = asyncio_connection_writer(AWAITED);
  failing_sparsely(); /* each of these runs takes megabytes */
  for (; self->i < PARTS; self->i++) {
    CHECK(asyncio_stream_writer_write(self->writer, asyncio_bytes(part, sizeof part)));
  }
  asyncio_print("waits: %d", asyncio_stream_writer_get_write_buffer_size(self->writer) > 0);
  AWAIT(asyncio_stream_writer_drain(self->writer));
  CHECK(asyncio_stream_writer_write_eof(self->writer));
  AWAIT(asyncio_stream_reader_read(self->reader, -1));
  asyncio_print("%v", AWAITED);
  ASYNC_END;
}

SCENE(test_large) {
  EXPECT_TEXT(live(CORO(large)), FEWER("waits: 1\nb'20971520'\n", "waits: 1\nb'6291456'\n"));
}

/* A server waits for what comes from outside: that is no deadlock. */
ASYNC(serves, { asyncio_server *server; }) {
  ASYNC_BEGIN;
  AWAIT(asyncio_start_server(answer, NULL, "127.0.0.1", 0));
  self->server = asyncio_as_object(AWAITED);
  TRY {
    AWAIT(asyncio_wait_for(asyncio_server_serve_forever(self->server), 0.02));
  }
  EXCEPT(asyncio_TimeoutError) {
    asyncio_print("served");
  }
  END_TRY;
  ASYNC_END;
}

SCENE(test_serves) {
  EXPECT_TEXT(live(CORO(serves)), "served\n");
}

/* --- Hosts with several addresses --------------------------------------------------------------------------------- */

/* Whether this machine has ::1. */
static bool has_six;

ASYNC(looks_for_six, { asyncio_server *server; }) {
  ASYNC_BEGIN;
  has_six = false;
  TRY {
    AWAIT(asyncio_start_server(answer, NULL, "::1", 0));
    self->server = asyncio_as_object(AWAITED);
    CHECK(asyncio_server_close(self->server));
    has_six = true;
  }
  EXCEPT(asyncio_OSError) {
  }
  END_TRY;
  ASYNC_END;
}

/* NULL is all of them: an IPv4 socket, and an IPv6 one where there is any, each with a port of its own. */
ASYNC(all_addresses, {
  asyncio_server *server;
  asyncio_list *address;
  size_t i;
}) {
  ASYNC_BEGIN;
  AWAIT(asyncio_start_server(answer, NULL, NULL, 0));
  self->server = asyncio_as_object(AWAITED);
  asyncio_print("sockets: %zu", asyncio_list_size(asyncio_server_sockets(self->server)));
  for (; self->i < asyncio_list_size(asyncio_server_sockets(self->server)); self->i++) {
    self->address = asyncio_as_list(asyncio_list_get(asyncio_server_sockets(self->server), self->i));
    AWAIT(CORO(ask, strchr(asyncio_as_str(asyncio_list_get(self->address, 0)), ':') != NULL ? "::1" : "127.0.0.1",
               (uint16_t)asyncio_as_int(asyncio_list_get(self->address, 1)), "hey"));
  }
  CHECK(asyncio_server_close(self->server));
  asyncio_print("sockets: %zu", asyncio_list_size(asyncio_server_sockets(self->server)));
  ASYNC_END;
}

SCENE(test_a_server_listens_at_all_addresses) {
  EXPECT_TEXT(live(CORO(looks_for_six)), "");
  EXPECT_TEXT(live(CORO(all_addresses)),
              has_six ? "sockets: 2\nhey: b'hey\\n'\nhey: b''\nhey: b'hey\\n'\nhey: b''\nsockets: 0\n"
                      : "sockets: 1\nhey: b'hey\\n'\nhey: b''\nsockets: 0\n");
}

static uint16_t used_port;

/* NULL, this machine, is ::1 and 127.0.0.1 to who connects; the server has but the second, and then neither. */
ASYNC(second_address, { asyncio_server *server; }) {
  ASYNC_BEGIN;
  AWAIT(asyncio_start_server(answer, NULL, "127.0.0.1", 0));
  self->server = asyncio_as_object(AWAITED);
  used_port = port_of(self->server);
  AWAIT(CORO(ask, NULL, used_port, "hey"));
  CHECK(asyncio_server_close(self->server));
  TRY {
    AWAIT(asyncio_open_connection(NULL, used_port));
  }
  EXCEPT(asyncio_OSError) {
    asyncio_print("%E", CAUGHT);
  }
  END_TRY;
  ASYNC_END;
}

/* What ::1 says where there is no IPv6 differs from machine to machine. */
SCENE(test_each_address_is_tried_and_each_error_told) {
  char expected[256];
  const char *text = live(CORO(second_address));
  snprintf(expected, sizeof expected,
           "hey: b'hey\\n'\nhey: b''\nOSError(Multiple exceptions: [Errno 111] Connect call failed ('::1', %u, 0, 0), "
           "[Errno 111] Connect call failed ('127.0.0.1', %u))\n",
           used_port, used_port);
  const char *four = strstr(expected, "[Errno 111] Connect call failed ('127.0.0.1'");
  if (has_six) {
    EXPECT_TEXT(text, expected);
  } else {
    EXPECT(strstr(text, four) != NULL);
  }
}

int main(void) {
#ifdef __wasm__
  return 0; /* without sockets */
#endif
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_server_and_clients),
      cmocka_unit_test(test_no_such_host),
      cmocka_unit_test(test_large),
      cmocka_unit_test(test_serves),
      cmocka_unit_test(test_a_server_listens_at_all_addresses),
      cmocka_unit_test(test_each_address_is_tried_and_each_error_told),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
