/* Who waits at a queue: trap 15 of asyncio, cancelled waiters in each state, join and shutdown. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "primitives.h"
#include "recorded/queue_waiters.h"

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

#define PRINT_NEXT print_next(self->queue)

/* --- Trap 15 ------------------------------------------------------------------------------------------------------ */

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

/* --- Cancelled in each state -------------------------------------------------------------------------------------- */

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

/* --- join --------------------------------------------------------------------------------------------------------- */

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

/* --- shutdown ----------------------------------------------------------------------------------------------------- */

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

/* --- How it shows itself ------------------------------------------------------------------------------------------ */

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


int main(void) {
  const struct CMUnitTest tests[] = {
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
      cmocka_unit_test(test_shows_itself),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
