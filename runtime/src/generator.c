/*
** Async generators. A generator is a frame that nobody awaits by name: the coroutines of anext, asend, athrow and
** aclose enter it as if they awaited it, and YIELD leaves it for them as if it had returned, but suspended.
*/
#include "generator.h"

#include "coroutine.h"
#include "error.h"
#include "frame.h"
#include "list.h"
#include "memory.h"
#include "running.h"
#include "scope.h"
#include "task.h"
#include "trace.h"
#include "try.h"
#include "value.h"
#include <asyncio/gather.h>
#include <asyncio/print.h>

struct asyncio_generator {
  asyncio_frame frame;
  aio__generator_state state;
};

/* What Python's hooks for the first iteration and the finalisation keep. */
struct aio__generator_hooks {
  aio__handle finalizer; /* begins the task that closes it; holds the generator while it is scheduled */
  asyncio_generator *generator;
  asyncio_loop *loop; /* NULL: it has gone */
  bool listed;        /* among the loop's */
  bool finalized;     /* let go of once: not closed by a task again */
  struct aio__generator_hooks *next;
  struct aio__generator_hooks *previous;
};

static asyncio_coroutine *shutdown_generators(void);

/* --- Hooks -------------------------------------------------------------------------------------------------------- */

static void unlist(struct aio__generator_hooks *hooks) {
  asyncio_loop *loop = hooks->loop;
  if (!hooks->listed) {
    return;
  }
  *(hooks->previous == NULL ? &loop->first_generator : &hooks->previous->next) = hooks->next;
  *(hooks->next == NULL ? &loop->last_generator : &hooks->next->previous) = hooks->previous;
  hooks->listed = false;
}

/* It is asked for an item for the first time: the running loop will close it. 0, or -1 with the current error. */
static int hook(asyncio_generator *self) {
  if (self->state.hooks != NULL) {
    return 0;
  }
  asyncio_loop *loop = aio__running_loop();
  struct aio__generator_hooks *hooks = loop == NULL ? NULL : aio__allocate(sizeof *hooks);
  if (hooks == NULL) {
    return -1;
  }
  hooks->generator = self;
  hooks->loop = loop;
  hooks->listed = true;
  hooks->previous = loop->last_generator;
  *(hooks->previous == NULL ? &loop->first_generator : &hooks->previous->next) = hooks;
  loop->last_generator = hooks;
  loop->shutdown_generators = shutdown_generators;
  self->state.hooks = hooks;
  return 0;
}

static void finalizer_run(aio__handle *handle) {
  struct aio__generator_hooks *hooks = (struct aio__generator_hooks *)handle;
  asyncio_generator *generator = hooks->generator;
  if (!handle->cancelled) {
    asyncio_coroutine *coroutine = asyncio_generator_aclose(generator);
    aio__release(coroutine == NULL ? NULL : aio__task_create(hooks->loop, coroutine, NULL, NULL));
  }
  asyncio_error *error = aio__take_error(); /* no memory for the task: the loop reports it */
  aio__release(generator);
  aio__set_error(error);
}

void aio__generator_destroy(void *object) {
  asyncio_generator *self = object;
  asyncio_coroutine *coroutine = &self->frame.coroutine;
  struct aio__generator_hooks *hooks = self->state.hooks;
  if (coroutine->status == AIO__SUSPENDED && hooks != NULL && hooks->loop != NULL && !hooks->finalized &&
      !self->state.closed) {
    coroutine->object.references = 1;
    hooks->finalized = true;
    unlist(hooks);
    hooks->finalizer.run = finalizer_run;
    hooks->finalizer.owner = coroutine->id;
    aio__loop_schedule(hooks->loop, &hooks->finalizer, "aclose");
    return;
  }
  if (hooks != NULL) {
    unlist(hooks);
    aio__free(hooks);
    self->state.hooks = NULL;
  }
  if (coroutine->status == AIO__CREATED) {
    coroutine->status = AIO__DONE;
  }
  aio__coroutine_destroy(self);
}

int aio__generator_repr(const void *object, char *text, size_t size) {
  return asyncio_format(text, size, "<async_generator object %s>", asyncio_coroutine_name(object));
}

void aio__generators_forget(asyncio_loop *loop) {
  while (loop->first_generator != NULL) {
    struct aio__generator_hooks *hooks = loop->first_generator;
    asyncio_generator *generator = aio__retain(hooks->generator);
    unlist(hooks);
    hooks->loop = NULL;
    if (!generator->state.running) {
      asyncio_coroutine_close(&generator->frame.coroutine);
      asyncio_clear_error();
    }
    aio__release(generator);
  }
}

bool aio__yield(asyncio_frame *self, asyncio_value value, uint16_t state, unsigned line) {
  asyncio_coroutine *coroutine = &self->coroutine;
  coroutine->state = state;
  coroutine->line = (uint16_t)line;
  if (aio__now.error != NULL) {
    coroutine->error = aio__take_error();
    return false;
  }
  aio__coroutine_set_awaited(coroutine, value);
  coroutine->status = AIO__SUSPENDED;
  return true;
}

/* --- Going on ----------------------------------------------------------------------------------------------------- */

enum operation { ANEXT, ASEND, ATHROW, ACLOSE };

/* One call of anext, asend, athrow or aclose. */
typedef struct going_on {
  asyncio_coroutine coroutine;
  asyncio_generator *generator; /* held; NULL: it has given its item */
  asyncio_value sent;           /* held */
  asyncio_error *thrown;        /* held; NULL but for athrow */
  uint8_t operation;            /* enum operation */
  bool entered;                 /* the generator */
} going_on;

static asyncio_step returns(going_on *self, asyncio_value value) {
  aio__coroutine_set_awaited(&self->coroutine, value);
  return ASYNCIO_RETURNED;
}

/* Takes over the reference. */
static asyncio_step raises(going_on *self, asyncio_error *error) {
  self->coroutine.error = error;
  return ASYNCIO_RAISED;
}

static asyncio_step stops(going_on *self) {
  return raises(self, aio__error_new(asyncio_StopAsyncIteration, NULL));
}

/* The generator has not begun. */
static asyncio_step throw_unbegun(going_on *self) {
  asyncio_coroutine_close(&self->generator->frame.coroutine);
  self->generator->state.closed = true;
  return self->operation == ACLOSE ? returns(self, asyncio_none()) : raises(self, aio__retain(self->thrown));
}

/* Enters it with an error, taking over the reference, or with what is sent. */
static asyncio_step enter(going_on *self, asyncio_error *error) {
  asyncio_coroutine *entered = &self->generator->frame.coroutine;
  self->entered = true;
  self->generator->state.running = true;
  entered->error = error;
  aio__thrown(entered);
  if (error == NULL) {
    aio__coroutine_set_awaited(entered, self->sent);
  }
  entered->caller = &self->coroutine;
  if (entered->status == AIO__SUSPENDED) {
    aio__trace(aio__now.loop, ASYNCIO_TRACE_COROUTINE_ENTERED, entered->id, aio__loop_by(aio__now.loop), 0);
  }
  self->coroutine.awaiting = aio__retain(entered);
  return ASYNCIO_SUSPENDED;
}

static asyncio_step begin(going_on *self) {
  static const char *const names[] = {"anext", "anext", "athrow", "aclose"};
  const asyncio_generator *generator = self->generator;
  bool throws = self->operation >= ATHROW;
  if (generator->frame.coroutine.status == AIO__DONE) {
    return throws ? returns(self, asyncio_none()) : stops(self);
  }
  if (generator->state.running) {
    return raises(self, aio__error_new(asyncio_RuntimeError, "%s(): asynchronous generator is already running",
                                       names[self->operation]));
  }
  if (throws && generator->state.closed) {
    return stops(self);
  }
  if (generator->frame.coroutine.status == AIO__CREATED) {
    if (throws) {
      return throw_unbegun(self);
    }
    if (self->sent.kind != ASYNCIO_NONE) {
      return raises(self,
                    aio__error_new(asyncio_TypeError, "can't send non-None value to a just-started async generator"));
    }
  }
  if (!throws) {
    return enter(self, NULL);
  }
  self->generator->state.closed |= self->operation == ACLOSE;
  if (self->operation == ATHROW) {
    return enter(self, aio__retain(self->thrown));
  }
  asyncio_error *exit = aio__error_new(asyncio_GeneratorExit, NULL);
  return enter(self, asyncio_error_is(exit, asyncio_MemoryError) ? aio__generator_exit() : exit);
}

/* An error is raised in it before it has begun, as when its task is cancelled: it is the generator's. */
static asyncio_step begin_with_error(going_on *self) {
  asyncio_coroutine *generator = &self->generator->frame.coroutine;
  if (generator->status == AIO__SUSPENDED && !self->generator->state.running) {
    asyncio_error *error = self->coroutine.error;
    self->coroutine.error = NULL;
    return enter(self, error);
  }
  if (generator->status == AIO__CREATED) {
    asyncio_coroutine_close(generator);
  }
  return ASYNCIO_RAISED;
}

/* The generator has raised an error, or let one that was raised in it pass. */
static asyncio_step failed(going_on *self) {
  asyncio_error *error = self->coroutine.error;
  if (asyncio_error_is(error, asyncio_StopAsyncIteration) || asyncio_error_is(error, asyncio_StopIteration)) {
    asyncio_error *replacement =
        aio__error_new(asyncio_RuntimeError, "async generator raised %s", asyncio_error_class(error)->name);
    asyncio_error_set_cause(replacement, error);
    aio__error_set_context(replacement, error);
    aio__release(error);
    self->coroutine.error = replacement;
  } else if (self->operation == ACLOSE && asyncio_error_is(error, asyncio_GeneratorExit)) {
    aio__release(error);
    self->coroutine.error = NULL;
    return returns(self, asyncio_none());
  }
  return ASYNCIO_RAISED;
}

static asyncio_step go_on(asyncio_coroutine *coroutine) {
  going_on *self = (going_on *)coroutine;
  if (!self->entered) {
    return coroutine->error != NULL ? begin_with_error(self) : begin(self);
  }
  asyncio_coroutine *left = &self->generator->frame.coroutine;
  left->caller = NULL;
  self->generator->state.running = false;
  if (coroutine->error != NULL) {
    return failed(self);
  }
  if (left->status == AIO__DONE) {
    return self->operation == ACLOSE ? returns(self, asyncio_none()) : stops(self);
  }
  if (self->operation == ACLOSE) {
    return raises(self, aio__error_new(asyncio_RuntimeError, "async generator ignored GeneratorExit"));
  }
  /* It is not to keep the generator, should it be kept itself for the item (aio__await_settle). */
  asyncio_generator *generator = self->generator;
  self->generator = NULL;
  aio__release(generator);
  return ASYNCIO_RETURNED;
}

static void clear(asyncio_coroutine *coroutine) {
  going_on *self = (going_on *)coroutine;
  aio__release(self->generator);
  aio__value_release(self->sent);
  aio__release(self->thrown);
}

/* Python calls these methods, by the names that they have there: anext is asend. */
static void going_on_destroy(void *object) {
  going_on *self = object;
  asyncio_loop *loop = aio__now.loop;
  if (self->coroutine.status == AIO__CREATED && loop != NULL) {
    const char *name = self->operation == ANEXT ? "asend" : asyncio_coroutine_name(&self->coroutine);
    aio__trace_text(loop, ASYNCIO_TRACE_NEVER_AWAITED, self->coroutine.id, 0, name);
    aio__loop_report(loop, NULL, "coroutine method '%s' of '%s' was never awaited", name,
                     asyncio_coroutine_name(&self->generator->frame.coroutine));
    self->coroutine.status = AIO__DONE;
  }
  aio__coroutine_destroy(object);
}

#define GOING_ON_TYPE                                                                                                  \
  { "coroutine", going_on_destroy, NULL, NULL, NULL, NULL, aio__coroutine_repr, AIO__KIND_COROUTINE }

#define GOING_ON(name)                                                                                                 \
  { GOING_ON_TYPE, name, 0, sizeof(going_on), go_on, clear, false, true }

static asyncio_coroutine *go_on_with(asyncio_generator *generator, enum operation operation, asyncio_value sent,
                                     asyncio_error *thrown) {
  static const asyncio_coroutine_type types[] = {GOING_ON("anext"), GOING_ON("asend"), GOING_ON("athrow"),
                                                 GOING_ON("aclose")};
  if (aio__now.error != NULL) {
    return NULL;
  }
  if (generator == NULL || (operation == ATHROW && thrown == NULL)) {
    asyncio_raise(asyncio_TypeError, generator == NULL ? "the async generator is NULL" : "the error is NULL");
    return NULL;
  }
  going_on *self = hook(generator) < 0 ? NULL : aio__coroutine_allocate(&types[operation]);
  if (self != NULL) {
    self->generator = aio__retain(generator);
    self->sent = aio__value_retain(sent);
    self->thrown = thrown == NULL ? NULL : aio__retain(thrown);
    self->operation = (uint8_t)operation;
  }
  return aio__own(self);
}

void *aio__generator_next(void *generator) {
  return go_on_with(generator, ANEXT, asyncio_none(), NULL);
}

asyncio_coroutine *asyncio_generator_asend(asyncio_generator *generator, asyncio_value value) {
  return go_on_with(generator, ASEND, value, NULL);
}

asyncio_coroutine *asyncio_generator_athrow(asyncio_generator *generator, asyncio_error *error) {
  return go_on_with(generator, ATHROW, asyncio_none(), error);
}

asyncio_coroutine *asyncio_generator_aclose(asyncio_generator *generator) {
  return go_on_with(generator, ACLOSE, asyncio_none(), NULL);
}

void *asyncio_anext(void *iterator) {
  const asyncio_object *object = iterator;
  if (aio__now.error != NULL) {
    return NULL;
  }
  if (object == NULL || object->type->next == NULL) {
    asyncio_raise(asyncio_TypeError, "'%s' object is not an async iterator",
                  object == NULL ? "NULL" : object->type->name);
    return NULL;
  }
  return object->type->next(iterator);
}

/* --- The end of the run ------------------------------------------------------------------------------------------- */

/* They stay in the loop's list: those that are not closed for want of memory are closed when it goes. */
static int close_all(asyncio_list *closing, asyncio_list *coroutines) {
  for (struct aio__generator_hooks *at = aio__now.loop->first_generator; at != NULL; at = at->next) {
    asyncio_coroutine *aclose = asyncio_generator_aclose(at->generator);
    if (aclose == NULL || asyncio_list_append(closing, asyncio_value_of(at->generator)) < 0 ||
        asyncio_list_append(coroutines, asyncio_value_of(aclose)) < 0) {
      return -1;
    }
  }
  return 0;
}

ASYNC(shutdown_asyncgens, {
  asyncio_list *closing;
  asyncio_list *coroutines;
}) {
  ASYNC_BEGIN;
  CHECK(self->closing = asyncio_list_new());
  CHECK(self->coroutines = asyncio_list_new());
  CHECK(close_all(self->closing, self->coroutines));
  AWAIT(asyncio_gather_list(self->coroutines, true));
  for (size_t i = 0; i < asyncio_list_size(self->closing); i++) {
    asyncio_value outcome = asyncio_list_get(asyncio_as_list(AWAITED), i);
    if (outcome.kind == ASYNCIO_OBJECT && asyncio_error_is((asyncio_error *)outcome.object, asyncio_Exception)) {
      aio__loop_report(aio__now.loop, (asyncio_error *)outcome.object,
                       "an error occurred during closing of asynchronous generator '%s'",
                       asyncio_coroutine_name((asyncio_coroutine *)asyncio_list_get(self->closing, i).object));
    }
  }
  ASYNC_END;
}

static asyncio_coroutine *shutdown_generators(void) {
  return aio__now.loop->first_generator == NULL ? NULL : CORO(shutdown_asyncgens);
}
