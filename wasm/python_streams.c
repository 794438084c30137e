#include "python_call.h"

#include <string.h>

/*
** Python's streams. Bytes come in as an object of their own (python_bytes), which the caller releases; a host's name as
** a terminated text, NULL for none.
*/

/* --- Bytes -------------------------------------------------------------------------------------------------------- */

EXPORT(asyncio_object *, bytes, const void *bytes, uint32_t size) {
  CALL(asyncio_object *, asyncio_bytes(bytes, size).object);
}

EXPORT(const char *, bytes_at, asyncio_object *bytes) {
  return asyncio_as_bytes(asyncio_value_of(bytes), NULL);
}

EXPORT(uint32_t, bytes_size, asyncio_object *bytes) {
  size_t size;
  asyncio_as_bytes(asyncio_value_of(bytes), &size);
  return (uint32_t)size;
}

/* Of an IncompleteReadError its bytes, borrowed, else 0; how many it expected, or a LimitOverrunError consumed; -1:
** unknown. */
EXPORT(asyncio_object *, error_partial, const asyncio_error *error) {
  asyncio_value partial = asyncio_error_partial(error);
  return partial.kind == ASYNCIO_BYTES ? partial.object : NULL;
}

EXPORT(double, error_size, const asyncio_error *error) {
  return (double)asyncio_error_expected(error);
}

/* --- Readers ------------------------------------------------------------------------------------------------------ */

EXPORT(asyncio_stream_reader *, reader, double limit) {
  CALL(asyncio_stream_reader *, asyncio_stream_reader_new(limit > 0 ? (size_t)limit : 0));
}

EXPORT(asyncio_coroutine *, reader_read, asyncio_stream_reader *reader, double n) {
  CALL(asyncio_coroutine *, asyncio_stream_reader_read(reader, (int64_t)n));
}

EXPORT(asyncio_coroutine *, reader_readline, asyncio_stream_reader *reader) {
  CALL(asyncio_coroutine *, asyncio_stream_reader_readline(reader));
}

EXPORT(asyncio_coroutine *, reader_readexactly, asyncio_stream_reader *reader, double n) {
  CALL(asyncio_coroutine *, asyncio_stream_reader_readexactly(reader, (int64_t)n));
}

EXPORT(asyncio_coroutine *, reader_readuntil, asyncio_stream_reader *reader, asyncio_list *separators) {
  CALL(asyncio_coroutine *, asyncio_stream_reader_readuntil(reader, asyncio_value_of(separators)));
}

EXPORT(int, reader_at_eof, const asyncio_stream_reader *reader) {
  return asyncio_stream_reader_at_eof(reader);
}

/* Borrowed; 0: none. */
EXPORT(asyncio_error *, reader_exception, const asyncio_stream_reader *reader) {
  return asyncio_stream_reader_exception(reader);
}

EXPORT(int, reader_feed_data, asyncio_stream_reader *reader, asyncio_object *bytes) {
  CALL(int, asyncio_stream_reader_feed_data(reader, asyncio_value_of(bytes)) == 0);
}

EXPORT(int, reader_feed_eof, asyncio_stream_reader *reader) {
  CALL(int, asyncio_stream_reader_feed_eof(reader) == 0);
}

/* The error is handed over. */
EXPORT(int, reader_set_exception, asyncio_stream_reader *reader, asyncio_error *error) {
  CALL_WITH_ERROR(int, asyncio_stream_reader_set_exception(reader, error) == 0);
}

/* --- Writers ------------------------------------------------------------------------------------------------------ */

EXPORT(int, writer_write, asyncio_stream_writer *writer, asyncio_object *bytes) {
  CALL(int, asyncio_stream_writer_write(writer, asyncio_value_of(bytes)) == 0);
}

EXPORT(int, writer_writelines, asyncio_stream_writer *writer, asyncio_list *list) {
  CALL(int, asyncio_stream_writer_writelines(writer, list) == 0);
}

EXPORT(asyncio_coroutine *, writer_drain, asyncio_stream_writer *writer) {
  CALL(asyncio_coroutine *, asyncio_stream_writer_drain(writer));
}

EXPORT(int, writer_write_eof, asyncio_stream_writer *writer) {
  CALL(int, asyncio_stream_writer_write_eof(writer) == 0);
}

EXPORT(int, writer_close, asyncio_stream_writer *writer) {
  CALL(int, asyncio_stream_writer_close(writer) == 0);
}

EXPORT(int, writer_abort, asyncio_stream_writer *writer) {
  CALL(int, asyncio_stream_writer_abort(writer) == 0);
}

EXPORT(int, writer_is_closing, const asyncio_stream_writer *writer) {
  return asyncio_stream_writer_is_closing(writer);
}

EXPORT(asyncio_coroutine *, writer_wait_closed, asyncio_stream_writer *writer) {
  CALL(asyncio_coroutine *, asyncio_stream_writer_wait_closed(writer));
}

/* The address of its end, or with `peer` of the other: a list. */
EXPORT(asyncio_object *, writer_address, asyncio_stream_writer *writer, int peer) {
  CALL(asyncio_object *, asyncio_stream_writer_get_extra_info(writer, peer ? "peername" : "sockname").object);
}

EXPORT(int, writer_set_limits, asyncio_stream_writer *writer, double high, double low) {
  CALL(int, asyncio_stream_writer_set_write_buffer_limits(writer, (size_t)high, (size_t)low) == 0);
}

EXPORT(uint32_t, writer_buffer_size, const asyncio_stream_writer *writer) {
  return (uint32_t)asyncio_stream_writer_get_write_buffer_size(writer);
}

/* --- Connections -------------------------------------------------------------------------------------------------- */

EXPORT(asyncio_coroutine *, open_connection, double port, double limit, const char *host) {
  CALL(asyncio_coroutine *, asyncio_open_connection_limit(host, (uint16_t)port, limit > 0 ? (size_t)limit : 0));
}

/* What Python's callback made for the connection that it is called for; NULL: nothing. */
static asyncio_coroutine *client;

EXPORT(void, server_client, asyncio_coroutine *coroutine) {
  client = coroutine;
}

static asyncio_coroutine *client_connected(asyncio_stream_reader *reader, asyncio_stream_writer *writer, void *data) {
  asyncio_list *streams = asyncio_list_of(reader, writer);
  client = NULL;
  if (streams) {
    python_callback((uint32_t)(uintptr_t)data, PYTHON_LIST, (double)(uintptr_t)streams);
  }
  return client;
}

/* `callback` is called with a list of reader and writer, for each connection; what it made it tells
** python_server_client. */
EXPORT(asyncio_coroutine *, start_server, uint32_t callback, double port, double limit, int start, const char *host) {
  CALL(asyncio_coroutine *, asyncio_start_server_limit(client_connected, (void *)(uintptr_t)callback, host,
                                                       (uint16_t)port, (size_t)limit, start));
}

EXPORT(int, server_close, asyncio_server *server) {
  CALL(int, asyncio_server_close(server) == 0);
}

EXPORT(asyncio_coroutine *, server_wait_closed, asyncio_server *server) {
  CALL(asyncio_coroutine *, asyncio_server_wait_closed(server));
}

EXPORT(asyncio_coroutine *, server_serve_forever, asyncio_server *server) {
  CALL(asyncio_coroutine *, asyncio_server_serve_forever(server));
}

EXPORT(asyncio_coroutine *, server_start_serving, asyncio_server *server) {
  CALL(asyncio_coroutine *, asyncio_server_start_serving(server));
}

EXPORT(int, server_is_serving, const asyncio_server *server) {
  return asyncio_server_is_serving(server);
}

EXPORT(int, server_close_clients, asyncio_server *server, int abort) {
  CALL(int, (abort ? asyncio_server_abort_clients(server) : asyncio_server_close_clients(server)) == 0);
}

EXPORT(asyncio_list *, server_sockets, asyncio_server *server) {
  CALL(asyncio_list *, asyncio_server_sockets(server));
}
