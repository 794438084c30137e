/* asyncio.sleep: a coroutine kind of its own, since it is what programs await most. */

#include "sleep.h"

#include "error.h"
#include "future.h"
#include "memory.h"
#include "running.h"
#include "scope.h"
#include "value.h"
#include <asyncio/task.h>
#include <math.h>

/* The future that a sleep waits for, with the timer that ends it. The timer holds it while it is set or scheduled. */
typedef struct sleep_future {
  asyncio_future future;
  aio__timer timer;
} sleep_future;

static void sleep_future_destroy(void *object) {
  aio__future_clear(object);
  aio__scope_take(object);
  aio__pool_free(object, sizeof(sleep_future));
}

static const asyncio_type sleep_future_type = {
    .name = "Future", .destroy = sleep_future_destroy, .kind = AIO__KIND_FUTURE};

static void timer_run(aio__handle *handle) {
  sleep_future *self = (sleep_future *)((char *)handle - offsetof(sleep_future, timer.handle));
  if (!handle->cancelled && self->future.state == AIO__PENDING) {
    aio__future_finish(&self->future, asyncio_none());
  }
  aio__release(self);
}

static void stop_timer(sleep_future *self) {
  bool set = self->timer.chain != 0;
  if (set || self->timer.handle.scheduled) {
    aio__loop_cancel_timer(self->future.loop, &self->timer);
  }
  if (set) {
    aio__release(self);
  }
}

static asyncio_step raise_current(asyncio_coroutine *self) {
  self->error = aio__take_error();
  return ASYNCIO_RAISED;
}

enum { BEGINNING, YIELDED, WAITING };

static asyncio_step start(aio__sleep *self) {
  asyncio_loop *loop = aio__running_loop();
  if (self->delay <= 0) {
    self->coroutine.state = YIELDED;
    return ASYNCIO_SUSPENDED;
  }
  if (isnan(self->delay)) {
    asyncio_raise(asyncio_ValueError, "Invalid delay: NaN (not a number)");
    return raise_current(&self->coroutine);
  }
  sleep_future *future = aio__pool_allocate(sizeof *future);
  if (future == NULL) {
    return raise_current(&self->coroutine);
  }
  *future = (sleep_future){.future = {.object = {.type = &sleep_future_type, .references = 1}}};
  aio__future_init(&future->future, loop, "sleep");
  future->timer.handle.run = timer_run;
  future->timer.handle.owner = future->future.id;
  if (aio__loop_set_timer(loop, &future->timer, loop->now + self->delay) < 0) {
    aio__release(future);
    return raise_current(&self->coroutine);
  }
  aio__retain(future);
  self->coroutine.awaiting = &future->future.object;
  self->coroutine.state = WAITING;
  return ASYNCIO_SUSPENDED;
}

static asyncio_step sleep_resume(asyncio_coroutine *coroutine) {
  aio__sleep *self = (aio__sleep *)coroutine;
  if (coroutine->state == BEGINNING) {
    return start(self);
  }
  if (coroutine->state == WAITING) {
    stop_timer((sleep_future *)coroutine->awaiting);
    aio__coroutine_awaited(coroutine);
  }
  if (coroutine->error != NULL) {
    return ASYNCIO_RAISED;
  }
  aio__coroutine_set_awaited(coroutine, self->result);
  return ASYNCIO_RETURNED;
}

static void sleep_clear(asyncio_coroutine *coroutine) {
  aio__sleep *self = (aio__sleep *)coroutine;
  if (coroutine->awaiting != NULL) {
    stop_timer((sleep_future *)coroutine->awaiting);
  }
  aio__value_release(self->result);
}

#define SLEEP_TYPE                                                                                                     \
  { AIO__FRAME_TYPE, "sleep", 0, sizeof(aio__sleep), sleep_resume, sleep_clear }

const asyncio_coroutine_type aio__sleep_type = SLEEP_TYPE;
const asyncio_coroutine_type aio__yield_type = SLEEP_TYPE;

asyncio_coroutine *asyncio_sleep_result(double delay, asyncio_value result) {
  aio__sleep *self = aio__pool_allocate(sizeof *self);
  if (self != NULL) {
    bool yields = delay <= 0 && result.kind == ASYNCIO_NONE;
    aio__coroutine_init(&self->coroutine, yields ? &aio__yield_type : &aio__sleep_type);
    self->delay = delay;
    self->result = aio__value_retain(result);
  }
  return aio__own(self);
}

/* Apart from asyncio_sleep, which for a yield needs no room on the stack. */
__attribute__((noinline)) static asyncio_coroutine *sleep_new(double delay) {
  return asyncio_sleep_result(delay, asyncio_none());
}

/* --- sleep(0) ----------------------------------------------------------------------------------------------------- */

void aio__sleep_discard(aio__sleep *self, aio__links *scope) {
  asyncio_loop *loop = aio__now.loop;
  aio__scope_take_last(scope);
  if (loop->spare_yield == NULL) {
    loop->spare_yield = self;
  } else {
    aio__pool_free(self, sizeof *self);
  }
}

/* The one that is kept, made anew. */
static asyncio_coroutine *yield_again(asyncio_loop *loop) {
  aio__sleep *self = loop->spare_yield;
  loop->spare_yield = NULL;
  if (loop->trace != NULL) {
    self->coroutine.id = 0;
    aio__coroutine_identify(&self->coroutine, loop);
  }
  return aio__own(self);
}

asyncio_coroutine *asyncio_sleep(double delay) {
  asyncio_loop *loop = aio__now.loop;
  return delay <= 0 && loop != NULL && loop->spare_yield != NULL ? yield_again(loop) : sleep_new(delay);
}
