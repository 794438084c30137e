/* asyncio.open_connection, and what it shares with start_server: the addresses of hosts. */
#include "error.h"
#include "future.h"
#include "scope.h"
#include "stream.h"
#include "value.h"
#include <asyncio/gather.h>
#include <asyncio/task.h>
#include <string.h>

/* --- Hosts -------------------------------------------------------------------------------------------------------- */

aio__str *aio__host_new(const char *host) {
  return aio__str_new(host == NULL ? "" : host, host == NULL ? 0 : strlen(host));
}

asyncio_coroutine *aio__frame_given(asyncio_coroutine *frame, void *object) {
  if (frame != NULL && aio__scope_hold(&((asyncio_frame *)frame)->scope, asyncio_value_of(object)) < 0) {
    asyncio_release(frame);
    return NULL;
  }
  return frame;
}

asyncio_coroutine *aio__resolve(const aio__str *host, bool passive) {
  const aio__network *network = aio__network_of(aio__now.loop);
  return network == NULL ? NULL : network->type->getaddrinfo(host, passive);
}

/* --- Connecting --------------------------------------------------------------------------------------------------- */

/* A future for a socket that connects; the socket's selector holds it meanwhile. */
typedef struct connecting {
  asyncio_future future;
  aio__socket *socket; /* held */
} connecting;

static void connecting_destroy(void *object) {
  connecting *self = object;
  aio__future_clear(&self->future);
  aio__release(self->socket);
  aio__object_free(self);
}

static const asyncio_type connecting_type = {.name = "Future", .destroy = connecting_destroy, .kind = AIO__KIND_FUTURE};

static void connected(void *owner) {
  connecting *self = owner;
  aio__socket *socket = self->socket;
  if (self->future.state != AIO__PENDING) {
    return;
  }
  int number = socket->network->type->connected(socket);
  aio__socket_watch_writer(socket, NULL, NULL);
  if (number == 0) {
    aio__future_finish(&self->future, asyncio_none());
    return;
  }
  char text[96] = "Connect call failed ";
  size_t length = strlen(text);
  aio__address_write(&socket->peer, text + length, sizeof text - length);
  aio__future_fail(&self->future, aio__os_error(number, text));
}

/* The caller's reference; NULL with the current error. */
static connecting *connect_to(const aio__address *address) {
  aio__network *network = aio__now.loop->network;
  aio__socket *socket = network->type->connect(network, address);
  connecting *self = socket == NULL ? NULL : aio__object_new(&connecting_type, sizeof *self);
  if (self == NULL) {
    aio__socket_close(socket);
    return NULL;
  }
  self->socket = socket;
  aio__future_init(&self->future, aio__now.loop, "connect");
  aio__socket_watch_writer(socket, connected, self);
  return self;
}

/* As create_connection: several errors that say the same are the first of them. */
static int raise_errors(const asyncio_list *errors) {
  asyncio_error *first = asyncio_as_object(asyncio_list_get(errors, 0));
  asyncio_value all = asyncio_str(asyncio_error_message(first));
  bool differ = false;
  for (size_t i = 1; i < asyncio_list_size(errors) && all.kind != ASYNCIO_NONE; i++) {
    const char *message = asyncio_error_message(asyncio_as_object(asyncio_list_get(errors, i)));
    differ |= strcmp(message, asyncio_error_message(first)) != 0;
    all = asyncio_strf("%s, %s", asyncio_as_str(all), message);
  }
  return all.kind == ASYNCIO_NONE ? -1
         : differ                 ? asyncio_raise(asyncio_OSError, "Multiple exceptions: %s", asyncio_as_str(all))
                                  : asyncio_raise_error(first);
}

ASYNC(open_connection, {
  const aio__str *host;
  uint16_t port;
  size_t limit;
  asyncio_stream_reader *reader;
  asyncio_stream_writer *writer;
  const char *addresses; /* that are to be tried */
  asyncio_list *errors;  /* of those that were, where there are several */
  connecting *connecting;
  asyncio_future *made;
  aio__transport *transport;
  aio__address address;
}) {
  ASYNC_BEGIN;
  CHECK(self->reader = asyncio_stream_reader_new(self->limit));
  AWAIT(aio__resolve(self->host, false));
  self->addresses = asyncio_as_str(AWAITED);
  do {
    TRY {
      self->addresses = aio__address_next(&self->address, self->addresses, self->port);
      CHECK(self->connecting = aio__own(connect_to(&self->address)));
      AWAIT(self->connecting);
      CHECK(self->made = aio__own(aio__future_new(aio__now.loop, "connection_made")));
      CHECK(self->transport =
                aio__own(aio__transport_new(aio__retain(self->connecting->socket), self->reader, NULL, self->made)));
      AWAIT(self->made);
      CHECK(self->writer = aio__own(aio__stream_writer_new(self->transport, self->reader)));
    }
    EXCEPT(asyncio_BaseException) {
      if (self->transport != NULL) {
        aio__transport_close(self->transport);
      } else if (self->connecting != NULL) {
        aio__socket_close(aio__retain(self->connecting->socket));
      }
      if (!AIO__SEVERAL_ADDRESSES || self->made != NULL || !asyncio_error_is(CAUGHT, asyncio_OSError) ||
          (self->errors == NULL && *self->addresses == '\0')) {
        RERAISE;
      }
      self->connecting = NULL;
      if (self->errors == NULL) {
        CHECK(self->errors = asyncio_list_new());
      }
      CHECK(asyncio_list_append(self->errors, asyncio_value_of(CAUGHT)));
    }
    END_TRY;
  } while (AIO__SEVERAL_ADDRESSES && self->transport == NULL && *self->addresses != '\0');
  if (AIO__SEVERAL_ADDRESSES && self->transport == NULL) {
    CHECK(raise_errors(self->errors));
  }
  RETURN(asyncio_value_of(asyncio_list_of(self->reader, self->writer)));
  ASYNC_END;
}

asyncio_coroutine *asyncio_open_connection_limit(const char *host, uint16_t port, size_t limit) {
  aio__str *name = aio__host_new(host);
  asyncio_coroutine *coroutine = name == NULL ? NULL : aio__frame_given(CORO(open_connection, name, port, limit), name);
  aio__release(name);
  return coroutine;
}

asyncio_coroutine *asyncio_open_connection(const char *host, uint16_t port) {
  return asyncio_open_connection_limit(host, port, ASYNCIO_STREAM_LIMIT);
}

static void *stream_of(asyncio_value connection, size_t index) {
  asyncio_list *list = asyncio_as_list(connection);
  return list == NULL ? NULL : asyncio_as_object(asyncio_list_get(list, index));
}

asyncio_stream_reader *asyncio_connection_reader(asyncio_value connection) {
  return stream_of(connection, 0);
}

asyncio_stream_writer *asyncio_connection_writer(asyncio_value connection) {
  return stream_of(connection, 1);
}
