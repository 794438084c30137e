/* StreamReader fed by hand: each kind of read, limits, ends, errors, two who read at once. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "failing.h"
#include "program.h"
#include "recorded/stream_reader.h"

/* Shows what a read comes to. */
ASYNC(show_read, {
  const char *name;
  asyncio_coroutine *reading;
}) {
  ASYNC_BEGIN;
  TRY {
    AWAIT(self->reading);
    asyncio_print("%s %v", self->name, AWAITED);
  }
  TELL_MEMORY_ERROR
  EXCEPT(asyncio_IncompleteReadError) {
    asyncio_print("%s %E %v %lld", self->name, CAUGHT, asyncio_error_partial(CAUGHT),
                  (long long)asyncio_error_expected(CAUGHT));
  }
  EXCEPT(asyncio_LimitOverrunError) {
    asyncio_print("%s %E %lld", self->name, CAUGHT, (long long)asyncio_error_consumed(CAUGHT));
  }
  EXCEPT(asyncio_Exception) {
    asyncio_print("%s %E", self->name, CAUGHT);
  }
  END_TRY;
  ASYNC_END;
}

/* A chunk a second, then the end. */
ASYNC(feed, {
  asyncio_stream_reader *reader;
  const char *chunks[5];
  int i;
}) {
  ASYNC_BEGIN;
  for (; self->chunks[self->i] != NULL; self->i++) {
    AWAIT(asyncio_sleep(1));
    CHECK(asyncio_stream_reader_feed_data(self->reader, asyncio_bytesf("%s", self->chunks[self->i])));
  }
  AWAIT(asyncio_sleep(1));
  CHECK(asyncio_stream_reader_feed_eof(self->reader));
  ASYNC_END;
}

#define LOCALS                                                                                                         \
  {                                                                                                                    \
    asyncio_stream_reader *reader;                                                                                     \
    asyncio_task *task;                                                                                                \
    asyncio_value line;                                                                                                \
    asyncio_list *separators;                                                                                          \
    int i;                                                                                                             \
  }

#define NEW(limit)          CHECK(self->reader = asyncio_stream_reader_new(limit))
#define FEED(text)          CHECK(asyncio_stream_reader_feed_data(self->reader, asyncio_bytesf("%s", text)))
#define SHOW(name, reading) AWAIT(CORO(show_read, name, reading))
#define READ(n)             asyncio_stream_reader_read(self->reader, n)
#define EXACTLY(n)          asyncio_stream_reader_readexactly(self->reader, n)
#define LINE                asyncio_stream_reader_readline(self->reader)
#define UNTIL(text)         asyncio_stream_reader_readuntil(self->reader, asyncio_bytesf("%s", text))
#define UNTIL_ONE_OF        asyncio_stream_reader_readuntil(self->reader, asyncio_value_of(self->separators))
#define SEPARATOR(text)     CHECK(asyncio_list_append(self->separators, asyncio_bytesf("%s", text)))
#define PRINT_READER        asyncio_print("%v", asyncio_value_of(self->reader))

ASYNC(each_kind, LOCALS) {
  ASYNC_BEGIN;
  NEW(ASYNCIO_STREAM_LIMIT);
  CHECK(asyncio_create_task(CORO(feed, self->reader, {"ab", "cdef", "g\nhi", "jk\nlm\xffn\"'\\"})));
  SHOW("read", READ(1));
  SHOW("read", READ(10));
  SHOW("nothing", READ(0));
  SHOW("exactly", EXACTLY(5));
  SHOW("exactly", EXACTLY(0));
  SHOW("exactly", EXACTLY(-1));
  SHOW("line", LINE);
  SHOW("until", UNTIL("\nl"));
  PRINT_READER;
  SHOW("all", READ(-1));
  SHOW("more", READ(5));
  SHOW("line", LINE);
  SHOW("exactly", EXACTLY(2));
  SHOW("until", UNTIL("\n"));
  asyncio_print("%v %v", asyncio_bool(asyncio_stream_reader_at_eof(self->reader)), asyncio_value_of(self->reader));
  ASYNC_END;
}
RECORDED_TEST(each_kind);

ASYNC(limits, LOCALS) {
  ASYNC_BEGIN;
  NEW(4);
  FEED("abcd\nabcde\nok\nabcdefghi");
  PRINT_READER;
  SHOW("line", LINE);
  SHOW("line", LINE);
  SHOW("line", LINE);
  SHOW("until", UNTIL("--"));
  SHOW("until", UNTIL("h"));
  SHOW("line", LINE);
  PRINT_READER;
  FEED("abc--defgh--");
  SHOW("until", UNTIL("--"));
  SHOW("until", UNTIL("--"));
  SHOW("read", READ(100));
  ASYNC_END;
}
RECORDED_TEST(limits);

ASYNC(separators, LOCALS) {
  ASYNC_BEGIN;
  NEW(ASYNCIO_STREAM_LIMIT);
  FEED("one\r\ntwo;three\n");
  CHECK(self->separators = asyncio_list_new());
  SEPARATOR("\r\n");
  SEPARATOR("\n");
  SEPARATOR(";");
  for (; self->i < 3; self->i++) {
    SHOW("until", UNTIL_ONE_OF);
  }
  SHOW("wrong", UNTIL(""));
  CHECK(self->separators = asyncio_list_new());
  SHOW("wrong", UNTIL_ONE_OF);
  SEPARATOR("a");
  SEPARATOR("");
  SHOW("wrong", UNTIL_ONE_OF);
  FEED("end");
  CHECK(asyncio_stream_reader_feed_eof(self->reader));
  CHECK(self->separators = asyncio_list_new());
  SEPARATOR("x");
  SEPARATOR("yz");
  SHOW("end", UNTIL_ONE_OF);
  ASYNC_END;
}
RECORDED_TEST(separators);

ASYNC(two_at_once, LOCALS) {
  ASYNC_BEGIN;
  NEW(ASYNCIO_STREAM_LIMIT);
  CHECK(self->task = asyncio_create_task(CORO(show_read, "first", LINE)));
  AWAIT(asyncio_sleep(0));
  SHOW("read", READ(1));
  SHOW("all", READ(-1));
  SHOW("exactly", EXACTLY(2));
  SHOW("line", LINE);
  SHOW("until", UNTIL("x"));
  FEED("data\n");
  AWAIT(self->task);
  ASYNC_END;
}
RECORDED_TEST(two_at_once);

ASYNC(cancelled_then_stolen, LOCALS) {
  ASYNC_BEGIN;
  NEW(ASYNCIO_STREAM_LIMIT);
  CHECK(self->task = asyncio_create_task(CORO(show_read, "first", READ(10))));
  AWAIT(asyncio_sleep(1));
  asyncio_task_cancel(self->task, NULL);
  AWAIT(asyncio_sleep(1));
  CHECK(self->task = asyncio_create_task(CORO(show_read, "second", READ(10))));
  AWAIT(asyncio_sleep(1));
  FEED("for the second");
  SHOW("thief", READ(100));
  AWAIT(self->task);
  ASYNC_END;
}
RECORDED_TEST(cancelled_then_stolen);

ASYNC(an_error_ends_it, LOCALS) {
  ASYNC_BEGIN;
  NEW(ASYNCIO_STREAM_LIMIT);
  CHECK(self->task = asyncio_create_task(CORO(show_read, "waiting", READ(10))));
  AWAIT(asyncio_sleep(1));
  CHECK(asyncio_stream_reader_set_exception(self->reader, asyncio_error_new(asyncio_ConnectionResetError, "gone")));
  AWAIT(self->task);
  FEED("data");
  SHOW("read", READ(1));
  SHOW("all", READ(-1));
  SHOW("exactly", EXACTLY(1));
  SHOW("line", LINE);
  SHOW("until", UNTIL("a"));
  asyncio_print("%E", asyncio_stream_reader_exception(self->reader));
  ASYNC_END;
}
RECORDED_TEST(an_error_ends_it);

ASYNC(lines, LOCALS) {
  ASYNC_BEGIN;
  NEW(ASYNCIO_STREAM_LIMIT);
  CHECK(asyncio_create_task(CORO(feed, self->reader, {"a\nb", "b\n\n", "last"})));
  ASYNC_FOR(self->line, self->reader) {
    asyncio_print("%v", self->line);
  }
  END_FOR;
  asyncio_print("end");
  ASYNC_END;
}
RECORDED_TEST(lines);

/* --- What CPython has no words for, or other ones ----------------------------------------------------------------- */

ASYNC(misused, LOCALS) {
  ASYNC_BEGIN;
  TRY {
    NEW(0);
  }
  EXCEPT(asyncio_ValueError) {
    asyncio_print("%E", CAUGHT);
  }
  END_TRY;
  NEW(1);
  TRY {
    CHECK(asyncio_stream_reader_feed_data(self->reader, asyncio_int(1)));
  }
  EXCEPT(asyncio_TypeError) {
    asyncio_print("%E", CAUGHT);
  }
  END_TRY;
  TRY {
    CHECK(asyncio_stream_reader_readuntil(self->reader, asyncio_int(1)));
  }
  EXCEPT(asyncio_TypeError) {
    asyncio_print("%E", CAUGHT);
  }
  END_TRY;
  CHECK(asyncio_stream_reader_feed_eof(self->reader));
  TRY {
    FEED("late");
  }
  EXCEPT(asyncio_AssertionError) {
    asyncio_print("%E", CAUGHT);
  }
  END_TRY;
  ASYNC_END;
}

static void test_misused(void **state) {
  (void)state;
  assert_string_equal(RUN(misused), "ValueError(Limit cannot be <= 0)\n"
                                    "TypeError(expected bytes, got int)\n"
                                    "TypeError(expected bytes, got int)\n"
                                    "AssertionError(feed_data after feed_eof)\n"
                                    "= None\n");
}

/* 3 MB in pieces: what was read goes out of the buffer, and nothing is copied over and over. */
ASYNC(large, LOCALS) {
  static char block[100000];
  ASYNC_BEGIN;
  NEW(ASYNCIO_STREAM_LIMIT);
  for (; self->i < FEWER(30, 3); self->i++) {
    CHECK(asyncio_stream_reader_feed_data(self->reader, asyncio_bytes(block, FEWER(sizeof block, 100))));
    AWAIT(EXACTLY(FEWER(sizeof block, 100) - 10));
  }
  CHECK(asyncio_stream_reader_feed_eof(self->reader));
  AWAIT(READ(-1));
  size_t size;
  asyncio_as_bytes(AWAITED, &size);
  asyncio_print("%zu", size);
  ASYNC_END;
}

static void test_large(void **state) {
  (void)state;
  assert_string_equal(RUN(large), FEWER("300\n= None\n", "30\n= None\n"));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_each_kind),
      cmocka_unit_test(test_limits),
      cmocka_unit_test(test_separators),
      cmocka_unit_test(test_two_at_once),
      cmocka_unit_test(test_cancelled_then_stolen),
      cmocka_unit_test(test_an_error_ends_it),
      cmocka_unit_test(test_lines),
      cmocka_unit_test(test_misused),
      cmocka_unit_test(test_large),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
