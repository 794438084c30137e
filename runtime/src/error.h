#ifndef AIO_ERROR_H
#define AIO_ERROR_H

#include "object.h"
#include "value.h"
#include <asyncio/error.h>

struct asyncio_error {
  asyncio_object object;
  const asyncio_error_type *type;
  aio__str *message;      /* held; NULL for none */
  asyncio_error *cause;   /* raised from it; held */
  asyncio_error *context; /* raised while it was handled; held */
  asyncio_list *errors;   /* of a group; held */
  asyncio_object *host;   /* the host's exception; held; NULL: it has none */
  aio__str *partial;      /* of an IncompleteReadError, the bytes there were; held */
  int64_t
      size; /* bytes that it expected, or a LimitOverrunError's consumed, -1: unknown; an OSError's number, 0: none */
};

/* As asyncio_error_new, the caller's reference. */
asyncio_error *aio__error_new(const asyncio_error_type *type, const char *format, ...);

/* A CancelledError with the message of `request`, another one (NULL: without). Out of memory that one itself, or the
** one that was made beforehand: a cancel never fails. The caller's reference. */
asyncio_error *aio__cancelled_error(asyncio_error *request);

/* An OSError of class `type` with the number and the text of the operating system: "[Errno 111] text". The caller's
** reference. */
asyncio_error *aio__system_error(const asyncio_error_type *type, int number, const char *text);

/* The GeneratorExit that was made beforehand: closing takes no memory. */
asyncio_error *aio__generator_exit(void);

/* Takes the current error away: the caller's reference; NULL where there is none. */
asyncio_error *aio__take_error(void);

/* Makes `error` the current one and takes the reference over. Returns -1. */
int aio__set_error(asyncio_error *error);

/* TypeError: what is called so is NULL; unless an error is current. Returns true. */
bool aio__raise_null(const char *what);

/* Whether a pointer that a program gave is NULL. Then TypeError says so, unless an error is current already: the one
** that made it NULL. */
static inline bool aio__is_null(const void *given, const char *what) {
  return given == NULL && aio__raise_null(what);
}

/* Makes the MemoryError that was made beforehand the current error. */
void aio__raise_memory_error(void);

/* Notes that `error` was raised while `handled`, NULL for nothing, was being handled: its context, whatever that was
** before. As in CPython a chain that would become a ring is cut where `error` stands in it. O(length of the chain). */
void aio__error_set_context(asyncio_error *error, asyncio_error *handled);

/* "Type: message", or "Type", as the last line of a traceback. */
int aio__error_line(const asyncio_error *error, char *text, size_t size);

/* `Type(message)`, a group `Type[error, …]`. */
int aio__error_show(const asyncio_error *error, char *text, size_t size);

#endif
