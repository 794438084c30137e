#include "error.h"
#include "format.h"
#include "items.h"
#include "primitive.h"
#include "scope.h"
#include "trace.h"
#include "value.h"
#include <asyncio/queue.h>

struct asyncio_queue {
  aio__primitive primitive;
  bool shut_down;
  int64_t maxsize;
  size_t unfinished; /* items put and not yet said to be done */
  aio__items items;
  aio__deque getters; /* whoever is woken is taken out at once */
  aio__deque putters; /* likewise */
  aio__deque joiners;
};

size_t asyncio_queue_qsize(const asyncio_queue *self) {
  return aio__is_null(self, "queue") ? 0 : self->items.count;
}

int64_t asyncio_queue_maxsize(const asyncio_queue *self) {
  return aio__is_null(self, "queue") ? 0 : self->maxsize;
}

bool asyncio_queue_empty(const asyncio_queue *self) {
  return asyncio_queue_qsize(self) == 0;
}

static bool is_full(const asyncio_queue *self) {
  return self->maxsize > 0 && self->items.count >= (uint64_t)self->maxsize;
}

bool asyncio_queue_full(const asyncio_queue *self) {
  return !aio__is_null(self, "queue") && is_full(self);
}

static void trace_size(asyncio_queue *self) {
  aio__primitive_trace(&self->primitive, ASYNCIO_TRACE_PRIMITIVE_SIZE, (double)self->items.count);
}

static void trace_item(asyncio_queue *self, uint16_t kind, asyncio_value item) {
  aio__primitive_trace(&self->primitive, kind, aio__trace_intern_value(aio__now.loop, item));
  trace_size(self);
}

/* --- put ---------------------------------------------------------------------------------------------------------- */

typedef struct queue_put {
  aio__waiting waiting;
  asyncio_value item; /* held */
} queue_put;

static int put(asyncio_queue *self, asyncio_value item) {
  if (self->shut_down) {
    return asyncio_raise(asyncio_QueueShutDown, NULL);
  }
  if (is_full(self)) {
    return asyncio_raise(asyncio_QueueFull, NULL);
  }
  if (aio__items_put(&self->items, item) < 0) {
    return -1;
  }
  self->unfinished++;
  trace_item(self, ASYNCIO_TRACE_PRIMITIVE_PUT, item);
  aio__deque_pop(&self->getters);
  return 0;
}

enum { BEGINNING, WAITING };

static asyncio_step put_resume(asyncio_coroutine *coroutine) {
  queue_put *self = (queue_put *)coroutine;
  asyncio_queue *queue = (asyncio_queue *)self->waiting.primitive;
  if (coroutine->state == WAITING) {
    aio__waiting_end(&self->waiting);
    if (coroutine->error != NULL) {
      if (aio__waiting_was_woken(&self->waiting) && !is_full(queue)) {
        aio__deque_pop(&queue->putters);
      }
      return ASYNCIO_RAISED;
    }
  }
  if (is_full(queue) && !queue->shut_down) {
    coroutine->state = WAITING;
    return aio__waiting_begin(&self->waiting, &queue->putters);
  }
  if (put(queue, self->item) < 0) {
    if (coroutine->state == WAITING && !is_full(queue)) {
      aio__deque_pop(&queue->putters); /* the room that it was woken for is another's */
    }
    return aio__step_raise(coroutine);
  }
  return aio__step_return(coroutine, asyncio_none());
}

static void put_clear(asyncio_coroutine *coroutine) {
  aio__value_release(((queue_put *)coroutine)->item);
  aio__waiting_clear(coroutine);
}

static const asyncio_coroutine_type put_type = {AIO__FRAME_TYPE,   "Queue.put", 0,
                                                sizeof(queue_put), put_resume,  put_clear};

asyncio_coroutine *asyncio_queue_put(asyncio_queue *queue, asyncio_value item) {
  queue_put *self = aio__waiting_new_bare(&put_type, queue, "queue");
  if (self != NULL) {
    self->item = aio__value_retain(item);
  }
  return aio__own(self);
}

int asyncio_queue_put_nowait(asyncio_queue *self, asyncio_value item) {
  if (aio__is_null(self, "queue") || aio__now.error != NULL) {
    return -1;
  }
  return put(self, item);
}

/* --- get ---------------------------------------------------------------------------------------------------------- */

/* The reference is the caller's. */
static int get(asyncio_queue *self, asyncio_value *item) {
  if (self->items.count == 0) {
    return asyncio_raise(self->shut_down ? asyncio_QueueShutDown : asyncio_QueueEmpty, NULL);
  }
  if (aio__items_take(&self->items, item) < 0) {
    return -1;
  }
  trace_item(self, ASYNCIO_TRACE_PRIMITIVE_GOT, *item);
  aio__deque_pop(&self->putters);
  return 0;
}

static asyncio_step get_resume(asyncio_coroutine *coroutine) {
  aio__waiting *self = (aio__waiting *)coroutine;
  asyncio_queue *queue = (asyncio_queue *)self->primitive;
  if (coroutine->state == WAITING) {
    aio__waiting_end(self);
    if (coroutine->error != NULL) {
      if (aio__waiting_was_woken(self) && queue->items.count > 0) {
        aio__deque_pop(&queue->getters);
      }
      return ASYNCIO_RAISED;
    }
  }
  if (queue->items.count == 0 && !queue->shut_down) {
    coroutine->state = WAITING;
    return aio__waiting_begin(self, &queue->getters);
  }
  asyncio_value item = asyncio_none();
  if (get(queue, &item) < 0) {
    return aio__step_raise(coroutine);
  }
  asyncio_step step = aio__step_return(coroutine, item);
  aio__value_release(item);
  return step;
}

static const asyncio_coroutine_type get_type = {AIO__FRAME_TYPE,      "Queue.get", 0,
                                                sizeof(aio__waiting), get_resume,  aio__waiting_clear};

asyncio_coroutine *asyncio_queue_get(asyncio_queue *queue) {
  return aio__own(aio__waiting_new_bare(&get_type, queue, "queue"));
}

asyncio_value asyncio_queue_get_nowait(asyncio_queue *self) {
  asyncio_value item = asyncio_none();
  aio__links *scope = aio__now.scope;
  if (aio__is_null(self, "queue")) {
    return item;
  }
  if (self->items.count > 0 && scope != NULL && aio__scope_hold(scope, aio__items_next(&self->items)) < 0) {
    return item;
  }
  if (get(self, &item) == 0 && aio__value_has_object(item)) {
    if (scope != NULL) {
      aio__release(item.object);
    } else {
      aio__own_outside(item.object);
    }
  }
  return item;
}

/* --- join --------------------------------------------------------------------------------------------------------- */

static asyncio_step join_resume(asyncio_coroutine *coroutine) {
  aio__waiting *self = (aio__waiting *)coroutine;
  asyncio_queue *queue = (asyncio_queue *)self->primitive;
  if (coroutine->state == WAITING) {
    aio__waiting_end(self);
  } else if (queue->unfinished > 0) {
    coroutine->state = WAITING;
    return aio__waiting_begin(self, &queue->joiners);
  }
  return coroutine->error != NULL ? ASYNCIO_RAISED : aio__step_return(coroutine, asyncio_none());
}

static const asyncio_coroutine_type join_type = {AIO__FRAME_TYPE,      "Queue.join", 0,
                                                 sizeof(aio__waiting), join_resume,  aio__waiting_clear};

asyncio_coroutine *asyncio_queue_join(asyncio_queue *queue) {
  return aio__own(aio__waiting_new(&join_type, queue, "queue"));
}

static void wake_joiners(asyncio_queue *self) {
  if (self->unfinished == 0) {
    aio__deque_wake_all(&self->joiners, asyncio_bool(true));
  }
}

int asyncio_queue_task_done(asyncio_queue *self) {
  if (aio__is_null(self, "queue")) {
    return -1;
  }
  if (self->unfinished == 0) {
    return asyncio_raise(asyncio_ValueError, "task_done() called too many times");
  }
  self->unfinished--;
  wake_joiners(self);
  return 0;
}

/* --- shutdown ----------------------------------------------------------------------------------------------------- */

static void wake_and_take_out_all(aio__deque *deque) {
  while (!aio__deque_empty(deque)) {
    aio__deque_pop(deque);
  }
}

int asyncio_queue_shutdown(asyncio_queue *self, bool immediate) {
  if (aio__is_null(self, "queue")) {
    return -1;
  }
  self->shut_down = true;
  if (immediate) {
    self->unfinished -= self->items.count < self->unfinished ? self->items.count : self->unfinished;
    aio__items_clear(&self->items);
    trace_size(self);
    wake_joiners(self);
  }
  wake_and_take_out_all(&self->getters);
  wake_and_take_out_all(&self->putters);
  return 0;
}

/* --- Queues ------------------------------------------------------------------------------------------------------- */

static void queue_destroy(void *object) {
  asyncio_queue *self = object;
  aio__items_clear(&self->items);
  aio__primitive_free(self);
}

static void write_items(aio__writer *out, const aio__items *items) {
  for (size_t i = 0; i < items->count; i++) {
    aio__write_str(out, i == 0 ? " _queue=[" : ", ");
    aio__wrote(out, aio__value_repr(aio__items_at(items, i), aio__writer_end(out), aio__writer_room(out)));
  }
  aio__write_str(out, items->count == 0 ? "" : "]");
}

static void write_count(aio__writer *out, const char *name, const char *open, size_t count, const char *close) {
  if (count > 0) {
    aio__writef(out, " %s%s%zu%s", name, open, count, close);
  }
}

static int queue_repr(const void *object, char *text, size_t size) {
  const asyncio_queue *self = object;
  aio__writer out = aio__writer_open(text, size);
  aio__writef(&out, "<%s maxsize=%lld", self->primitive.object.type->name, (long long)self->maxsize);
  write_items(&out, &self->items);
  write_count(&out, "_getters", "[", aio__deque_count(&self->getters), "]");
  write_count(&out, "_putters", "[", aio__deque_count(&self->putters), "]");
  write_count(&out, "tasks", "=", self->unfinished, "");
  aio__write_str(&out, self->shut_down ? " shutdown>" : ">");
  return (int)out.length;
}

#define QUEUE_TYPE(type_name)                                                                                          \
  { .name = type_name, .destroy = queue_destroy, .repr = queue_repr }

/* By enum aio__order. */
static const asyncio_type queue_types[] = {QUEUE_TYPE("Queue"), QUEUE_TYPE("LifoQueue"), QUEUE_TYPE("PriorityQueue")};

static asyncio_queue *queue_new(enum aio__order order, int64_t maxsize) {
  asyncio_queue *self = aio__primitive_new(&queue_types[order], sizeof(asyncio_queue));
  if (self != NULL) {
    self->maxsize = maxsize;
    aio__primitive_set_limit(&self->primitive, (double)maxsize);
    self->items.order = (uint8_t)order;
    aio__deque_init(&self->getters);
    aio__deque_init(&self->putters);
    aio__deque_init(&self->joiners);
  }
  return aio__own(self);
}

asyncio_queue *asyncio_queue_new(int64_t maxsize) {
  return queue_new(AIO__FIFO, maxsize);
}

asyncio_queue *asyncio_lifo_queue_new(int64_t maxsize) {
  return queue_new(AIO__LIFO, maxsize);
}

asyncio_queue *asyncio_priority_queue_new(int64_t maxsize) {
  return queue_new(AIO__PRIORITY, maxsize);
}
