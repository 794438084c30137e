#ifndef AIO_NETWORK_H
#define AIO_NETWORK_H

#include "buffer.h"
#include "handle.h"
#include "loop.h"
#include "object.h"
#include "value.h"
#include <stdbool.h>
#include <stdint.h>

/*
** The network: sockets as an operating system has them, non-blocking, and the selector that says which are ready. What
** streams are made of (transport.c) stands on this, as CPython's selector_events.py does; the network itself is the
** loop's own memory (loopback.c) or the machine's (sockets.c).
*/

typedef struct aio__network aio__network;
typedef struct aio__socket aio__socket;

/* Linux's numbers, which programs print; elsewhere the machine's own. */
#if defined(__wasm__)
enum {
  AIO__EAGAIN = 11,
  AIO__ENOMEM = 12,
  AIO__EPIPE = 32,
  AIO__EADDRINUSE = 98,
  AIO__EADDRNOTAVAIL = 99,
  AIO__ENETUNREACH = 101,
  AIO__ECONNABORTED = 103,
  AIO__ECONNRESET = 104,
  AIO__ENOTCONN = 107,
  AIO__ECONNREFUSED = 111
};
#else
#include <errno.h>
enum {
  AIO__EAGAIN = EAGAIN,
  AIO__ENOMEM = ENOMEM,
  AIO__EPIPE = EPIPE,
  AIO__EADDRINUSE = EADDRINUSE,
  AIO__EADDRNOTAVAIL = EADDRNOTAVAIL,
  AIO__ENETUNREACH = ENETUNREACH,
  AIO__ECONNABORTED = ECONNABORTED,
  AIO__ECONNRESET = ECONNRESET,
  AIO__ENOTCONN = ENOTCONN,
  AIO__ECONNREFUSED = ECONNREFUSED
};
#endif

/* An OSError of the class that belongs to `number`: "[Errno 111] text"; `text` NULL is what the system says of the
** number. The caller's reference; ENOMEM is a MemoryError. */
asyncio_error *aio__os_error(int number, const char *text);

/* An address, resolved. */
typedef struct aio__address {
  char host[48];
  uint16_t port;
  bool six; /* IPv6, which Python shows with two numbers more */
} aio__address;

/* Whether `host` is an address itself; then it is what it stands for. */
bool aio__address_parse(aio__address *address, const char *host);

/* In the loop's memory a host has one address: what several need is not linked into modules for pages. */
#ifdef __wasm__
enum { AIO__SEVERAL_ADDRESSES = 0 };
#else
enum { AIO__SEVERAL_ADDRESSES = 1 };
#endif

/* The first of addresses with a space between them, at `port`; returns what is behind it, of the last one "". */
const char *aio__address_next(aio__address *address, const char *addresses, uint16_t port);

/* ('127.0.0.1', 8888), as snprintf. */
int aio__address_write(const aio__address *address, char *text, size_t size);

/* The same as a list; none with MemoryError. The caller's reference. */
asyncio_list *aio__address_list(const aio__address *address);

/* What is called when a socket can be read, or written. */
typedef struct aio__watch {
  aio__handle handle;
  aio__socket *socket;
  void (*ready)(void *owner);
  void *owner; /* held; NULL: nobody watches */
} aio__watch;

struct aio__socket {
  asyncio_object object;
  aio__network *network;
  aio__watch reader;
  aio__watch writer;
  aio__links
      watched; /* among the network's sockets that somebody watches, in the order in which the selector tells them */
  aio__address local;
  aio__address peer;
  aio__socket *next; /* that the same server listens at; NULL: this is the last */
  int number;        /* for people, as CPython's file descriptors */
  bool closed;
};

/* Numbers below are errors of the operating system where they are negative. */
typedef struct aio__network_type {
  /* A coroutine for the addresses of a host, a text with spaces between them; it raises gaierror. `passive`: to be
  ** bound. The caller's frame holds the name. */
  asyncio_coroutine *(*getaddrinfo)(const aio__str *host, bool passive);
  /* A socket bound to `address`, port 0: a free one; it listens from `listen` on. NULL: the error's number, or the
  ** current error. */
  aio__socket *(*bind)(aio__network *network, const aio__address *address, int *number);
  void (*listen)(aio__socket *socket);
  /* A connection that somebody has made to it; NULL: there is none, or the current error. */
  aio__socket *(*accept)(aio__socket *listener);
  /* A connection on its way, writable when it stands or failed; NULL with the current error. */
  aio__socket *(*connect)(aio__network *network, const aio__address *address);
  /* Why it failed, positive, and its addresses are known; 0: it did not. */
  int (*connected)(aio__socket *socket);
  /* Up to `most` bytes into `buffer`; 0: the end. */
  long (*receive)(aio__socket *socket, aio__buffer *buffer, size_t most);
  long (*send)(aio__socket *socket, const char *bytes, size_t size);
  /* No more is sent. 0, or the number of the error. */
  int (*shutdown)(aio__socket *socket);
  void (*close)(aio__socket *socket); /* once */
  /* Somebody watches, or watches no longer: sockets in `watched` are asked for. May be NULL. */
  void (*watch)(aio__socket *socket);
  /* Schedules the handles of what is ready. */
  void (*poll)(aio__network *network);
  /* Whether something is ready now; and whether something may become so without the program doing anything. */
  bool (*ready)(const aio__network *network);
  bool outside; /* what comes, comes from outside the program */
  void (*free)(aio__network *network);
} aio__network_type;

struct aio__network {
  const aio__network_type *type;
  asyncio_loop *loop;    /* NULL: it has gone */
  uint32_t sockets;      /* that there are; they keep the network */
  int last_number;       /* of a socket */
  aio__links watched;    /* sockets that somebody watches */
  aio__links transports; /* that are not closed */
  /* The loop goes: nobody watches any more, and transports are closed for good. */
  void (*leave)(aio__network *network);
};

/* Whether a socket of the loop's is ready, and a turn would do something. */
static inline bool aio__network_ready(const asyncio_loop *loop) {
  return loop->network != NULL && loop->network->type->ready(loop->network);
}

/* Whether the loop's sockets may go on by themselves: one is ready, or what comes, comes from outside. */
static inline bool aio__network_lives(const asyncio_loop *loop) {
  return aio__network_ready(loop) || (loop->network != NULL && loop->network->type->outside &&
                                      loop->network->watched.next != &loop->network->watched);
}

/* The network of the running loop, made when it is first needed; NULL with the current error. */
aio__network *aio__network_of(asyncio_loop *loop);

/* The loop goes. By way of the network, so that a program without streams is linked without them. */
static inline void aio__network_leave(const asyncio_loop *loop) {
  if (loop->network != NULL) {
    loop->network->leave(loop->network);
  }
}

/* A new socket, of `size` bytes with what its kind of network adds; the caller's reference. NULL with MemoryError. */
void *aio__socket_new(aio__network *network, size_t size);

/* The next that the same server listens at; NULL: this is the last. */
static inline aio__socket *aio__socket_next(const aio__socket *socket) {
  return AIO__SEVERAL_ADDRESSES ? socket->next : NULL;
}

/* Closes it, if it is not closed yet, and gives the reference back. NULL is allowed. */
void aio__socket_close(aio__socket *socket);

/* Has `ready(owner)` called in each turn before which the socket is ready; `owner` is held. NULL `ready`: nobody
** watches. */
void aio__socket_watch_reader(aio__socket *socket, void (*ready)(void *owner), void *owner);
void aio__socket_watch_writer(aio__socket *socket, void (*ready)(void *owner), void *owner);

static inline bool aio__socket_is_watched(const aio__socket *socket) {
  return socket->reader.owner != NULL || socket->writer.owner != NULL;
}

/* For `poll`: the handles of a socket that is ready are scheduled. */
void aio__socket_ready(aio__socket *socket, bool readable, bool writable);

/* A network in the loop's memory; NULL with MemoryError. */
aio__network *aio__loopback_new(asyncio_loop *loop);

#endif
