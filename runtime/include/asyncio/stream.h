#ifndef ASYNCIO_STREAM_H
#define ASYNCIO_STREAM_H

#include <asyncio/coroutine.h>
#include <asyncio/error.h>
#include <asyncio/value.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
** Streams: bytes from one program to another, read and written by coroutines. A connection is a StreamReader and a
** StreamWriter; a server calls a function for each that comes.
**
** The network is the loop's own: its servers and clients find each other by host and port in the loop's memory, and
** nothing leaves the program, so that two runs give the same bytes. Under asyncio_run and asyncio_runner_drive, outside
** of WebAssembly, it is the machine's.
*/

typedef struct asyncio_stream_reader asyncio_stream_reader;
typedef struct asyncio_stream_writer asyncio_stream_writer;
typedef struct asyncio_server asyncio_server;

/* Bytes of a line that a reader takes, unless it is made with another limit. */
enum { ASYNCIO_STREAM_LIMIT = 64 * 1024 };

/* --- Reading ------------------------------------------------------------------------------------------------------ */

/* asyncio.StreamReader(limit): a reader that is fed by hand, with a limit in bytes; it belongs to the scope. NULL with
** ValueError for a limit of 0, or MemoryError. */
asyncio_stream_reader *asyncio_stream_reader_new(size_t limit);

/* read(n): a coroutine for up to `n` bytes, as soon as there is one; n < 0: all up to the end. No bytes: this is the
** end. One coroutine at a time may wait for a reader: RuntimeError for another. This and the next three: the bytes are
** the coroutine's result; it raises the error that ended the connection; MemoryError leaves the bytes where they are,
** but where many blocks of read(-1) were put together already, and the reader has that error from then on. NULL:
** MemoryError, or TypeError where the reader is NULL. */
asyncio_coroutine *asyncio_stream_reader_read(asyncio_stream_reader *reader, int64_t n);

/* A coroutine for a line with its line feed; at the end what is left, without one. ValueError where it is longer than
** the limit. ASYNC_FOR(line, reader) goes through all lines. */
asyncio_coroutine *asyncio_stream_reader_readline(asyncio_stream_reader *reader);

/* A coroutine for exactly `n` bytes. IncompleteReadError where the end comes before. */
asyncio_coroutine *asyncio_stream_reader_readexactly(asyncio_stream_reader *reader, int64_t n);

/* A coroutine for what comes up to and with a separator: bytes, or a list of those that count, of which the first to be
** complete ends it. IncompleteReadError where the end comes before; LimitOverrunError where the limit does, and nothing
** is taken. */
asyncio_coroutine *asyncio_stream_reader_readuntil(asyncio_stream_reader *reader, asyncio_value separator);

/* Whether all was read and no more will come. */
bool asyncio_stream_reader_at_eof(const asyncio_stream_reader *reader);

/* The error that ended it, borrowed; NULL: none. */
asyncio_error *asyncio_stream_reader_exception(const asyncio_stream_reader *reader);

/* By hand: bytes come, which are copied; nothing more will; an error ends it, and is held. 0; -1 and TypeError for NULL
** or what is no bytes, AssertionError after the end, MemoryError, with the reader as it was. */
int asyncio_stream_reader_feed_data(asyncio_stream_reader *reader, asyncio_value bytes);
int asyncio_stream_reader_feed_eof(asyncio_stream_reader *reader);
int asyncio_stream_reader_set_exception(asyncio_stream_reader *reader, asyncio_error *error);

/* Of an IncompleteReadError: the bytes that there were, and how many were expected, -1 where that is not known. Of a
** LimitOverrunError: the bytes that are no separator. */
asyncio_value asyncio_error_partial(const asyncio_error *error);
int64_t asyncio_error_expected(const asyncio_error *error);
int64_t asyncio_error_consumed(const asyncio_error *error);

/* --- Writing ------------------------------------------------------------------------------------------------------ */

/* write, writelines: sends bytes, or a list of them in one piece, as soon as the network takes them; does not wait. 0;
** -1 and TypeError for another value, RuntimeError after write_eof, MemoryError where no room was left for what the
** network did not take: then nothing was sent, or the connection is closed, since nobody could tell where to go on.
** What is written after the connection was lost is lost too. */
int asyncio_stream_writer_write(asyncio_stream_writer *writer, asyncio_value bytes);
int asyncio_stream_writer_writelines(asyncio_stream_writer *writer, asyncio_list *list);

/* A coroutine that waits while more bytes than the high-water mark are still to be sent, until the low-water mark is
** reached. It raises what ended the connection. */
asyncio_coroutine *asyncio_stream_writer_drain(asyncio_stream_writer *writer);

/* The marks, bytes; 64 KiB and a quarter of it. 0, or -1 and ValueError where high < low. And how many bytes are still
** to be sent. */
int asyncio_stream_writer_set_write_buffer_limits(asyncio_stream_writer *writer, size_t high, size_t low);
size_t asyncio_stream_writer_get_write_buffer_size(const asyncio_stream_writer *writer);

/* write_eof: no more is written; the other end reads its end once all is sent. 0, also when asked again; -1 and
** TypeError for NULL, OSError where the other end has reset the connection. can_write_eof: true, for there is no
** TLS. */
int asyncio_stream_writer_write_eof(asyncio_stream_writer *writer);
bool asyncio_stream_writer_can_write_eof(const asyncio_stream_writer *writer);

/* close: the connection ends once all is sent; abort: at once, and what was not sent is lost. 0, also when asked again;
** -1 and TypeError for NULL. wait_closed: a coroutine that ends when the connection has, and raises what ended it;
** NULL: MemoryError, or TypeError for NULL. is_closing: whether one of them was asked for. */
int asyncio_stream_writer_close(asyncio_stream_writer *writer);
asyncio_coroutine *asyncio_stream_writer_wait_closed(asyncio_stream_writer *writer);
bool asyncio_stream_writer_is_closing(const asyncio_stream_writer *writer);
int asyncio_stream_writer_abort(asyncio_stream_writer *writer);

/* What is known of the connection: "peername" or "sockname", a list [host, port] of the scope's; none for another name,
** and with the current error where there is no memory for it or an argument is NULL. */
asyncio_value asyncio_stream_writer_get_extra_info(asyncio_stream_writer *writer, const char *name);

/* --- Connections -------------------------------------------------------------------------------------------------- */

/* open_connection: a coroutine that connects to `port` of `host` (NULL: this machine): its result is a list of reader
** and writer, which the next two find in it, borrowed. A name is looked up as by asyncio_to_thread, and all of its
** addresses are tried in turn. It raises gaierror where the host has none; the first error, where all say the same or
** there is one: ConnectionRefusedError where nobody listens there, another OSError; OSError "Multiple exceptions: …"
** where they differ; MemoryError. `limit`: of the reader, bytes; 64 KiB without one, ValueError for 0. NULL:
** MemoryError. */
asyncio_coroutine *asyncio_open_connection(const char *host, uint16_t port);
asyncio_coroutine *asyncio_open_connection_limit(const char *host, uint16_t port, size_t limit);
asyncio_stream_reader *asyncio_connection_reader(asyncio_value connection);
asyncio_stream_writer *asyncio_connection_writer(asyncio_value connection);

/* What a server calls for each connection. Returns the coroutine that deals with it, CORO(handle, reader, writer): both
** live as long as that, and what it raises is reported. NULL: none. */
typedef asyncio_coroutine *(*asyncio_client_connected)(asyncio_stream_reader *reader, asyncio_stream_writer *writer,
                                                       void *data);

/* start_server: a coroutine that makes a server on `port` of `host`, at all addresses that the host has, each with a
** socket of its own; host NULL: all of this machine's, port 0: a free one for each. Its result, with asyncio_as_object,
** is an asyncio_server, which belongs to whoever awaits it. It raises OSError where the port is taken or this machine
** has none of the addresses, gaierror where the host has no address, MemoryError. `client` is called with `data`, which
** has to outlive the server; `limit`: of each reader, bytes, 64 KiB without one; with `start` false it takes no
** connections before start_serving. NULL: MemoryError, or TypeError where `client` is NULL. */
asyncio_coroutine *asyncio_start_server(asyncio_client_connected client, void *data, const char *host, uint16_t port);
asyncio_coroutine *asyncio_start_server_limit(asyncio_client_connected client, void *data, const char *host,
                                              uint16_t port, size_t limit, bool start);

/* No more connections are taken; those there are go on; serve_forever is cancelled. 0, also when asked again; -1 and
** TypeError for NULL. ASYNC_WITH(server) closes it behind the block and waits as wait_closed does. */
int asyncio_server_close(asyncio_server *server);

/* Coroutines. wait_closed ends when the server is closed and its last connection is lost. serve_forever takes
** connections until it is cancelled, closes the server then and waits; RuntimeError for a closed server, or one that is
** served so already. start_serving begins to take connections; once more is nothing. NULL: MemoryError, or TypeError
** for NULL. is_serving: whether it takes them. */
asyncio_coroutine *asyncio_server_wait_closed(asyncio_server *server);
asyncio_coroutine *asyncio_server_serve_forever(asyncio_server *server);
asyncio_coroutine *asyncio_server_start_serving(asyncio_server *server);
bool asyncio_server_is_serving(const asyncio_server *server);

/* close, abort of each connection that there is. 0; -1 and TypeError for NULL. */
int asyncio_server_close_clients(asyncio_server *server);
int asyncio_server_abort_clients(asyncio_server *server);

/* The addresses that it listens at, each a list [host, port], of IPv6 with two zeros behind it, in a list of the
** scope's; empty once it is closed. NULL: MemoryError, or TypeError for NULL. */
asyncio_list *asyncio_server_sockets(asyncio_server *server);

#endif
