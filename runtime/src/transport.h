#ifndef AIO_TRANSPORT_H
#define AIO_TRANSPORT_H

#include "network.h"
#include "primitive.h"
#include <asyncio/stream.h>

/*
** What a connection's two streams share: CPython's _SelectorSocketTransport with the StreamReaderProtocol that belongs
** to it. Held by its streams, by the selector while it is watched, and by its handles while they are scheduled.
*/
typedef struct aio__transport {
  asyncio_object object;
  aio__network *network;         /* NULL: the loop has gone */
  aio__socket *socket;           /* held; NULL: closed */
  aio__links links;              /* among the network's */
  asyncio_server *server;        /* it came to, held until the connection is lost; NULL: none */
  aio__links clients;            /* among the server's */
  asyncio_stream_reader *reader; /* that takes what comes, borrowed; NULL: it has gone */
  asyncio_stream_reader *given;  /* to whom the server calls, held until then */
  asyncio_future *made;          /* done when the streams are ready, held until then */
  asyncio_future *closed;        /* done when the connection is lost, held */
  asyncio_task *task;            /* that the server made for the connection, held until it is done */
  aio__waiter task_done;         /* waits for it, and holds the transport while it does */
  aio__deque drains;             /* coroutines that wait for room */
  aio__buffer buffer;            /* written, and not sent yet */
  size_t high;                   /* more bytes than this in the buffer: drain waits */
  size_t low;                    /* this few: it goes on */
  aio__handle start;
  aio__handle lost;
  asyncio_error *error; /* why it is lost, held; NULL: it was closed */
  bool losing;          /* `lost` is scheduled, or has run */
  bool closing;         /* no more is read */
  bool ended;           /* write_eof */
  bool reading_paused;  /* by the reader, which has too much */
  bool writing_paused;  /* drain waits */
  bool is_lost;         /* the protocol knows */
  aio__address local;
  aio__address peer;
} aio__transport;

/* Over a socket that is connected, which is taken over; `reader` takes what comes, `made` (a future) is done when that
** has begun. The caller's reference; NULL with MemoryError, and the socket is closed. */
aio__transport *aio__transport_new(aio__socket *socket, asyncio_stream_reader *reader, asyncio_server *server,
                                   asyncio_future *made);

/* Sends at once what the network takes, the rest when it takes more. 0, or -1 with the current error. */
int aio__transport_write(aio__transport *self, const char *bytes, size_t size);
int aio__transport_write_eof(aio__transport *self);

/* Sends what is left, then closes; closes now. */
void aio__transport_close(aio__transport *self);
void aio__transport_abort(aio__transport *self);

void aio__transport_pause_reading(aio__transport *self);
void aio__transport_resume_reading(aio__transport *self);

/* <_SelectorSocketTransport …>, as snprintf. */
int aio__transport_repr(const void *object, char *text, size_t size);

/* The loop goes: nothing more comes of any of them. */
void aio__transports_abandon(aio__network *network);

#endif
