/* What the trace tells of locks, events, conditions, semaphores, barriers and queues. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "primitives.h"
#include "traced.h"

static char told[4096];
static size_t told_size;

static const char *const names[] = {"created", "waits", "acquired", "released", "set",
                                    "cleared", "put",   "got",      "size",     "limit"};

static bool has_text(unsigned kind) {
  return kind == ASYNCIO_TRACE_PRIMITIVE_CREATED || kind == ASYNCIO_TRACE_PRIMITIVE_WAITS ||
         kind == ASYNCIO_TRACE_PRIMITIVE_PUT || kind == ASYNCIO_TRACE_PRIMITIVE_GOT;
}

/* Tasks and primitives are told by the order in which they appear: "T1" is the first task, "P2" the second
** primitive. */
static uint32_t tasks[8], primitives[8];

static unsigned place(uint32_t *ids, uint32_t id) {
  unsigned i = 0;
  while (ids[i] != 0 && ids[i] != id) {
    i++;
  }
  ids[i] = id;
  return i + 1;
}

static void tell(asyncio_loop *loop, const asyncio_trace_record *record) {
  unsigned kind = record->kind;
  if (kind == ASYNCIO_TRACE_TASK_CREATED) {
    place(tasks, record->subject);
  }
  if (kind < ASYNCIO_TRACE_PRIMITIVE_CREATED || kind > ASYNCIO_TRACE_PRIMITIVE_LIMIT) {
    return;
  }
  char line[128];
  size_t size = 0;
  int length = snprintf(line, sizeof line, "P%u %s", place(primitives, record->subject),
                        names[kind - ASYNCIO_TRACE_PRIMITIVE_CREATED]);
  if (has_text(kind)) {
    length += snprintf(line + length, sizeof line - (size_t)length, " %s",
                       asyncio_trace_string(loop, (uint32_t)record->value, &size));
  } else if (kind == ASYNCIO_TRACE_PRIMITIVE_SIZE || kind == ASYNCIO_TRACE_PRIMITIVE_LIMIT) {
    length += snprintf(line + length, sizeof line - (size_t)length, " %g", record->value);
  }
  if (record->object != 0) {
    length += snprintf(line + length, sizeof line - (size_t)length, " T%u", place(tasks, record->object));
  }
  told_size += (size_t)snprintf(told + told_size, sizeof told - told_size, "%s\n", line);
}

/* What a run tells of primitives. */
static const char *trace_of(asyncio_coroutine *(*program)(void)) {
  told_size = 0;
  told[0] = '\0';
  memset(tasks, 0, sizeof tasks);
  memset(primitives, 0, sizeof primitives);
  run_traced(program, tell);
  return told;
}

ASYNC(hold, { asyncio_lock *lock; }) {
  ASYNC_BEGIN;
  ASYNC_WITH(self->lock) {
    AWAIT(asyncio_sleep(1));
  }
  END_WITH;
  ASYNC_END;
}

ASYNC(locks, { asyncio_lock *lock; }) {
  ASYNC_BEGIN;
  self->lock = asyncio_lock_new();
  AWAIT(asyncio_gather(CORO(hold, self->lock), CORO(hold, self->lock)));
  ASYNC_END;
}
PROGRAM(locks);

SCENE(test_lock) {
  EXPECT_TEXT(trace_of(start_locks), "P1 created Lock T1\n"
                                     "P1 acquired T2\n"
                                     "P1 waits acquire T3\n"
                                     "P1 released T2\n"
                                     "P1 acquired T3\n"
                                     "P1 released T3\n");
}

ASYNC(wait_for_event, { asyncio_event *event; }) {
  ASYNC_BEGIN;
  AWAIT(asyncio_event_wait(self->event));
  ASYNC_END;
}

ASYNC(events, {
  asyncio_event *event;
  asyncio_list *tasks;
}) {
  ASYNC_BEGIN;
  self->event = asyncio_event_new();
  START(CORO(wait_for_event, self->event));
  asyncio_event_set(self->event);
  asyncio_event_set(self->event);
  asyncio_event_clear(self->event);
  asyncio_event_clear(self->event);
  END;
  ASYNC_END;
}
PROGRAM(events);

SCENE(test_event) {
  EXPECT_TEXT(trace_of(start_events), "P1 created Event T1\n"
                                      "P1 waits wait T2\n"
                                      "P1 set T1\n"
                                      "P1 cleared T1\n");
}

ASYNC(wait_for_condition, { asyncio_condition *condition; }) {
  ASYNC_BEGIN;
  ASYNC_WITH(self->condition) {
    AWAIT(asyncio_condition_wait(self->condition));
  }
  END_WITH;
  ASYNC_END;
}

ASYNC(conditions, {
  asyncio_condition *condition;
  asyncio_list *tasks;
}) {
  ASYNC_BEGIN;
  self->condition = asyncio_condition_new(NULL);
  START(CORO(wait_for_condition, self->condition));
  ASYNC_WITH(self->condition) {
    asyncio_condition_notify_all(self->condition);
    AWAIT(asyncio_sleep(1));
  }
  END_WITH;
  END;
  ASYNC_END;
}
PROGRAM(conditions);

/* Its own lock is the condition, to whoever looks on. */
SCENE(test_condition) {
  EXPECT_TEXT(trace_of(start_conditions), "P1 created Condition T1\n"
                                          "P1 acquired T2\n"
                                          "P1 released T2\n"
                                          "P1 waits wait T2\n"
                                          "P1 acquired T1\n"
                                          "P1 set T1\n"
                                          "P1 waits acquire T2\n"
                                          "P1 released T1\n"
                                          "P1 acquired T2\n"
                                          "P1 released T2\n");
}

ASYNC(use, { asyncio_semaphore *semaphore; }) {
  ASYNC_BEGIN;
  ASYNC_WITH(self->semaphore) {
    AWAIT(asyncio_sleep(0));
  }
  END_WITH;
  ASYNC_END;
}

ASYNC(semaphores, { asyncio_semaphore *semaphore; }) {
  ASYNC_BEGIN;
  self->semaphore = asyncio_bounded_semaphore_new(1);
  AWAIT(asyncio_gather(CORO(use, self->semaphore), CORO(use, self->semaphore)));
  ASYNC_END;
}
PROGRAM(semaphores);

SCENE(test_semaphore) {
  EXPECT_TEXT(trace_of(start_semaphores), "P1 created BoundedSemaphore T1\n"
                                          "P1 limit 1\n"
                                          "P1 size 1\n"
                                          "P1 acquired T2\n"
                                          "P1 size 0\n"
                                          "P1 waits acquire T3\n"
                                          "P1 released T2\n"
                                          "P1 size 0\n"
                                          "P1 acquired T3\n"
                                          "P1 released T3\n"
                                          "P1 size 1\n");
}

ASYNC(meet, { asyncio_barrier *barrier; }) {
  ASYNC_BEGIN;
  AWAIT(asyncio_barrier_wait(self->barrier));
  ASYNC_END;
}

ASYNC(barriers, { asyncio_barrier *barrier; }) {
  ASYNC_BEGIN;
  self->barrier = asyncio_barrier_new(2);
  AWAIT(asyncio_gather(CORO(meet, self->barrier), CORO(meet, self->barrier)));
  AWAIT(asyncio_barrier_reset(self->barrier));
  AWAIT(asyncio_barrier_abort(self->barrier));
  ASYNC_END;
}
PROGRAM(barriers);

SCENE(test_barrier) {
  EXPECT_TEXT(trace_of(start_barriers), "P1 created Barrier T1\n"
                                        "P1 limit 2\n"
                                        "P1 size 1\n"
                                        "P1 waits wait T2\n"
                                        "P1 size 2\n"
                                        "P1 set T3\n"
                                        "P1 size 1\n"
                                        "P1 size 0\n"
                                        "P1 cleared T2\n"
                                        "P1 cleared T1\n"
                                        "P1 set T1\n");
}

ASYNC(get_two, { asyncio_queue *queue; }) {
  ASYNC_BEGIN;
  AWAIT(asyncio_queue_get(self->queue));
  AWAIT(asyncio_queue_get(self->queue));
  ASYNC_END;
}

ASYNC(queues, {
  asyncio_queue *queue;
  asyncio_list *tasks;
}) {
  ASYNC_BEGIN;
  self->queue = asyncio_lifo_queue_new(1);
  START(CORO(get_two, self->queue));
  AWAIT(asyncio_queue_put(self->queue, asyncio_str("a")));
  AWAIT(asyncio_queue_put(self->queue, asyncio_int(2)));
  END;
  AWAIT(asyncio_wait_for(asyncio_queue_join(self->queue), 1));
  ASYNC_END;
}
PROGRAM(queues);

SCENE(test_queue) {
  EXPECT_TEXT(trace_of(start_queues), "P1 created LifoQueue T1\n"
                                      "P1 limit 1\n"
                                      "P1 waits get T2\n"
                                      "P1 put 'a' T1\n"
                                      "P1 size 1\n"
                                      "P1 waits put T1\n"
                                      "P1 got 'a' T2\n"
                                      "P1 size 0\n"
                                      "P1 waits get T2\n"
                                      "P1 put 2 T1\n"
                                      "P1 size 1\n"
                                      "P1 got 2 T2\n"
                                      "P1 size 0\n"
                                      "P1 waits join T1\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_lock),      cmocka_unit_test(test_event),   cmocka_unit_test(test_condition),
      cmocka_unit_test(test_semaphore), cmocka_unit_test(test_barrier), cmocka_unit_test(test_queue),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
