#include "primitive.h"

#include "error.h"
#include "memory.h"
#include "trace.h"
#include "value.h"
#include <asyncio/print.h>
#include <string.h>

/* --- Primitives --------------------------------------------------------------------------------------------------- */

void *aio__primitive_new(const asyncio_type *type, size_t size) {
  aio__primitive *self = aio__object_new(type, size);
  if (self != NULL) {
    aio__primitive_trace(self, ASYNCIO_TRACE_PRIMITIVE_CREATED, 0);
  }
  return self;
}

void aio__primitive_free(void *primitive) {
  aio__loop_let_go(((aio__primitive *)primitive)->loop);
  aio__object_free(primitive);
}

int aio__primitive_bind(aio__primitive *self) {
  asyncio_loop *loop = aio__running_loop();
  if (loop == NULL) {
    return -1;
  }
  if (self->loop == NULL) {
    self->loop = aio__loop_hold(loop);
  }
  if (self->loop != loop) {
    return asyncio_raise(asyncio_RuntimeError, "%r is bound to a different event loop", asyncio_value_of(self));
  }
  return 0;
}

static void trace_limit(const aio__primitive *self) {
  if (self->limit > 0) {
    aio__trace(aio__now.loop, ASYNCIO_TRACE_PRIMITIVE_LIMIT, self->id, 0, self->limit);
  }
}

void aio__primitive_write(aio__primitive *self, uint16_t kind, double value) {
  asyncio_loop *loop = aio__now.loop;
  if (self->id == 0) {
    self->id = aio__loop_new_id(loop);
    aio__trace_text(loop, ASYNCIO_TRACE_PRIMITIVE_CREATED, self->id, aio__loop_by(loop), self->object.type->name);
    trace_limit(self);
  }
  if (kind != ASYNCIO_TRACE_PRIMITIVE_CREATED) {
    aio__trace(loop, kind, self->id, kind == ASYNCIO_TRACE_PRIMITIVE_SIZE ? 0 : aio__loop_by(loop), value);
  }
}

void aio__primitive_set_limit(aio__primitive *self, double limit) {
  self->limit = limit;
  if (self->id != 0 && aio__primitive_traced()) {
    trace_limit(self);
  }
}

int aio__primitive_repr(const aio__primitive *self, const aio__deque *deque, const char *state, char *text,
                        size_t size) {
  if (aio__deque_empty(deque)) {
    return asyncio_format(text, size, "<%s [%s]>", self->object.type->name, state);
  }
  return asyncio_format(text, size, "<%s [%s, waiters:%zu]>", self->object.type->name, state, aio__deque_count(deque));
}

/* --- Those who wait ----------------------------------------------------------------------------------------------- */

void aio__deque_init(aio__deque *deque) {
  deque->ring.next = deque->ring.previous = deque->unwoken = &deque->ring;
}

static aio__waiting *waiting_of(aio__links *links) {
  return (aio__waiting *)((char *)links - offsetof(aio__waiting, links));
}

size_t aio__deque_count(const aio__deque *deque) {
  size_t count = 0;
  for (const aio__links *at = deque->ring.next; at != &deque->ring; at = at->next) {
    count++;
  }
  return count;
}

static void append(aio__deque *deque, aio__waiting *waiting) {
  aio__links *links = &waiting->links;
  links->previous = deque->ring.previous;
  links->next = &deque->ring;
  links->previous->next = links;
  deque->ring.previous = links;
  if (deque->unwoken == &deque->ring) {
    deque->unwoken = links;
  }
  waiting->deque = deque;
}

static void take_out(aio__waiting *waiting) {
  aio__deque *deque = waiting->deque;
  aio__links *links = &waiting->links;
  if (deque->unwoken == links) {
    deque->unwoken = links->next;
  }
  links->previous->next = links->next;
  links->next->previous = links->previous;
  waiting->deque = NULL;
}

bool aio__deque_all_cancelled(const aio__deque *deque) {
  for (aio__links *at = deque->ring.next; at != &deque->ring; at = at->next) {
    if (waiting_of(at)->future.state != AIO__CANCELLED) {
      return false;
    }
  }
  return true;
}

bool aio__deque_wake(aio__deque *deque, asyncio_value result) {
  while (deque->unwoken != &deque->ring) {
    asyncio_future *future = &waiting_of(deque->unwoken)->future;
    deque->unwoken = deque->unwoken->next;
    if (future->state == AIO__PENDING) {
      aio__future_finish(future, result);
      return true;
    }
  }
  return false;
}

void aio__deque_wake_all(aio__deque *deque, asyncio_value result) {
  while (aio__deque_wake(deque, result)) {
  }
}

void aio__deque_fail_all(aio__deque *deque, asyncio_error *error) {
  while (deque->unwoken != &deque->ring) {
    asyncio_future *future = &waiting_of(deque->unwoken)->future;
    deque->unwoken = deque->unwoken->next;
    if (future->state == AIO__PENDING) {
      aio__future_fail(future, aio__retain(error));
    }
  }
}

void aio__deque_clear(aio__deque *deque) {
  while (!aio__deque_empty(deque)) {
    take_out(aio__deque_first(deque));
  }
}

void aio__deque_pop(aio__deque *deque) {
  while (!aio__deque_empty(deque)) {
    aio__waiting *first = aio__deque_first(deque);
    take_out(first);
    if (first->future.state == AIO__PENDING) {
      aio__future_finish(&first->future, asyncio_none());
      return;
    }
  }
}

/* --- Coroutines that wait ----------------------------------------------------------------------------------------- */

static void future_destroy(void *object) {
  asyncio_future *future = object;
  aio__future_clear(future);
  asyncio_coroutine *coroutine = (asyncio_coroutine *)((char *)future - offsetof(aio__waiting, future));
  if (--coroutine->object.references == 0) {
    aio__coroutine_destroy(coroutine); /* as aio__release, but without a look at the depth: its future's is enough */
  }
}

static const asyncio_type future_type = {.name = "Future", .destroy = future_destroy, .kind = AIO__KIND_FUTURE};

void *aio__waiting_new_bare(const asyncio_coroutine_type *type, void *primitive, const char *what) {
  if (aio__is_null(primitive, what)) {
    return NULL;
  }
  aio__waiting *self = aio__pool_allocate(type->size);
  if (self == NULL) {
    return NULL;
  }
  aio__coroutine_init(&self->coroutine, type);
  self->primitive = aio__retain(primitive);
  self->deque = NULL;
  self->future.object.references = 0;
  return self;
}

void *aio__waiting_new(const asyncio_coroutine_type *type, void *primitive, const char *what) {
  aio__waiting *self = aio__waiting_new_bare(type, primitive, what);
  if (self != NULL) {
    memset(self + 1, 0, type->size - sizeof *self);
  }
  return self;
}

void aio__waiting_clear(asyncio_coroutine *coroutine) {
  aio__release(((aio__waiting *)coroutine)->primitive);
}

/* "get" of "Queue.get". */
static const char *call_of(const char *name) {
  const char *point = strchr(name, '.');
  return point == NULL ? name : point + 1;
}

static void trace_wait(const aio__waiting *self, const char *name) {
  aio__primitive_trace(self->primitive, ASYNCIO_TRACE_PRIMITIVE_WAITS, aio__trace_intern(aio__now.loop, call_of(name)));
}

asyncio_step aio__waiting_begin(aio__waiting *self, aio__deque *deque) {
  return aio__waiting_begin_as(self, deque, aio__coroutine_type(&self->coroutine)->name);
}

asyncio_step aio__waiting_begin_as(aio__waiting *self, aio__deque *deque, const char *name) {
  if (aio__primitive_bind(self->primitive) < 0) {
    return aio__step_raise(&self->coroutine);
  }
  asyncio_future *future = &self->future;
  if (future->object.references == 0) {
    *future = (asyncio_future){.object = {.type = &future_type}};
    aio__retain(self);
  } else {
    aio__loop_let_go(future->loop); /* it is made anew */
  }
  future->object.references++; /* it may have one already: of the wake-up that runs */
  future->state = AIO__PENDING;
  aio__future_init(future, aio__now.loop, name);
  append(deque, self);
  self->coroutine.awaiting = &future->object;
  trace_wait(self, name);
  return ASYNCIO_SUSPENDED;
}

void aio__waiting_end(aio__waiting *self) {
  if (self->deque != NULL) {
    take_out(self);
  }
  aio__coroutine_awaited(&self->coroutine);
}

asyncio_step aio__step_raise(asyncio_coroutine *coroutine) {
  coroutine->error = aio__take_error();
  return ASYNCIO_RAISED;
}

asyncio_step aio__step_return(asyncio_coroutine *coroutine, asyncio_value value) {
  aio__coroutine_set_awaited(coroutine, value);
  return ASYNCIO_RETURNED;
}

asyncio_step aio__step_await(asyncio_coroutine *coroutine, asyncio_coroutine *awaited) {
  awaited->caller = coroutine;
  coroutine->awaiting = &awaited->object;
  return ASYNCIO_SUSPENDED;
}
