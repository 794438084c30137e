/* A cave answers: two hikers call into it, each over a connection of their own, and the echo comes back line by line. */
#include <asyncio.h>
#include "../scenario.h"
#include <string.h>

#define CAVE scenario_number("cave")
#define ADA  scenario_number("ada")
#define BEN  scenario_number("ben")

/* A line's text without its line feed, for %.*s. */
#define WORD(line) (int)strcspn(asyncio_as_bytes(line, NULL), "\n"), asyncio_as_bytes(line, NULL)

ASYNC(cave, { asyncio_stream_reader *reader; asyncio_stream_writer *writer; asyncio_value line; })
{
  ASYNC_BEGIN;
  ASYNC_FOR(self->line, self->reader) {
    asyncio_print("cave: %.*s?", WORD(self->line));
    AWAIT(asyncio_sleep(CAVE));
    CHECK(asyncio_stream_writer_write(self->writer, self->line));
    AWAIT(asyncio_stream_writer_drain(self->writer));
  } END_FOR;
  asyncio_print("cave: silence");
  asyncio_stream_writer_close(self->writer);
  AWAIT(asyncio_stream_writer_wait_closed(self->writer));
  ASYNC_END;
}

static asyncio_coroutine *answer(asyncio_stream_reader *reader, asyncio_stream_writer *writer, void *data)
{
  (void)data;
  return CORO(cave, reader, writer);
}

ASYNC(hiker, {
  const char *name;
  const char *words[2];
  double rest;
  int i;
  asyncio_stream_reader *reader;
  asyncio_stream_writer *writer;
})
{
  ASYNC_BEGIN;
  AWAIT(asyncio_open_connection("127.0.0.1", 8888));
  self->reader = asyncio_connection_reader(AWAITED);
  self->writer = asyncio_connection_writer(AWAITED);
  for (self->i = 0; self->i < 2; self->i++) {
    asyncio_print("%s calls %s", self->name, self->words[self->i]);
    CHECK(asyncio_stream_writer_write(self->writer, asyncio_bytesf("%s\n", self->words[self->i])));
    AWAIT(asyncio_stream_writer_drain(self->writer));
    AWAIT(asyncio_stream_reader_readline(self->reader));
    asyncio_print("%s hears %.*s", self->name, WORD(AWAITED));
    AWAIT(asyncio_sleep(self->rest));
  }
  asyncio_stream_writer_close(self->writer);
  AWAIT(asyncio_stream_writer_wait_closed(self->writer));
  ASYNC_END;
}

ASYNC(main, { asyncio_server *server; })
{
  ASYNC_BEGIN;
  AWAIT(asyncio_start_server(answer, NULL, "127.0.0.1", 8888));
  self->server = asyncio_as_object(AWAITED);
  ASYNC_WITH(self->server) {
    AWAIT(asyncio_gather(
      CORO(hiker, "Ada", {"hello", "hallo"}, ADA),
      CORO(hiker, "Ben", {"anyone", "no one"}, BEN)
    ));
  } END_WITH;
  asyncio_print("the way home");
  ASYNC_END;
}

SCENARIO(echo, main)
