/* asyncio.start_server and its Server. */
#include "context.h"
#include "error.h"
#include "format.h"
#include "future.h"
#include "scope.h"
#include "stream.h"
#include "task_cancel.h"
#include "value.h"
#include "writer.h"
#include <asyncio/gather.h>
#include <asyncio/print.h>
#include <asyncio/task.h>
#include <ctype.h>
#include <string.h>

/* --- Connections that come ---------------------------------------------------------------------------------------- */

/* Connections taken in one turn, as CPython's backlog. */
enum { MOST_AT_ONCE = 100 };

ASYNC(accept_connection, {
  asyncio_server *server;
  aio__socket *socket;
  asyncio_stream_reader *reader;
  asyncio_future *made;
  aio__transport *transport;
}) {
  ASYNC_BEGIN;
  TRY {
    CHECK(self->reader = aio__own(aio__stream_reader_new(self->server->limit)));
    CHECK(self->made = aio__own(aio__future_new(aio__now.loop, "connection_made")));
    CHECK(self->transport =
              aio__own(aio__transport_new(aio__retain(self->socket), self->reader, self->server, self->made)));
    AWAIT(self->made);
  }
  EXCEPT(asyncio_BaseException) {
    if (asyncio_error_is(CAUGHT, asyncio_Exception)) {
      aio__loop_report(aio__now.loop, CAUGHT, "Error on transport creation for incoming connection");
    }
    if (self->transport != NULL) {
      aio__transport_close(self->transport);
    }
  }
  END_TRY;
  ASYNC_END;
}

/* Takes the socket over. */
static void take_connection(asyncio_server *self, aio__socket *socket) {
  asyncio_coroutine *coroutine = CORO(accept_connection, self, socket);
  if (coroutine == NULL) {
    aio__socket_close(socket);
    return;
  }
  aio__links *scope = &((asyncio_frame *)coroutine)->scope;
  aio__scope_append(scope, &socket->object);
  if (aio__scope_hold(scope, asyncio_value_of(self)) == 0) {
    aio__now.context = &self->context;
    asyncio_create_task(coroutine);
    aio__now.context = NULL;
  }
}

/* Which of its sockets has a connection is not said. */
static void accept_ready(void *owner) {
  asyncio_server *self = owner;
  aio__socket *listener = self->socket;
  for (int i = 0; i < MOST_AT_ONCE && self->socket != NULL && listener != NULL; i++) {
    aio__socket *socket = listener->network->type->accept(listener);
    if (socket != NULL) {
      take_connection(self, socket);
    } else if (aio__now.error != NULL) {
      return;
    } else {
      listener = aio__socket_next(listener);
    }
  }
}

static int begin_serving(asyncio_server *self) {
  if (self->serving || self->socket == NULL) {
    return 0;
  }
  if (aio__context_copy(&self->context) < 0) {
    return -1;
  }
  self->serving = true;
  for (aio__socket *socket = self->socket; socket != NULL; socket = aio__socket_next(socket)) {
    socket->network->type->listen(socket);
    aio__socket_watch_reader(socket, accept_ready, self);
  }
  return 0;
}

/* --- Its end ------------------------------------------------------------------------------------------------------ */

static void wake_if_over(asyncio_server *self) {
  if (self->socket == NULL && self->clients.next == &self->clients) {
    self->woken = true;
    aio__deque_wake_all(&self->waiters, asyncio_none());
  }
}

void aio__server_detach(asyncio_server *self) {
  wake_if_over(self);
}

static void close_sockets(aio__socket *first) {
  for (aio__socket *socket = first, *next; socket != NULL; socket = next) {
    next = aio__socket_next(socket);
    aio__socket_close(socket);
  }
}

int asyncio_server_close(asyncio_server *self) {
  if (aio__is_null(self, "server")) {
    return -1;
  }
  if (self->socket == NULL) {
    return 0;
  }
  aio__socket *socket = self->socket;
  asyncio_future *forever = self->forever;
  self->socket = NULL;
  aio__retain(self);
  close_sockets(socket);
  self->serving = false;
  self->forever = NULL;
  if (forever != NULL) {
    aio__cancel(forever, NULL);
    aio__release(forever);
  }
  wake_if_over(self);
  aio__release(self);
  return 0;
}

static int each_client(asyncio_server *self, void (*end)(aio__transport *transport)) {
  if (aio__is_null(self, "server")) {
    return -1;
  }
  for (aio__links *at = self->clients.next, *next; at != &self->clients; at = next) {
    next = at->next;
    end((aio__transport *)((char *)at - offsetof(aio__transport, clients)));
  }
  return 0;
}

int asyncio_server_close_clients(asyncio_server *self) {
  return each_client(self, aio__transport_close);
}

int asyncio_server_abort_clients(asyncio_server *self) {
  return each_client(self, aio__transport_abort);
}

/* --- Waiting ------------------------------------------------------------------------------------------------------ */

enum { BEGINNING, WAITING };

static asyncio_step wait_closed_resume(asyncio_coroutine *coroutine) {
  aio__waiting *self = (aio__waiting *)coroutine;
  asyncio_server *server = (asyncio_server *)self->primitive;
  if (coroutine->state == WAITING) {
    aio__waiting_end(self);
  } else if (!server->woken) {
    coroutine->state = WAITING;
    return aio__waiting_begin(self, &server->waiters);
  }
  return coroutine->error != NULL ? ASYNCIO_RAISED : aio__step_return(coroutine, asyncio_none());
}

static const asyncio_coroutine_type wait_closed_type = {AIO__FRAME_TYPE,      "Server.wait_closed", 0,
                                                        sizeof(aio__waiting), wait_closed_resume,   aio__waiting_clear};

asyncio_coroutine *asyncio_server_wait_closed(asyncio_server *server) {
  return aio__own(aio__waiting_new(&wait_closed_type, server, "server"));
}

/* The yield is there before the server takes connections: where there is no memory for it, nothing has happened. */
ASYNC(start_serving, {
  asyncio_server *server;
  asyncio_coroutine *yield;
}) {
  ASYNC_BEGIN;
  CHECK(self->yield = asyncio_sleep(0));
  CHECK(begin_serving(self->server));
  AWAIT(self->yield);
  ASYNC_END;
}

asyncio_coroutine *asyncio_server_start_serving(asyncio_server *server) {
  return aio__is_null(server, "server") ? NULL : aio__frame_given(CORO(start_serving, server), server);
}

ASYNC(serve_forever, { asyncio_server *server; }) {
  ASYNC_BEGIN;
  if (self->server->forever != NULL) {
    RAISE(asyncio_RuntimeError, "server %r is already being awaited on serve_forever()",
          asyncio_value_of(self->server));
  }
  if (self->server->socket == NULL) {
    RAISE(asyncio_RuntimeError, "server %r is closed", asyncio_value_of(self->server));
  }
  TRY {
    CHECK(self->server->forever = aio__future_new(aio__now.loop, "serve_forever"));
    CHECK(begin_serving(self->server));
    AWAIT(self->server->forever);
  }
  EXCEPT(asyncio_CancelledError) {
    asyncio_server_close(self->server);
    TRY {
      AWAIT(asyncio_server_wait_closed(self->server));
    }
    EXCEPT(asyncio_CancelledError) {
    }
    END_TRY;
    RERAISE;
  }
  FINALLY {
    asyncio_future *forever = self->server->forever;
    self->server->forever = NULL;
    aio__release(forever);
  }
  END_TRY;
  ASYNC_END;
}

asyncio_coroutine *asyncio_server_serve_forever(asyncio_server *server) {
  return aio__is_null(server, "server") ? NULL : aio__frame_given(CORO(serve_forever, server), server);
}

static void *server_leave(void *object, asyncio_error *error) {
  (void)error;
  asyncio_server_close(object);
  return asyncio_server_wait_closed(object);
}

/* --- Servers ------------------------------------------------------------------------------------------------------ */

bool asyncio_server_is_serving(const asyncio_server *self) {
  return !aio__is_null(self, "server") && self->serving;
}

asyncio_list *asyncio_server_sockets(asyncio_server *self) {
  asyncio_list *sockets = aio__is_null(self, "server") ? NULL : asyncio_list_new();
  int status = sockets == NULL ? -1 : 0;
  for (const aio__socket *socket = sockets == NULL ? NULL : self->socket; socket != NULL && status == 0;
       socket = aio__socket_next(socket)) {
    asyncio_list *address = aio__address_list(&socket->local);
    status = address == NULL ? -1 : asyncio_list_append(sockets, asyncio_value_of(address));
    aio__release(address);
  }
  return status < 0 ? NULL : sockets;
}

static int server_repr(const void *object, char *text, size_t size) {
  const asyncio_server *self = object;
  aio__writer out = aio__writer_open(text, size);
  aio__write_str(&out, "<Server sockets=(");
  for (const aio__socket *socket = self->socket; socket != NULL; socket = aio__socket_next(socket)) {
    aio__writef(&out, "<asyncio.TransportSocket fd=%d, family=%d, type=1, proto=6, laddr=", socket->number,
                socket->local.six ? 10 : 2);
    aio__wrote(&out, aio__address_write(&socket->local, aio__writer_end(&out), aio__writer_room(&out)));
    aio__write_str(&out, aio__socket_next(socket) != NULL ? ">, " : socket == self->socket ? ">," : ">");
  }
  aio__write_str(&out, ")>");
  return (int)out.length;
}

static void server_destroy(void *object) {
  asyncio_server *self = object;
  close_sockets(self->socket);
  aio__release(self->context);
  aio__primitive_free(self);
}

static const asyncio_type server_type = {
    .name = "Server", .destroy = server_destroy, .leave = server_leave, .repr = server_repr};

/* "[Errno 98] error while attempting to bind on address ('127.0.0.1', 80): [errno 98] address already in use". */
static int raise_unbound(const aio__address *address, int number) {
  char text[224];
  aio__writer out = aio__writer_open(text, sizeof text);
  aio__write_str(&out, "error while attempting to bind on address ");
  aio__wrote(&out, aio__address_write(address, aio__writer_end(&out), aio__writer_room(&out)));
  if (number == AIO__EADDRNOTAVAIL) {
    return asyncio_raise(asyncio_OSError, "could not bind on any address out of [%s]", strchr(text, '('));
  }
  asyncio_error *error = aio__os_error(number, NULL);
  if (asyncio_error_is(error, asyncio_MemoryError)) {
    return aio__set_error(error);
  }
  aio__write_str(&out, ": ");
  char *reason = aio__writer_end(&out);
  aio__write_str(&out, asyncio_error_message(error));
  for (char *at = reason; *at != '\0'; at++) {
    *at = (char)tolower((unsigned char)*at);
  }
  aio__release(error);
  return aio__set_error(aio__os_error(number, text));
}

static int raise_all_unbound(const char *addresses, uint16_t port) {
  char text[512];
  aio__writer out = aio__writer_open(text, sizeof text);
  while (*addresses != '\0') {
    aio__address address;
    addresses = aio__address_next(&address, addresses, port);
    aio__wrote(&out, aio__address_write(&address, aio__writer_end(&out), aio__writer_room(&out)));
    aio__write_str(&out, *addresses != '\0' ? ", " : "");
  }
  return asyncio_raise(asyncio_OSError, "could not bind on any address out of [%s]", text);
}

/* Whether a socket that could not be bound ends it all: not where this machine has no such address, or no sockets of
** that kind, and another may be had. */
static bool is_fatal(int number) {
  return !AIO__SEVERAL_ADDRESSES ||
         (number != 0 ? number != AIO__EADDRNOTAVAIL : !asyncio_error_is(aio__now.error, asyncio_OSError));
}

/* A socket for each of the addresses, as create_server. 0, or -1 with the current error. */
static int bind_all(asyncio_server *self, const char *addresses, uint16_t port) {
  aio__network *network = aio__now.loop->network;
  const char *left = addresses;
  aio__socket **end = &self->socket;
  do {
    aio__address address;
    int number = 0;
    left = aio__address_next(&address, left, port);
    aio__socket *socket = network->type->bind(network, &address, &number);
    if (socket != NULL) {
      *end = socket;
      end = &socket->next;
    } else if (is_fatal(number)) {
      return number != 0 ? raise_unbound(&address, number) : -1;
    } else {
      asyncio_clear_error();
    }
  } while (AIO__SEVERAL_ADDRESSES && *left != '\0');
  return AIO__SEVERAL_ADDRESSES && self->socket == NULL ? raise_all_unbound(addresses, port) : 0;
}

ASYNC(start_server, {
  const aio__str *host;
  asyncio_client_connected client;
  void *data;
  uint16_t port;
  size_t limit;
  bool start;
  asyncio_server *server;
  const char *addresses;
}) {
  ASYNC_BEGIN;
  AWAIT(asyncio_gather(aio__resolve(self->host, true)));
  self->addresses = asyncio_as_str(asyncio_list_get(asyncio_as_list(AWAITED), 0));
  CHECK(self->server = aio__own(aio__primitive_new(&server_type, sizeof *self->server)));
  self->server->client = self->client;
  self->server->data = self->data;
  self->server->limit = self->limit;
  aio__scope_init(&self->server->clients);
  aio__deque_init(&self->server->waiters);
  CHECK(bind_all(self->server, self->addresses, self->port));
  if (self->start) {
    AWAIT(CORO(start_serving, self->server));
  }
  RETURN(asyncio_value_of(self->server));
  ASYNC_END;
}

asyncio_coroutine *asyncio_start_server_limit(asyncio_client_connected client, void *data, const char *host,
                                              uint16_t port, size_t limit, bool start) {
  aio__str *name = aio__is_null((const void *)(uintptr_t)client, "callback") ? NULL : aio__host_new(host);
  asyncio_coroutine *coroutine =
      name == NULL ? NULL : aio__frame_given(CORO(start_server, name, client, data, port, limit, start), name);
  aio__release(name);
  return coroutine;
}

asyncio_coroutine *asyncio_start_server(asyncio_client_connected client, void *data, const char *host, uint16_t port) {
  return asyncio_start_server_limit(client, data, host, port, ASYNCIO_STREAM_LIMIT, true);
}
