#ifndef ASYNCIO_GENERATOR_H
#define ASYNCIO_GENERATOR_H

#include <asyncio/coroutine.h>

/*
** Async generators: coroutine functions that yield.
**
**   ASYNC_GENERATOR(ticker, { int count; int i; })
**   {
**     ASYNC_BEGIN;
**     for (; self->i < self->count; self->i++) {
**       AWAIT(asyncio_sleep(1.0));
**       YIELD(asyncio_int(self->i));
**     }
**     ASYNC_END;
**   }
**
**   ASYNC_FOR(self->tick, GENERATOR(ticker, 3)) {
**     asyncio_print("%v", self->tick);
**   } END_FOR;
**
** One that is let go of before its end is closed by a task of its own; one that still lives when the run ends is
** closed then. Closing raises GeneratorExit at the YIELD where it stands: its FINALLYs run, and may await.
*/

typedef struct asyncio_generator asyncio_generator;

struct aio__generator_hooks;

/* What a generator is beyond a frame. */
typedef struct aio__generator_state {
  struct aio__generator_hooks *hooks; /* its place in the loop that closes it; NULL: nobody has asked it for an item */
  bool running;                       /* somebody awaits its next item, or its end */
  bool closed;                        /* by aclose */
} aio__generator_state;

/* Names a generator function and its locals, the arguments first. The function's body follows. */
#define ASYNC_GENERATOR(name, ...)                                                                                     \
  struct name {                                                                                                        \
    AIO__FRAME_HEAD;                                                                                                   \
    aio__generator_state generator_;                                                                                   \
    struct __VA_ARGS__;                                                                                                \
  };                                                                                                                   \
  static asyncio_step name##_body_(struct name *self);                                                                 \
  static asyncio_step name##_resume_(asyncio_coroutine *coroutine) {                                                   \
    return name##_body_(AIO__LOCALS(coroutine));                                                                       \
  }                                                                                                                    \
  static const asyncio_coroutine_type name##_type_ = {AIO__GENERATOR_TYPE, #name, AIO__LINE, sizeof(struct name),      \
                                                      name##_resume_,      NULL,  true};                               \
  static asyncio_step name##_body_(struct name *self)

/* A generator of the function `name`: GENERATOR(ticker, 3). NULL and MemoryError when out of memory. */
#define GENERATOR(...) AIO__GENERATOR(__VA_ARGS__, )
#define AIO__GENERATOR(name, ...)                                                                                      \
  ((asyncio_generator *)aio__coroutine_new(&name##_type_, &(struct name){.generator_ = {0}, __VA_ARGS__}))

/* Hands `value` to whoever asked for the next item and waits until somebody asks again; AWAITED is then what asend
** sent, none for ASYNC_FOR. Only in an ASYNC_GENERATOR. */
#define YIELD(value)                                                                                                   \
  do {                                                                                                                 \
    enum { aio_state_ = __COUNTER__ + 1 };                                                                             \
    (void)self->generator_;                                                                                            \
    if (aio__yield(AIO__FRAME, (value), aio_state_, AIO__LINE)) {                                                      \
      return ASYNCIO_RETURNED;                                                                                         \
    }                                                                                                                  \
    __attribute__((fallthrough));                                                                                      \
  case aio_state_:                                                                                                     \
    if (aio__await_end(AIO__FRAME)) {                                                                                  \
      goto aio_unwind_;                                                                                                \
    }                                                                                                                  \
  } while (0)

/* Python's anext: what to await for the next item of anything that ASYNC_FOR goes through. It raises StopAsyncIteration
** after the last. NULL with the current error: TypeError for what cannot be iterated. */
void *asyncio_anext(void *iterator);

/* Coroutines that go on with a generator to its next item, which they return: with `value` as the outcome of its YIELD;
** with `error` raised there. They raise StopAsyncIteration where it ends. */
asyncio_coroutine *asyncio_generator_asend(asyncio_generator *generator, asyncio_value value);
asyncio_coroutine *asyncio_generator_athrow(asyncio_generator *generator, asyncio_error *error);

/* A coroutine that closes a generator. RuntimeError where it yields once more. */
asyncio_coroutine *asyncio_generator_aclose(asyncio_generator *generator);

/* --- What the macros call; not for programs. ---------------------------------------------------------------------- */

enum { AIO__KIND_GENERATOR = 9 };
void aio__generator_destroy(void *generator);
void *aio__generator_next(void *generator);
int aio__generator_repr(const void *generator, char *text, size_t size);
bool aio__yield(asyncio_frame *frame, asyncio_value value, uint16_t state, unsigned line);

#define AIO__GENERATOR_TYPE                                                                                            \
  {                                                                                                                    \
    "async_generator", aio__generator_destroy, NULL, NULL, NULL, aio__generator_next, aio__generator_repr,             \
        AIO__KIND_GENERATOR                                                                                            \
  }

#endif
