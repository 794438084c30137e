#include "operation.h"

#include "error.h"
#include "loop.h"
#include "memory.h"
#include "running.h"
#include "scope.h"
#include "trace.h"
#include "value.h"
#include <string.h>

static void operation_destroy(void *object) {
  aio__future_clear(object);
  aio__object_free(object);
}

static const asyncio_type operation_type = {
    .name = "Future", .destroy = operation_destroy, .kind = AIO__KIND_OPERATION};

void asyncio_loop_set_outside(asyncio_loop *loop, const asyncio_outside *outside, bool threads) {
  if (aio__is_null(loop, "loop") || aio__is_null(outside, "outside")) {
    return;
  }
  loop->outside = *outside;
  loop->outside_threads = threads;
}

asyncio_future *aio__operation_start(asyncio_loop *loop, const asyncio_outside *outside, const char *kind,
                                     const void *input, size_t size) {
  aio__operation *self = aio__object_new(&operation_type, sizeof *self);
  if (self == NULL) {
    return NULL;
  }
  aio__future_init(&self->future, loop, kind);
  aio__trace_text(loop, ASYNCIO_TRACE_OPERATION_STARTED, self->future.id, aio__loop_by(loop), kind);
  self->outside = outside;
  self->next = loop->operations;
  loop->operations = aio__retain(self);
  loop->operation_count++;
  outside->start(outside->data, self->future.id, kind, input, size);
  return aio__own(&self->future);
}

asyncio_future *asyncio_operation(const char *kind, const void *input, size_t size) {
  asyncio_loop *loop = aio__running_loop();
  if (loop == NULL || aio__is_null(kind, "kind") || (size > 0 && aio__is_null(input, "input"))) {
    return NULL;
  }
  if (loop->outside.start == NULL) {
    asyncio_raise(asyncio_NotImplementedError, "this loop has no outside that could do '%s'", kind);
    return NULL;
  }
  return aio__operation_start(loop, &loop->outside, kind, input, size);
}

/* Takes the operation out of the loop's list, with the list's reference; NULL where it is not in. */
static aio__operation *take(asyncio_loop *loop, uint32_t id) {
  for (aio__operation **at = &loop->operations; *at != NULL; at = &(*at)->next) {
    if ((*at)->future.id == id) {
      aio__operation *found = *at;
      *at = found->next;
      loop->operation_count--;
      return found;
    }
  }
  return NULL;
}

void aio__operation_end(asyncio_future *future, int status, aio__str *text) {
  if (text != NULL && status < 0) {
    aio__raise_memory_error();
  }
  asyncio_error *error = aio__take_error();
  if (error == NULL && status != 0) {
    error = aio__error_new(asyncio_OSError, "%s", text->text);
  }
  if (future->state != AIO__PENDING) {
    aio__release(error);
  } else if (error != NULL) {
    aio__future_fail(future, error);
  } else {
    aio__future_finish(future, asyncio_value_of(text));
  }
  aio__release(text);
}

void asyncio_operation_complete(asyncio_loop *loop, uint32_t id, int status, const void *output, size_t size) {
  aio__operation *self = aio__is_null(loop, "loop") ? NULL : take(loop, id);
  if (self == NULL) {
    return;
  }
  aio__running outside = aio__now;
  aio__now = (aio__running){.loop = loop};
  aio__trace(loop, ASYNCIO_TRACE_OPERATION_COMPLETED, id, 0, status);
  aio__operation_end(&self->future, status, aio__str_new(output, size));
  aio__release(self);
  aio__now = outside;
}

bool aio__operation_cancel(asyncio_future *future, asyncio_error *request) {
  asyncio_loop *loop = future->loop;
  aio__operation *self = take(loop, future->id);
  if (self == NULL) {
    return false;
  }
  aio__trace(loop, ASYNCIO_TRACE_OPERATION_CANCELLED, future->id, aio__loop_by(loop), 0);
  if (self->outside->cancel != NULL) {
    self->outside->cancel(self->outside->data, future->id);
  }
  aio__future_end_cancelled(future, aio__cancelled_error(request));
  aio__release(self);
  return true;
}

void aio__operations_abandon(asyncio_loop *loop) {
  while (loop->operations != NULL) {
    aio__operation_cancel(&loop->operations->future, NULL);
  }
}
