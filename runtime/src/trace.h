#ifndef AIO_TRACE_H
#define AIO_TRACE_H

#include "loop.h"
#include "value.h"
#include <asyncio/trace.h>

/* What tracing needs while it is on; loop->trace is NULL while it is off. */
struct aio__trace;

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

/* The number of a text; of a value's repr; of an error's "Type: message". The text is copied. Out of memory: 0. O(1). */
double aio__trace_intern(asyncio_loop *loop, const char *text);
double aio__trace_label(asyncio_loop *loop, const char *label);
double aio__trace_intern_value(asyncio_loop *loop, asyncio_value value);
double aio__trace_intern_error(asyncio_loop *loop, const asyncio_error *error);

/* Has the reader read what is left, before the loop and its trace are freed. */
void aio__trace_flush(asyncio_loop *loop);

void aio__trace_free(struct aio__trace *trace);

#endif
