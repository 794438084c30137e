#include "error.h"
#include "future.h"
#include "running.h"
#include "scope.h"
#include "task.h"
#include "task_cancel.h"
#include "trace.h"
#include <asyncio/shield.h>

/*
** The future that shield returns. As long as `inner_done` waits, the shield holds itself: as in CPython, what is
** shielded keeps its shield, not the other way round, so that no ring of the two outlives the program's interest.
*/
typedef struct shield {
  asyncio_future outer;
  aio__waiter inner_done;
  aio__waiter outer_done;
} shield;

static void shield_destroy(void *object) {
  aio__future_clear(object);
  aio__object_free(object);
}

static const asyncio_type shield_type = {
    .name = "Future", .destroy = shield_destroy, .repr = aio__future_repr, .kind = AIO__KIND_FUTURE};

static void trace_settled(const shield *self, int how) {
  aio__trace(self->outer.loop, ASYNCIO_TRACE_COMPOSITE_SETTLED, self->outer.id, 0, how);
}

static void take_outcome(shield *self, asyncio_future *inner) {
  asyncio_error *error = inner->state == AIO__EXCEPTION ? aio__future_take_error(inner) : NULL;
  if (self->outer.state == AIO__CANCELLED) {
    trace_settled(self, 2);
    aio__release(error);
    return;
  }
  trace_settled(self, inner->state == AIO__CANCELLED ? 2 : error != NULL);
  if (inner->state == AIO__CANCELLED) {
    aio__cancel(&self->outer, NULL);
  } else if (error != NULL) {
    asyncio_future_set_exception(&self->outer, error);
    aio__release(error);
  } else {
    asyncio_future_set_result(&self->outer, inner->result);
  }
}

static void inner_done_run(aio__handle *handle) {
  shield *self = (shield *)((char *)handle - offsetof(shield, inner_done.handle));
  asyncio_future *inner = aio__waiter_done(&self->inner_done);
  if (!handle->cancelled) {
    take_outcome(self, inner);
  }
  aio__release(inner);
  aio__release(self);
}

/* The shield is done; where that was not the inner future's doing, the link between them is cut. */
static void outer_done_run(aio__handle *handle) {
  shield *self = (shield *)((char *)handle - offsetof(shield, outer_done.handle));
  asyncio_future *outer = aio__waiter_done(&self->outer_done);
  if (outer == NULL) {
    return;
  }
  if (!handle->cancelled && aio__waiter_remove(&self->inner_done)) {
    trace_settled(self, outer->state == AIO__RESULT ? 0 : outer->state == AIO__EXCEPTION ? 1 : 2);
    aio__release(self);
  }
  aio__release(outer);
}

static void begin(shield *self, asyncio_loop *loop, asyncio_future *inner) {
  aio__future_init(&self->outer, loop, "shield");
  aio__trace_text(loop, ASYNCIO_TRACE_COMPOSITE_CREATED, self->outer.id, aio__loop_by(loop), "shield");
  aio__trace(loop, ASYNCIO_TRACE_COMPOSITE_MEMBER, self->outer.id, inner->id, 0);
  self->inner_done.handle.run = inner_done_run;
  self->inner_done.handle.owner = self->outer.id;
  aio__waiter_add(&self->inner_done, inner, "shield");
  aio__retain(self);
  self->outer_done.handle.run = outer_done_run;
  self->outer_done.handle.owner = self->outer.id;
  aio__waiter_add(&self->outer_done, &self->outer, "shield");
}

asyncio_future *asyncio_shield(void *awaitable) {
  asyncio_loop *loop = aio__running_loop();
  if (loop == NULL) {
    return NULL;
  }
  if (awaitable != NULL && aio__is_future(awaitable)) {
    if (asyncio_future_done(awaitable)) {
      return awaitable;
    }
    loop = ((asyncio_future *)awaitable)->loop; /* where it is another's, whoever awaits the shield is told so */
  }
  shield *self = aio__object_new(&shield_type, sizeof(shield));
  if (self == NULL) {
    return NULL;
  }
  asyncio_future *inner = aio__ensure_future(loop, awaitable);
  if (inner == NULL || inner->state != AIO__PENDING) { /* an eager task may be done */
    aio__object_free(self);
    return aio__own(inner);
  }
  begin(self, loop, inner);
  aio__release(inner);
  return aio__own(&self->outer);
}
