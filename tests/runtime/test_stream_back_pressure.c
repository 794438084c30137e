/* More than the network takes: what waits in the writer, who waits in drain, and what becomes of both. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "failing.h"
#include "streams.h"

/* The network takes 4 MB; what is more waits in the writer, and so does drain. */
ASYNC(back_pressure, LOCALS) {
  static const char part[1 << 20];
  ASYNC_BEGIN;
  CONNECTED(count_bytes);
  failing_sparsely(); /* each of these runs takes megabytes */
  for (; self->i < 6; self->i++) {
    CHECK(asyncio_stream_writer_write(self->writer, asyncio_bytes(part, sizeof part)));
  }
  asyncio_print("%zu", asyncio_stream_writer_get_write_buffer_size(self->writer));
  AWAIT(DRAIN);
  asyncio_print("%v", asyncio_bool(asyncio_stream_writer_get_write_buffer_size(self->writer) <= 16 * 1024));
  CHECK(asyncio_stream_writer_set_write_buffer_limits(self->writer, 10, 5));
  TRY {
    CHECK(asyncio_stream_writer_set_write_buffer_limits(self->writer, 5, 10));
  }
  EXCEPT(asyncio_ValueError) {
    asyncio_print("%E", CAUGHT);
  }
  END_TRY;
  failing_sparsely();
  CHECK(asyncio_stream_writer_write_eof(self->writer));
  AWAIT(READ(-1));
  asyncio_print("%v", AWAITED);
  ASYNC_END;
}

static void test_back_pressure(void **state) {
  (void)state;
  assert_string_equal(RUN(back_pressure), "2097152\n"
                                          "True\n"
                                          "ValueError(high (5) must be >= low (10) must be >= 0)\n"
                                          "b'0 bytes'\n"
                                          "= None\n");
}

/* Whoever waits in drain learns how the connection ended; what is left in the writer is lost. */
ASYNC(lost_while_it_drains, LOCALS) {
  static const char part[6 << 20];
  ASYNC_BEGIN;
  AWAIT(asyncio_start_server_limit(close_later, NULL, "127.0.0.1", 8888, 1, true));
  CONNECT;
  failing_sparsely(); /* each of these runs takes megabytes */
  CHECK(asyncio_stream_writer_write(self->writer, asyncio_bytes(part, sizeof part)));
  TASK(attempt("drain", DRAIN));
  CHECK(self->other = asyncio_create_task(DRAIN));
  AWAIT(asyncio_sleep(0.5));
  asyncio_task_cancel(self->other, NULL);
  AWAIT(self->task);
  ATTEMPT("read", READ(1));
  AWAIT(OPEN);
  STREAMS_OPEN;
  failing_sparsely();
  CHECK(asyncio_stream_writer_write(self->writer, asyncio_bytes(part, sizeof part)));
  TASK(attempt("drain", DRAIN));
  AWAIT(asyncio_sleep(0.5));
  CHECK(asyncio_stream_writer_abort(self->writer));
  AWAIT(self->task);
  ATTEMPT("closed", WAIT_CLOSED);
  ASYNC_END;
}

static void test_lost_while_it_drains(void **state) {
  (void)state;
  assert_string_equal(RUN(lost_while_it_drains), "drain ConnectionResetError([Errno 104] Connection reset by peer)\n"
                                                 "read ConnectionResetError([Errno 104] Connection reset by peer)\n"
                                                 "drain None\n"
                                                 "closed None\n"
                                                 "= None\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_back_pressure),
      cmocka_unit_test(test_lost_while_it_drains),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
