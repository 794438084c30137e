#ifndef AIO_TRACE_H
#define AIO_TRACE_H

#include "loop.h"
#include "value.h"
#include <asyncio/trace.h>
#include <string.h>

/* Labels found last, by a hash of where they stand. */
enum { AIO__RECENT_LABELS = 32 };

typedef struct aio__recent_label {
  const char *label;
  uint32_t number;
} aio__recent_label;

/* What tracing needs while it is on; loop->trace is NULL while it is off. */
struct aio__trace {
  asyncio_trace_record *next; /* of the ring, which is read and cleared as a whole */
  asyncio_trace_record *end;
  asyncio_trace_record *records;
  uint32_t lost;
  asyncio_trace_reader reader;
  void *reader_data;
  aio__recent_label recent[AIO__RECENT_LABELS];
  aio__str **strings;        /* by number */
  aio__str *lost_text;       /* what stands in the place of a text that there is no memory for; made beforehand */
  uint32_t lost_text_number; /* 0: it is not among the strings yet, where a place is kept for it */
  uint32_t string_count;
  uint32_t string_capacity;
  uint32_t *table; /* open addressing: numbers of strings, 0 for a free place; twice as large as string_capacity */
};

/* Notes an event. Off, it costs one branch. */
#define aio__trace(loop, kind, subject, object, value)                                                                 \
  ((loop)->trace == NULL ? (void)0 : aio__trace_write((loop), (kind), 0, (subject), (object), (value)))

/* The same with a source line. */
#define aio__trace_at(loop, line, kind, subject, object, value)                                                        \
  ((loop)->trace == NULL ? (void)0 : aio__trace_write((loop), (kind), (line), (subject), (object), (value)))

/* The same with a text as the value, which is evaluated only while tracing is on. */
#define aio__trace_text(loop, kind, subject, object, text)                                                             \
  ((loop)->trace == NULL                                                                                               \
       ? (void)0                                                                                                       \
       : aio__trace_write((loop), (kind), 0, (subject), (object), aio__trace_intern((loop), (text))))

/* The same with a text that stands in the program itself, always the same at its place. */
#define aio__trace_labelled(loop, kind, subject, object, label)                                                        \
  ((loop)->trace == NULL                                                                                               \
       ? (void)0                                                                                                       \
       : aio__trace_write((loop), (kind), 0, (subject), (object), aio__trace_label((loop), (label))))

void aio__trace_write(asyncio_loop *loop, uint16_t kind, uint16_t line, uint32_t subject, uint32_t object,
                      double value);

/* Has a full ring read. False where it is full still: a record is lost. */
bool aio__trace_make_room(asyncio_loop *loop);

/* A record as the words that its fields fill, four stores in place of seven. Of two fields that share a word, the first
** lies at the lower address. */
typedef struct aio__trace_words {
  double time;
  uint64_t turn_kind_line;
  uint64_t subject_object;
  double value;
} aio__trace_words;

_Static_assert(sizeof(aio__trace_words) == sizeof(asyncio_trace_record), "a record is its words");

#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
enum { AIO__FIRST = 0, AIO__SECOND = 1 };
#else
enum { AIO__FIRST = 1, AIO__SECOND = 0 };
#endif

static inline uint64_t aio__trace_word(uint32_t first, uint32_t second) {
  return (uint64_t)first << 32 * AIO__FIRST | (uint64_t)second << 32 * AIO__SECOND;
}

/* The same built in where it is called, for what every step of a task notes: a call takes longer than the record. Only
** while tracing is on. */
static inline void aio__trace_put(asyncio_loop *loop, uint16_t kind, uint16_t line, uint32_t subject, uint32_t object,
                                  double value) {
  struct aio__trace *trace = loop->trace;
  if (trace->next == trace->end && !aio__trace_make_room(loop)) {
    return;
  }
  uint32_t kind_line = (uint32_t)kind << 16 * AIO__FIRST | (uint32_t)line << 16 * AIO__SECOND;
  aio__trace_words words = {loop->now, aio__trace_word(loop->turns, kind_line), aio__trace_word(subject, object),
                            value};
  memcpy(trace->next++, &words, sizeof words);
}

/* The number of a text; of a value's repr; of an error's "Type: message". The text is copied. Without memory for it,
** the number of one that says so. O(1). */
double aio__trace_intern(asyncio_loop *loop, const char *text);
double aio__trace_intern_label(asyncio_loop *loop, const char *label);
double aio__trace_intern_value(asyncio_loop *loop, asyncio_value value);
double aio__trace_lost_text(asyncio_loop *loop);
double aio__trace_intern_error(asyncio_loop *loop, const asyncio_error *error);

static inline size_t aio__trace_label_place(const char *label) {
  return ((uint32_t)(uintptr_t)label * 2654435761u) >> 27;
}

/* The number of a text that stands in the program itself, always the same at its place. */
static inline double aio__trace_label(asyncio_loop *loop, const char *label) {
  const aio__recent_label *recent = &loop->trace->recent[aio__trace_label_place(label)];
  return recent->label == label ? recent->number : aio__trace_intern_label(loop, label);
}

/* A handle is scheduled, under a new number. `label` says what it calls. Only while tracing is on. */
static inline void aio__trace_scheduled(asyncio_loop *loop, aio__handle *handle, const char *label) {
  handle->id = aio__loop_new_id(loop);
  aio__trace_put(loop, ASYNCIO_TRACE_HANDLE_SCHEDULED, 0, handle->id, handle->owner, aio__trace_label(loop, label));
}

/* Has the reader read what is left, before the loop and its trace are freed. */
void aio__trace_flush(asyncio_loop *loop);

void aio__trace_free(struct aio__trace *trace);

#endif
