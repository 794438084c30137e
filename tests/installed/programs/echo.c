/* A server that shouts, and three clients that talk to it at the same time. Real sockets. */
#include <asyncio.h>
#include <ctype.h>
#include <stdio.h>
#include <string.h>

ASYNC(shout, {
  asyncio_stream_reader *reader;
  asyncio_stream_writer *writer;
  asyncio_value line;
}) {
  ASYNC_BEGIN;
  ASYNC_FOR(self->line, self->reader) {
    {
      size_t size;
      const char *text = asyncio_as_bytes(self->line, &size);
      char upper[128];
      for (size_t i = 0; i < size && i < sizeof upper; i++) {
        upper[i] = (char)toupper((unsigned char)text[i]);
      }
      CHECK(asyncio_stream_writer_write(self->writer, asyncio_bytes(upper, size)));
    }
    AWAIT(asyncio_stream_writer_drain(self->writer));
  }
  END_FOR;
  CHECK(asyncio_stream_writer_close(self->writer));
  ASYNC_END;
}

static asyncio_coroutine *connected(asyncio_stream_reader *reader, asyncio_stream_writer *writer, void *data) {
  (void)data;
  return CORO(shout, reader, writer);
}

ASYNC(client, {
  const char *name;
  uint16_t port;
  asyncio_value connection;
  asyncio_stream_reader *reader;
  asyncio_stream_writer *writer;
  int i;
}) {
  ASYNC_BEGIN;
  AWAIT(asyncio_open_connection("127.0.0.1", self->port));
  self->connection = AWAITED;
  self->reader = asyncio_connection_reader(self->connection);
  self->writer = asyncio_connection_writer(self->connection);
  for (self->i = 0; self->i < 3; self->i++) {
    CHECK(asyncio_stream_writer_write(self->writer, asyncio_bytesf("%s %d\n", self->name, self->i)));
    AWAIT(asyncio_stream_reader_readline(self->reader));
    asyncio_print("%v", AWAITED);
    AWAIT(asyncio_sleep(0.01));
  }
  CHECK(asyncio_stream_writer_close(self->writer));
  AWAIT(asyncio_stream_writer_wait_closed(self->writer));
  ASYNC_END;
}

ASYNC(program, {
  asyncio_server *server;
  asyncio_task_group *group;
  uint16_t port;
}) {
  ASYNC_BEGIN;
  AWAIT(asyncio_start_server(connected, NULL, "127.0.0.1", 0));
  self->server = asyncio_as_object(AWAITED);
  ASYNC_WITH(self->server) {
    self->port = (uint16_t)asyncio_as_int(
        asyncio_list_get(asyncio_as_list(asyncio_list_get(asyncio_server_sockets(self->server), 0)), 1));
    ASYNC_WITH(self->group = asyncio_task_group_new()) {
      CHECK(asyncio_task_group_create_task(self->group, CORO(client, "ann", self->port)));
      CHECK(asyncio_task_group_create_task(self->group, CORO(client, "bob", self->port)));
      CHECK(asyncio_task_group_create_task(self->group, CORO(client, "cid", self->port)));
    }
    END_WITH;
  }
  END_WITH;
  ASYNC_END;
}

int main(void) {
  return asyncio_run(CORO(program));
}
