/* Queue, LifoQueue, PriorityQueue: in which order items go through, and how many have room. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "primitives.h"
#include "recorded/queue.h"
#include "scene.h"

#define QUEUE asyncio_value_of(self->queue)

#define LOCALS                                                                                                         \
  {                                                                                                                    \
    asyncio_queue *queue;                                                                                              \
    asyncio_list *tasks;                                                                                               \
    int i;                                                                                                             \
  }

/* At once, or the error is raised. */
#define PUT_NOW(value) CHECK(asyncio_queue_put_nowait(self->queue, (value)))
#define PUT_INT(value) PUT_NOW(asyncio_int(value))

#define PRINT_NEXT print_next(self->queue)

/* --- Orders ------------------------------------------------------------------------------------------------------- */

ASYNC(first_in_first_out, LOCALS) {
  static const int items[] = {2, 3, 1};
  ASYNC_BEGIN;
  CHECK(self->queue = asyncio_queue_new(0));
  for (; self->i < 3; self->i++) {
    AWAIT(asyncio_queue_put(self->queue, asyncio_int(items[self->i])));
  }
  asyncio_print("%v %zu %v %v %lld", QUEUE, asyncio_queue_qsize(self->queue), TRUTH(asyncio_queue_empty(self->queue)),
                TRUTH(asyncio_queue_full(self->queue)), (long long)asyncio_queue_maxsize(self->queue));
  for (; self->i > 0; self->i--) {
    AWAIT(asyncio_queue_get(self->queue));
    asyncio_print("%v", AWAITED);
  }
  asyncio_print("%v", TRUTH(asyncio_queue_empty(self->queue)));
  ASYNC_END;
}
RECORDED_TEST(first_in_first_out);

ASYNC(last_in_first_out, LOCALS) {
  ASYNC_BEGIN;
  CHECK(self->queue = asyncio_lifo_queue_new(0));
  PUT_INT(2);
  PUT_INT(3);
  PUT_INT(1);
  asyncio_print("%v", QUEUE);
  for (; self->i < 3; self->i++) {
    PRINT_NEXT;
  }
  ASYNC_END;
}
RECORDED_TEST(last_in_first_out);

ASYNC(least_first, LOCALS) {
  static const int items[] = {5, 3, 4, 1, 5, 0};
  ASYNC_BEGIN;
  CHECK(self->queue = asyncio_priority_queue_new(0));
  for (; self->i < 6; self->i++) {
    PUT_INT(items[self->i]);
  }
  PUT_NOW(asyncio_float(2.5));
  PUT_NOW(asyncio_bool(true));
  asyncio_print("%v", QUEUE);
  for (self->i = 0; self->i < 8; self->i++) {
    PRINT_NEXT;
  }
  ASYNC_END;
}
RECORDED_TEST(least_first);

/* [priority], or [priority, text]. None, and MemoryError, where there is none. */
static asyncio_value entry(int priority, const char *text) {
  asyncio_list *list = asyncio_list_new();
  asyncio_list_append(list, asyncio_int(priority));
  if (text != NULL) {
    asyncio_list_append(list, asyncio_str(text));
  }
  return asyncio_value_of(list);
}

ASYNC(put_entries, { asyncio_queue *queue; }) {
  ASYNC_BEGIN;
  PUT_NOW(entry(2, "b"));
  PUT_NOW(entry(1, "z"));
  PUT_NOW(entry(2, "a"));
  PUT_NOW(entry(1, "y"));
  PUT_NOW(entry(0, "x"));
  PUT_NOW(entry(2, NULL));
  ASYNC_END;
}

/* The lists' maker has ended when they are taken out. */
ASYNC(least_list_first, LOCALS) {
  ASYNC_BEGIN;
  CHECK(self->queue = asyncio_priority_queue_new(0));
  AWAIT(CORO(put_entries, self->queue));
  for (; self->i < 6; self->i++) {
    PRINT_NEXT;
  }
  ASYNC_END;
}
RECORDED_TEST(least_list_first);

ASYNC(cannot_be_compared, LOCALS) {
  ASYNC_BEGIN;
  CHECK(self->queue = asyncio_priority_queue_new(0));
  AWAIT(asyncio_queue_put(self->queue, asyncio_int(1)));
  asyncio_queue_put_nowait(self->queue, asyncio_str("text"));
  print_status();
  asyncio_print("%v", QUEUE);
  CHECK(asyncio_queue_task_done(self->queue));
  asyncio_queue_task_done(self->queue);
  print_status();
  PRINT_NEXT;
  PRINT_NEXT;
  ASYNC_END;
}
RECORDED_TEST(cannot_be_compared);

ASYNC(nothing_to_get, LOCALS) {
  ASYNC_BEGIN;
  CHECK(self->queue = asyncio_queue_new(1));
  PRINT_NEXT;
  asyncio_queue_put_nowait(self->queue, asyncio_int(1));
  print_status();
  asyncio_queue_put_nowait(self->queue, asyncio_int(2));
  print_status();
  asyncio_print("%v %v", TRUTH(asyncio_queue_full(self->queue)), QUEUE);
  ASYNC_END;
}
RECORDED_TEST(nothing_to_get);

/* --- Producers and consumers -------------------------------------------------------------------------------------- */

ASYNC(producer, {
  asyncio_queue *queue;
  int count;
  bool shows;
  int i;
}) {
  ASYNC_BEGIN;
  for (; self->i < self->count; self->i++) {
    AWAIT(asyncio_queue_put(self->queue, asyncio_int(self->i)));
    if (self->shows) {
      asyncio_print("put %d %v", self->i, QUEUE);
    } else {
      asyncio_print("put %d", self->i);
    }
  }
  ASYNC_END;
}

ASYNC(consumer, {
  asyncio_queue *queue;
  int count;
  int i;
}) {
  ASYNC_BEGIN;
  for (; self->i < self->count; self->i++) {
    AWAIT(asyncio_queue_get(self->queue));
    asyncio_print("got %v", AWAITED);
  }
  ASYNC_END;
}

ASYNC(size_of_one, LOCALS) {
  ASYNC_BEGIN;
  CHECK(self->queue = asyncio_queue_new(1));
  AWAIT(asyncio_gather(CORO(producer, self->queue, 4), CORO(consumer, self->queue, 4)));
  ASYNC_END;
}
RECORDED_TEST(size_of_one);

ASYNC(slow_consumer, LOCALS) {
  ASYNC_BEGIN;
  CHECK(self->queue = asyncio_queue_new(2));
  CHECK(self->tasks = asyncio_list_of(asyncio_create_task(CORO(producer, self->queue, 5, true))));
  for (; self->i < 5; self->i++) {
    AWAIT(asyncio_sleep(1));
    AWAIT(asyncio_queue_get(self->queue));
    asyncio_print("got %v", AWAITED);
  }
  END;
  ASYNC_END;
}
RECORDED_TEST(slow_consumer);

ASYNC(unlimited, {
  asyncio_queue *queue;
  int64_t sum;
  int i;
}) {
  ASYNC_BEGIN;
  CHECK(self->queue = asyncio_queue_new(-1));
  for (; self->i < 100; self->i++) {
    AWAIT(asyncio_queue_put(self->queue, asyncio_int(self->i)));
  }
  asyncio_print("%v %lld %zu", TRUTH(asyncio_queue_full(self->queue)), (long long)asyncio_queue_maxsize(self->queue),
                asyncio_queue_qsize(self->queue));
  for (; self->i > 0; self->i--) {
    AWAIT(asyncio_queue_get(self->queue));
    self->sum += asyncio_as_int(AWAITED);
  }
  asyncio_print("%lld %v", (long long)self->sum, TRUTH(asyncio_queue_empty(self->queue)));
  ASYNC_END;
}
RECORDED_TEST(unlimited);

/* --- Beyond Python ------------------------------------------------------------------------------------------------ */

ASYNC(no_queue, LOCALS) {
  ASYNC_BEGIN;
  asyncio_queue_put_nowait(NULL, asyncio_none());
  print_status();
  PRINT_NEXT;
  asyncio_queue_task_done(NULL);
  print_status();
  asyncio_queue_shutdown(NULL, true);
  print_status();
  asyncio_queue_put(NULL, asyncio_none());
  print_status();
  asyncio_queue_join(NULL);
  print_status();
  asyncio_queue_qsize(NULL);
  print_status();
  asyncio_queue_maxsize(NULL);
  print_status();
  asyncio_queue_empty(NULL);
  print_status();
  asyncio_queue_full(NULL);
  print_status();
  AWAIT(asyncio_queue_get(NULL));
  ASYNC_END;
}

static void test_no_queue(void **state) {
  (void)state;
  assert_string_equal(RUN(no_queue),
                      "TypeError(the queue is NULL)\nTypeError(the queue is NULL)\n"
                      "TypeError(the queue is NULL)\nTypeError(the queue is NULL)\n"
                      "TypeError(the queue is NULL)\nTypeError(the queue is NULL)\n"
                      "TypeError(the queue is NULL)\nTypeError(the queue is NULL)\nTypeError(the queue is NULL)\n"
                      "TypeError(the queue is NULL)\n! TypeError: the queue is NULL\n");
}

/* A put that nobody awaits lets go of its item; a queue of what is left in it. */
ASYNC(forgotten, LOCALS) {
  ASYNC_BEGIN;
  CHECK(self->queue = asyncio_queue_new(0));
  asyncio_queue_put(self->queue, asyncio_str("never in"));
  PUT_NOW(asyncio_str("never out"));
  PUT_NOW(entry(1, "never out"));
  asyncio_print("%v", QUEUE);
  ASYNC_END;
}

static void test_forgotten_items(void **state) {
  (void)state;
  assert_string_equal(RUN(forgotten), "<Queue maxsize=0 _queue=['never out', [1, 'never out']] tasks=2>\n"
                                      "? coroutine 'Queue.put' was never awaited\n= None\n");
}

/* Used by nobody's loop: what get_nowait returns is the caller's then. */
SCENE(test_outside_of_a_loop) {
  asyncio_queue *queue = HOLD(asyncio_queue_new(0));
  asyncio_value item = scene_hold_value(asyncio_str("text"));
  EXPECT(asyncio_queue_put_nowait(queue, item) == 0);
  scene_release(item.object);
  item = scene_hold_value(asyncio_queue_get_nowait(queue));
  EXPECT_TEXT(asyncio_as_str(item), "text");
  EXPECT(asyncio_queue_get_nowait(queue).kind == ASYNCIO_NONE);
  EXPECT(asyncio_error_is(asyncio_current_error(), asyncio_QueueEmpty));
  asyncio_clear_error();
}

/* Grows and shrinks, its ring beginning anywhere, and gives items in order. */
SCENE(test_grows_and_shrinks) {
  asyncio_queue *queue = HOLD(asyncio_queue_new(0));
  int64_t in = 0;
  int64_t out = 0;
  for (int64_t wave = 1; wave < 3000; wave = wave * 2 + 1) {
    while (in - out < wave) {
      EXPECT(asyncio_queue_put_nowait(queue, asyncio_int(in++)) == 0);
    }
    while (in - out > wave / 7) {
      EXPECT(asyncio_as_int(asyncio_queue_get_nowait(queue)) == out++);
    }
  }
  EXPECT(asyncio_queue_qsize(queue) == (size_t)(in - out));
}

SCENE(test_priorities_of_many) {
  const int64_t count = FEWER(10007, 107);
  asyncio_queue *queue = HOLD(asyncio_priority_queue_new(0));
  for (int64_t i = 0; i < count; i++) {
    EXPECT(asyncio_queue_put_nowait(queue, asyncio_int(i * 7919 % count)) == 0);
  }
  for (int64_t i = 0; i < count; i++) {
    EXPECT(asyncio_as_int(asyncio_queue_get_nowait(queue)) == i);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_first_in_first_out), cmocka_unit_test(test_last_in_first_out),
      cmocka_unit_test(test_least_first),        cmocka_unit_test(test_least_list_first),
      cmocka_unit_test(test_cannot_be_compared), cmocka_unit_test(test_nothing_to_get),
      cmocka_unit_test(test_size_of_one),        cmocka_unit_test(test_slow_consumer),
      cmocka_unit_test(test_unlimited),          cmocka_unit_test(test_no_queue),
      cmocka_unit_test(test_forgotten_items),    cmocka_unit_test(test_outside_of_a_loop),
      cmocka_unit_test(test_grows_and_shrinks),  cmocka_unit_test(test_priorities_of_many),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
