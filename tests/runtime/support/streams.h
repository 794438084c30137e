#ifndef TEST_STREAMS_H
#define TEST_STREAMS_H

#include <stdint.h>

#include "program.h"

/*
** What programs with connections share: handlers of a server, clients, and what is done with the streams that both have.
*/

/* Awaits, and shows what it comes to: the result or the error, behind the name. */
asyncio_coroutine *attempt(const char *name, void *awaitable);
#define ATTEMPT(name, ...) AWAIT(attempt(name, __VA_ARGS__))

/* The port that a server has been given. 0 without memory. */
uint16_t port_of(asyncio_server *server);

/* Of bytes. */
size_t size_of(asyncio_value bytes);

/* A handler, and the callback that makes it. */
#define HANDLER(name)                                                                                                  \
  ASYNC(name##_streams, HANDLER_LOCALS);                                                                               \
  static asyncio_coroutine *name(asyncio_stream_reader *reader, asyncio_stream_writer *writer, void *data) {           \
    (void)data;                                                                                                        \
    return CORO(name##_streams, reader, writer);                                                                       \
  }                                                                                                                    \
  static asyncio_step name##_streams_body_(struct name##_streams *self)

#define HANDLER_LOCALS                                                                                                 \
  {                                                                                                                    \
    asyncio_stream_reader *reader;                                                                                     \
    asyncio_stream_writer *writer;                                                                                     \
    asyncio_value line;                                                                                                \
  }

#define READ(n)     asyncio_stream_reader_read(self->reader, n)
#define WRITE(text) CHECK(asyncio_stream_writer_write(self->writer, asyncio_bytesf("%s", text)))
#define DRAIN       asyncio_stream_writer_drain(self->writer)
#define CLOSE       CHECK(asyncio_stream_writer_close(self->writer))
#define WAIT_CLOSED asyncio_stream_writer_wait_closed(self->writer)

/* Handlers: one closes after a second; one reads all and answers how much that was. */
asyncio_coroutine *close_later(asyncio_stream_reader *reader, asyncio_stream_writer *writer, void *data);
asyncio_coroutine *count_bytes(asyncio_stream_reader *reader, asyncio_stream_writer *writer, void *data);

/* A program with a server and a client. */
#define LOCALS                                                                                                         \
  {                                                                                                                    \
    asyncio_server *server;                                                                                            \
    asyncio_stream_reader *reader;                                                                                     \
    asyncio_stream_writer *writer;                                                                                     \
    asyncio_task *task;                                                                                                \
    asyncio_task *other;                                                                                               \
    asyncio_list *list;                                                                                                \
    int i;                                                                                                             \
  }

#define START(handler, host, port)                                                                                     \
  AWAIT(asyncio_start_server(handler, NULL, host, port));                                                              \
  self->server = asyncio_as_object(AWAITED)
#define SERVE(handler) START(handler, "127.0.0.1", 8888)
#define OPEN           asyncio_open_connection("127.0.0.1", 8888)
#define STREAMS_OPEN                                                                                                   \
  self->reader = asyncio_connection_reader(AWAITED);                                                                   \
  self->writer = asyncio_connection_writer(AWAITED)
#define CONNECT                                                                                                        \
  AWAIT(OPEN);                                                                                                         \
  STREAMS_OPEN
#define CONNECTED(handler)                                                                                             \
  SERVE(handler);                                                                                                      \
  CONNECT

#define TASK(coroutine) CHECK(self->task = asyncio_create_task(coroutine))

#endif
