#include "error.h"
#include "format.h"
#include "scope.h"
#include "stream.h"
#include "trace.h"
#include "value.h"
#include "writer.h"
#include <asyncio/print.h>
#include <string.h>

/* Bytes that came and were not read. */
static size_t size_of(const asyncio_stream_reader *self) {
  return self->buffer.size + self->given_back.size;
}

static void trace_size(asyncio_stream_reader *self) {
  aio__primitive_trace(&self->primitive, ASYNCIO_TRACE_PRIMITIVE_SIZE, (double)size_of(self));
}

/* --- Feeding ------------------------------------------------------------------------------------------------------ */

/* Tells the trace of `size` bytes that came or go. */
static void trace_bytes(asyncio_stream_reader *self, uint16_t kind, const char *bytes, size_t size) {
  if (aio__primitive_traced()) {
    asyncio_error *pending = aio__take_error();
    aio__str *shown = aio__bytes_new(bytes, size);
    aio__primitive_trace(&self->primitive, kind,
                         shown == NULL ? aio__trace_lost_text(aio__now.loop)
                                       : aio__trace_intern_value(aio__now.loop, asyncio_value_of(shown)));
    aio__release(shown);
    aio__set_error(pending);
  }
}

void aio__stream_reader_fed(asyncio_stream_reader *self, size_t size) {
  trace_bytes(self, ASYNCIO_TRACE_PRIMITIVE_PUT, aio__buffer_bytes(&self->buffer) + self->buffer.size - size, size);
  trace_size(self);
  aio__deque_pop(&self->waiter);
  if (self->transport != NULL && !self->paused && size_of(self) > 2 * self->limit) {
    aio__transport_pause_reading(self->transport);
    self->paused = true;
  }
}

void aio__stream_reader_feed_eof(asyncio_stream_reader *self) {
  self->eof = true;
  aio__primitive_trace(&self->primitive, ASYNCIO_TRACE_PRIMITIVE_SET, 0);
  aio__deque_pop(&self->waiter);
}

void aio__stream_reader_set_error(asyncio_stream_reader *self, asyncio_error *error) {
  asyncio_error *before = self->error;
  self->error = aio__retain(error);
  aio__release(before);
  aio__deque_fail_all(&self->waiter, error);
  aio__deque_clear(&self->waiter);
}

int asyncio_stream_reader_feed_data(asyncio_stream_reader *self, asyncio_value bytes) {
  size_t size;
  const char *text = asyncio_as_bytes(bytes, &size);
  if (aio__is_null(self, "reader") || bytes.kind != ASYNCIO_BYTES) {
    return -1;
  }
  if (self->eof) {
    return asyncio_raise(asyncio_AssertionError, "feed_data after feed_eof");
  }
  if (size == 0) {
    return 0;
  }
  if (aio__buffer_append(&self->buffer, text, size) < 0) {
    return -1;
  }
  aio__stream_reader_fed(self, size);
  return 0;
}

int asyncio_stream_reader_feed_eof(asyncio_stream_reader *self) {
  if (aio__is_null(self, "reader")) {
    return -1;
  }
  aio__stream_reader_feed_eof(self);
  return 0;
}

int asyncio_stream_reader_set_exception(asyncio_stream_reader *self, asyncio_error *error) {
  if (aio__is_null(self, "reader") || aio__is_null(error, "error")) {
    return -1;
  }
  aio__stream_reader_set_error(self, error);
  return 0;
}

bool asyncio_stream_reader_at_eof(const asyncio_stream_reader *self) {
  return !aio__is_null(self, "reader") && self->eof && size_of(self) == 0;
}

asyncio_error *asyncio_stream_reader_exception(const asyncio_stream_reader *self) {
  return aio__is_null(self, "reader") ? NULL : self->error;
}

/* --- Errors ------------------------------------------------------------------------------------------------------- */

asyncio_value asyncio_error_partial(const asyncio_error *error) {
  return aio__is_null(error, "error") ? asyncio_none() : asyncio_value_of(error->partial);
}

int64_t asyncio_error_expected(const asyncio_error *error) {
  return aio__is_null(error, "error") ? -1 : error->size;
}

int64_t asyncio_error_consumed(const asyncio_error *error) {
  return asyncio_error_expected(error);
}

/* --- Reading ------------------------------------------------------------------------------------------------------ */

enum mode { READ, READ_ALL, EXACTLY, UNTIL, LINE, NEXT };

typedef struct stream_read {
  aio__waiting waiting;
  uint8_t mode;            /* enum mode */
  int64_t n;               /* bytes, of READ and EXACTLY */
  asyncio_value separator; /* bytes, or a list of them; held; none: a line feed */
  size_t offset;           /* bytes at the front that hold none */
  aio__buffer blocks;      /* of READ_ALL, what was read so far */
} stream_read;

/* What a step comes to: nothing more to do but return or raise, or no data for it. */
enum outcome { RETURNS, RAISES, WAITS };

static void resume_transport(asyncio_stream_reader *reader) {
  if (reader->paused && reader->buffer.size <= reader->limit) {
    reader->paused = false;
    aio__transport_resume_reading(reader->transport);
  }
}

/* Drops `size` bytes, or all. */
static void drop(asyncio_stream_reader *reader, size_t size) {
  aio__buffer_drop(&reader->buffer, size);
  trace_size(reader);
}

/* The first `size` bytes, which have been copied, go out of the reader. */
static void take_out(asyncio_stream_reader *reader, const char *copy, size_t size) {
  drop(reader, size);
  trace_bytes(reader, ASYNCIO_TRACE_PRIMITIVE_GOT, copy, size);
  resume_transport(reader);
}

/* The first `size` bytes are what the coroutine returns. */
static enum outcome take(stream_read *self, aio__buffer *buffer, size_t size) {
  asyncio_stream_reader *reader = (asyncio_stream_reader *)self->waiting.primitive;
  aio__str *bytes = aio__bytes_new(size == 0 ? NULL : aio__buffer_bytes(buffer), size);
  if (bytes == NULL) {
    return RAISES;
  }
  aio__coroutine_set_awaited(&self->waiting.coroutine, asyncio_value_of(bytes));
  if (buffer == &reader->buffer) {
    take_out(reader, bytes->text, size);
  }
  aio__release(bytes);
  return RETURNS;
}

/* The end came first: all that there is goes into the error. */
static enum outcome raise_incomplete(asyncio_stream_reader *reader, int64_t expected) {
  char number[24] = "undefined";
  if (expected >= 0) {
    asyncio_format(number, sizeof number, "%lld", (long long)expected);
  }
  size_t size = reader->buffer.size;
  aio__str *partial = aio__bytes_new(size == 0 ? NULL : aio__buffer_bytes(&reader->buffer), size);
  if (partial == NULL) {
    return RAISES;
  }
  asyncio_error *error =
      aio__error_new(asyncio_IncompleteReadError, "%zu bytes read on a total of %s expected bytes", size, number);
  if (asyncio_error_is(error, asyncio_MemoryError)) {
    aio__release(partial); /* the bytes stay where they are */
  } else {
    drop(reader, size);
    error->partial = partial;
    error->size = expected;
  }
  aio__set_error(error);
  return RAISES;
}

static enum outcome raise_overrun(stream_read *self, bool found, size_t consumed) {
  asyncio_stream_reader *reader = (asyncio_stream_reader *)self->waiting.primitive;
  const char *message = found ? "Separator is found, but chunk is longer than limit"
                              : "Separator is not found, and chunk exceed the limit";
  bool line = self->mode == LINE || self->mode == NEXT;
  asyncio_error *error = aio__error_new(line ? asyncio_ValueError : asyncio_LimitOverrunError, "%s", message);
  if (asyncio_error_is(error, asyncio_MemoryError)) {
    aio__set_error(error); /* the bytes stay where they are */
    return RAISES;
  }
  if (line) {
    drop(reader, found ? consumed + 1 : reader->buffer.size);
    resume_transport(reader);
  } else {
    error->size = (int64_t)consumed;
  }
  aio__set_error(error);
  return RAISES;
}

/* The place of `part` in the buffer from `offset` on; SIZE_MAX: it is not there. */
static size_t find(const aio__buffer *buffer, const char *part, size_t size, size_t offset) {
  const char *bytes = aio__buffer_bytes(buffer);
  for (size_t at = offset; at + size <= buffer->size; at++) {
    const char *first = memchr(bytes + at, part[0], buffer->size - size + 1 - at);
    if (first == NULL) {
      break;
    }
    at = (size_t)(first - bytes);
    if (memcmp(first, part, size) == 0) {
      return at;
    }
  }
  return SIZE_MAX;
}

/* One of the separators, and how many bytes it has. */
static const char *separator_at(const stream_read *self, size_t index, size_t *size) {
  if (self->separator.kind == ASYNCIO_NONE) {
    *size = 1;
    return "\n";
  }
  bool one = self->separator.kind == ASYNCIO_BYTES;
  return asyncio_as_bytes(one ? self->separator : asyncio_list_get((asyncio_list *)self->separator.object, index),
                          size);
}

static size_t separator_count(const stream_read *self) {
  return self->separator.kind == ASYNCIO_LIST ? asyncio_list_size((asyncio_list *)self->separator.object) : 1;
}

/* Of several, the one that is complete first; of those the shortest. */
static enum outcome read_until(stream_read *self) {
  asyncio_stream_reader *reader = (asyncio_stream_reader *)self->waiting.primitive;
  aio__buffer *buffer = &reader->buffer;
  size_t shortest = SIZE_MAX;
  size_t longest = 0;
  size_t start = 0;
  size_t end = SIZE_MAX;
  for (size_t i = 0; i < separator_count(self); i++) {
    size_t size;
    const char *separator = separator_at(self, i, &size);
    size_t at = find(buffer, separator, size, self->offset);
    if (at != SIZE_MAX && (at + size < end || (at + size == end && at > start))) {
      start = at;
      end = at + size;
    }
    shortest = size < shortest ? size : shortest;
    longest = size > longest ? size : longest;
  }
  if (end != SIZE_MAX) {
    return start > reader->limit ? raise_overrun(self, true, start) : take(self, buffer, end);
  }
  if (buffer->size >= self->offset + shortest) {
    self->offset = buffer->size + 1 > longest ? buffer->size + 1 - longest : 0;
    if (self->offset > reader->limit) {
      return raise_overrun(self, false, self->offset);
    }
  }
  if (!reader->eof) {
    return WAITS;
  }
  return self->mode == UNTIL ? raise_incomplete(reader, -1) : take(self, buffer, buffer->size);
}

/* `waited`: for this block. A coroutine that was woken takes what is left, be it nothing. */
static enum outcome read_some(stream_read *self, int64_t n, bool waited) {
  asyncio_stream_reader *reader = (asyncio_stream_reader *)self->waiting.primitive;
  if (reader->buffer.size == 0 && !reader->eof && !waited) {
    return WAITS;
  }
  return take(self, &reader->buffer, reader->buffer.size < (uint64_t)n ? reader->buffer.size : (size_t)n);
}

/*
** There is no memory for more, or for all of it: what was read so far is the reader's again, in front of what is left
** there. Where that has no room in one piece, it is put together before the next read.
*/
static enum outcome give_back(stream_read *self) {
  asyncio_stream_reader *reader = (asyncio_stream_reader *)self->waiting.primitive;
  if (reader->given_back.size >
      0) { /* of another one that read all at once, and came later: nobody is to read on without */
    aio__stream_reader_set_error(reader, asyncio_current_error());
    return RAISES;
  }
  reader->given_back = self->blocks;
  self->blocks = (aio__buffer){0};
  return RAISES;
}

/* Puts what was given back in its place. 0, or -1 with MemoryError, and nothing is changed. */
static int take_what_was_given_back(asyncio_stream_reader *reader) {
  aio__buffer *front = &reader->given_back;
  if (front->size == 0) {
    return 0;
  }
  if (reader->buffer.size > 0 &&
      aio__buffer_append(front, aio__buffer_bytes(&reader->buffer), reader->buffer.size) < 0) {
    return -1;
  }
  aio__buffer_clear(&reader->buffer);
  reader->buffer = *front;
  *front = (aio__buffer){0};
  return 0;
}

/* As CPython, block by block, each of which lets the transport go on. */
static enum outcome read_all(stream_read *self, bool waited) {
  asyncio_stream_reader *reader = (asyncio_stream_reader *)self->waiting.primitive;
  for (;; waited = false) {
    if (reader->error != NULL && !waited) {
      asyncio_raise_error(reader->error);
      return RAISES;
    }
    size_t size = reader->buffer.size < reader->limit ? reader->buffer.size : reader->limit;
    if (size == 0) {
      if (!reader->eof && !waited) {
        return WAITS;
      }
      return take(self, &self->blocks, self->blocks.size) == RETURNS ? RETURNS : give_back(self);
    }
    if (aio__buffer_append(&self->blocks, aio__buffer_bytes(&reader->buffer), size) < 0) {
      return give_back(self);
    }
    take_out(reader, aio__buffer_bytes(&self->blocks) + self->blocks.size - size, size);
  }
}

static enum outcome read_exactly(stream_read *self) {
  asyncio_stream_reader *reader = (asyncio_stream_reader *)self->waiting.primitive;
  if (reader->buffer.size >= (uint64_t)self->n) {
    return take(self, &reader->buffer, (size_t)self->n);
  }
  return reader->eof ? raise_incomplete(reader, self->n) : WAITS;
}

static enum outcome step(stream_read *self, bool waited) {
  if (take_what_was_given_back((asyncio_stream_reader *)self->waiting.primitive) < 0) {
    return self->mode == READ_ALL ? give_back(self) : RAISES;
  }
  switch ((enum mode)self->mode) {
  case READ:
    return read_some(self, self->n, waited);
  case READ_ALL:
    return read_all(self, waited);
  case EXACTLY:
    return read_exactly(self);
  default:
    return read_until(self);
  }
}

enum { BEGINNING, WAITING };

/* 0 where it may begin, 1 where there is nothing to read, else -1 with the error. */
static int begin(stream_read *self) {
  asyncio_stream_reader *reader = (asyncio_stream_reader *)self->waiting.primitive;
  if (self->mode == EXACTLY && self->n < 0) {
    return asyncio_raise(asyncio_ValueError, "readexactly size can not be less than zero");
  }
  for (size_t i = 0, size; i < separator_count(self); i++) {
    separator_at(self, i, &size);
    if (asyncio_current_error() != NULL) {
      return -1;
    }
    if (size == 0) {
      return asyncio_raise(asyncio_ValueError, "Separator should be at least one-byte string");
    }
  }
  if (separator_count(self) == 0) {
    return asyncio_raise(asyncio_ValueError, "Separator should contain at least one element");
  }
  if (reader->error != NULL) {
    return asyncio_raise_error(reader->error);
  }
  return self->mode <= EXACTLY && self->n == 0 && self->mode != READ_ALL;
}

static asyncio_step wait(stream_read *self) {
  asyncio_stream_reader *reader = (asyncio_stream_reader *)self->waiting.primitive;
  if (!aio__deque_empty(&reader->waiter)) {
    static const char *const names[] = {"read", "read", "readexactly", "readuntil", "readuntil", "readuntil"};
    asyncio_raise(asyncio_RuntimeError, "%s() called while another coroutine is already waiting for incoming data",
                  names[self->mode]);
    return aio__step_raise(&self->waiting.coroutine);
  }
  if (reader->paused) {
    reader->paused = false;
    aio__transport_resume_reading(reader->transport);
  }
  self->waiting.coroutine.state = WAITING;
  return aio__waiting_begin(&self->waiting, &reader->waiter);
}

static asyncio_step read_resume(asyncio_coroutine *coroutine) {
  stream_read *self = (stream_read *)coroutine;
  asyncio_stream_reader *reader = (asyncio_stream_reader *)self->waiting.primitive;
  bool waited = coroutine->state == WAITING;
  if (waited) {
    aio__waiting_end(&self->waiting);
    aio__deque_clear(&reader->waiter); /* as CPython: whoever has begun to wait meanwhile is forgotten */
    if (coroutine->error != NULL) {
      return ASYNCIO_RAISED;
    }
  } else {
    int status = begin(self);
    if (status != 0) {
      return status < 0 || take(self, &self->blocks, 0) == RAISES ? aio__step_raise(coroutine) : ASYNCIO_RETURNED;
    }
  }
  enum outcome outcome = step(self, waited);
  if (outcome == WAITS) {
    return wait(self);
  }
  if (outcome == RETURNS && self->mode == NEXT && !asyncio_value_true(coroutine->awaited)) {
    asyncio_raise(asyncio_StopAsyncIteration, NULL);
    outcome = RAISES;
  }
  return outcome == RAISES ? aio__step_raise(coroutine) : ASYNCIO_RETURNED;
}

static void read_clear(asyncio_coroutine *coroutine) {
  stream_read *self = (stream_read *)coroutine;
  aio__value_release(self->separator);
  aio__buffer_clear(&self->blocks);
  aio__waiting_clear(coroutine);
}

#define READ_TYPE(name)                                                                                                \
  { AIO__FRAME_TYPE, "StreamReader." name, 0, sizeof(stream_read), read_resume, read_clear }

/* By enum mode. */
static const asyncio_coroutine_type read_types[] = {READ_TYPE("read"),        READ_TYPE("read"),
                                                    READ_TYPE("readexactly"), READ_TYPE("readuntil"),
                                                    READ_TYPE("readline"),    READ_TYPE("__anext__")};

static stream_read *read_new(asyncio_stream_reader *reader, enum mode mode, int64_t n) {
  stream_read *self = aio__waiting_new(&read_types[mode], reader, "reader");
  if (self != NULL) {
    self->mode = (uint8_t)mode;
    self->n = n;
  }
  return self;
}

asyncio_coroutine *asyncio_stream_reader_read(asyncio_stream_reader *reader, int64_t n) {
  return aio__own(read_new(reader, n < 0 ? READ_ALL : READ, n));
}

asyncio_coroutine *asyncio_stream_reader_readline(asyncio_stream_reader *reader) {
  return aio__own(read_new(reader, LINE, 0));
}

asyncio_coroutine *asyncio_stream_reader_readexactly(asyncio_stream_reader *reader, int64_t n) {
  return aio__own(read_new(reader, EXACTLY, n));
}

asyncio_coroutine *asyncio_stream_reader_readuntil(asyncio_stream_reader *reader, asyncio_value separator) {
  if (separator.kind != ASYNCIO_LIST && separator.kind != ASYNCIO_BYTES) {
    asyncio_as_bytes(separator, NULL);
    return NULL;
  }
  stream_read *self = read_new(reader, UNTIL, 0);
  if (self != NULL) {
    self->separator = aio__value_retain(separator);
  }
  return aio__own(self);
}

static void *reader_next(void *object) {
  return aio__own(read_new(object, NEXT, 0));
}

/* --- Readers ------------------------------------------------------------------------------------------------------ */

static void reader_destroy(void *object) {
  asyncio_stream_reader *self = object;
  if (self->transport != NULL && self->transport->reader == self) {
    self->transport->reader = NULL;
  }
  aio__release(self->transport);
  aio__release(self->error);
  aio__buffer_clear(&self->buffer);
  aio__buffer_clear(&self->given_back);
  aio__primitive_free(self);
}

static int reader_repr(const void *object, char *text, size_t size) {
  const asyncio_stream_reader *self = object;
  aio__writer out = aio__writer_open(text, size);
  aio__write_str(&out, "<StreamReader");
  if (size_of(self) > 0) {
    aio__writef(&out, " %zu bytes", size_of(self));
  }
  aio__write_str(&out, self->eof ? " eof" : "");
  if (self->limit != ASYNCIO_STREAM_LIMIT) {
    aio__writef(&out, " limit=%zu", self->limit);
  }
  aio__write_str(&out, aio__deque_empty(&self->waiter) ? "" : " waiter=<Future pending>");
  if (self->error != NULL) {
    aio__write_str(&out, " exception=");
    aio__wrote(&out, aio__value_repr(asyncio_value_of(self->error), aio__writer_end(&out), aio__writer_room(&out)));
  }
  if (self->transport != NULL) {
    aio__write_str(&out, " transport=");
    aio__wrote(&out, aio__transport_repr(self->transport, aio__writer_end(&out), aio__writer_room(&out)));
  }
  aio__write_str(&out, self->paused ? " paused>" : ">");
  return (int)out.length;
}

static const asyncio_type reader_type = {
    .name = "StreamReader", .destroy = reader_destroy, .next = reader_next, .repr = reader_repr};

asyncio_stream_reader *aio__stream_reader_new(size_t limit) {
  asyncio_stream_reader *self = aio__object_new(&reader_type, sizeof *self);
  if (self != NULL) {
    self->limit = limit;
    aio__deque_init(&self->waiter);
  }
  return self;
}

asyncio_stream_reader *asyncio_stream_reader_new(size_t limit) {
  if (limit == 0) {
    asyncio_raise(asyncio_ValueError, "Limit cannot be <= 0");
    return NULL;
  }
  return aio__own(aio__stream_reader_new(limit));
}
