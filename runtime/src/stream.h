#ifndef AIO_STREAM_H
#define AIO_STREAM_H

#include "transport.h"

struct asyncio_stream_reader {
  aio__primitive primitive;
  aio__buffer buffer;        /* came, and was not read yet */
  aio__buffer given_back;    /* came before that, and was read by one that had no memory for all of it */
  size_t limit;              /* of a line, bytes; twice that is as much as is taken in advance */
  aio__deque waiter;         /* the coroutine that waits for data, if any */
  asyncio_error *error;      /* of the connection, held; NULL: none */
  aio__transport *transport; /* held; NULL: fed by hand */
  bool eof;
  bool paused; /* it paused the transport */
};

struct asyncio_stream_writer {
  aio__primitive primitive;
  aio__transport *transport;     /* held */
  asyncio_stream_reader *reader; /* held */
};

struct asyncio_server {
  aio__primitive primitive;
  asyncio_client_connected client;
  void *data;
  size_t limit;
  aio__socket *socket; /* the first it listens at, one an address; each held; NULL: closed */
  aio__links clients;  /* transports of connections that came and are not lost */
  aio__deque waiters;  /* in wait_closed */
  bool woken;          /* closed, and no client left: nobody waits any more */
  bool serving;
  struct asyncio_context *context; /* in which it began to serve, held; NULL: an empty one */
  asyncio_future *forever;         /* that serve_forever waits for, held; NULL: nobody does */
};

/* The streams of a connection; the caller's reference, NULL with MemoryError. In the trace they are named, with whom
** they connect, by the transport. */
asyncio_stream_reader *aio__stream_reader_new(size_t limit);
asyncio_stream_writer *aio__stream_writer_new(aio__transport *transport, asyncio_stream_reader *reader);

/* Tells the trace of a stream: its type and whom it connects with. */
void aio__stream_trace_created(aio__primitive *stream, const aio__address *peer);

/* `size` bytes were put into the reader's buffer. */
void aio__stream_reader_fed(asyncio_stream_reader *self, size_t size);
void aio__stream_reader_feed_eof(asyncio_stream_reader *self);
void aio__stream_reader_set_error(asyncio_stream_reader *self, asyncio_error *error);

/* Has an object live as long as the frame that is given it. Returns the frame; NULL where it is NULL, or with
** MemoryError. */
asyncio_coroutine *aio__frame_given(asyncio_coroutine *frame, void *object);

/* A host's name, of which NULL is the empty one: all, or this machine. The caller's reference; NULL with
** MemoryError. */
aio__str *aio__host_new(const char *host);

/* A coroutine for the addresses of a host, a text with spaces between them: of a name it takes turns. The caller's
** frame holds the name. NULL with MemoryError. */
asyncio_coroutine *aio__resolve(const aio__str *host, bool passive);

/* A connection of the server's was lost. */
void aio__server_detach(asyncio_server *self);

#endif
