/* Recorded from CPython 3.13 by record.py: what condition.py prints. */
/* clang-format off */

static const char expected_notify_wakes_the_first[] =
    "T0.000000\tI2\tTask-2\ta waits\n"
    "T0.000000\tI2\tTask-3\tb waits\n"
    "T0.000000\tI2\tTask-4\tc waits\n"
    "T0.000000\tI2\tTask-1\tnotified True\n"
    "T0.000000\tI3\tTask-2\ta True True\n"
    "T1.000000\tI6\tTask-3\tb True True\n"
    "T1.000000\tI6\tTask-4\tc True True\n";

static const char expected_notify_all_wakes_all[] =
    "T0.000000\tI2\tTask-2\ta waits\n"
    "T0.000000\tI2\tTask-3\tb waits\n"
    "T0.000000\tI2\tTask-4\tc waits\n"
    "T1.000000\tI5\tTask-1\tstill held\n"
    "T1.000000\tI6\tTask-2\ta True True\n"
    "T1.000000\tI7\tTask-3\tb True True\n"
    "T1.000000\tI8\tTask-4\tc True True\n";

static const char expected_notify_of_none[] =
    "T0.000000\tI2\tTask-2\ta waits\n"
    "T1.000000\tI5\tTask-2\ta True True\n";

static const char expected_waits_until_it_is_true[] =
    "T0.000000\tI2\tTask-2\ta True 0\n"
    "T1.000000\tI5\tTask-4\tc True 1\n"
    "T2.000000\tI8\tTask-3\tb True 2\n";

static const char expected_with_a_given_lock[] =
    "T0.000000\tI2\tTask-2\ta waits\n"
    "T0.000000\tI3\tTask-3\tb waits\n"
    "T0.000000\tI3\tTask-1\tTrue True\n"
    "T0.000000\tI4\tTask-3\tb True True\n"
    "T0.000000\tI6\tTask-2\ta True True\n"
    "T0.000000\tI7\tTask-1\tFalse\n";

static const char expected_lock_and_release[] =
    "T0.000000\tI1\tTask-1\tTrue True\n"
    "T0.000000\tI1\tTask-1\tFalse\n";

static const char expected_without_the_lock[] =
    "T0.000000\tI1\tTask-1\tRuntimeError(cannot wait on un-acquired lock)\n"
    "T0.000000\tI1\tTask-1\tRuntimeError(cannot notify on un-acquired lock)\n"
    "T0.000000\tI1\tTask-1\tRuntimeError(cannot notify on un-acquired lock)\n"
    "T0.000000\tI1\tTask-1\tRuntimeError(cannot wait on un-acquired lock)\n"
    "T0.000000\tI1\tTask-1\tTrue\n";

static const char expected_predicate_raises[] =
    "T0.000000\tI1\tTask-1\tValueError(no idea) False\n";

static const char expected_waiter_is_cancelled[] =
    "T0.000000\tI2\tTask-2\ta waits\n"
    "T0.000000\tI2\tTask-3\tb waits\n"
    "T0.000000\tI3\tTask-2\ta CancelledError(early) False\n"
    "T0.000000\tI4\tTask-3\tb True True\n"
    "T0.000000\tI4\tTask-1\tcancelled\n";

static const char expected_waiter_is_cancelled_then_another_notified[] =
    "T0.000000\tI2\tTask-2\ta waits\n"
    "T0.000000\tI2\tTask-3\tb waits\n"
    "T0.000000\tI3\tTask-2\ta CancelledError(early) False\n"
    "T0.000000\tI3\tTask-3\tb True True\n"
    "T0.000000\tI4\tTask-1\tcancelled\n";

static const char expected_notified_waiter_is_cancelled[] =
    "T0.000000\tI2\tTask-2\ta waits\n"
    "T0.000000\tI2\tTask-3\tb waits\n"
    "T0.000000\tI3\tTask-2\ta CancelledError(late) False\n"
    "T0.000000\tI4\tTask-3\tb True True\n"
    "T0.000000\tI4\tTask-1\tcancelled\n";

static const char expected_cancelled_while_it_locks_again[] =
    "T0.000000\tI2\tTask-2\ta waits\n"
    "T0.000000\tI2\tTask-3\tb waits\n"
    "T2.000000\tI8\tTask-1\tstill held\n"
    "T2.000000\tI9\tTask-2\ta CancelledError(in between) False\n"
    "T2.000000\tI10\tTask-3\tb True True\n"
    "T2.000000\tI10\tTask-1\tcancelled\n"
    "T2.000000\tI10\tTask-1\tFalse\n";

static const char expected_cancelled_twice_while_it_locks_again[] =
    "T0.000000\tI2\tTask-2\ta waits\n"
    "T0.000000\tI2\tTask-3\tb waits\n"
    "T4.000000\tI15\tTask-2\ta CancelledError(third) False\n"
    "T4.000000\tI16\tTask-3\tb True True\n"
    "T4.000000\tI16\tTask-1\tcancelled\n";

static const char expected_cancelled_and_again_while_it_locks[] =
    "T2.000000\tI9\tTask-2\tCancelledError(second) from CancelledError(first)\n"
    "T2.000000\tI10\tTask-1\tcancelled\n";

static const char expected_woken_for_the_lock_and_cancelled[] =
    "T0.000000\tI2\tTask-2\ta waits\n"
    "T0.000000\tI2\tTask-3\tb waits\n"
    "T1.000000\tI6\tTask-2\ta CancelledError(at last) False\n"
    "T1.000000\tI7\tTask-3\tb True True\n"
    "T1.000000\tI7\tTask-1\tcancelled\n";

static const char expected_last_waiter_passes_on_to_nobody[] =
    "T0.000000\tI2\tTask-2\ta waits\n"
    "T0.000000\tI3\tTask-2\ta CancelledError(late) False\n"
    "T0.000000\tI4\tTask-1\tcancelled\n"
    "T0.000000\tI5\tTask-3\tb waits\n"
    "T1.000000\tI8\tTask-3\tb True True\n";

static const char expected_lock_is_contended[] =
    "T0.000000\tI2\tTask-2\ta waits\n"
    "T0.000000\tI2\tTask-3\tb waits\n"
    "T1.000000\tI6\tTask-4\theld\n"
    "T3.000000\tI8\tTask-4\tgiven back\n"
    "T3.000000\tI9\tTask-2\ta True True\n"
    "T3.000000\tI10\tTask-3\tb True True\n";

static const char expected_timeout_while_waiting[] =
    "T1.000000\tI3\tTask-1\tTimeoutError() True\n";
