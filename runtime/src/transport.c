#include "transport.h"

#include "error.h"
#include "memory.h"
#include "scope.h"
#include "stream.h"
#include "task.h"
#include "trace.h"
#include "value.h"
#include <asyncio/print.h>
#include <string.h>

/* As CPython's recv. */
enum { MOST_AT_ONCE = 256 * 1024, HIGH_WATER = 64 * 1024 };

static void ring_append(aio__links *ring, aio__links *links) {
  *links = (aio__links){.next = ring, .previous = ring->previous};
  ring->previous = ring->previous->next = links;
}

static void ring_take(aio__links *links) {
  if (links->next != NULL) {
    links->previous->next = links->next;
    links->next->previous = links->previous;
    links->next = NULL;
  }
}

/* --- Scheduling --------------------------------------------------------------------------------------------------- */

static void schedule(aio__transport *self, aio__handle *handle, const char *label) {
  if (self->network != NULL) {
    aio__retain(self);
    aio__loop_schedule(self->network->loop, handle, label);
  }
}

static void read_ready(void *owner);
static void write_ready(void *owner);

static void watch_reader(aio__transport *self, bool on) {
  if (self->socket != NULL) {
    aio__socket_watch_reader(self->socket, on ? read_ready : NULL, self);
  }
}

static void watch_writer(aio__transport *self, bool on) {
  if (self->socket != NULL) {
    aio__socket_watch_writer(self->socket, on ? write_ready : NULL, self);
  }
}

/* --- Its end ------------------------------------------------------------------------------------------------------ */

/* Lets go of socket and server. */
static void disconnect(aio__transport *self) {
  aio__socket *socket = self->socket;
  asyncio_server *server = self->server;
  self->socket = NULL;
  self->server = NULL;
  aio__socket_close(socket);
  if (server != NULL) {
    ring_take(&self->clients);
    aio__server_detach(server);
    aio__release(server);
  }
}

static void wake_drains(aio__transport *self) {
  if (self->error == NULL) {
    aio__deque_wake_all(&self->drains, asyncio_none());
  } else {
    aio__deque_fail_all(&self->drains, self->error);
  }
}

static void connection_lost(aio__transport *self) {
  asyncio_stream_reader *reader = self->reader;
  asyncio_error *error = self->error;
  if (reader != NULL) {
    if (error == NULL) {
      aio__stream_reader_feed_eof(reader);
    } else {
      aio__stream_reader_set_error(reader, error);
    }
  }
  if (self->closed->state == AIO__PENDING) {
    if (error == NULL) {
      aio__future_finish(self->closed, asyncio_none());
    } else {
      aio__future_fail(self->closed, aio__retain(error));
    }
  }
  self->is_lost = true;
  if (self->writing_paused) {
    wake_drains(self);
  }
  self->reader = NULL;
  disconnect(self);
}

static aio__transport *of_lost(aio__handle *handle) {
  return (aio__transport *)((char *)handle - offsetof(aio__transport, lost));
}

static void lost_run(aio__handle *handle) {
  aio__transport *self = of_lost(handle);
  if (!handle->cancelled) {
    connection_lost(self);
  }
  aio__release(self);
}

static void lose(aio__transport *self) {
  self->losing = true;
  schedule(self, &self->lost, "connection lost");
}

void aio__transport_close(aio__transport *self) {
  if (self->closing) {
    return;
  }
  self->closing = true;
  aio__retain(self);
  watch_reader(self, false);
  if (self->buffer.size == 0) {
    watch_writer(self, false);
    lose(self);
  }
  aio__release(self);
}

/* Takes the error over; NULL: none. */
static void force_close(aio__transport *self, asyncio_error *error) {
  if (self->losing) {
    aio__release(error);
    return;
  }
  self->closing = true;
  self->error = error;
  aio__buffer_clear(&self->buffer);
  aio__retain(self);
  watch_writer(self, false);
  watch_reader(self, false);
  lose(self);
  aio__release(self);
}

void aio__transport_abort(aio__transport *self) {
  force_close(self, NULL);
}

/* --- Reading ------------------------------------------------------------------------------------------------------ */

static void read_ready(void *owner) {
  aio__transport *self = owner;
  if (self->losing) {
    return;
  }
  asyncio_stream_reader *reader = self->reader;
  aio__buffer nobody = {0};
  aio__buffer *into = reader == NULL ? &nobody : &reader->buffer;
  long size = self->network->type->receive(self->socket, into, MOST_AT_ONCE);
  aio__buffer_clear(&nobody);
  if (size == -AIO__EAGAIN) {
    return;
  }
  if (size < 0) {
    force_close(self, aio__os_error((int)-size, NULL));
  } else if (size == 0) {
    watch_reader(self, false);
    if (reader != NULL) {
      aio__stream_reader_feed_eof(reader);
    }
  } else if (reader != NULL) {
    aio__stream_reader_fed(reader, (size_t)size);
  }
}

void aio__transport_pause_reading(aio__transport *self) {
  if (!self->closing && !self->reading_paused) {
    self->reading_paused = true;
    watch_reader(self, false);
  }
}

void aio__transport_resume_reading(aio__transport *self) {
  if (!self->closing && self->reading_paused) {
    self->reading_paused = false;
    watch_reader(self, true);
  }
}

/* --- Writing ------------------------------------------------------------------------------------------------------ */

/* Sends what it can of `bytes`: how many. An error closes the connection, and counts as all. */
static size_t send_now(aio__transport *self, const char *bytes, size_t size) {
  long sent = self->network->type->send(self->socket, bytes, size);
  if (sent >= 0 || sent == -AIO__EAGAIN) {
    return sent < 0 ? 0 : (size_t)sent;
  }
  force_close(self, aio__os_error((int)-sent, NULL));
  return size;
}

static void resume_writing(aio__transport *self) {
  if (self->writing_paused && self->buffer.size <= self->low) {
    self->writing_paused = false;
    aio__deque_wake_all(&self->drains, asyncio_none());
  }
}

static void write_ready(void *owner) {
  aio__transport *self = owner;
  if (self->losing) {
    return;
  }
  size_t sent = send_now(self, aio__buffer_bytes(&self->buffer), self->buffer.size);
  if (self->losing) {
    return;
  }
  aio__buffer_drop(&self->buffer, sent);
  resume_writing(self);
  if (self->buffer.size > 0) {
    return;
  }
  watch_writer(self, false);
  if (self->closing) {
    self->losing = true;
    connection_lost(self);
  } else if (self->ended) {
    self->network->type->shutdown(self->socket);
  }
}

int aio__transport_write(aio__transport *self, const char *bytes, size_t size) {
  if (self->ended) {
    return asyncio_raise(asyncio_RuntimeError, "Cannot call write() after write_eof()");
  }
  if (size == 0 || self->losing) {
    return 0;
  }
  if (self->buffer.size == 0) {
    size_t sent = send_now(self, bytes, size);
    if (sent == size) {
      return 0;
    }
    if (aio__buffer_append(&self->buffer, bytes + sent, size - sent) < 0) {
      if (sent > 0) { /* nobody could tell where to go on */
        force_close(self, aio__retain(asyncio_current_error()));
      }
      return -1;
    }
    watch_writer(self, true);
  } else if (aio__buffer_append(&self->buffer, bytes, size) < 0) {
    return -1;
  }
  self->writing_paused |= self->buffer.size > self->high;
  return 0;
}

int aio__transport_write_eof(aio__transport *self) {
  if (!self->closing && !self->ended) {
    self->ended = true;
    int number = self->buffer.size == 0 ? self->network->type->shutdown(self->socket) : 0;
    if (number != 0) {
      aio__set_error(aio__os_error(number, NULL));
      return -1;
    }
  }
  return 0;
}

void aio__stream_trace_created(aio__primitive *stream, const aio__address *peer) {
  if (aio__primitive_traced() && stream->id == 0) {
    asyncio_loop *loop = aio__now.loop;
    char name[80];
    asyncio_format(name, sizeof name, peer->six ? "%s [%s]:%d" : "%s %s:%d", stream->object.type->name, peer->host,
                   peer->port);
    stream->id = aio__loop_new_id(loop);
    aio__trace_text(loop, ASYNCIO_TRACE_PRIMITIVE_CREATED, stream->id, aio__loop_by(loop), name);
  }
}

/* --- Its beginning ------------------------------------------------------------------------------------------------ */

/* The coroutine that the server made for the connection has ended. */
static void client_done(aio__transport *self, asyncio_future *task) {
  asyncio_error *error = task->state == AIO__EXCEPTION ? aio__future_take_error(task) : NULL;
  if (error != NULL) {
    aio__loop_report(task->loop, error, "Unhandled exception in client_connected_cb");
    aio__release(error);
  }
  if (task->state != AIO__RESULT) {
    aio__transport_close(self);
  }
}

static void task_done_run(aio__handle *handle) {
  aio__transport *self = (aio__transport *)((char *)handle - offsetof(aio__transport, task_done.handle));
  asyncio_future *future = aio__waiter_done(&self->task_done);
  asyncio_task *task = self->task;
  self->task = NULL;
  if (!handle->cancelled) {
    client_done(self, future);
  }
  aio__release(future);
  aio__release(task);
  aio__release(self);
}

/* Runs what the server's callback returned; its streams belong to it. Takes them over. */
static void run_client(aio__transport *self, asyncio_coroutine *coroutine, asyncio_stream_reader *reader,
                       asyncio_stream_writer *writer) {
  if (coroutine != NULL && aio__is_frame(coroutine)) {
    aio__links *scope = &((asyncio_frame *)coroutine)->scope;
    if (aio__scope_hold(scope, asyncio_value_of(reader)) < 0 || aio__scope_hold(scope, asyncio_value_of(writer)) < 0) {
      coroutine = NULL;
    }
  }
  aio__release(reader);
  aio__release(writer);
  asyncio_task *task = coroutine == NULL ? NULL : asyncio_create_task(coroutine);
  if (task != NULL) {
    self->task = aio__retain(task);
    aio__retain(self);
    self->task_done.handle.run = task_done_run;
    self->task_done.handle.owner = task->future.id;
    aio__waiter_add(&self->task_done, &task->future, "done callback");
  }
}

static void connection_made(aio__transport *self) {
  asyncio_stream_reader *reader = self->given;
  asyncio_server *server = self->server;
  if (self->reader != NULL) {
    self->reader->transport = aio__retain(self);
  }
  self->given = NULL;
  if (reader == NULL) {
    return;
  }
  asyncio_stream_writer *writer = aio__stream_writer_new(self, reader);
  if (writer == NULL) {
    aio__release(reader);
    aio__transport_close(self);
    return;
  }
  run_client(self, server->client(reader, writer, server->data), reader, writer);
}

/* CPython has three handles for this, which run one behind the other. */
static void start_run(aio__handle *handle) {
  aio__transport *self = (aio__transport *)((char *)handle - offsetof(aio__transport, start));
  if (!handle->cancelled) {
    aio__now.context = self->server == NULL ? NULL : &self->server->context;
    connection_made(self);
    aio__now.context = NULL;
    if (!self->closing && !self->reading_paused) {
      watch_reader(self, true);
    }
    if (self->made->state == AIO__PENDING) {
      aio__future_finish(self->made, asyncio_none());
    }
  }
  asyncio_future *made = self->made;
  self->made = NULL;
  aio__release(made);
  aio__release(self);
}

/* Its streams have gone: the connection goes too. */
static void transport_destroy(void *object) {
  aio__transport *self = object;
  disconnect(self);
  ring_take(&self->links);
  self->closed->unretrieved = false;
  aio__release(self->closed);
  aio__release(self->made);
  aio__release(self->given);
  aio__release(self->error);
  aio__buffer_clear(&self->buffer);
  aio__object_free(self);
}

int aio__transport_repr(const void *object, char *text, size_t size) {
  const aio__transport *self = object;
  const aio__socket *socket = self->socket;
  return asyncio_format(text, size, "<_SelectorSocketTransport %sread=%s write=<%s, bufsize=%zu>>",
                        socket == NULL  ? "closed "
                        : self->closing ? "closing "
                                        : "",
                        socket != NULL && socket->reader.owner != NULL ? "polling" : "idle",
                        socket != NULL && socket->writer.owner != NULL ? "polling" : "idle", self->buffer.size);
}

static const asyncio_type transport_type = {
    .name = "_SelectorSocketTransport", .destroy = transport_destroy, .repr = aio__transport_repr};

aio__transport *aio__transport_new(aio__socket *socket, asyncio_stream_reader *reader, asyncio_server *server,
                                   asyncio_future *made) {
  aio__network *network = socket->network;
  asyncio_future *closed = aio__future_new(network->loop, "connection");
  aio__transport *self = closed == NULL ? NULL : aio__object_new(&transport_type, sizeof *self);
  if (self == NULL) {
    aio__release(closed);
    aio__socket_close(socket);
    return NULL;
  }
  self->network = network;
  self->socket = socket;
  self->local = socket->local;
  self->peer = socket->peer;
  self->closed = closed;
  closed->quiet = true;
  self->reader = reader;
  self->made = aio__retain(made);
  self->high = HIGH_WATER;
  self->low = HIGH_WATER / 4;
  self->start.run = start_run;
  self->lost.run = lost_run;
  aio__deque_init(&self->drains);
  ring_append(&network->transports, &self->links);
  if (server != NULL) {
    self->server = aio__retain(server);
    self->given = aio__retain(reader);
    ring_append(&server->clients, &self->clients);
  }
  aio__stream_trace_created(&reader->primitive, &self->peer);
  schedule(self, &self->start, "connection made");
  return self;
}

void aio__transports_abandon(aio__network *network) {
  while (network->transports.next != &network->transports) {
    aio__transport *self = (aio__transport *)((char *)network->transports.next - offsetof(aio__transport, links));
    asyncio_task *task = self->task;
    aio__retain(self);
    ring_take(&self->links);
    self->closing = self->losing = true;
    disconnect(self);
    self->network = NULL;
    if (task != NULL && aio__waiter_remove(&self->task_done)) {
      self->task = NULL;
      aio__release(task);
      aio__release(self);
    }
    aio__release(self);
  }
}
