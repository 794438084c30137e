/* Recorded from CPython 3.13 by record.py: what lock.py prints. */
/* clang-format off */

static const char expected_free_lock_does_not_yield[] =
    "T0.000000\tI1\tTask-1\tTrue True\n"
    "T0.000000\tI1\tTask-1\tTrue\n"
    "T0.000000\tI1\tTask-1\tFalse\n"
    "T0.000000\tI2\tTask-2\tother has it\n"
    "T0.000000\tI3\tTask-2\tother lets go\n";

static const char expected_in_order_of_arrival[] =
    "T0.000000\tI2\tTask-2\ta has it\n"
    "T2.000000\tI4\tTask-2\ta lets go\n"
    "T2.000000\tI5\tTask-3\tb has it\n"
    "T2.000000\tI6\tTask-3\tb lets go\n"
    "T2.000000\tI7\tTask-4\tc has it\n"
    "T3.000000\tI9\tTask-4\tc lets go\n"
    "T3.000000\tI11\tTask-1\tFalse\n";

static const char expected_newcomer_stands_behind[] =
    "T0.000000\tI2\tTask-1\tlocked False\n"
    "T0.000000\tI3\tTask-2\tfirst has it\n"
    "T1.000000\tI5\tTask-2\tfirst lets go\n"
    "T1.000000\tI6\tTask-1\tnewcomer True\n";

static const char expected_woken_waiter_is_cancelled[] =
    "T0.000000\tI2\tTask-1\tTrue\n"
    "T0.000000\tI3\tTask-2\ta CancelledError(late) False\n"
    "T0.000000\tI4\tTask-3\tb has it\n"
    "T0.000000\tI4\tTask-1\tcancelled\n"
    "T1.000000\tI6\tTask-3\tb lets go\n";

static const char expected_waiter_is_cancelled_then_released[] =
    "T0.000000\tI3\tTask-2\ta CancelledError(early) False\n"
    "T0.000000\tI4\tTask-3\tb has it\n"
    "T0.000000\tI4\tTask-1\tcancelled\n"
    "T1.000000\tI6\tTask-3\tb lets go\n";

static const char expected_waiter_is_cancelled_while_held[] =
    "T0.000000\tI3\tTask-2\ta CancelledError() True\n"
    "T1.000000\tI5\tTask-1\tcancelled\n"
    "T1.000000\tI6\tTask-3\tb has it\n"
    "T2.000000\tI8\tTask-3\tb lets go\n";

static const char expected_overtakes_the_cancelled[] =
    "T0.000000\tI2\tTask-1\tTrue\n"
    "T0.000000\tI3\tTask-2\ta CancelledError() True\n"
    "T0.000000\tI3\tTask-3\tb CancelledError() True\n"
    "T0.000000\tI4\tTask-1\tcancelled\n"
    "T0.000000\tI4\tTask-1\tcancelled\n"
    "T0.000000\tI4\tTask-1\tTrue\n";

static const char expected_all_woken_are_cancelled[] =
    "T0.000000\tI3\tTask-2\ta CancelledError() False\n"
    "T0.000000\tI3\tTask-3\tb CancelledError() False\n"
    "T0.000000\tI3\tTask-4\tc CancelledError() False\n"
    "T0.000000\tI4\tTask-1\tcancelled\n"
    "T0.000000\tI4\tTask-1\tcancelled\n"
    "T0.000000\tI4\tTask-1\tcancelled\n"
    "T0.000000\tI4\tTask-1\tFalse True\n";

static const char expected_cancelled_in_the_block[] =
    "T0.000000\tI2\tTask-2\ta has it\n"
    "T1.000000\tI5\tTask-2\ta CancelledError() False\n"
    "T1.000000\tI6\tTask-3\tb has it\n"
    "T1.000000\tI6\tTask-1\tcancelled\n"
    "T2.000000\tI8\tTask-3\tb lets go\n";

static const char expected_timeout_while_waiting[] =
    "T0.000000\tI2\tTask-2\ta has it\n"
    "T1.000000\tI4\tTask-1\tTimeoutError()\n"
    "T3.000000\tI6\tTask-2\ta lets go\n"
    "T3.000000\tI7\tTask-1\tgot it\n";

static const char expected_released_by_no_owner[] =
    "T0.000000\tI1\tTask-1\tRuntimeError(Lock is not acquired.)\n"
    "T0.000000\tI3\tTask-1\tFalse\n";

static const char expected_released_in_the_block[] =
    "T0.000000\tI1\tTask-1\tRuntimeError(Lock is not acquired.)\n";

static const char expected_error_in_the_block[] =
    "T0.000000\tI1\tTask-1\tValueError(inside) False\n";

static const char expected_locked_twice[] =
    "!RuntimeError: deadlock: nothing is ready and no timer is set\n";
