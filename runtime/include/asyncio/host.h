#ifndef ASYNCIO_HOST_H
#define ASYNCIO_HOST_H

#include <asyncio/coroutine.h>
#include <asyncio/error.h>
#include <asyncio/future.h>
#include <asyncio/loop.h>
#include <asyncio/value.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
** Hosts: another language whose coroutines, values and exceptions take part in a run. Tasks, cancelling, gather and the
** like do not see the difference.
**
** What is the host's own has a number there, its reference. The host keeps it until it is told to release it: when the
** object made here for it has gone. What these calls make is the caller's: asyncio_host_release gives it back.
*/

/* What resuming a coroutine of the host's came to. The reference to an awaited coroutine, a value's object and an error
** is taken over, unless it is coroutine->error raised again; a future is only named. */
typedef struct asyncio_host_outcome {
  asyncio_step step;
  void *awaiting; /* suspended: the coroutine or future that it awaits; NULL: a bare yield */
  uint16_t line;  /* suspended: at which line, 0 where that is not known */
  asyncio_value value;
  asyncio_error *error;
} asyncio_host_outcome;

/* What the runtime asks of a host. The table lives as long as anything made with it. */
typedef struct asyncio_host {
  /* Runs a coroutine to its next await or its end; what it awaited came to coroutine->error, or else ->awaited. */
  asyncio_host_outcome (*resume)(asyncio_coroutine *coroutine, uint32_t reference);
  void (*release)(uint32_t reference);
  /* repr() of a value, as snprintf. */
  int (*repr)(uint32_t reference, char *text, size_t size);
  /* left < right, where one of them at least is the host's; an error is left as the current one. */
  bool (*less)(asyncio_value left, asyncio_value right);
} asyncio_host;

/* A kind of coroutine of the host's: a function called `name`, defined at `line`. Both strings and type are the
** caller's to keep as long as coroutines of it live. */
asyncio_coroutine_type asyncio_host_coroutine_type(const char *name, uint16_t line);

/* A coroutine; the caller's reference. NULL and MemoryError when out of memory: the reference is released then. */
asyncio_coroutine *asyncio_host_coroutine(const asyncio_host *host, const asyncio_coroutine_type *type,
                                          uint32_t reference);

/* A value of kind ASYNCIO_HOST, likewise; none when out of memory. */
asyncio_value asyncio_host_value(const asyncio_host *host, uint32_t reference);

/* The reference of such a value. */
uint32_t asyncio_host_value_reference(asyncio_value value);

/* An error for an exception of the host's, likewise; out of memory the MemoryError made beforehand. */
asyncio_error *asyncio_host_error(const asyncio_host *host, const asyncio_error_type *type, const char *message,
                                  size_t message_size, uint32_t reference);

/* Gives an error that the runtime made an exception in the host, so that it is the same one each time. False where it
** cannot hold one (those made beforehand): the reference stays the host's. */
bool asyncio_host_error_attach(const asyncio_host *host, asyncio_error *error, uint32_t reference);

/* Whether the error has an exception in the host, and which. */
bool asyncio_host_error_reference(const asyncio_error *error, uint32_t *reference);

/* What an object is, for a host that makes its own of it. */
typedef enum asyncio_host_kind {
  ASYNCIO_HOST_OTHER,
  ASYNCIO_HOST_COROUTINE,
  ASYNCIO_HOST_FUTURE,
  ASYNCIO_HOST_TASK,
  ASYNCIO_HOST_ERROR
} asyncio_host_kind;
asyncio_host_kind asyncio_host_kind_of(const void *object);

/* Has `object` live as long as `owner`, one of the runtime's own coroutines, whose argument it is: a coroutine's
** reference is taken over, of others one is taken. */
void asyncio_host_give(asyncio_coroutine *owner, void *object);

/* Whether a future failed; unlike asyncio_future_exception this is no look at its error. */
bool asyncio_host_future_failed(const asyncio_future *future);

/* Another reference to an object; returns `object`. One given back, of these or of what a call made for the host; NULL
** is allowed. A host that counts by itself needs no asyncio_keep and asyncio_release. */
void *asyncio_host_retain(void *object);
void asyncio_host_release(void *object);

/* Around each call that the host makes: `loop` is the running one where none is, and what is made belongs to the
** caller. The end returns the current error, the caller's reference, and leaves none; NULL: there is none. They may be
** nested. */
typedef struct asyncio_host_call {
  asyncio_loop *loop;
  struct aio__links *scope;
} asyncio_host_call;
asyncio_host_call asyncio_host_begin(asyncio_loop *loop);
asyncio_error *asyncio_host_end(asyncio_host_call outer);

/* Whether a loop runs in this thread. */
bool asyncio_host_running(void);

/* Async generators are the host's: `shutdown`, called where the loop shuts them down, returns a coroutine that closes
** those that live, the caller's reference, or NULL where there are none. */
void asyncio_host_closes_generators(asyncio_loop *loop, asyncio_coroutine *(*shutdown)(void));

/* From now on `loop` is the one of the program: it takes over the trace, the numbers, the clock, the random numbers and
** the context outside of tasks from `former`, which is not to run until it takes them back. */
void asyncio_host_succeed(asyncio_loop *loop, asyncio_loop *former);

/* A call of the host's blocked the loop: its clock goes on by `seconds`. */
void asyncio_host_blocked(asyncio_loop *loop, double seconds);

#endif
