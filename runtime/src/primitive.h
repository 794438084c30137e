#ifndef AIO_PRIMITIVE_H
#define AIO_PRIMITIVE_H

#include "coroutine.h"
#include "future.h"
#include "object.h"
#include "running.h"
#include <stdbool.h>

/*
** What Lock, Event, Condition, Semaphore, Barrier and Queue have in common: a line of coroutines that wait. Each of
** them stands in the line with links of its own and waits on a future that is part of it, so that waiting allocates
** nothing and cannot fail for want of memory.
*/

/* The head of every primitive. */
typedef struct aio__primitive {
  asyncio_object object;
  asyncio_loop *loop; /* it is bound to from the first wait on; held; NULL before */
  uint32_t id;        /* in the trace; 0 until it is first told of there */
  double limit;       /* permits, items or parties that it has room for, for the trace; 0: any number */
} aio__primitive;

/*
** Who waits, in order of arrival: a ring. Whoever was woken or cancelled stays in it until it runs. All before
** `unwoken` are such, so that waking n of them is O(n), whatever they do in between.
*/
typedef struct aio__deque {
  aio__links ring;
  aio__links *unwoken; /* the first that may still have to be woken; the ring itself: none */
} aio__deque;

/* The head of every coroutine that waits for a primitive. */
typedef struct aio__waiting {
  asyncio_coroutine coroutine;
  aio__primitive *primitive; /* held */
  aio__deque *deque;         /* where it stands; NULL: nowhere */
  aio__links links;          /* there */
  asyncio_future future;     /* while it is referenced, it holds the coroutine that it is a part of */
} aio__waiting;

/* --- Primitives --------------------------------------------------------------------------------------------------- */

/* A new primitive, zero behind its head, the caller's reference; NULL with MemoryError. */
void *aio__primitive_new(const asyncio_type *type, size_t size);

/* Binds it to the running loop. 0; -1 and RuntimeError where it is bound to another. */
int aio__primitive_bind(aio__primitive *self);

/* The last line of a primitive's destroy, or all of it. */
void aio__primitive_free(void *primitive);

/* Tells the trace how many permits, items or parties it has room for; 0: any number. */
void aio__primitive_set_limit(aio__primitive *self, double limit);

/* Notes an event of it, caused by the running task; `value` is evaluated only while tracing is on. */
#define aio__primitive_trace(self, kind, value)                                                                        \
  (aio__primitive_traced() ? aio__primitive_write((self), (kind), (value)) : (void)0)

static inline bool aio__primitive_traced(void) {
  return aio__now.loop != NULL && aio__now.loop->trace != NULL;
}

void aio__primitive_write(aio__primitive *self, uint16_t kind, double value);

/* Writes "<Lock [state, waiters:2]>", with no waiters "<Lock [state]>". As snprintf. */
int aio__primitive_repr(const aio__primitive *self, const aio__deque *deque, const char *state, char *text,
                        size_t size);

/* --- Those who wait ----------------------------------------------------------------------------------------------- */

void aio__deque_init(aio__deque *deque);

static inline bool aio__deque_empty(const aio__deque *deque) {
  return deque->ring.next == &deque->ring;
}

/* How many stand in it. O(n). */
size_t aio__deque_count(const aio__deque *deque);

/* The first in line; it is not empty. */
static inline aio__waiting *aio__deque_first(const aio__deque *deque) {
  return (aio__waiting *)((char *)deque->ring.next - offsetof(aio__waiting, links));
}

/* Whether all that stand in it were cancelled and have yet to run. */
bool aio__deque_all_cancelled(const aio__deque *deque);

/* Wakes the first that is still to wake, its future ending with `result`. False where there is none. O(1) amortised. */
bool aio__deque_wake(aio__deque *deque, asyncio_value result);

/* Wakes all. */
void aio__deque_wake_all(aio__deque *deque, asyncio_value result);

/* Fails all that are still to wake. */
void aio__deque_fail_all(aio__deque *deque, asyncio_error *error);

/* Takes all out, waking nobody. */
void aio__deque_clear(aio__deque *deque);

/* Takes out from the front up to and with the first that is still to wake, and wakes it. */
void aio__deque_pop(aio__deque *deque);

/* --- Coroutines that wait ----------------------------------------------------------------------------------------- */

/* A coroutine of `type` (its size as given there) for a primitive, the caller's reference; NULL with the current error
** when out of memory, or where `primitive` is NULL; `what` it is then called. */
void *aio__waiting_new(const asyncio_coroutine_type *type, void *primitive, const char *what);

/* The same, and what stands behind its head is not set. */
void *aio__waiting_new_bare(const asyncio_coroutine_type *type, void *primitive, const char *what);

/* `clear` of its type. */
void aio__waiting_clear(asyncio_coroutine *coroutine);

/* Stands in line: the coroutine suspends. RAISED where the primitive is bound to another loop. */
asyncio_step aio__waiting_begin(aio__waiting *self, aio__deque *deque);

/* The same by the name of another call, for the trace. */
asyncio_step aio__waiting_begin_as(aio__waiting *self, aio__deque *deque, const char *name);

/* The coroutine goes on: takes it out of the line where it still stands there. */
void aio__waiting_end(aio__waiting *self);

/* Whether it was woken, even if a cancel came after that. Tells after aio__waiting_end. */
static inline bool aio__waiting_was_woken(const aio__waiting *self) {
  return self->future.state == AIO__RESULT;
}

/* What a coroutine's `resume` returns: raises the current error; returns a value; awaits another coroutine, whose
** reference is taken over. */
asyncio_step aio__step_raise(asyncio_coroutine *coroutine);
asyncio_step aio__step_return(asyncio_coroutine *coroutine, asyncio_value value);
asyncio_step aio__step_await(asyncio_coroutine *coroutine, asyncio_coroutine *awaited);

#endif
