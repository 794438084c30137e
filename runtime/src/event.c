#include "error.h"
#include "primitive.h"
#include "scope.h"
#include "trace.h"
#include "value.h"
#include <asyncio/event.h>

struct asyncio_event {
  aio__primitive primitive;
  bool set;
  aio__deque waiters;
};

enum { BEGINNING, WAITING };

static asyncio_step wait_resume(asyncio_coroutine *coroutine) {
  aio__waiting *self = (aio__waiting *)coroutine;
  asyncio_event *event = (asyncio_event *)self->primitive;
  if (coroutine->state == WAITING) {
    aio__waiting_end(self);
  }
  if (coroutine->error != NULL) {
    return ASYNCIO_RAISED;
  }
  if (coroutine->state == BEGINNING && !event->set) {
    coroutine->state = WAITING;
    return aio__waiting_begin(self, &event->waiters);
  }
  return aio__step_return(coroutine, asyncio_bool(true));
}

static const asyncio_coroutine_type wait_type = {AIO__FRAME_TYPE,      "Event.wait", 0,
                                                 sizeof(aio__waiting), wait_resume,  aio__waiting_clear};

asyncio_coroutine *asyncio_event_wait(asyncio_event *event) {
  return aio__own(aio__waiting_new(&wait_type, event, "event"));
}

int asyncio_event_set(asyncio_event *event) {
  if (aio__is_null(event, "event")) {
    return -1;
  }
  if (!event->set) {
    event->set = true;
    aio__primitive_trace(&event->primitive, ASYNCIO_TRACE_PRIMITIVE_SET, 0);
    aio__deque_wake_all(&event->waiters, asyncio_bool(true));
  }
  return 0;
}

int asyncio_event_clear(asyncio_event *event) {
  if (aio__is_null(event, "event")) {
    return -1;
  }
  if (event->set) {
    event->set = false;
    aio__primitive_trace(&event->primitive, ASYNCIO_TRACE_PRIMITIVE_CLEARED, 0);
  }
  return 0;
}

bool asyncio_event_is_set(const asyncio_event *event) {
  return !aio__is_null(event, "event") && event->set;
}

static int event_repr(const void *object, char *text, size_t size) {
  const asyncio_event *event = object;
  return aio__primitive_repr(&event->primitive, &event->waiters, event->set ? "set" : "unset", text, size);
}

static const asyncio_type event_type = {.name = "Event", .destroy = aio__primitive_free, .repr = event_repr};

asyncio_event *asyncio_event_new(void) {
  asyncio_event *event = aio__primitive_new(&event_type, sizeof(asyncio_event));
  if (event != NULL) {
    aio__deque_init(&event->waiters);
  }
  return aio__own(event);
}
