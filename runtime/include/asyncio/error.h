#ifndef ASYNCIO_ERROR_H
#define ASYNCIO_ERROR_H

#include <asyncio/object.h>
#include <asyncio/value.h>
#include <stdbool.h>

/*
** Errors: Python's exceptions. Inside a coroutine they are raised and caught (RAISE, TRY). A call that fails returns
** NULL or -1 and sets the current error; a coroutine that does not look at it has it raised at its next AWAIT,
** RETURN or end.
*/

typedef struct asyncio_error asyncio_error;

/* A class of errors. */
typedef struct asyncio_error_type {
  const char *name;
  const struct asyncio_error_type *parent; /* NULL for asyncio_BaseException */
} asyncio_error_type;

/* Declares a class of one's own, for this file: ASYNCIO_ERROR(Boom, asyncio_Exception); */
#define ASYNCIO_ERROR(error_name, parent_type)                                                                         \
  static const asyncio_error_type error_name[1] = {{#error_name, parent_type}}

extern const asyncio_error_type asyncio_BaseException[1];
extern const asyncio_error_type asyncio_BaseExceptionGroup[1]; /* BaseException */
extern const asyncio_error_type asyncio_CancelledError[1]; /* BaseException: `EXCEPT(asyncio_Exception)` lets it pass */
extern const asyncio_error_type asyncio_GeneratorExit[1];  /* BaseException */
extern const asyncio_error_type asyncio_KeyboardInterrupt[1]; /* BaseException */
extern const asyncio_error_type asyncio_SystemExit[1];        /* BaseException */
extern const asyncio_error_type asyncio_Exception[1];
extern const asyncio_error_type asyncio_ArithmeticError[1];
extern const asyncio_error_type asyncio_ZeroDivisionError[1]; /* ArithmeticError */
extern const asyncio_error_type asyncio_AssertionError[1];
extern const asyncio_error_type asyncio_BrokenBarrierError[1];  /* RuntimeError */
extern const asyncio_error_type asyncio_ExceptionGroup[1];      /* BaseExceptionGroup */
extern const asyncio_error_type asyncio_IncompleteReadError[1]; /* EOFError */
extern const asyncio_error_type asyncio_EOFError[1];
extern const asyncio_error_type asyncio_InvalidStateError[1];
extern const asyncio_error_type asyncio_LimitOverrunError[1];
extern const asyncio_error_type asyncio_LookupError[1];
extern const asyncio_error_type asyncio_IndexError[1]; /* LookupError */
extern const asyncio_error_type asyncio_KeyError[1];   /* LookupError */
extern const asyncio_error_type asyncio_MemoryError[1];
extern const asyncio_error_type asyncio_NotImplementedError[1]; /* RuntimeError */
extern const asyncio_error_type asyncio_OSError[1];
extern const asyncio_error_type asyncio_ConnectionError[1];        /* OSError */
extern const asyncio_error_type asyncio_BrokenPipeError[1];        /* ConnectionError */
extern const asyncio_error_type asyncio_ConnectionAbortedError[1]; /* ConnectionError */
extern const asyncio_error_type asyncio_ConnectionRefusedError[1]; /* ConnectionError */
extern const asyncio_error_type asyncio_ConnectionResetError[1];   /* ConnectionError */
extern const asyncio_error_type asyncio_gaierror[1];               /* OSError: a host that has no address */
extern const asyncio_error_type asyncio_TimeoutError[1];           /* OSError */
extern const asyncio_error_type asyncio_QueueEmpty[1];
extern const asyncio_error_type asyncio_QueueFull[1];
extern const asyncio_error_type asyncio_QueueShutDown[1];
extern const asyncio_error_type asyncio_RuntimeError[1];
extern const asyncio_error_type asyncio_RecursionError[1]; /* RuntimeError: as deep as CPython goes, and no deeper */
extern const asyncio_error_type asyncio_StopAsyncIteration[1];
extern const asyncio_error_type asyncio_StopIteration[1];
extern const asyncio_error_type asyncio_TypeError[1];
extern const asyncio_error_type asyncio_ValueError[1];

/* A new error; `format` as for asyncio_print, NULL for no message. Never NULL: out of memory it is the MemoryError
** that was made beforehand. */
asyncio_error *asyncio_error_new(const asyncio_error_type *type, const char *format, ...);

/* A group of the errors in `errors` (an ExceptionGroup, or a BaseExceptionGroup where one of them is no Exception).
** NULL and ValueError where the list is empty or holds something else. */
asyncio_error *asyncio_error_group(const char *message, asyncio_list *errors);

/* Whether `error` is of `type` or of a class below it. NULL is of none. */
bool asyncio_error_is(const asyncio_error *error, const asyncio_error_type *type);

/* Its class, message ("" for none) and, of a group, its errors (NULL for others). All borrowed. */
const asyncio_error_type *asyncio_error_class(const asyncio_error *error);
const char *asyncio_error_message(const asyncio_error *error);
asyncio_list *asyncio_error_errors(const asyncio_error *error);

/* What it was raised from, and while handling what, by CPython's rules; NULL for nothing, and where an error would hold
** itself so, also as one of a group. Borrowed. */
asyncio_error *asyncio_error_cause(const asyncio_error *error);
asyncio_error *asyncio_error_context(const asyncio_error *error);
void asyncio_error_set_cause(asyncio_error *error, asyncio_error *cause);

/* Makes a new error the current one. Returns -1, so that a function can `return asyncio_raise(…);`. */
int asyncio_raise(const asyncio_error_type *type, const char *format, ...);
int asyncio_raise_error(asyncio_error *error);

/* The current error of this thread, borrowed, or NULL. */
asyncio_error *asyncio_current_error(void);

/* Forgets it. */
void asyncio_clear_error(void);

#endif
