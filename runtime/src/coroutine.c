#include "coroutine.h"

#include "error.h"
#include "future.h"
#include "memory.h"
#include "running.h"
#include "scope.h"
#include "trace.h"
#include "try.h"
#include "value.h"
#include <asyncio/print.h>
#include <stdlib.h>
#include <string.h>

/* --- Making and destroying ------------------------------------------------------------------------------------------- */

void *aio__coroutine_allocate(const asyncio_coroutine_type *type) {
  asyncio_coroutine *self = aio__object_new(&type->type, type->size);
  if (self != NULL && aio__now.loop != NULL) {
    aio__coroutine_identify(self, aio__now.loop);
  }
  return self;
}

void aio__coroutine_identify(asyncio_coroutine *coroutine, asyncio_loop *loop) {
  if (coroutine->id == 0) {
    const asyncio_coroutine_type *type = aio__coroutine_type(coroutine);
    coroutine->id = aio__loop_new_id(loop);
    if (loop->trace != NULL) {
      aio__trace_at(loop, type->line, ASYNCIO_TRACE_COROUTINE_CREATED, coroutine->id, aio__loop_by(loop),
                    aio__trace_intern(loop, type->name));
    }
  }
}

/*
** Frames provide for the coroutines that they create: a child's arguments may name objects of its creator's scope.
** So a child pins its creator (its provider), whose objects are released when it has ended and nothing pins it. A
** provider that has ended and owns nothing is passed over in favour of its own, so that a chain of coroutines, each
** creating the next, does not grow.
*/
static void pin(asyncio_coroutine *provider) {
  aio__retain(provider);
  provider->pins++;
}

static void settle(asyncio_coroutine *frame);

static void unpin(asyncio_coroutine *provider) {
  provider->pins--;
  settle(provider);
  aio__release(provider);
}

static void settle(asyncio_coroutine *frame) {
  if (frame->status != AIO__DONE || frame->pins > 0) {
    return;
  }
  aio__scope_release(&frame->scope);
  asyncio_coroutine *provider = frame->provider;
  frame->provider = NULL;
  if (provider != NULL) {
    unpin(provider);
  }
}

static void shorten_providers(asyncio_coroutine *frame) {
  for (asyncio_coroutine *provider;
       (provider = frame->provider) != NULL && provider->status == AIO__DONE && aio__scope_empty(&provider->scope);) {
    frame->provider = provider->provider;
    if (frame->provider != NULL) {
      pin(frame->provider);
    }
    unpin(provider);
  }
}

asyncio_coroutine *aio__coroutine_new(const asyncio_coroutine_type *type, const void *frame) {
  asyncio_coroutine *self = aio__allocate(type->size);
  if (self == NULL) {
    return NULL;
  }
  memcpy((char *)self + sizeof *self, (const char *)frame + sizeof *self, type->size - sizeof *self);
  self->object.type = &type->type;
  self->object.references = 1;
  self->is_frame = true;
  aio__scope_init(&self->scope);
  if (aio__now.coroutine != NULL && aio__now.coroutine->is_frame) {
    shorten_providers(aio__now.coroutine);
    self->provider = aio__now.coroutine;
    pin(self->provider);
  }
  if (aio__now.loop != NULL) {
    aio__coroutine_identify(self, aio__now.loop);
  }
  return aio__own(self);
}

void aio__frame_ended(asyncio_coroutine *frame) {
  frame->status = AIO__DONE;
  settle(frame);
}

static void report_never_awaited(asyncio_coroutine *self) {
  asyncio_loop *loop = aio__now.loop;
  if (loop != NULL) {
    aio__trace_text(loop, ASYNCIO_TRACE_NEVER_AWAITED, self->id, 0, asyncio_coroutine_name(self));
    aio__loop_report(loop, NULL, "coroutine '%s' was never awaited", asyncio_coroutine_name(self));
  }
}

void aio__coroutine_destroy(void *object) {
  asyncio_coroutine *self = object;
  const asyncio_coroutine_type *type = aio__coroutine_type(self);
  if (self->status == AIO__CREATED) {
    report_never_awaited(self);
  }
  if (self->status == AIO__SUSPENDED) {
    self->object.references = 1; /* closing runs its handlers, which may name it */
    asyncio_coroutine_close(self);
    asyncio_clear_error();
  }
  if (type->clear != NULL) {
    type->clear(self);
  }
  aio__coroutine_awaited(self);
  aio__try_free(self);
  aio__value_release(self->awaited);
  aio__release(self->error);
  if (self->is_frame) {
    self->status = AIO__DONE;
    settle(self);
  }
  aio__object_free(self);
}

int aio__coroutine_repr(const void *object, char *text, size_t size) {
  return asyncio_format(text, size, "<coroutine object %s>", asyncio_coroutine_name(object));
}

const char *asyncio_coroutine_name(const asyncio_coroutine *coroutine) {
  return aio__coroutine_type(coroutine)->name;
}

int aio__coroutine_check_fresh(const asyncio_coroutine *coroutine) {
  if (coroutine->status == AIO__DONE) {
    return asyncio_raise(asyncio_RuntimeError, "cannot reuse already awaited coroutine");
  }
  if (coroutine->status != AIO__CREATED || coroutine->caller != NULL || coroutine->taken) {
    return asyncio_raise(asyncio_RuntimeError, "coroutine is being awaited already");
  }
  return 0;
}

/* --- Running -------------------------------------------------------------------------------------------------------- */

asyncio_step aio__coroutine_resume(asyncio_coroutine *coroutine) {
  aio__now.coroutine = coroutine;
  aio__now.scope = coroutine->is_frame ? &coroutine->scope : NULL;
  coroutine->status = AIO__RUNNING;
  asyncio_step step = aio__coroutine_type(coroutine)->resume(coroutine);
  if (step == ASYNCIO_SUSPENDED) {
    coroutine->status = AIO__SUSPENDED;
  } else if (!coroutine->is_frame) {
    coroutine->status = AIO__DONE;
  }
  return step;
}

void aio__coroutine_awaited(asyncio_coroutine *coroutine) {
  asyncio_object *awaiting = coroutine->awaiting;
  coroutine->awaiting = NULL;
  aio__release(awaiting);
}

void aio__coroutine_set_awaited(asyncio_coroutine *coroutine, asyncio_value value) {
  asyncio_value old = coroutine->awaited;
  coroutine->awaited = aio__value_retain(value);
  aio__value_release(old);
}

/* Makes the current error the one that is raised here. */
static void throw_current(asyncio_coroutine *self) {
  asyncio_error *old = self->error;
  self->error = aio__take_error();
  aio__release(old);
}

void aio__await_begin(asyncio_coroutine *self) {
  self->mark = self->scope.previous;
}

void *aio__frame_hold(asyncio_coroutine *self, void *held) {
  asyncio_object *object = held;
  bool made_here = self->scope.previous == &object->links && self->mark != &object->links;
  if (made_here && aio__kind(object) != AIO__KIND_TASK) {
    aio__scope_take(object);
    return object;
  }
  return aio__retain(object);
}

static void trace_await(asyncio_coroutine *self, uint32_t id) {
  if (aio__now.loop != NULL) {
    aio__trace_at(aio__now.loop, self->line, ASYNCIO_TRACE_COROUTINE_AWAITS, self->id, id, 0);
  }
}

/* What to await in place of an object with an `await` of its own; NULL with the current error. */
static asyncio_object *resolve(asyncio_object *object) {
  while (object != NULL && !aio__is_coroutine(object) && !aio__is_future(object)) {
    if (object->type->await == NULL) {
      asyncio_raise(asyncio_TypeError, "object %s can't be used in 'await' expression", object->type->name);
      return NULL;
    }
    object = object->type->await(object);
  }
  if (object == NULL && asyncio_current_error() == NULL) {
    asyncio_raise(asyncio_TypeError, "object NULL can't be used in 'await' expression");
  }
  return object;
}

bool aio__await(asyncio_coroutine *self, void *awaitable, uint16_t state, unsigned line) {
  self->state = state;
  self->line = (uint16_t)line;
  asyncio_object *object = aio__now.error != NULL ? NULL : resolve(awaitable);
  if (object != NULL && aio__is_coroutine(object) && aio__coroutine_check_fresh((asyncio_coroutine *)object) < 0) {
    object = NULL;
  }
  if (object == NULL) {
    throw_current(self);
    return false;
  }
  if (aio__is_coroutine(object)) {
    ((asyncio_coroutine *)object)->caller = self;
    trace_await(self, ((asyncio_coroutine *)object)->id);
    self->awaiting = aio__frame_hold(self, object);
    return true;
  }
  asyncio_future *future = (asyncio_future *)object;
  trace_await(self, future->id);
  self->awaiting = aio__frame_hold(self, object);
  if (future->state == AIO__PENDING) {
    return true;
  }
  self->error = aio__future_take_error(future);
  if (self->error == NULL) {
    aio__coroutine_set_awaited(self, future->result);
  }
  return false;
}

bool aio__await_end(asyncio_coroutine *self) {
  if (self->awaiting != NULL) {
    aio__coroutine_awaited(self);
  }
  if (self->error != NULL) {
    self->leaving = AIO__RAISES;
    aio__error_set_context(self->error, aio__caught(self));
    return true;
  }
  aio__scope_hold(&self->scope, self->awaited);
  return false;
}

/* --- Ending --------------------------------------------------------------------------------------------------------- */

bool aio__raise_current(asyncio_coroutine *self) {
  if (aio__now.error == NULL) {
    return false;
  }
  aio__raise(self, aio__now.error);
  asyncio_clear_error();
  return true;
}

void aio__return(asyncio_coroutine *self, asyncio_value value) {
  if (!aio__raise_current(self)) {
    aio__coroutine_set_awaited(self, value);
    self->leaving = AIO__RETURNS;
  }
}

void aio__raise(asyncio_coroutine *self, asyncio_error *error) {
  if (error == NULL) {
    error = aio__now.error != NULL ? aio__now.error
                                   : asyncio_error_new(asyncio_RuntimeError, "No active exception to reraise");
  }
  self->error = aio__retain(error);
  self->leaving = AIO__RAISES;
  aio__error_set_context(self->error, aio__caught(self));
}

void aio__raise_from(asyncio_coroutine *self, asyncio_error *cause, asyncio_error *error) {
  asyncio_error_set_cause(error, cause);
  aio__raise(self, error);
}

asyncio_step aio__finish(asyncio_coroutine *self) {
  asyncio_step step = self->leaving == AIO__RAISES ? ASYNCIO_RAISED : ASYNCIO_RETURNED;
  aio__now.scope = NULL;
  aio__now.coroutine = NULL;
  aio__frame_ended(self);
  return step;
}

_Noreturn void aio__lost_state(const asyncio_coroutine *self) {
  if (aio__now.loop != NULL) {
    aio__loop_report(aio__now.loop, NULL, "coroutine '%s', line %u: AWAIT stands inside a switch of its own",
                     asyncio_coroutine_name(self), self->line);
  }
  abort();
}

/* Raises GeneratorExit in one coroutine; the error that came out of it, or NULL where it let itself be closed. */
static asyncio_error *close_one(asyncio_coroutine *self) {
  aio__coroutine_awaited(self);
  self->error = aio__error_new(asyncio_GeneratorExit, NULL);
  asyncio_step step = aio__coroutine_resume(self);
  if (step == ASYNCIO_SUSPENDED) {
    return aio__error_new(asyncio_RuntimeError, "coroutine ignored GeneratorExit");
  }
  asyncio_error *error = step == ASYNCIO_RAISED ? self->error : NULL;
  if (error != NULL) {
    self->error = NULL;
    if (asyncio_error_is(error, asyncio_GeneratorExit)) {
      aio__release(error);
      error = NULL;
    }
  }
  return error;
}

int asyncio_coroutine_close(asyncio_coroutine *coroutine) {
  if (coroutine == NULL || coroutine->status == AIO__DONE) {
    return 0;
  }
  if (coroutine->status == AIO__RUNNING) {
    return asyncio_raise(asyncio_ValueError, "coroutine already executing");
  }
  if (coroutine->status == AIO__CREATED) {
    coroutine->status = AIO__DONE;
    if (coroutine->is_frame) {
      aio__frame_ended(coroutine);
    }
    return 0;
  }
  aio__running outside = aio__now;
  aio__now.error = NULL;
  int status = 0;
  if (coroutine->awaiting != NULL && aio__is_coroutine(coroutine->awaiting)) {
    status = asyncio_coroutine_close((asyncio_coroutine *)coroutine->awaiting);
  }
  asyncio_error *error = status < 0 ? NULL : close_one(coroutine);
  asyncio_error *inner = aio__take_error();
  aio__now = outside;
  if (error == NULL && inner == NULL) {
    return 0;
  }
  if (error != NULL) {
    aio__release(inner);
    inner = error;
  }
  return aio__set_error(inner);
}
