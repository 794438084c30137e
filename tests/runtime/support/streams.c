#include "streams.h"

#include <string.h>

#include "failing.h"

ASYNC(attempted, {
  const char *name;
  void *awaitable;
}) {
  ASYNC_BEGIN;
  TRY {
    AWAIT(self->awaitable);
    asyncio_print("%s %v", self->name, AWAITED);
  }
  TELL_MEMORY_ERROR
  EXCEPT(asyncio_Exception) {
    asyncio_print("%s %E", self->name, CAUGHT);
  }
  END_TRY;
  ASYNC_END;
}

asyncio_coroutine *attempt(const char *name, void *awaitable) {
  return CORO(attempted, name, awaitable);
}

uint16_t port_of(asyncio_server *server) {
  asyncio_list *sockets = asyncio_server_sockets(server);
  return sockets == NULL ? 0
                         : (uint16_t)asyncio_as_int(asyncio_list_get(asyncio_as_list(asyncio_list_get(sockets, 0)), 1));
}

size_t size_of(asyncio_value bytes) {
  size_t size;
  asyncio_as_bytes(bytes, &size);
  return size;
}

ASYNC(closes_later, HANDLER_LOCALS) {
  ASYNC_BEGIN;
  AWAIT(asyncio_sleep(1));
  CLOSE;
  ASYNC_END;
}

asyncio_coroutine *close_later(asyncio_stream_reader *reader, asyncio_stream_writer *writer, void *data) {
  (void)data;
  return CORO(closes_later, reader, writer);
}

ASYNC(counts_bytes, HANDLER_LOCALS) {
  ASYNC_BEGIN;
  AWAIT(READ(-1));
  self->line = asyncio_bytesf("%zu bytes", strlen(asyncio_as_bytes(AWAITED, NULL)));
  CHECK(asyncio_stream_writer_write(self->writer, self->line));
  CLOSE;
  ASYNC_END;
}

asyncio_coroutine *count_bytes(asyncio_stream_reader *reader, asyncio_stream_writer *writer, void *data) {
  (void)data;
  return CORO(counts_bytes, reader, writer);
}
