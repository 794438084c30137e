/* Recorded from CPython 3.13 by record.py: what queue_waiters.py prints. */
/* clang-format off */

static const char expected_thief[] =
    "T0.000000\tI2\tTask-1\tstolen 1\n"
    "T0.000000\tI4\tTask-3\tb 2\n"
    "T0.000000\tI4\tTask-2\ta 3\n";

static const char expected_thief_of_room[] =
    "T0.000000\tI2\tTask-1\t0\n"
    "T1.000000\tI5\tTask-1\tstolen\n"
    "T1.000000\tI6\tTask-3\tb is in <Queue maxsize=1 _queue=['b'] _putters[1] tasks=3>\n"
    "T1.000000\tI7\tTask-1\tb\n"
    "T1.000000\tI8\tTask-2\ta is in <Queue maxsize=1 _queue=['a'] tasks=4>\n"
    "T1.000000\tI9\tTask-1\ta\n";

static const char expected_two_gets_for_one_item[] =
    "T0.000000\tI2\tTask-1\tmain 1\n"
    "T0.000000\tI3\tTask-2\ta 2\n"
    "T0.000000\tI3\tTask-3\tb 3\n";

static const char expected_getter_is_cancelled[] =
    "T0.000000\tI3\tTask-2\ta CancelledError(early) <Queue maxsize=0 _getters[1]>\n"
    "T0.000000\tI3\tTask-1\tcancelled\n"
    "T0.000000\tI4\tTask-3\tb 1\n";

static const char expected_getter_is_cancelled_then_put[] =
    "T0.000000\tI3\tTask-2\ta CancelledError(early) <Queue maxsize=0 _queue=[1] tasks=1>\n"
    "T0.000000\tI3\tTask-3\tb 1\n"
    "T0.000000\tI4\tTask-1\tcancelled\n";

static const char expected_woken_getter_is_cancelled[] =
    "T0.000000\tI3\tTask-2\ta CancelledError(late) <Queue maxsize=0 _queue=[1] tasks=1>\n"
    "T0.000000\tI4\tTask-3\tb 1\n"
    "T0.000000\tI4\tTask-1\tcancelled\n";

static const char expected_woken_getter_is_cancelled_and_item_stolen[] =
    "T0.000000\tI2\tTask-1\t1\n"
    "T0.000000\tI3\tTask-2\ta CancelledError(late) <Queue maxsize=0 _getters[1] tasks=1>\n"
    "T1.000000\tI5\tTask-1\tcancelled\n"
    "T1.000000\tI6\tTask-3\tb 2\n";

static const char expected_putter_is_cancelled[] =
    "T0.000000\tI2\tTask-1\t0\n"
    "T0.000000\tI3\tTask-2\ta CancelledError(early) <Queue maxsize=1 tasks=1>\n"
    "T0.000000\tI3\tTask-3\tb is in <Queue maxsize=1 _queue=['b'] tasks=2>\n"
    "T0.000000\tI4\tTask-1\tcancelled\n";

static const char expected_woken_putter_is_cancelled[] =
    "T0.000000\tI2\tTask-1\t0\n"
    "T0.000000\tI3\tTask-2\ta CancelledError(late) <Queue maxsize=1 tasks=1>\n"
    "T0.000000\tI4\tTask-3\tb is in <Queue maxsize=1 _queue=['b'] tasks=2>\n"
    "T0.000000\tI4\tTask-1\tcancelled\n";

static const char expected_woken_putter_is_cancelled_and_room_stolen[] =
    "T0.000000\tI2\tTask-1\t0\n"
    "T0.000000\tI3\tTask-2\ta CancelledError(late) <Queue maxsize=1 _queue=['stolen'] _putters[1] tasks=2>\n"
    "T1.000000\tI5\tTask-1\tstolen\n"
    "T1.000000\tI5\tTask-1\tcancelled\n"
    "T1.000000\tI6\tTask-3\tb is in <Queue maxsize=1 _queue=['b'] tasks=3>\n";

static const char expected_joins[] =
    "T0.000000\tI1\tTask-1\tempty joined <Queue maxsize=0>\n"
    "T1.000000\tI4\tTask-1\t<Queue maxsize=0 _queue=[1] tasks=1>\n"
    "T2.000000\tI6\tTask-1\t<Queue maxsize=0>\n"
    "T2.000000\tI7\tTask-2\ta joined <Queue maxsize=0>\n"
    "T2.000000\tI7\tTask-3\tb joined <Queue maxsize=0>\n";

static const char expected_joins_in_time[] =
    "T0.000000\tI3\tTask-2\ta joined <Queue maxsize=0 _queue=[1, 2] tasks=1>\n"
    "T0.000000\tI7\tTask-1\tcancelled\n";

static const char expected_done_too_often[] =
    "T0.000000\tI1\tTask-1\tValueError(task_done() called too many times)\n"
    "T0.000000\tI1\tTask-1\tValueError(task_done() called too many times)\n";

static const char expected_shutdown_drains[] =
    "T0.000000\tI1\tTask-1\t<Queue maxsize=0 _queue=[1, 2] tasks=2 shutdown>\n"
    "T0.000000\tI1\tTask-1\tQueueShutDown()\n"
    "T0.000000\tI1\tTask-1\t3 QueueShutDown() <Queue maxsize=0 _queue=[1, 2] tasks=2 shutdown>\n"
    "T0.000000\tI1\tTask-1\tmain 1\n"
    "T0.000000\tI1\tTask-1\t2\n"
    "T0.000000\tI1\tTask-1\tQueueShutDown()\n"
    "T0.000000\tI1\tTask-1\tmain QueueShutDown() <Queue maxsize=0 tasks=2 shutdown>\n"
    "T0.000000\tI1\tTask-1\tmain joined <Queue maxsize=0 shutdown>\n";

static const char expected_shutdown_wakes_getters[] =
    "T0.000000\tI3\tTask-2\ta QueueShutDown() <Queue maxsize=0 shutdown>\n"
    "T0.000000\tI3\tTask-3\tb QueueShutDown() <Queue maxsize=0 shutdown>\n";

static const char expected_shutdown_wakes_putters[] =
    "T0.000000\tI3\tTask-2\ta QueueShutDown() <Queue maxsize=1 _queue=[1] tasks=1 shutdown>\n"
    "T0.000000\tI3\tTask-3\tb QueueShutDown() <Queue maxsize=1 _queue=[1] tasks=1 shutdown>\n"
    "T0.000000\tI4\tTask-1\tmain 1\n";

static const char expected_shutdown_after_room_was_made[] =
    "T0.000000\tI3\tTask-2\ta QueueShutDown() <Queue maxsize=1 tasks=1 shutdown>\n";

static const char expected_shutdown_immediate[] =
    "T0.000000\tI2\tTask-1\t<Queue maxsize=2 shutdown>\n"
    "T0.000000\tI3\tTask-3\tj joined <Queue maxsize=2 shutdown>\n"
    "T0.000000\tI3\tTask-2\ta QueueShutDown() <Queue maxsize=2 shutdown>\n"
    "T0.000000\tI4\tTask-1\tQueueShutDown()\n"
    "T0.000000\tI4\tTask-1\tValueError(task_done() called too many times)\n";

static const char expected_shutdown_immediate_with_work_left[] =
    "T1.000000\tI4\tTask-1\t<LifoQueue maxsize=0 tasks=1 shutdown>\n"
    "T1.000000\tI5\tTask-2\tj joined <LifoQueue maxsize=0 shutdown>\n";

static const char expected_cancelled_getter_at_shutdown[] =
    "T0.000000\tI3\tTask-2\ta CancelledError() <Queue maxsize=0 shutdown>\n"
    "T0.000000\tI3\tTask-3\tb QueueShutDown() <Queue maxsize=0 shutdown>\n"
    "T0.000000\tI4\tTask-1\tcancelled\n";
