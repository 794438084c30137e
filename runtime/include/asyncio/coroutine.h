#ifndef ASYNCIO_COROUTINE_H
#define ASYNCIO_COROUTINE_H

#include <asyncio/error.h>
#include <asyncio/object.h>
#include <asyncio/value.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

/*
** Coroutines: a C function turned into a state machine by macros over `switch`, its locals in a frame.
**
**   ASYNC(fetch, { const char *name; double delay; asyncio_task *helper; })
**   {
**     ASYNC_BEGIN;
**     AWAIT(asyncio_sleep(self->delay));
**     RETURN(asyncio_str(self->name));
**     ASYNC_END;
**   }
**
**   CORO(fetch, "a", 2.0)     a coroutine object: the first locals are the arguments, the others begin as zero
**
** What C cannot follow: a variable of the C function does not survive an AWAIT (gcc refuses one whose initialisation an
** AWAIT may jump over, clang warns with -Wconditional-uninitialized: declare it in the frame); a pointer to a local
** variable, &self->x, is good until the coroutine goes on behind its next AWAIT, and no longer (what others are to
** share is an object, asyncio_object_new); AWAIT, TRY and their like do not stand inside a `switch` of one's own, nor
** two on one line; no `break`, `continue`, `goto` or `return` leaves a TRY or ASYNC_WITH (RETURN does), no `goto` or
** `return` an ASYNC_FOR.
*/

/* CORO names only the arguments: the locals behind them begin as zero, on purpose. A variable whose initialisation an
** AWAIT jumps over would be lost: gcc makes that an error, clang warns of it with -Wconditional-uninitialized (which a
** pragma does not switch on inside of macros). */
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"
#pragma GCC diagnostic ignored "-Wmissing-braces"
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic error "-Wjump-misses-init"
#endif

typedef struct asyncio_coroutine asyncio_coroutine;

/* Names a block's state. One inside another has the same name, on purpose: no -Wshadow for that. */
#define AIO__BLOCK(name)                                                                                               \
  _Pragma("GCC diagnostic push") _Pragma("GCC diagnostic ignored \"-Wshadow\"") enum { name = __COUNTER__ + 1 };       \
  _Pragma("GCC diagnostic pop") struct aio__try

/* What resuming a coroutine came to. */
typedef enum asyncio_step {
  ASYNCIO_SUSPENDED, /* it awaits coroutine->awaiting; NULL is a bare yield */
  ASYNCIO_RETURNED,  /* coroutine->awaited is what it returned */
  ASYNCIO_RAISED     /* coroutine->error is what it raised */
} asyncio_step;

/* A kind of coroutine: what the functions made by ASYNC, the host's generators and asyncio's own have in common. */
typedef struct asyncio_coroutine_type {
  asyncio_type type;
  const char *name; /* of the function, for people */
  uint16_t line;    /* where it is defined */
  uint32_t size;    /* of a frame, bytes */
  /* Runs it to its next await or its end. In: awaited or error, what the last await came to. */
  asyncio_step (*resume)(asyncio_coroutine *coroutine);
  /* Lets go of what it holds beyond the coroutine's own, when it is destroyed; NULL for nothing. */
  void (*clear)(asyncio_coroutine *coroutine);
  bool is_frame;    /* made by ASYNC: coroutines of this type are asyncio_frames */
  bool takes_throw; /* an error may be raised in it before it has begun */
} asyncio_coroutine_type;

struct aio__try;

/* The head of every coroutine. */
struct asyncio_coroutine {
  asyncio_object object;
  uint16_t state;            /* the `case` it goes on at; 0: not begun */
  uint16_t line;             /* source line of the await it stands at */
  uint8_t status;            /* enum aio__coroutine_status */
  uint8_t leaving;           /* enum aio__leaving: why a frame's innermost TRY is being left */
  bool taken;                /* a task runs it */
  bool pins_provider;        /* it pins its provider */
  uint32_t id;               /* its number in the trace */
  asyncio_coroutine *caller; /* who awaits it inline; NULL for a task's outermost */
  asyncio_object *awaiting;  /* coroutine or future it stands at, held; NULL: none or a bare yield */
  asyncio_error *error;      /* thrown into it, or raised by it; held */
  asyncio_value awaited;     /* result of the last await, or what it returned; held */
};

/* The head of every frame of ASYNC. */
typedef struct asyncio_frame {
  asyncio_coroutine coroutine;
  struct aio__try *tries;         /* open TRY, ASYNC_WITH and ASYNC_FOR blocks, innermost first */
  struct asyncio_frame *provider; /* the frame that created it, whose objects its arguments may name */
  uint32_t pins;                  /* coroutines that pin it: its objects live until there are none */
  aio__links scope;               /* its objects, in order of creation */
  aio__links *mark; /* the last of them before AWAIT's expression was evaluated; NULL: it names what it makes */
#ifdef AIO__STRESS
  void *locals; /* a struct of ASYNC's, elsewhere after each await; NULL: they are over */
#endif
} asyncio_frame;

/*
** How a coroutine function, whose locals are `self`, reaches its frame. The locals stand behind the frame. In the
** stress build (src/stress.h) they are a block of their own, so that they can move.
*/
#ifdef AIO__STRESS
#define AIO__FRAME_HEAD         asyncio_frame *frame_
#define AIO__NO_FRAME           .frame_ = NULL
#define AIO__FRAME              (self->frame_)
#define AIO__LOCALS(coroutine_) (((asyncio_frame *)(coroutine_))->locals)
#define AIO__HEAD_SIZE          sizeof(asyncio_frame *)
#else
#define AIO__FRAME_HEAD         asyncio_frame frame_
#define AIO__NO_FRAME           .frame_ = {.pins = 0}
#define AIO__FRAME              (&self->frame_)
#define AIO__LOCALS(coroutine_) ((void *)(coroutine_))
#define AIO__HEAD_SIZE          sizeof(asyncio_frame)
#endif

/* In the trace asyncio's own coroutines have no lines: people look at the program's. */
#ifdef AIO__LIBRARY
#define AIO__LINE 0
#else
#define AIO__LINE __LINE__
#endif

/* Names a coroutine function and its locals, the arguments first. The function's body follows. */
#define ASYNC(name, ...)                                                                                               \
  struct name {                                                                                                        \
    AIO__FRAME_HEAD;                                                                                                   \
    struct __VA_ARGS__;                                                                                                \
  };                                                                                                                   \
  static asyncio_step name##_body_(struct name *self);                                                                 \
  static asyncio_step name##_resume_(asyncio_coroutine *coroutine) {                                                   \
    return name##_body_(AIO__LOCALS(coroutine));                                                                       \
  }                                                                                                                    \
  static const asyncio_coroutine_type name##_type_ = {AIO__FRAME_TYPE, #name, AIO__LINE, sizeof(struct name),          \
                                                      name##_resume_,  NULL,  true};                                   \
  static asyncio_step name##_body_(struct name *self)

#define ASYNC_NO_LOCALS                                                                                                \
  { char no_locals_; }

/* A coroutine object of the function `name`: CORO(fetch, "a", 2.0). It belongs to the scope; whoever runs it (AWAIT,
** asyncio_create_task, asyncio_gather …) takes it over. NULL and MemoryError when out of memory. */
#define CORO(...)            AIO__CORO(__VA_ARGS__, )
#define AIO__CORO(name, ...) aio__coroutine_new(&name##_type_, &(struct name){AIO__NO_FRAME, __VA_ARGS__})

/* Between these stands the whole body. Reaching ASYNC_END returns none. */
#define ASYNC_BEGIN                                                                                                    \
  aio_dispatch_:                                                                                                       \
  switch (AIO__FRAME->coroutine.state) {                                                                               \
  case 0: {

#define ASYNC_END                                                                                                      \
  }                                                                                                                    \
  aio__return_none(AIO__FRAME);                                                                                        \
  goto aio_unwind_;                                                                                                    \
  default:                                                                                                             \
    aio__lost_state(AIO__FRAME);                                                                                       \
    }                                                                                                                  \
  aio_unwind_:                                                                                                         \
    if (AIO__FRAME->tries != NULL && aio__unwind(AIO__FRAME)) {                                                        \
      goto aio_dispatch_;                                                                                              \
    }                                                                                                                  \
    return aio__finish(AIO__FRAME)

/* Waits for a coroutine, future, task or anything with an `await`; its result is then AWAITED, its error is raised
** here. A coroutine, or a future that is done, does not yield to the loop. */
#define AWAIT(...)                                                                                                     \
  do {                                                                                                                 \
    enum { aio_state_ = __COUNTER__ + 1 };                                                                             \
    aio__await_begin(AIO__FRAME, AIO__NAMED(#__VA_ARGS__));                                                            \
    AIO__AWAIT(aio__await(AIO__FRAME, (__VA_ARGS__), aio_state_, AIO__LINE));                                          \
  } while (0)

/* Suspends where `suspends` says so, and goes on, or unwinds, at `case aio_state_`. */
#define AIO__AWAIT(suspends)                                                                                           \
  if (suspends) {                                                                                                      \
    return ASYNCIO_SUSPENDED;                                                                                          \
  }                                                                                                                    \
  __attribute__((fallthrough));                                                                                        \
  case aio_state_:                                                                                                     \
    if (aio__await_end(AIO__FRAME)) {                                                                                  \
      goto aio_unwind_;                                                                                                \
    }

/* The result of the last AWAIT: an asyncio_value, which lives as long as the frame. */
#define AWAITED (AIO__FRAME->coroutine.awaited)

/* Ends the coroutine with a value, through every FINALLY on the way. */
#define RETURN(value)                                                                                                  \
  do {                                                                                                                 \
    aio__return(AIO__FRAME, (value));                                                                                  \
    goto aio_unwind_;                                                                                                  \
  } while (0)

/* Raises a new error: RAISE(asyncio_ValueError, "no page %d", n). */
#define RAISE(...)                                                                                                     \
  do {                                                                                                                 \
    aio__raise_new(AIO__FRAME, aio__error_new(__VA_ARGS__));                                                           \
    goto aio_unwind_;                                                                                                  \
  } while (0)

/* Raises an error that is there already. */
#define RAISE_ERROR(error)                                                                                             \
  do {                                                                                                                 \
    aio__raise(AIO__FRAME, (error));                                                                                   \
    goto aio_unwind_;                                                                                                  \
  } while (0)

/* Raises a new error from `cause`, which becomes its cause. */
#define RAISE_FROM(cause, ...)                                                                                         \
  do {                                                                                                                 \
    aio__raise_from(AIO__FRAME, (cause), aio__error_new(__VA_ARGS__));                                                 \
    goto aio_unwind_;                                                                                                  \
  } while (0)

/* In a handler: the error it handles, borrowed; and raising it again. */
#define CAUGHT  aio__caught(AIO__FRAME)
#define RERAISE RAISE_ERROR(CAUGHT)

/* Raises the current error, where a call has set one: CHECK(asyncio_future_set_result(future, value)). */
#define CHECK(call)                                                                                                    \
  do {                                                                                                                 \
    (void)(call);                                                                                                      \
    if (aio__raise_current(AIO__FRAME)) {                                                                              \
      goto aio_unwind_;                                                                                                \
    }                                                                                                                  \
  } while (0)

/*
** TRY { … } EXCEPT(type, …) { … } ELSE { … } FINALLY { … } END_TRY; All parts but TRY may be left out; ELSE stands
** behind the handlers. AWAIT, RETURN and RAISE may stand in each.
**
** A block is left towards its own `case` at the top, with the reason noted in its aio__try; from there control runs
** down through the parts, each of which asks whether its turn has come, to the end, which goes on leaving outwards
** if need be.
*/
#define TRY                                                                                                            \
  {                                                                                                                    \
    AIO__BLOCK(aio_try_);                                                                                              \
    if (aio__try_push(AIO__FRAME, aio_try_, AIO__LINE) < 0) {                                                          \
      goto aio_unwind_;                                                                                                \
    }                                                                                                                  \
    do {                                                                                                               \
      __attribute__((fallthrough));                                                                                    \
    case aio_try_:                                                                                                     \
      if (aio__try_body(AIO__FRAME)) {

#define EXCEPT(...)                                                                                                    \
  }                                                                                                                    \
  if (aio__try_except(AIO__FRAME, (const asyncio_error_type *const[]){__VA_ARGS__, NULL})) {

#define ELSE                                                                                                           \
  }                                                                                                                    \
  if (aio__try_else(AIO__FRAME)) {

#define FINALLY                                                                                                        \
  }                                                                                                                    \
  if (aio__try_finally(AIO__FRAME)) {

#define END_TRY                                                                                                        \
  }                                                                                                                    \
  if (aio__try_end(AIO__FRAME)) {                                                                                      \
    goto aio_unwind_;                                                                                                  \
  }                                                                                                                    \
  }                                                                                                                    \
  while (0)                                                                                                            \
    ;                                                                                                                  \
  if (aio__try_escaped(AIO__FRAME, aio_try_)) {                                                                        \
    goto aio_unwind_;                                                                                                  \
  }                                                                                                                    \
  }                                                                                                                    \
  ((void)0)

/*
** ASYNC_WITH(object) { … } END_WITH; Awaits the object's `enter`, and its `leave` however the block is left. The
** block may hold AWAIT, RETURN and RAISE.
*/
#define ASYNC_WITH(...)                                                                                                \
  {                                                                                                                    \
    AIO__BLOCK(aio_try_);                                                                                              \
    aio__await_begin(AIO__FRAME, AIO__NAMED(#__VA_ARGS__));                                                            \
    if (aio__with_push(AIO__FRAME, (__VA_ARGS__), aio_try_, AIO__LINE) < 0) {                                          \
      goto aio_unwind_;                                                                                                \
    }                                                                                                                  \
    do {                                                                                                               \
      {                                                                                                                \
        enum { aio_state_ = __COUNTER__ + 1 };                                                                         \
        AIO__AWAIT(aio__with_enter(AIO__FRAME, aio_state_));                                                           \
        aio__with_entered(AIO__FRAME);                                                                                 \
      }                                                                                                                \
      __attribute__((fallthrough));                                                                                    \
    case aio_try_:                                                                                                     \
      if (aio__try_body(AIO__FRAME)) {

#define END_WITH                                                                                                       \
  }                                                                                                                    \
  if (aio__with_leaves(AIO__FRAME)) {                                                                                  \
    enum { aio_state_ = __COUNTER__ + 1 };                                                                             \
    AIO__AWAIT(aio__with_leave(AIO__FRAME, aio_state_));                                                               \
    aio__with_left(AIO__FRAME);                                                                                        \
  }                                                                                                                    \
  if (aio__try_end(AIO__FRAME)) {                                                                                      \
    goto aio_unwind_;                                                                                                  \
  }                                                                                                                    \
  }                                                                                                                    \
  while (0)                                                                                                            \
    ;                                                                                                                  \
  if (aio__try_escaped(AIO__FRAME, aio_try_)) {                                                                        \
    goto aio_unwind_;                                                                                                  \
  }                                                                                                                    \
  }                                                                                                                    \
  ((void)0)

/*
** ASYNC_FOR(variable, object) { … } END_FOR; Awaits the object's `next` again and again, each time into the variable,
** an asyncio_value of the frame, until it raises StopAsyncIteration. The block may hold AWAIT, RETURN and RAISE,
** `break` and `continue`.
*/
#define ASYNC_FOR(variable, ...)                                                                                       \
  {                                                                                                                    \
    AIO__BLOCK(aio_for_);                                                                                              \
    aio__await_begin(AIO__FRAME, AIO__NAMED(#__VA_ARGS__));                                                            \
    if (aio__for_push(AIO__FRAME, (__VA_ARGS__), aio_for_, AIO__LINE) < 0) {                                           \
      goto aio_unwind_;                                                                                                \
    }                                                                                                                  \
    for (;;) {                                                                                                         \
      {                                                                                                                \
        enum { aio_state_ = __COUNTER__ + 1 };                                                                         \
        if (aio__for_next(AIO__FRAME, aio_state_)) {                                                                   \
          return ASYNCIO_SUSPENDED;                                                                                    \
        }                                                                                                              \
        __attribute__((fallthrough));                                                                                  \
      case aio_state_:                                                                                                 \
        if (aio__for_ended(AIO__FRAME)) {                                                                              \
          break;                                                                                                       \
        }                                                                                                              \
        if (aio__await_end(AIO__FRAME)) {                                                                              \
          goto aio_unwind_;                                                                                            \
        }                                                                                                              \
      }                                                                                                                \
      (variable) = AWAITED;                                                                                            \
      {

#define END_FOR                                                                                                        \
  }                                                                                                                    \
  }                                                                                                                    \
  aio__for_pop(AIO__FRAME, aio_for_);                                                                                  \
  }                                                                                                                    \
  ((void)0)

/* Closes a coroutine that nobody will run: GeneratorExit is raised in it where it stands, so that its FINALLYs run. 0;
** -1 and RuntimeError where it runs right now, or awaits on in spite of it. */
int asyncio_coroutine_close(asyncio_coroutine *coroutine);

/* asyncio.iscoroutine: whether `object` is a coroutine, begun or not. NULL is none. */
bool asyncio_iscoroutine(const void *object);

/* The name of its function. */
const char *asyncio_coroutine_name(const asyncio_coroutine *coroutine);

/* --- What the macros call; not for programs. ---------------------------------------------------------------------- */

enum { AIO__KIND_COROUTINE = 1 };
void aio__coroutine_destroy(void *coroutine);
int aio__coroutine_repr(const void *coroutine, char *text, size_t size);

#define AIO__FRAME_TYPE                                                                                                \
  { "coroutine", aio__coroutine_destroy, NULL, NULL, NULL, NULL, aio__coroutine_repr, AIO__KIND_COROUTINE }

asyncio_frame *aio__frame_new(const asyncio_coroutine_type *type);
bool aio__await(asyncio_frame *frame, void *awaitable, uint16_t state, unsigned line);
bool aio__await_failed(asyncio_frame *frame);
void aio__await_settle(asyncio_frame *frame);

/* CORO's value for locals that it has made on the stack. Built in there, where the compiler sees that only what stands
** behind the head is looked at, and makes the locals where they are to be. */
static inline asyncio_coroutine *aio__coroutine_new(const asyncio_coroutine_type *type, const void *locals) {
  asyncio_frame *self = aio__frame_new(type);
  if (self == NULL) {
    return NULL;
  }
  memcpy((char *)AIO__LOCALS(self) + AIO__HEAD_SIZE, (const char *)locals + AIO__HEAD_SIZE,
         type->size - AIO__HEAD_SIZE);
  return &self->coroutine;
}

/* Before AWAIT's expression: what is behind the mark afterwards was made in it, and goes with the await. Not so where
** the expression gives it a name: ASYNC_WITH(self->timeout = asyncio_timeout(2.0)). */
static inline void aio__await_begin(asyncio_frame *frame, bool named) {
  frame->mark = named ? NULL : frame->scope.previous;
}
#define AIO__NAMED(expression) (__builtin_strchr(expression, '=') != NULL)

/* Behind an AWAIT: true where an error is raised there. */
static inline bool aio__await_end(asyncio_frame *frame) {
  if (frame->coroutine.awaiting != NULL || frame->coroutine.awaited.kind >= ASYNCIO_STR) {
    aio__await_settle(frame);
  }
  return frame->coroutine.error != NULL && aio__await_failed(frame);
}

void aio__return(asyncio_frame *frame, asyncio_value value);
void aio__return_none(asyncio_frame *frame);
void aio__raise(asyncio_frame *frame, asyncio_error *error);
asyncio_error *aio__error_new(const asyncio_error_type *type, const char *format, ...);
void aio__raise_new(asyncio_frame *frame, asyncio_error *error);
void aio__raise_from(asyncio_frame *frame, asyncio_error *cause, asyncio_error *error);
bool aio__raise_current(asyncio_frame *frame);
asyncio_error *aio__caught(asyncio_frame *frame);
int aio__try_push(asyncio_frame *frame, uint16_t state, unsigned line);
bool aio__try_body(asyncio_frame *frame);
bool aio__try_except(asyncio_frame *frame, const asyncio_error_type *const *types);
bool aio__try_else(asyncio_frame *frame);
bool aio__try_finally(asyncio_frame *frame);
bool aio__try_end(asyncio_frame *frame);
bool aio__try_escaped(asyncio_frame *frame, uint16_t state);
int aio__with_push(asyncio_frame *frame, void *object, uint16_t state, unsigned line);
bool aio__with_enter(asyncio_frame *frame, uint16_t state);
void aio__with_entered(asyncio_frame *frame);
bool aio__with_leaves(asyncio_frame *frame);
bool aio__with_leave(asyncio_frame *frame, uint16_t state);
void aio__with_left(asyncio_frame *frame);
int aio__for_push(asyncio_frame *frame, void *object, uint16_t state, unsigned line);
bool aio__for_next(asyncio_frame *frame, uint16_t state);
bool aio__for_ended(asyncio_frame *frame);
void aio__for_pop(asyncio_frame *frame, uint16_t state);
bool aio__unwind(asyncio_frame *frame);
asyncio_step aio__finish(asyncio_frame *frame);
_Noreturn void aio__lost_state(const asyncio_frame *frame);

#endif
