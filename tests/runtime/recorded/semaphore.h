/* Recorded from CPython 3.13 by record.py: what semaphore.py prints. */
/* clang-format off */

static const char expected_free_permit_does_not_yield[] =
    "T0.000000\tI1\tTask-1\tTrue False\n"
    "T0.000000\tI1\tTask-1\tTrue True\n"
    "T0.000000\tI1\tTask-1\tFalse\n"
    "T0.000000\tI2\tTask-2\tother True True\n"
    "T0.000000\tI2\tTask-1\tTrue\n";

static const char expected_limits[] =
    "T0.000000\tI2\tTask-2\t3 works False\n"
    "T0.000000\tI2\tTask-3\t1 works True\n"
    "T1.000000\tI4\tTask-3\t1 is done True\n"
    "T1.000000\tI5\tTask-4\t2 works True\n"
    "T3.000000\tI7\tTask-2\t3 is done True\n"
    "T3.000000\tI7\tTask-4\t2 is done True\n"
    "T3.000000\tI8\tTask-5\t1 works True\n"
    "T3.000000\tI8\tTask-6\t0 works True\n"
    "T3.000000\tI9\tTask-6\t0 is done False\n"
    "T4.000000\tI12\tTask-5\t1 is done False\n"
    "T4.000000\tI14\tTask-1\tFalse\n";

static const char expected_nobody_overtakes[] =
    "T0.000000\tI1\tTask-1\tTrue\n"
    "T0.000000\tI2\tTask-1\tTrue\n"
    "T0.000000\tI3\tTask-2\ta True True\n"
    "T0.000000\tI3\tTask-1\tTrue\n"
    "T0.000000\tI4\tTask-3\tb True True\n"
    "T0.000000\tI5\tTask-1\tmain True True\n";

static const char expected_newcomer_waits_though_there_are_permits[] =
    "T0.000000\tI2\tTask-1\tlocked True\n"
    "T0.000000\tI3\tTask-2\ta True True\n"
    "T0.000000\tI4\tTask-1\tmain True True\n";

static const char expected_waiter_is_cancelled[] =
    "T0.000000\tI3\tTask-2\ta CancelledError(early) True\n"
    "T0.000000\tI4\tTask-1\tcancelled\n"
    "T0.000000\tI5\tTask-3\tb True True\n"
    "T0.000000\tI6\tTask-1\tTrue\n";

static const char expected_waiter_is_cancelled_then_released[] =
    "T0.000000\tI2\tTask-1\tTrue\n"
    "T0.000000\tI3\tTask-2\ta CancelledError(early) True\n"
    "T0.000000\tI3\tTask-3\tb True True\n"
    "T0.000000\tI4\tTask-1\tcancelled\n"
    "T0.000000\tI4\tTask-1\tTrue\n";

static const char expected_woken_waiter_is_cancelled[] =
    "T0.000000\tI3\tTask-2\ta CancelledError(late) True\n"
    "T0.000000\tI4\tTask-3\tb True True\n"
    "T0.000000\tI4\tTask-1\tcancelled\n"
    "T0.000000\tI4\tTask-1\tTrue\n";

static const char expected_only_waiter_is_cancelled_when_woken[] =
    "T0.000000\tI3\tTask-2\ta CancelledError(late) False\n"
    "T0.000000\tI4\tTask-1\tcancelled\n"
    "T0.000000\tI4\tTask-1\tFalse\n"
    "T0.000000\tI4\tTask-1\tmain True True\n";

static const char expected_several_woken_are_cancelled[] =
    "T0.000000\tI3\tTask-2\ta CancelledError() True\n"
    "T0.000000\tI3\tTask-3\tb CancelledError() True\n"
    "T0.000000\tI3\tTask-4\tc True True\n"
    "T0.000000\tI3\tTask-5\td CancelledError() True\n"
    "T0.000000\tI4\tTask-6\te True False\n"
    "T1.000000\tI6\tTask-1\tFalse\n"
    "T1.000000\tI6\tTask-1\tcancelled\n"
    "T1.000000\tI6\tTask-1\tcancelled\n"
    "T1.000000\tI6\tTask-1\tcancelled\n"
    "T1.000000\tI6\tTask-1\tFalse\n";

static const char expected_timeouts_of_waiters[] =
    "T0.000000\tI2\tTask-2\ta works True\n"
    "T1.000000\tI4\tTask-2\ta is done True\n"
    "T1.000000\tI5\tTask-3\tb works True\n"
    "T1.500000\tI7\tTask-3\tb CancelledError() False\n"
    "T1.500000\tI7\tTask-3\tb TimeoutError()\n"
    "T1.500000\tI7\tTask-4\tc CancelledError() False\n"
    "T1.500000\tI7\tTask-4\tc TimeoutError()\n"
    "T1.500000\tI7\tTask-5\td CancelledError() False\n"
    "T1.500000\tI7\tTask-5\td TimeoutError()\n"
    "T1.500000\tI9\tTask-1\tFalse\n"
    "T1.500000\tI9\tTask-1\tmain works True\n"
    "T2.500000\tI11\tTask-1\tmain is done False\n";

static const char expected_cancelled_in_the_block[] =
    "T0.000000\tI2\tTask-2\ta works True\n"
    "T1.000000\tI5\tTask-2\ta CancelledError() True\n"
    "T1.000000\tI6\tTask-3\tb works True\n"
    "T1.000000\tI6\tTask-1\tcancelled\n"
    "T2.000000\tI8\tTask-3\tb is done False\n";

static const char expected_released_without_end[] =
    "T0.000000\tI1\tTask-1\tmain True False\n"
    "T0.000000\tI1\tTask-1\tmain True True\n";

static const char expected_bounded_is_released_too_often[] =
    "T0.000000\tI1\tTask-1\tValueError(BoundedSemaphore released too many times)\n"
    "T0.000000\tI1\tTask-1\tmain True True\n";

static const char expected_bounded_of_none[] =
    "T0.000000\tI1\tTask-1\tValueError(BoundedSemaphore released too many times)\n";

static const char expected_negative[] =
    "T0.000000\tI1\tTask-1\tValueError(Semaphore initial value must be >= 0)\n"
    "T0.000000\tI1\tTask-1\tValueError(Semaphore initial value must be >= 0)\n";
