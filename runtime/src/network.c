#include "network.h"

#include "error.h"
#include "memory.h"
#include "scope.h"
#include "transport.h"
#include "value.h"
#include <asyncio/print.h>
#include <string.h>

/* --- Errors and addresses ----------------------------------------------------------------------------------------- */

/* What the system says of an error that streams do not know. The loop's own network has no other, and libc's table of
** all that there are is large. */
static const char *system_text(int number) {
#if defined(__wasm__)
  (void)number;
  return "Unknown error";
#else
  return strerror(number);
#endif
}

asyncio_error *aio__os_error(int number, const char *text) {
  static const struct {
    int number;
    const asyncio_error_type *type;
    const char *text;
  } errors[] = {{AIO__EPIPE, asyncio_BrokenPipeError, "Broken pipe"},
                {AIO__ECONNRESET, asyncio_ConnectionResetError, "Connection reset by peer"},
                {AIO__ECONNREFUSED, asyncio_ConnectionRefusedError, "Connection refused"},
                {AIO__ECONNABORTED, asyncio_ConnectionAbortedError, "Software caused connection abort"},
                {AIO__EADDRINUSE, asyncio_OSError, "Address already in use"},
                {AIO__EADDRNOTAVAIL, asyncio_OSError, "Cannot assign requested address"},
                {AIO__ENETUNREACH, asyncio_OSError, "Network is unreachable"},
                {AIO__ENOTCONN, asyncio_OSError, "Transport endpoint is not connected"}};
  if (number == AIO__ENOMEM) {
    return aio__error_new(asyncio_MemoryError, NULL);
  }
  size_t i = 0;
  while (i < sizeof errors / sizeof *errors && errors[i].number != number) {
    i++;
  }
  bool known = i < sizeof errors / sizeof *errors;
  return aio__system_error(known ? errors[i].type : asyncio_OSError, number,
                           text != NULL ? text
                           : known      ? errors[i].text
                                        : system_text(number));
}

bool aio__address_parse(aio__address *address, const char *host) {
  int points = 0;
  address->six = strchr(host, ':') != NULL;
  for (const char *at = host; *at != '\0' && !address->six; at++) {
    points += *at == '.';
    if (*at != '.' && (*at < '0' || *at > '9')) {
      return false;
    }
  }
  if ((points != 3 && !address->six) || strlen(host) >= sizeof address->host) {
    return false;
  }
  strcpy(address->host, host);
  return true;
}

const char *aio__address_next(aio__address *address, const char *addresses, uint16_t port) {
  if (!AIO__SEVERAL_ADDRESSES) {
    aio__address_parse(address, addresses);
    address->port = port;
    return "";
  }
  char host[sizeof address->host];
  size_t size = strcspn(addresses, " ");
  memcpy(host, addresses, size);
  host[size] = '\0';
  aio__address_parse(address, host);
  address->port = port;
  return addresses + size + (addresses[size] == ' ');
}

int aio__address_write(const aio__address *address, char *text, size_t size) {
  return asyncio_format(text, size, address->six ? "('%s', %d, 0, 0)" : "('%s', %d)", address->host, address->port);
}

asyncio_list *aio__address_list(const aio__address *address) {
  aio__links *scope = aio__now.scope;
  aio__now.scope = NULL;
  asyncio_list *list = asyncio_list_new();
  asyncio_value host = list == NULL ? asyncio_none() : asyncio_str(address->host);
  int status = host.kind == ASYNCIO_NONE ? -1 : asyncio_list_append(list, host);
  aio__value_release(host);
  for (int i = 0; status == 0 && i < (address->six ? 3 : 1); i++) {
    status = asyncio_list_append(list, asyncio_int(i == 0 ? address->port : 0));
  }
  aio__now.scope = scope;
  if (status < 0) {
    aio__release(list);
    return NULL;
  }
  return list;
}

/* --- Sockets ------------------------------------------------------------------------------------------------------ */

static void free_unused(aio__network *network) {
  if (network->loop == NULL && network->sockets == 0) {
    network->type->free(network);
  }
}

static void socket_destroy(void *object) {
  aio__socket *self = object;
  aio__network *network = self->network;
  if (!self->closed) {
    network->type->close(self);
  }
  aio__object_free(self);
  network->sockets--;
  free_unused(network);
}

static const asyncio_type socket_type = {.name = "socket", .destroy = socket_destroy};

static void watch_run(aio__handle *handle) {
  aio__watch *watch = (aio__watch *)handle;
  void *owner = handle->cancelled ? NULL : watch->owner;
  if (owner != NULL) {
    aio__retain(owner);
    watch->ready(owner);
    aio__release(owner);
  }
  aio__release(watch->socket);
}

void *aio__socket_new(aio__network *network, size_t size) {
  aio__socket *self = aio__object_new(&socket_type, size);
  if (self != NULL) {
    self->network = network;
    network->sockets++;
    self->number = ++network->last_number;
    self->reader = self->writer = (aio__watch){.handle = {.run = watch_run}, .socket = self};
  }
  return self;
}

/* Who is called by a handle that is scheduled already is called no more. */
static void watch(aio__watch *self, void (*ready)(void *owner), void *owner) {
  aio__socket *socket = self->socket;
  void *before = self->owner;
  self->ready = ready;
  self->owner = ready == NULL ? NULL : aio__retain(owner);
  if (self->handle.scheduled) {
    self->handle.cancelled = true;
  }
  bool watched = aio__socket_is_watched(socket);
  if (watched && socket->watched.next == NULL) {
    aio__links *ring = &socket->network->watched;
    socket->watched = (aio__links){.next = ring, .previous = ring->previous};
    ring->previous = ring->previous->next = &socket->watched;
    aio__retain(socket);
  }
  if (socket->network->type->watch != NULL) {
    socket->network->type->watch(socket);
  }
  if (!watched && socket->watched.next != NULL) {
    socket->watched.previous->next = socket->watched.next;
    socket->watched.next->previous = socket->watched.previous;
    socket->watched.next = NULL;
    aio__release(socket);
  }
  aio__release(before);
}

void aio__socket_watch_reader(aio__socket *socket, void (*ready)(void *owner), void *owner) {
  watch(&socket->reader, ready, owner);
}

void aio__socket_watch_writer(aio__socket *socket, void (*ready)(void *owner), void *owner) {
  watch(&socket->writer, ready, owner);
}

static void schedule(aio__watch *watch, const char *label) {
  if (watch->owner != NULL && !watch->handle.scheduled) {
    aio__retain(watch->socket);
    aio__loop_schedule(watch->socket->network->loop, &watch->handle, label);
  }
}

void aio__socket_ready(aio__socket *socket, bool readable, bool writable) {
  if (readable) {
    schedule(&socket->reader, "read ready");
  }
  if (writable) {
    schedule(&socket->writer, "write ready");
  }
}

void aio__socket_close(aio__socket *self) {
  if (self == NULL) {
    return;
  }
  if (!self->closed) {
    aio__retain(self);
    aio__socket_watch_reader(self, NULL, NULL);
    aio__socket_watch_writer(self, NULL, NULL);
    self->closed = true;
    self->network->type->close(self);
    aio__release(self);
  }
  aio__release(self);
}

/* --- Networks ----------------------------------------------------------------------------------------------------- */

static void leave(aio__network *network) {
  while (network->watched.next != &network->watched) {
    aio__socket *socket = (aio__socket *)((char *)network->watched.next - offsetof(aio__socket, watched));
    aio__retain(socket);
    aio__socket_watch_reader(socket, NULL, NULL);
    aio__socket_watch_writer(socket, NULL, NULL);
    aio__release(socket);
  }
  aio__transports_abandon(network);
  network->loop->network = NULL;
  network->loop = NULL;
  free_unused(network);
}

aio__network *aio__network_of(asyncio_loop *loop) {
  if (loop->network == NULL) {
    aio__network *network = loop->new_network == NULL ? aio__loopback_new(loop) : loop->new_network(loop);
    if (network == NULL) {
      return NULL;
    }
    network->loop = loop;
    network->leave = leave;
    aio__scope_init(&network->watched);
    aio__scope_init(&network->transports);
    loop->network = network;
  }
  return loop->network;
}
