#include "trace.h"

#include "error.h"
#include "memory.h"
#include "value.h"
#include <stdlib.h>
#include <string.h>

#define LOST_TEXT "MemoryError: this text is lost"

static uint32_t hash_of(const char *text, size_t size) {
  uint32_t hash = 2166136261u;
  for (size_t i = 0; i < size; i++) {
    hash = (hash ^ (unsigned char)text[i]) * 16777619u;
  }
  return hash;
}

/* The place of a text in the table, or the free one where it belongs. */
static uint32_t *place_of(struct aio__trace *trace, const char *text, size_t size) {
  uint32_t mask = 2 * trace->string_capacity - 1;
  for (uint32_t at = hash_of(text, size) & mask;; at = (at + 1) & mask) {
    uint32_t number = trace->table[at];
    if (number == 0) {
      return &trace->table[at];
    }
    const aio__str *string = trace->strings[number];
    if (string->size == size && memcmp(string->text, text, size) == 0) {
      return &trace->table[at];
    }
  }
}

__attribute__((cold)) static int grow_strings(struct aio__trace *trace) {
  uint32_t capacity = trace->string_capacity == 0 ? 64 : 2 * trace->string_capacity;
  if (capacity > UINT32_MAX / 2) { /* more than their numbers tell apart */
    aio__raise_memory_error();
    return -1;
  }
  uint32_t *table = aio__allocate(aio__size_of(capacity, 2 * sizeof(uint32_t)));
  aio__str **strings =
      table == NULL ? NULL : aio__reallocate(trace->strings, aio__size_of(capacity, sizeof(aio__str *)));
  if (strings == NULL) {
    aio__free(table);
    return -1;
  }
  aio__free(trace->table);
  trace->strings = strings;
  trace->table = table;
  trace->string_capacity = capacity;
  for (uint32_t number = 1; number < trace->string_count; number++) {
    *place_of(trace, strings[number]->text, strings[number]->size) = number;
  }
  return 0;
}

/* Puts a string, which is taken over, where there is room for it. Its number. */
static uint32_t put_string(struct aio__trace *trace, aio__str *string) {
  trace->strings[trace->string_count] = string;
  *place_of(trace, string->text, string->size) = trace->string_count;
  return trace->string_count++;
}

/* A string's number; 0 with MemoryError. The last place is kept for `lost_text`. */
__attribute__((cold)) static uint32_t add_string(struct aio__trace *trace, const char *text, size_t size) {
  if (trace->string_count + 1 >= trace->string_capacity && grow_strings(trace) < 0) {
    return 0;
  }
  aio__str *string = aio__str_new(text, size);
  return string == NULL ? 0 : put_string(trace, string);
}

__attribute__((cold)) double aio__trace_lost_text(asyncio_loop *loop) {
  struct aio__trace *trace = loop->trace;
  if (trace->lost_text_number == 0) {
    trace->lost_text_number = put_string(trace, aio__retain(trace->lost_text));
  }
  return trace->lost_text_number;
}

static uint32_t intern(asyncio_loop *loop, const char *text, size_t size) {
  struct aio__trace *trace = loop->trace;
  if (size == 0) {
    return 0;
  }
  uint32_t number = *place_of(trace, text, size);
  if (number == 0) {
    asyncio_error *pending = aio__take_error(); /* the program's: a trace without memory loses a text, nothing else */
    number = add_string(trace, text, size);
    if (number == 0) {
      number = (uint32_t)aio__trace_lost_text(loop);
    }
    asyncio_clear_error();
    if (pending != NULL) {
      aio__set_error(pending);
    }
  }
  return number;
}

double aio__trace_intern(asyncio_loop *loop, const char *text) {
  return intern(loop, text, strlen(text));
}

double aio__trace_intern_label(asyncio_loop *loop, const char *label) {
  uint32_t number = intern(loop, label, strlen(label));
  if (number != loop->trace->lost_text_number) {
    loop->trace->recent[aio__trace_label_place(label)] = (aio__recent_label){label, number};
  }
  return number;
}

/* Longer texts are cut: a trace shows them, it does not store data. */
#define SHOWN 200

double aio__trace_intern_value(asyncio_loop *loop, asyncio_value value) {
  char text[SHOWN];
  asyncio_error *pending = aio__take_error(); /* the program's: what cannot be shown is no error of it */
  aio__value_repr_start(value, text, sizeof text);
  aio__set_error(pending);
  return aio__trace_intern(loop, text);
}

double aio__trace_intern_error(asyncio_loop *loop, const asyncio_error *error) {
  char text[SHOWN];
  aio__error_line(error, text, sizeof text);
  return aio__trace_intern(loop, text);
}

void aio__trace_flush(asyncio_loop *loop) {
  struct aio__trace *trace = loop->trace;
  if (trace != NULL && trace->next > trace->records && trace->reader != NULL) {
    trace->reader(trace->reader_data, loop);
  }
}

bool aio__trace_make_room(asyncio_loop *loop) {
  struct aio__trace *trace = loop->trace;
  aio__trace_flush(loop);
  if (trace->next == trace->end) {
    trace->lost++;
    return false;
  }
  return true;
}

__attribute__((noinline)) void aio__trace_write(asyncio_loop *loop, uint16_t kind, uint16_t line, uint32_t subject,
                                                uint32_t object, double value) {
  aio__trace_put(loop, kind, line, subject, object, value);
}

__attribute__((cold)) int asyncio_trace_open(asyncio_loop *loop, uint32_t capacity, asyncio_trace_reader reader,
                                             void *data) {
  if (aio__is_null(loop, "loop")) {
    return -1;
  }
  if (loop->trace != NULL) {
    return asyncio_raise(asyncio_RuntimeError, "the loop is traced already");
  }
  struct aio__trace *trace = aio__allocate(sizeof *trace);
  if (trace == NULL) {
    return -1;
  }
  trace->records = aio__allocate(aio__size_of(capacity, sizeof(asyncio_trace_record)));
  trace->lost_text = trace->records == NULL ? NULL : aio__str_new(LOST_TEXT, sizeof LOST_TEXT - 1);
  trace->reader = reader;
  trace->reader_data = data;
  if (trace->lost_text == NULL || grow_strings(trace) < 0) {
    aio__trace_free(trace);
    return -1;
  }
  trace->next = trace->records;
  trace->end = trace->records + capacity;
  trace->string_count = 1;
  loop->trace = trace;
  return 0;
}

__attribute__((cold)) void aio__trace_free(struct aio__trace *trace) {
  if (trace == NULL) {
    return;
  }
  for (uint32_t number = 1; number < trace->string_count; number++) {
    aio__release(trace->strings[number]);
  }
  aio__release(trace->lost_text);
  aio__free(trace->strings);
  aio__free(trace->table);
  aio__free(trace->records);
  aio__free(trace);
}

const asyncio_trace_record *asyncio_trace_records(const asyncio_loop *loop) {
  if (aio__is_null(loop, "loop")) {
    return NULL;
  }
  return loop->trace == NULL ? NULL : loop->trace->records;
}

uint32_t asyncio_trace_count(const asyncio_loop *loop) {
  if (aio__is_null(loop, "loop")) {
    return 0;
  }
  return loop->trace == NULL ? 0 : (uint32_t)(loop->trace->next - loop->trace->records);
}

uint32_t asyncio_trace_lost(const asyncio_loop *loop) {
  if (aio__is_null(loop, "loop")) {
    return 0;
  }
  return loop->trace == NULL ? 0 : loop->trace->lost;
}

void asyncio_trace_clear(asyncio_loop *loop) {
  if (aio__is_null(loop, "loop")) {
    return;
  }
  if (loop->trace != NULL) {
    loop->trace->next = loop->trace->records;
  }
}

uint32_t asyncio_trace_string_count(const asyncio_loop *loop) {
  if (aio__is_null(loop, "loop")) {
    return 0;
  }
  return loop->trace == NULL ? 0 : loop->trace->string_count;
}

const char *asyncio_trace_string(const asyncio_loop *loop, uint32_t number, size_t *size) {
  if (aio__is_null(size, "size")) {
    return "";
  }
  if (number == 0 || number >= asyncio_trace_string_count(loop)) {
    *size = 0;
    return "";
  }
  *size = loop->trace->strings[number]->size;
  return loop->trace->strings[number]->text;
}
