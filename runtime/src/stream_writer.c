#include "error.h"
#include "scope.h"
#include "stream.h"
#include "trace.h"
#include "value.h"
#include "writer.h"
#include <asyncio/print.h>
#include <string.h>

/* --- Writing ------------------------------------------------------------------------------------------------------ */

static void trace_written(asyncio_stream_writer *self, asyncio_value bytes) {
  aio__primitive_trace(&self->primitive, ASYNCIO_TRACE_PRIMITIVE_PUT, aio__trace_intern_value(aio__now.loop, bytes));
  aio__primitive_trace(&self->primitive, ASYNCIO_TRACE_PRIMITIVE_SIZE, (double)self->transport->buffer.size);
}

/* 0 where it is bytes; else -1 with TypeError. */
static int check_bytes(asyncio_value value) {
  if (value.kind == ASYNCIO_BYTES) {
    return 0;
  }
  return aio__now.error != NULL
             ? -1
             : asyncio_raise(asyncio_TypeError, "data argument must be a bytes-like object, not '%s'",
                             aio__value_kind(value));
}

int asyncio_stream_writer_write(asyncio_stream_writer *self, asyncio_value bytes) {
  if (aio__is_null(self, "writer") || check_bytes(bytes) < 0) {
    return -1;
  }
  size_t size;
  const char *text = asyncio_as_bytes(bytes, &size);
  if (aio__transport_write(self->transport, text, size) < 0) {
    return -1;
  }
  trace_written(self, bytes);
  return 0;
}

/* The items of a list of bytes behind one another, the caller's reference; NULL with the current error. */
static aio__str *joined(const asyncio_list *list) {
  size_t total = 0;
  size_t size;
  for (size_t i = 0; i < asyncio_list_size(list); i++) {
    if (check_bytes(asyncio_list_get(list, i)) < 0) {
      return NULL;
    }
    asyncio_as_bytes(asyncio_list_get(list, i), &size);
    total = aio__size_with(total, size);
  }
  aio__str *whole = aio__bytes_new(NULL, total);
  char *end = whole == NULL ? NULL : whole->text;
  for (size_t i = 0; end != NULL && i < asyncio_list_size(list); i++, end += size) {
    const char *part = asyncio_as_bytes(asyncio_list_get(list, i), &size);
    memcpy(end, part, size);
  }
  return whole;
}

/* One write, as CPython's sendmsg: all of it is taken, or nothing. */
int asyncio_stream_writer_writelines(asyncio_stream_writer *self, asyncio_list *list) {
  if (aio__is_null(self, "writer") || aio__is_null(list, "list")) {
    return -1;
  }
  if (self->transport->ended) {
    return asyncio_raise(asyncio_RuntimeError, "Cannot call writelines() after write_eof()");
  }
  aio__str *whole = joined(list);
  int status = whole == NULL ? -1 : 0;
  if (whole != NULL && whole->size > 0) {
    status = asyncio_stream_writer_write(self, asyncio_value_of(whole));
  }
  aio__release(whole);
  return status;
}

size_t asyncio_stream_writer_get_write_buffer_size(const asyncio_stream_writer *self) {
  return aio__is_null(self, "writer") ? 0 : self->transport->buffer.size;
}

int asyncio_stream_writer_set_write_buffer_limits(asyncio_stream_writer *self, size_t high, size_t low) {
  if (aio__is_null(self, "writer")) {
    return -1;
  }
  if (high < low) {
    return asyncio_raise(asyncio_ValueError, "high (%zu) must be >= low (%zu) must be >= 0", high, low);
  }
  self->transport->high = high;
  self->transport->low = low;
  self->transport->writing_paused |= self->transport->buffer.size > high;
  return 0;
}

/* --- drain -------------------------------------------------------------------------------------------------------- */

enum { BEGINNING, YIELDED, WAITING };

static asyncio_step drain_resume(asyncio_coroutine *coroutine) {
  aio__waiting *self = (aio__waiting *)coroutine;
  asyncio_stream_writer *writer = (asyncio_stream_writer *)self->primitive;
  aio__transport *transport = writer->transport;
  if (coroutine->state == WAITING) {
    aio__waiting_end(self);
  }
  if (coroutine->error != NULL) {
    return ASYNCIO_RAISED;
  }
  if (coroutine->state == BEGINNING) {
    if (writer->reader->error != NULL) {
      asyncio_raise_error(writer->reader->error);
      return aio__step_raise(coroutine);
    }
    if (transport->closing) {
      coroutine->state = YIELDED; /* for the connection to be lost, which is scheduled */
      return ASYNCIO_SUSPENDED;
    }
  }
  if (coroutine->state != WAITING && transport->is_lost) {
    asyncio_raise(asyncio_ConnectionResetError, "Connection lost");
    return aio__step_raise(coroutine);
  }
  if (coroutine->state != WAITING && transport->writing_paused) {
    coroutine->state = WAITING;
    return aio__waiting_begin(self, &transport->drains);
  }
  return aio__step_return(coroutine, asyncio_none());
}

static const asyncio_coroutine_type drain_type = {AIO__FRAME_TYPE,      "StreamWriter.drain", 0,
                                                  sizeof(aio__waiting), drain_resume,         aio__waiting_clear};

asyncio_coroutine *asyncio_stream_writer_drain(asyncio_stream_writer *writer) {
  return aio__own(aio__waiting_new(&drain_type, writer, "writer"));
}

/* --- Closing ------------------------------------------------------------------------------------------------------ */

int asyncio_stream_writer_write_eof(asyncio_stream_writer *self) {
  return aio__is_null(self, "writer") ? -1 : aio__transport_write_eof(self->transport);
}

bool asyncio_stream_writer_can_write_eof(const asyncio_stream_writer *self) {
  return !aio__is_null(self, "writer");
}

int asyncio_stream_writer_close(asyncio_stream_writer *self) {
  if (aio__is_null(self, "writer")) {
    return -1;
  }
  aio__transport_close(self->transport);
  return 0;
}

int asyncio_stream_writer_abort(asyncio_stream_writer *self) {
  if (aio__is_null(self, "writer")) {
    return -1;
  }
  aio__transport_abort(self->transport);
  return 0;
}

bool asyncio_stream_writer_is_closing(const asyncio_stream_writer *self) {
  return !aio__is_null(self, "writer") && self->transport->closing;
}

/* All who wait, wait for one future: who is cancelled cancels it for the others. */
static asyncio_step wait_closed_resume(asyncio_coroutine *coroutine) {
  asyncio_stream_writer *writer = (asyncio_stream_writer *)((aio__waiting *)coroutine)->primitive;
  asyncio_future *closed = writer->transport->closed;
  if (coroutine->state == WAITING) {
    aio__coroutine_awaited(coroutine);
  } else if (closed->state == AIO__PENDING) {
    coroutine->state = WAITING;
    coroutine->awaiting = aio__retain(closed);
    return ASYNCIO_SUSPENDED;
  } else {
    coroutine->error = aio__future_take_error(closed);
  }
  return coroutine->error != NULL ? ASYNCIO_RAISED : aio__step_return(coroutine, asyncio_none());
}

static const asyncio_coroutine_type wait_closed_type = {
    AIO__FRAME_TYPE, "StreamWriter.wait_closed", 0, sizeof(aio__waiting), wait_closed_resume, aio__waiting_clear};

asyncio_coroutine *asyncio_stream_writer_wait_closed(asyncio_stream_writer *writer) {
  return aio__own(aio__waiting_new(&wait_closed_type, writer, "writer"));
}

/* --- Writers ------------------------------------------------------------------------------------------------------ */

asyncio_value asyncio_stream_writer_get_extra_info(asyncio_stream_writer *self, const char *name) {
  if (aio__is_null(self, "writer") || aio__is_null(name, "name")) {
    return asyncio_none();
  }
  const aio__address *address = strcmp(name, "peername") == 0   ? &self->transport->peer
                                : strcmp(name, "sockname") == 0 ? &self->transport->local
                                                                : NULL;
  return address == NULL ? asyncio_none() : asyncio_value_of(aio__own(aio__address_list(address)));
}

/* As CPython's: a writer that nobody holds any more closes its connection. */
static void writer_destroy(void *object) {
  asyncio_stream_writer *self = object;
  aio__transport_close(self->transport);
  aio__release(self->transport);
  aio__release(self->reader);
  aio__primitive_free(self);
}

static int writer_repr(const void *object, char *text, size_t size) {
  const asyncio_stream_writer *self = object;
  aio__writer out = aio__writer_open(text, size);
  aio__write_str(&out, "<StreamWriter transport=");
  aio__wrote(&out, aio__transport_repr(self->transport, aio__writer_end(&out), aio__writer_room(&out)));
  aio__write_str(&out, " reader=");
  aio__wrote(&out, aio__value_repr(asyncio_value_of(self->reader), aio__writer_end(&out), aio__writer_room(&out)));
  aio__write_str(&out, ">");
  return (int)out.length;
}

static const asyncio_type writer_type = {.name = "StreamWriter", .destroy = writer_destroy, .repr = writer_repr};

asyncio_stream_writer *aio__stream_writer_new(aio__transport *transport, asyncio_stream_reader *reader) {
  asyncio_stream_writer *self = aio__object_new(&writer_type, sizeof *self);
  if (self != NULL) {
    aio__stream_trace_created(&self->primitive, &transport->peer);
    self->transport = aio__retain(transport);
    self->reader = aio__retain(reader);
  }
  return self;
}
