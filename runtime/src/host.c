#include "host.h"

#include "coroutine.h"
#include "error.h"
#include "frame.h"
#include "future.h"
#include "loop.h"
#include "memory.h"
#include "running.h"
#include "scope.h"
#include "trace.h"
#include "value.h"

/* --- Values ------------------------------------------------------------------------------------------------------- */

typedef struct host_object {
  asyncio_object object;
  const asyncio_host *host;
  uint32_t reference;
} host_object;

static void host_object_destroy(void *object) {
  host_object *self = object;
  const asyncio_host *host = self->host;
  uint32_t reference = self->reference;
  aio__scope_take(self);
  aio__pool_free(self, sizeof *self);
  host->release(reference);
}

static int host_object_repr(const void *object, char *text, size_t size) {
  const host_object *self = object;
  return self->host->repr(self->reference, text, size);
}

static const asyncio_type host_object_type = {
    .name = "host object", .destroy = host_object_destroy, .repr = host_object_repr};

static host_object *host_object_new(const asyncio_host *host, uint32_t reference) {
  host_object *self = aio__pool_allocate(sizeof *self);
  if (self == NULL) {
    host->release(reference);
    return NULL;
  }
  *self = (host_object){.object = {.type = &host_object_type, .references = 1}, .host = host, .reference = reference};
  return self;
}

asyncio_value asyncio_host_value(const asyncio_host *host, uint32_t reference) {
  host_object *object = host_object_new(host, reference);
  return object == NULL ? asyncio_none() : (asyncio_value){.kind = ASYNCIO_HOST, .object = &object->object};
}

uint32_t asyncio_host_value_reference(asyncio_value value) {
  return ((const host_object *)value.object)->reference;
}

bool aio__host_less(asyncio_value left, asyncio_value right) {
  asyncio_value ours = left.kind == ASYNCIO_HOST ? left : right;
  return ((const host_object *)ours.object)->host->less(left, right);
}

/* --- Coroutines --------------------------------------------------------------------------------------------------- */

typedef struct host_coroutine {
  asyncio_coroutine coroutine;
  const asyncio_host *host;
  uint32_t reference;
} host_coroutine;

static void trace_await(const asyncio_coroutine *self, uint32_t id) {
  if (aio__now.loop != NULL) {
    aio__trace_at(aio__now.loop, self->line, ASYNCIO_TRACE_COROUTINE_AWAITS, self->id, id, 0);
  }
}

/* Waits for `object`: true where it suspends; false where its outcome is there already, or its error. */
static bool await_object(asyncio_coroutine *self, asyncio_object *object) {
  if (aio__is_coroutine(object)) {
    asyncio_coroutine *inner = (asyncio_coroutine *)object;
    if (aio__coroutine_check_fresh(inner) < 0) {
      aio__release(object);
      self->error = aio__take_error();
      return false;
    }
    inner->caller = self;
    trace_await(self, inner->id);
    self->awaiting = object;
    return true;
  }
  asyncio_future *future = (asyncio_future *)object;
  trace_await(self, future->id);
  if (future->state == AIO__PENDING) {
    self->awaiting = aio__retain(object);
    return true;
  }
  self->error = aio__future_take_error(future);
  if (self->error == NULL) {
    aio__coroutine_set_awaited(self, future->result);
  }
  return false;
}

static asyncio_step host_resume(asyncio_coroutine *coroutine) {
  host_coroutine *self = (host_coroutine *)coroutine;
  aio__coroutine_awaited(coroutine);
  for (;;) {
    asyncio_host_outcome outcome = self->host->resume(coroutine, self->reference);
    if (outcome.error != coroutine->error) {
      aio__release(coroutine->error);
      coroutine->error = outcome.error;
    }
    if (outcome.step != ASYNCIO_SUSPENDED) {
      aio__coroutine_set_awaited(coroutine, outcome.value);
      aio__value_release(outcome.value);
      return outcome.step;
    }
    coroutine->line = outcome.line;
    if (outcome.awaiting == NULL) {
      trace_await(coroutine, 0);
      return ASYNCIO_SUSPENDED;
    }
    if (await_object(coroutine, outcome.awaiting)) {
      return ASYNCIO_SUSPENDED;
    }
  }
}

static void host_clear(asyncio_coroutine *coroutine) {
  host_coroutine *self = (host_coroutine *)coroutine;
  self->host->release(self->reference);
}

asyncio_coroutine_type asyncio_host_coroutine_type(const char *name, uint16_t line) {
  return (asyncio_coroutine_type){AIO__FRAME_TYPE, name, line, sizeof(host_coroutine), host_resume, host_clear};
}

asyncio_coroutine *asyncio_host_coroutine(const asyncio_host *host, const asyncio_coroutine_type *type,
                                          uint32_t reference) {
  host_coroutine *self = aio__coroutine_allocate(type);
  if (self == NULL) {
    host->release(reference);
    return NULL;
  }
  self->host = host;
  self->reference = reference;
  return &self->coroutine;
}

/* --- Errors ------------------------------------------------------------------------------------------------------- */

asyncio_error *asyncio_host_error(const asyncio_host *host, const asyncio_error_type *type, const char *message,
                                  size_t message_size, uint32_t reference) {
  asyncio_error *error = aio__error_new(type, NULL);
  if (error->type == type && (error->message = aio__str_new(message, message_size)) == NULL) {
    aio__release(error);
    error = aio__take_error();
  }
  if (!asyncio_host_error_attach(host, error, reference)) {
    host->release(reference);
  }
  asyncio_clear_error();
  return error;
}

bool asyncio_host_error_attach(const asyncio_host *host, asyncio_error *error, uint32_t reference) {
  if (error->object.references == AIO__IMMORTAL || error->host != NULL) {
    return false;
  }
  host_object *object = host_object_new(host, reference);
  error->host = object == NULL ? NULL : &object->object;
  return true;
}

bool asyncio_host_error_reference(const asyncio_error *error, uint32_t *reference) {
  if (error->host != NULL) {
    *reference = ((const host_object *)error->host)->reference;
  }
  return error->host != NULL;
}

/* --- Objects ------------------------------------------------------------------------------------------------------ */

asyncio_host_kind asyncio_host_kind_of(const void *object) {
  switch (aio__kind(object)) {
  case AIO__KIND_COROUTINE:
    return ASYNCIO_HOST_COROUTINE;
  case AIO__KIND_TASK:
    return ASYNCIO_HOST_TASK;
  case AIO__KIND_ERROR:
    return ASYNCIO_HOST_ERROR;
  default:
    return aio__is_future(object) ? ASYNCIO_HOST_FUTURE : ASYNCIO_HOST_OTHER;
  }
}

void asyncio_host_give(asyncio_coroutine *owner, void *object) {
  aio__links *scope = &((asyncio_frame *)owner)->scope;
  bool coroutine = aio__is_coroutine(object);
  if (coroutine) {
    aio__disown(object);
  }
  if (aio__scope_hold(scope, asyncio_value_of(object)) == 0 && coroutine) {
    aio__release(object);
  }
}

bool asyncio_host_future_failed(const asyncio_future *future) {
  return future->state == AIO__EXCEPTION;
}

void *asyncio_host_retain(void *object) {
  return aio__retain(object);
}

void asyncio_host_release(void *object) {
  if (object != NULL) {
    aio__unkeep(object);
  }
  aio__release(object);
}

/* --- Calls -------------------------------------------------------------------------------------------------------- */

asyncio_host_call asyncio_host_begin(asyncio_loop *loop) {
  asyncio_host_call outer = {.loop = aio__now.loop, .scope = aio__now.scope};
  if (aio__now.loop == NULL) {
    aio__now.loop = loop;
  }
  aio__now.scope = NULL;
  return outer;
}

asyncio_error *asyncio_host_end(asyncio_host_call outer) {
  aio__now.loop = outer.loop;
  aio__now.scope = outer.scope;
  return aio__take_error();
}

/* --- Loops -------------------------------------------------------------------------------------------------------- */

bool asyncio_host_running(void) {
  return aio__now.loop != NULL;
}

void asyncio_host_closes_generators(asyncio_loop *loop, asyncio_coroutine *(*shutdown)(void)) {
  loop->shutdown_generators = shutdown;
}

void asyncio_host_succeed(asyncio_loop *loop, asyncio_loop *former) {
  if (loop == former) {
    return;
  }
  loop->now = former->now;
  loop->last_id = former->last_id;
  loop->task_count = former->task_count;
  loop->trace = former->trace;
  loop->random = former->random;
  loop->printer = former->printer;
  loop->printer_data = former->printer_data;
  aio__release(loop->context);
  loop->context = former->context;
  former->trace = NULL;
  former->random = NULL;
  former->context = NULL;
}

void asyncio_host_blocked(asyncio_loop *loop, double seconds) {
  loop->now += seconds;
}
