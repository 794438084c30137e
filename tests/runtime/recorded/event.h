/* Recorded from CPython 3.13 by record.py: what event.py prints. */
/* clang-format off */

static const char expected_set_event_does_not_yield[] =
    "T0.000000\tI1\tTask-1\tFalse\n"
    "T0.000000\tI1\tTask-1\tTrue True\n"
    "T0.000000\tI2\tTask-2\tother True True\n"
    "T0.000000\tI2\tTask-1\tFalse\n";

static const char expected_wakes_all_in_order[] =
    "T1.000000\tI5\tTask-2\ta True True\n"
    "T1.000000\tI5\tTask-3\tb True True\n"
    "T1.000000\tI5\tTask-4\tc True True\n";

static const char expected_set_and_clear_wakes[] =
    "T0.000000\tI3\tTask-2\ta True False\n"
    "T1.000000\tI7\tTask-3\tb True True\n";

static const char expected_waits_again[] =
    "T1.000000\tI5\tTask-2\t0\n"
    "T2.000000\tI8\tTask-2\t1\n"
    "T3.000000\tI11\tTask-2\t2\n";

static const char expected_waiter_is_cancelled[] =
    "T0.000000\tI3\tTask-2\ta CancelledError(early) True\n"
    "T0.000000\tI3\tTask-3\tb True True\n"
    "T0.000000\tI4\tTask-1\tcancelled\n";

static const char expected_woken_waiter_is_cancelled[] =
    "T0.000000\tI3\tTask-2\ta CancelledError(late) True\n"
    "T0.000000\tI3\tTask-3\tb True True\n"
    "T0.000000\tI4\tTask-1\tcancelled\n";

static const char expected_set_in_a_callback[] =
    "T2.000000\tI3\tTask-1\tmain True True\n";

static const char expected_timeout_while_waiting[] =
    "T1.000000\tI3\tTask-1\tTimeoutError()\n"
    "T1.000000\tI3\tTask-1\tmain True True\n";

static const char expected_nobody_sets_it[] =
    "!RuntimeError: deadlock: nothing is ready and no timer is set\n";
