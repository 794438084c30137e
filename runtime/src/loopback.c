/*
** The network in a loop's own memory: what one end sends is there for the other in the next turn, as between two
** sockets of one machine. Nothing leaves the program, and two runs give the same bytes.
**
** Ready sockets are told in the order of Linux's epoll: a list that a socket joins behind the others when it becomes
** ready, and leaves when it is found not to be.
*/
#include "error.h"
#include "future.h"
#include "memory.h"
#include "network.h"
#include "scope.h"
#include "value.h"
#include <string.h>

/* What Linux takes between two ends of one machine before a send has to wait, about. */
#define CAPACITY ((size_t)4 << 20)

/* Connections that wait for an accept. */
enum { BACKLOG = 100, FIRST_FREE_PORT = 49152 };

typedef struct end {
  aio__socket socket;
  aio__links ready;     /* in the network's list; next is NULL: not in it */
  struct end *other;    /* the other end; NULL: it is closed, or there is none yet */
  aio__buffer received; /* sent by the other, and not read yet */
  int error;            /* that the next call meets, then it is forgotten; 0: none */
  bool bound;
  bool listens;
  bool ended;        /* the other sends no more */
  bool shut;         /* nor does this one */
  bool broken;       /* nothing is received there any more */
  struct end *next;  /* bound: the next that is; accepted: who came after it */
  struct end *first; /* of those that wait to be accepted, each held */
  unsigned waiting;  /* how many they are */
} end;

typedef struct loopback {
  aio__network network;
  aio__links ready;
  end *bound;         /* the first of those bound, borrowed */
  uint16_t free_port; /* the next to be given */
} loopback;

static loopback *loopback_of(const end *self) {
  return (loopback *)self->socket.network;
}

/* --- What is ready ------------------------------------------------------------------------------------------------ */

static size_t room(const end *self) {
  return CAPACITY - self->other->received.size;
}

static bool is_readable(const end *self) {
  return self->received.size > 0 || self->ended || self->broken || self->error != 0 || self->first != NULL;
}

/* Linux tells of room when a third is free. */
static bool is_writable(const end *self) {
  return self->error != 0 || self->other == NULL || (self->ended && self->shut) || room(self) >= CAPACITY / 3;
}

static bool is_ready(const end *self) {
  return (self->socket.reader.owner != NULL && is_readable(self)) ||
         (self->socket.writer.owner != NULL && is_writable(self));
}

static void leave(end *self) {
  if (self->ready.next != NULL) {
    self->ready.previous->next = self->ready.next;
    self->ready.next->previous = self->ready.previous;
    self->ready.next = NULL;
  }
}

static void join(end *self) {
  aio__links *ring = &loopback_of(self)->ready;
  self->ready = (aio__links){.next = ring, .previous = ring->previous};
  ring->previous = ring->previous->next = &self->ready;
}

/* Something has changed. */
static void changed(end *self) {
  if (self->ready.next == NULL && is_ready(self)) {
    join(self);
  }
}

static void watch(aio__socket *socket) {
  end *self = (end *)socket;
  if (!aio__socket_is_watched(socket)) {
    leave(self);
  } else {
    changed(self);
  }
}

static end *end_at(aio__links *links) {
  return (end *)((char *)links - offsetof(end, ready));
}

static void poll(aio__network *network) {
  aio__links *ring = &((loopback *)network)->ready;
  aio__links *last = ring->previous;
  for (bool more = ring->next != ring; more;) {
    end *self = end_at(ring->next);
    more = &self->ready != last;
    leave(self);
    if (is_ready(self)) {
      join(self);
      aio__socket_ready(&self->socket, is_readable(self), is_writable(self));
    }
  }
}

static bool ready(const aio__network *network) {
  const aio__links *ring = &((const loopback *)network)->ready;
  for (aio__links *at = ring->next; at != ring; at = at->next) {
    if (is_ready(end_at(at))) {
      return true;
    }
  }
  return false;
}

/* --- Addresses ---------------------------------------------------------------------------------------------------- */

static int resolve(const char *host, bool passive, aio__address *address) {
  if (*host == '\0' || strcmp(host, "localhost") == 0) {
    aio__address_parse(address, *host == '\0' && passive ? "0.0.0.0" : "127.0.0.1");
    return 0;
  }
  return aio__set_error(aio__system_error(asyncio_gaierror, -2, "Name or service not known"));
}

static void look_up(void *data);

ASYNC(getaddrinfo, {
  const aio__str *host;
  bool passive;
  asyncio_future *found;
  asyncio_handle *handle;
  aio__address address;
}) {
  ASYNC_BEGIN;
  if (aio__address_parse(&self->address, self->host->text)) {
    RETURN(asyncio_str(self->host->text));
  }
  CHECK(self->found = aio__own(aio__future_new(aio__now.loop, "getaddrinfo")));
  TRY {
    CHECK(self->handle = asyncio_call_soon(look_up, self));
    AWAIT(self->found);
    RETURN(AWAITED);
  }
  FINALLY {
    asyncio_handle_cancel(self->handle);
  }
  END_TRY;
  ASYNC_END;
}

/* As CPython's executor, one turn later. */
static void look_up(void *data) {
  struct getaddrinfo *self = data;
  bool found = resolve(self->host->text, self->passive, &self->address) == 0;
  asyncio_value host = found ? asyncio_str(self->address.host) : asyncio_none();
  if (self->found->state != AIO__PENDING) {
    return;
  }
  if (host.kind == ASYNCIO_NONE) {
    aio__future_fail(self->found, aio__take_error());
  } else {
    aio__future_finish(self->found, host);
  }
}

static asyncio_coroutine *address_of(const aio__str *host, bool passive) {
  return CORO(getaddrinfo, host, passive);
}

static bool is_local(const char *host) {
  return strncmp(host, "127.", 4) == 0 || strcmp(host, "0.0.0.0") == 0;
}

/* Who is bound where a connection to `address` would come; NULL: nobody. */
static end *bound_at(loopback *network, const aio__address *address) {
  for (end *at = network->bound; at != NULL; at = at->next) {
    const char *host = at->socket.local.host;
    if (at->socket.local.port == address->port &&
        (strcmp(host, address->host) == 0 || strcmp(host, "0.0.0.0") == 0 || strcmp(address->host, "0.0.0.0") == 0)) {
      return at;
    }
  }
  return NULL;
}

static uint16_t free_port(loopback *network) {
  aio__address address = {.host = "0.0.0.0"};
  do {
    address.port = network->free_port++;
    if (network->free_port == 0) {
      network->free_port = FIRST_FREE_PORT;
    }
  } while (bound_at(network, &address) != NULL);
  return address.port;
}

/* --- Calls -------------------------------------------------------------------------------------------------------- */

static aio__socket *bind(aio__network *network, const aio__address *address, int *number) {
  loopback *self = (loopback *)network;
  *number = !is_local(address->host)                                ? AIO__EADDRNOTAVAIL
            : address->port != 0 && bound_at(self, address) != NULL ? AIO__EADDRINUSE
                                                                    : 0;
  if (*number != 0) {
    return NULL;
  }
  end *listener = aio__socket_new(network, sizeof *listener);
  if (listener == NULL) {
    return NULL;
  }
  listener->socket.local = *address;
  if (address->port == 0) {
    listener->socket.local.port = free_port(self);
  }
  listener->bound = true;
  listener->next = self->bound;
  self->bound = listener;
  return &listener->socket;
}

static void listen(aio__socket *socket) {
  ((end *)socket)->listens = true;
}

static aio__socket *accept(aio__socket *socket) {
  end *listener = (end *)socket;
  end *self = listener->first;
  if (self == NULL) {
    return NULL;
  }
  listener->first = self->next;
  listener->waiting--;
  self->next = NULL;
  return &self->socket;
}

static void wait_for_accept(end *listener, end *self) {
  end **last = &listener->first;
  while (*last != NULL) {
    last = &(*last)->next;
  }
  *last = self;
  listener->waiting++;
  changed(listener);
}

static aio__socket *connect(aio__network *network, const aio__address *address) {
  loopback *self = (loopback *)network;
  if (!is_local(address->host)) {
    char text[96] = "Connect call failed ";
    size_t length = strlen(text);
    aio__address_write(address, text + length, sizeof text - length);
    aio__set_error(aio__os_error(AIO__ENETUNREACH, text));
    return NULL;
  }
  end *client = aio__socket_new(network, sizeof *client);
  if (client == NULL) {
    return NULL;
  }
  client->socket.peer = *address;
  end *listener = bound_at(self, address);
  if (listener == NULL || !listener->listens || listener->waiting >= BACKLOG) {
    client->error = AIO__ECONNREFUSED;
    return &client->socket;
  }
  end *server = aio__socket_new(network, sizeof *server);
  if (server == NULL) {
    aio__socket_close(&client->socket);
    return NULL;
  }
  client->socket.local = (aio__address){.host = "127.0.0.1", .port = free_port(self)};
  server->socket.peer = client->socket.local;
  server->socket.local = *address;
  client->other = server;
  server->other = client;
  wait_for_accept(listener, server);
  return &client->socket;
}

static int take_error(end *self) {
  int error = self->error;
  self->error = 0;
  return error;
}

static int connected(aio__socket *socket) {
  return take_error((end *)socket);
}

static long receive(aio__socket *socket, aio__buffer *buffer, size_t most) {
  end *self = (end *)socket;
  size_t size = self->received.size < most ? self->received.size : most;
  if (size == 0) {
    return self->ended ? 0 : self->error != 0 ? -take_error(self) : self->broken ? 0 : -AIO__EAGAIN;
  }
  if (aio__buffer_append(buffer, aio__buffer_bytes(&self->received), size) < 0) {
    asyncio_clear_error();
    return -AIO__ENOMEM;
  }
  aio__buffer_drop(&self->received, size);
  if (self->other != NULL) {
    changed(self->other);
  }
  return (long)size;
}

/* What comes to a closed end is answered by a reset. */
static void reset(end *self, int error) {
  self->error = error;
  self->broken = true;
  changed(self);
}

static long send(aio__socket *socket, const char *bytes, size_t size) {
  end *self = (end *)socket;
  if (self->error != 0) {
    return -take_error(self);
  }
  if (self->shut || self->broken) {
    return -AIO__EPIPE;
  }
  if (self->other == NULL) {
    reset(self, self->ended ? AIO__EPIPE : AIO__ECONNRESET);
    return (long)size;
  }
  size_t free = room(self);
  if (free == 0) {
    return -AIO__EAGAIN;
  }
  size = size < free ? size : free;
  if (aio__buffer_append(&self->other->received, bytes, size) < 0) {
    asyncio_clear_error();
    return -AIO__ENOMEM;
  }
  changed(self->other);
  return (long)size;
}

static int shutdown(aio__socket *socket) {
  end *self = (end *)socket;
  if (self->broken) {
    return AIO__ENOTCONN;
  }
  self->shut = true;
  if (self->other != NULL) {
    self->other->ended = true;
    changed(self->other);
  }
  return 0;
}

static void unbind(end *self) {
  end **at = &loopback_of(self)->bound;
  while (*at != self) {
    at = &(*at)->next;
  }
  *at = self->next;
  for (aio__socket *waiting; (waiting = accept(&self->socket)) != NULL;) {
    reset(((end *)waiting)->other, AIO__ECONNRESET);
    aio__socket_close(waiting);
  }
}

/* With bytes that were not read it is a reset. */
static void close(aio__socket *socket) {
  end *self = (end *)socket;
  end *other = self->other;
  if (self->bound) {
    unbind(self);
  }
  if (other != NULL) {
    self->other = other->other = NULL;
    if (self->received.size > 0) {
      reset(other, other->ended ? AIO__EPIPE : AIO__ECONNRESET);
    } else {
      other->ended = true;
      changed(other);
    }
  }
  aio__buffer_clear(&self->received);
  leave(self);
}

static void loopback_free(aio__network *network) {
  aio__free(network);
}

aio__network *aio__loopback_new(asyncio_loop *loop) {
  static const aio__network_type type = {address_of, bind,  listen, accept, connect, connected, receive,      send,
                                         shutdown,   close, watch,  poll,   ready,   false,     loopback_free};
  (void)loop;
  loopback *self = aio__allocate(sizeof *self);
  if (self == NULL) {
    return NULL;
  }
  self->network.type = &type;
  self->network.last_number = 5; /* CPython's first is 6 */
  self->free_port = FIRST_FREE_PORT;
  aio__scope_init(&self->ready);
  return &self->network;
}
