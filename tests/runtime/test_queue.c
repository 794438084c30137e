/* Queue, LifoQueue, PriorityQueue: trap 15 of asyncio, cancelled waiters in each state, join and shutdown. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "primitives.h"
#include "recorded/queue.h"

#define QUEUE asyncio_value_of(self->queue)

ASYNC(get, {
  const char *name;
  asyncio_queue *queue;
}) {
  ASYNC_BEGIN;
  TRY {
    AWAIT(asyncio_queue_get(self->queue));
    asyncio_print("%s %v", self->name, AWAITED);
  }
  EXCEPT(asyncio_CancelledError) {
    asyncio_print("%s %E %v", self->name, CAUGHT, QUEUE);
    RERAISE;
  }
  EXCEPT(asyncio_QueueShutDown) {
    asyncio_print("%s %E %v", self->name, CAUGHT, QUEUE);
  }
  END_TRY;
  ASYNC_END;
}

ASYNC(put, {
  const char *item;
  asyncio_queue *queue;
}) {
  ASYNC_BEGIN;
  TRY {
    AWAIT(asyncio_queue_put(self->queue, asyncio_str(self->item)));
    asyncio_print("%s is in %v", self->item, QUEUE);
  }
  EXCEPT(asyncio_CancelledError) {
    asyncio_print("%s %E %v", self->item, CAUGHT, QUEUE);
    RERAISE;
  }
  EXCEPT(asyncio_QueueShutDown) {
    asyncio_print("%s %E %v", self->item, CAUGHT, QUEUE);
  }
  END_TRY;
  ASYNC_END;
}

ASYNC(join, {
  const char *name;
  asyncio_queue *queue;
}) {
  ASYNC_BEGIN;
  AWAIT(asyncio_queue_join(self->queue));
  asyncio_print("%s joined %v", self->name, QUEUE);
  ASYNC_END;
}

#define LOCALS                                                                                                         \
  {                                                                                                                    \
    asyncio_queue *queue;                                                                                              \
    asyncio_list *tasks;                                                                                               \
    int i;                                                                                                             \
  }

#define GET(name)  CORO(get, name, self->queue)
#define PUT(item)  CORO(put, item, self->queue)
#define JOIN(name) CORO(join, name, self->queue)
#define DONE       CHECK(asyncio_queue_task_done(self->queue))

/* At once, or the error is raised. */
#define PUT_NOW(value) CHECK(asyncio_queue_put_nowait(self->queue, (value)))
#define PUT_INT(value) PUT_NOW(asyncio_int(value))

/* Prints what get_nowait returned, or its error. */
static void print_next(asyncio_queue *queue) {
  asyncio_value item = asyncio_queue_get_nowait(queue);
  if (asyncio_current_error() != NULL) {
    print_status();
  } else {
    asyncio_print("%v", item);
  }
}

#define PRINT_NEXT print_next(self->queue)

/* --- Orders ------------------------------------------------------------------------------------------------------------ */

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
  DONE;
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

/* --- Producers and consumers ------------------------------------------------------------------------------------------- */

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

/* --- Trap 15 ----------------------------------------------------------------------------------------------------------- */

ASYNC(thief, LOCALS) {
  ASYNC_BEGIN;
  CHECK(self->queue = asyncio_queue_new(0));
  START(GET("a"), GET("b"));
  PUT_INT(1);
  asyncio_print("stolen %v", asyncio_queue_get_nowait(self->queue));
  AWAIT(asyncio_sleep(0));
  PUT_INT(2);
  PUT_INT(3);
  END;
  ASYNC_END;
}
RECORDED_TEST(thief);

ASYNC(thief_of_room, LOCALS) {
  ASYNC_BEGIN;
  CHECK(self->queue = asyncio_queue_new(1));
  PUT_INT(0);
  START(PUT("a"), PUT("b"));
  PRINT_NEXT;
  PUT_NOW(asyncio_str("stolen"));
  AWAIT(asyncio_sleep(1));
  for (; self->i < 3; self->i++) {
    AWAIT(asyncio_queue_get(self->queue));
    asyncio_print("%v", AWAITED);
  }
  END;
  ASYNC_END;
}
RECORDED_TEST(thief_of_room);

ASYNC(two_gets_for_one_item, LOCALS) {
  ASYNC_BEGIN;
  CHECK(self->queue = asyncio_queue_new(0));
  START(GET("a"), GET("b"));
  AWAIT(asyncio_queue_put(self->queue, asyncio_int(1)));
  AWAIT(GET("main"));
  PUT_INT(2);
  PUT_INT(3);
  END;
  ASYNC_END;
}
RECORDED_TEST(two_gets_for_one_item);

/* --- Cancelled in each state ------------------------------------------------------------------------------------------- */

ASYNC(getter_is_cancelled, LOCALS) {
  ASYNC_BEGIN;
  CHECK(self->queue = asyncio_queue_new(0));
  START(GET("a"), GET("b"));
  asyncio_task_cancel(TASK(0), "early");
  AWAIT(asyncio_sleep(0));
  PUT_INT(1);
  END;
  ASYNC_END;
}
RECORDED_TEST(getter_is_cancelled);

ASYNC(getter_is_cancelled_then_put, LOCALS) {
  ASYNC_BEGIN;
  CHECK(self->queue = asyncio_queue_new(0));
  START(GET("a"), GET("b"));
  asyncio_task_cancel(TASK(0), "early");
  PUT_INT(1);
  END;
  ASYNC_END;
}
RECORDED_TEST(getter_is_cancelled_then_put);

ASYNC(woken_getter_is_cancelled, LOCALS) {
  ASYNC_BEGIN;
  CHECK(self->queue = asyncio_queue_new(0));
  START(GET("a"), GET("b"));
  PUT_INT(1);
  asyncio_task_cancel(TASK(0), "late");
  END;
  ASYNC_END;
}
RECORDED_TEST(woken_getter_is_cancelled);

ASYNC(woken_getter_is_cancelled_and_item_stolen, LOCALS) {
  ASYNC_BEGIN;
  CHECK(self->queue = asyncio_queue_new(0));
  START(GET("a"), GET("b"));
  PUT_INT(1);
  asyncio_task_cancel(TASK(0), "late");
  PRINT_NEXT;
  AWAIT(asyncio_sleep(1));
  PUT_INT(2);
  END;
  ASYNC_END;
}
RECORDED_TEST(woken_getter_is_cancelled_and_item_stolen);

ASYNC(putter_is_cancelled, LOCALS) {
  ASYNC_BEGIN;
  CHECK(self->queue = asyncio_queue_new(1));
  PUT_INT(0);
  START(PUT("a"), PUT("b"));
  asyncio_task_cancel(TASK(0), "early");
  AWAIT(asyncio_queue_get(self->queue));
  asyncio_print("%v", AWAITED);
  END;
  ASYNC_END;
}
RECORDED_TEST(putter_is_cancelled);

ASYNC(woken_putter_is_cancelled, LOCALS) {
  ASYNC_BEGIN;
  CHECK(self->queue = asyncio_queue_new(1));
  PUT_INT(0);
  START(PUT("a"), PUT("b"));
  PRINT_NEXT;
  asyncio_task_cancel(TASK(0), "late");
  END;
  ASYNC_END;
}
RECORDED_TEST(woken_putter_is_cancelled);

ASYNC(woken_putter_is_cancelled_and_room_stolen, LOCALS) {
  ASYNC_BEGIN;
  CHECK(self->queue = asyncio_queue_new(1));
  PUT_INT(0);
  START(PUT("a"), PUT("b"));
  PRINT_NEXT;
  PUT_NOW(asyncio_str("stolen"));
  asyncio_task_cancel(TASK(0), "late");
  AWAIT(asyncio_sleep(1));
  PRINT_NEXT;
  END;
  ASYNC_END;
}
RECORDED_TEST(woken_putter_is_cancelled_and_room_stolen);

/* --- join -------------------------------------------------------------------------------------------------------------- */

ASYNC(joins, LOCALS) {
  ASYNC_BEGIN;
  CHECK(self->queue = asyncio_queue_new(0));
  AWAIT(JOIN("empty"));
  PUT_INT(0);
  PUT_INT(1);
  START(JOIN("a"), JOIN("b"));
  for (; self->i < 2; self->i++) {
    AWAIT(asyncio_sleep(1));
    AWAIT(asyncio_queue_get(self->queue));
    DONE;
    asyncio_print("%v", QUEUE);
  }
  END;
  ASYNC_END;
}
RECORDED_TEST(joins);

ASYNC(joins_in_time, LOCALS) {
  ASYNC_BEGIN;
  CHECK(self->queue = asyncio_queue_new(0));
  PUT_INT(1);
  START(JOIN("a"));
  DONE;
  PUT_INT(2);
  END;
  START(JOIN("b"));
  asyncio_task_cancel(TASK(0), NULL);
  END;
  ASYNC_END;
}
RECORDED_TEST(joins_in_time);

ASYNC(done_too_often, LOCALS) {
  ASYNC_BEGIN;
  CHECK(self->queue = asyncio_queue_new(0));
  asyncio_queue_task_done(self->queue);
  print_status();
  PUT_INT(1);
  DONE;
  asyncio_queue_task_done(self->queue);
  print_status();
  ASYNC_END;
}
RECORDED_TEST(done_too_often);

/* --- shutdown ---------------------------------------------------------------------------------------------------------- */

ASYNC(shutdown_drains, LOCALS) {
  ASYNC_BEGIN;
  CHECK(self->queue = asyncio_queue_new(0));
  PUT_INT(1);
  PUT_INT(2);
  CHECK(asyncio_queue_shutdown(self->queue, false));
  asyncio_print("%v", QUEUE);
  asyncio_queue_put_nowait(self->queue, asyncio_int(3));
  print_status();
  AWAIT(PUT("3"));
  AWAIT(GET("main"));
  PRINT_NEXT;
  PRINT_NEXT;
  AWAIT(GET("main"));
  DONE;
  DONE;
  AWAIT(JOIN("main"));
  ASYNC_END;
}
RECORDED_TEST(shutdown_drains);

ASYNC(shutdown_wakes_getters, LOCALS) {
  ASYNC_BEGIN;
  CHECK(self->queue = asyncio_queue_new(0));
  START(GET("a"), GET("b"));
  CHECK(asyncio_queue_shutdown(self->queue, false));
  CHECK(asyncio_queue_shutdown(self->queue, false));
  END;
  ASYNC_END;
}
RECORDED_TEST(shutdown_wakes_getters);

ASYNC(shutdown_wakes_putters, LOCALS) {
  ASYNC_BEGIN;
  CHECK(self->queue = asyncio_queue_new(1));
  PUT_INT(1);
  START(PUT("a"), PUT("b"));
  CHECK(asyncio_queue_shutdown(self->queue, false));
  END;
  AWAIT(GET("main"));
  ASYNC_END;
}
RECORDED_TEST(shutdown_wakes_putters);

ASYNC(shutdown_after_room_was_made, LOCALS) {
  ASYNC_BEGIN;
  CHECK(self->queue = asyncio_queue_new(1));
  PUT_INT(1);
  START(PUT("a"));
  CHECK(asyncio_queue_get_nowait(self->queue));
  CHECK(asyncio_queue_shutdown(self->queue, false));
  END;
  ASYNC_END;
}
RECORDED_TEST(shutdown_after_room_was_made);

ASYNC(shutdown_immediate, LOCALS) {
  ASYNC_BEGIN;
  CHECK(self->queue = asyncio_queue_new(2));
  PUT_INT(1);
  PUT_INT(2);
  START(PUT("a"), JOIN("j"));
  CHECK(asyncio_queue_shutdown(self->queue, true));
  asyncio_print("%v", QUEUE);
  END;
  PRINT_NEXT;
  asyncio_queue_task_done(self->queue);
  print_status();
  ASYNC_END;
}
RECORDED_TEST(shutdown_immediate);

ASYNC(shutdown_immediate_with_work_left, LOCALS) {
  ASYNC_BEGIN;
  CHECK(self->queue = asyncio_lifo_queue_new(0));
  PUT_INT(1);
  PUT_INT(2);
  AWAIT(asyncio_queue_get(self->queue));
  START(JOIN("j"));
  CHECK(asyncio_queue_shutdown(self->queue, true));
  AWAIT(asyncio_sleep(1));
  asyncio_print("%v", QUEUE);
  DONE;
  END;
  ASYNC_END;
}
RECORDED_TEST(shutdown_immediate_with_work_left);

ASYNC(cancelled_getter_at_shutdown, LOCALS) {
  ASYNC_BEGIN;
  CHECK(self->queue = asyncio_queue_new(0));
  START(GET("a"), GET("b"));
  asyncio_task_cancel(TASK(0), NULL);
  CHECK(asyncio_queue_shutdown(self->queue, false));
  END;
  ASYNC_END;
}
RECORDED_TEST(cancelled_getter_at_shutdown);

/* --- Beyond Python --------------------------------------------------------------------------------------------------- */

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

ASYNC(shows_itself, LOCALS) {
  ASYNC_BEGIN;
  CHECK(self->queue = asyncio_priority_queue_new(1));
  START(GET("a"));
  asyncio_print("%v", QUEUE);
  PUT_INT(1);
  AWAIT(asyncio_sleep(0));
  PUT_INT(2);
  START(PUT("b"));
  asyncio_print("%v", QUEUE);
  CHECK(asyncio_queue_shutdown(self->queue, true));
  END;
  ASYNC_END;
}

static void test_shows_itself(void **state) {
  (void)state;
  assert_string_equal(RUN(shows_itself), "<PriorityQueue maxsize=1 _getters[1]>\na 1\n"
                                         "<PriorityQueue maxsize=1 _queue=[2] _putters[1] tasks=2>\n"
                                         "b QueueShutDown() <PriorityQueue maxsize=1 tasks=1 shutdown>\n= None\n");
}

/* Used by nobody's loop: what get_nowait returns is the caller's then. */
static void test_outside_of_a_loop(void **state) {
  (void)state;
  asyncio_queue *queue = asyncio_queue_new(0);
  asyncio_value item = asyncio_str("text");
  assert_int_equal(asyncio_queue_put_nowait(queue, item), 0);
  asyncio_release(asyncio_as_object(item));
  item = asyncio_queue_get_nowait(queue);
  assert_string_equal(asyncio_as_str(item), "text");
  asyncio_release(asyncio_as_object(item));
  assert_int_equal(asyncio_queue_get_nowait(queue).kind, ASYNCIO_NONE);
  assert_true(asyncio_error_is(asyncio_current_error(), asyncio_QueueEmpty));
  asyncio_clear_error();
  asyncio_release(queue);
}

/* Grows and shrinks, its ring beginning anywhere, and gives items in order. */
static void test_grows_and_shrinks(void **state) {
  (void)state;
  asyncio_queue *queue = asyncio_queue_new(0);
  int64_t in = 0;
  int64_t out = 0;
  for (int64_t wave = 1; wave < 3000; wave = wave * 2 + 1) {
    while (in - out < wave) {
      assert_int_equal(asyncio_queue_put_nowait(queue, asyncio_int(in++)), 0);
    }
    while (in - out > wave / 7) {
      assert_int_equal(asyncio_as_int(asyncio_queue_get_nowait(queue)), out++);
    }
  }
  assert_int_equal(asyncio_queue_qsize(queue), in - out);
  asyncio_release(queue);
}

static void test_priorities_of_many(void **state) {
  (void)state;
  asyncio_queue *queue = asyncio_priority_queue_new(0);
  for (int64_t i = 0; i < 10007; i++) {
    assert_int_equal(asyncio_queue_put_nowait(queue, asyncio_int(i * 7919 % 10007)), 0);
  }
  for (int64_t i = 0; i < 10007; i++) {
    assert_int_equal(asyncio_as_int(asyncio_queue_get_nowait(queue)), i);
  }
  asyncio_release(queue);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_first_in_first_out),
      cmocka_unit_test(test_last_in_first_out),
      cmocka_unit_test(test_least_first),
      cmocka_unit_test(test_least_list_first),
      cmocka_unit_test(test_cannot_be_compared),
      cmocka_unit_test(test_nothing_to_get),
      cmocka_unit_test(test_size_of_one),
      cmocka_unit_test(test_slow_consumer),
      cmocka_unit_test(test_unlimited),
      cmocka_unit_test(test_thief),
      cmocka_unit_test(test_thief_of_room),
      cmocka_unit_test(test_two_gets_for_one_item),
      cmocka_unit_test(test_getter_is_cancelled),
      cmocka_unit_test(test_getter_is_cancelled_then_put),
      cmocka_unit_test(test_woken_getter_is_cancelled),
      cmocka_unit_test(test_woken_getter_is_cancelled_and_item_stolen),
      cmocka_unit_test(test_putter_is_cancelled),
      cmocka_unit_test(test_woken_putter_is_cancelled),
      cmocka_unit_test(test_woken_putter_is_cancelled_and_room_stolen),
      cmocka_unit_test(test_joins),
      cmocka_unit_test(test_joins_in_time),
      cmocka_unit_test(test_done_too_often),
      cmocka_unit_test(test_shutdown_drains),
      cmocka_unit_test(test_shutdown_wakes_getters),
      cmocka_unit_test(test_shutdown_wakes_putters),
      cmocka_unit_test(test_shutdown_after_room_was_made),
      cmocka_unit_test(test_shutdown_immediate),
      cmocka_unit_test(test_shutdown_immediate_with_work_left),
      cmocka_unit_test(test_cancelled_getter_at_shutdown),
      cmocka_unit_test(test_no_queue),
      cmocka_unit_test(test_forgotten_items),
      cmocka_unit_test(test_shows_itself),
      cmocka_unit_test(test_outside_of_a_loop),
      cmocka_unit_test(test_grows_and_shrinks),
      cmocka_unit_test(test_priorities_of_many),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
