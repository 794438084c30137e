/* Recorded from CPython 3.13 by record.py: what wait_for.py prints. */
/* clang-format off */

static const char expected_in_time[] =
    "T0.000000\tI1\tTask-1\ta begins\n"
    "T0.000000\tI2\tTask-1\ta\n"
    "T0.000000\tI2\tTask-1\tb begins\n"
    "T1.000000\tI4\tTask-1\tb\n";

static const char expected_too_late[] =
    "T0.000000\tI1\tTask-1\ta begins\n"
    "T1.000000\tI3\tTask-1\ta CancelledError()\n"
    "T1.000000\tI3\tTask-1\tTimeoutError() cause CancelledError()\n"
    "T1.000000\tI3\tTask-1\t0\n";

static const char expected_without_limit[] =
    "T0.000000\tI1\tTask-1\ta begins\n"
    "T100.000000\tI3\tTask-1\ta\n";

static const char expected_zero[] =
    "T0.000000\tI4\tTask-1\tTimeoutError()\n"
    "T0.000000\tI7\tTask-1\tTimeoutError()\n"
    "T0.000000\tI7\tTask-1\tdone\n"
    "T0.000000\tI8\tTask-4\tb begins\n"
    "T1.000000\tI11\tTask-4\tb CancelledError()\n"
    "T1.000000\tI13\tTask-1\tTimeoutError() True\n";

static const char expected_inner_swallows[] =
    "T1.000000\tI3\tTask-1\tswallowed\n"
    "T1.000000\tI3\tTask-1\tlate\n"
    "T1.000000\tI3\tTask-1\t0\n";

static const char expected_inner_is_slow_to_leave[] =
    "T3.000000\tI5\tTask-1\tclean\n"
    "T3.000000\tI5\tTask-1\tTimeoutError()\n";

static const char expected_inner_raises_while_leaving[] =
    "T1.000000\tI3\tTask-1\tValueError(in clean-up) TimeoutError() CancelledError()\n";

static const char expected_inner_fails[] =
    "T1.000000\tI3\tTask-1\tValueError(fails)\n";

static const char expected_of_a_task[] =
    "T0.000000\tI2\tTask-2\ta begins\n"
    "T1.000000\tI4\tTask-2\ta CancelledError()\n"
    "T1.000000\tI5\tTask-1\tTimeoutError() True\n";

static const char expected_of_a_future[] =
    "T1.000000\tI3\tTask-1\trings\n"
    "T2.000000\tI5\tTask-1\tTimeoutError() True\n";

static const char expected_result_and_cancel_in_one_turn[] =
    "T1.000000\tI6\tTask-1\tCancelledError(outer)\n";

static const char expected_outer_is_cancelled[] =
    "T0.000000\tI2\tTask-2\ta begins\n"
    "T1.000000\tI5\tTask-2\ta CancelledError(outer)\n"
    "T1.000000\tI6\tTask-1\tCancelledError(outer) True\n";

static const char expected_outer_is_cancelled_while_inner_leaves[] =
    "T1.000000\tI4\tTask-2\tcleaning\n"
    "T2.000000\tI8\tTask-1\tCancelledError(outer) True 1\n";

static const char expected_nested[] =
    "T0.000000\tI1\tTask-1\ta begins\n"
    "T1.000000\tI3\tTask-1\ta CancelledError()\n"
    "T1.000000\tI3\tTask-1\tTimeoutError()\n"
    "T1.000000\tI3\tTask-1\tb begins\n"
    "T2.000000\tI5\tTask-1\tb CancelledError()\n"
    "T2.000000\tI5\tTask-1\tTimeoutError()\n";

static const char expected_cancelled_and_inner_done_in_one_turn[] =
    "T1.000000\tI6\tTask-2\tinner leaves\n"
    "T2.000000\tI8\tTask-2\tinner has left\n"
    "T2.000000\tI9\tTask-1\tCancelledError(outer) True\n"
    "T3.000000\tI11\tTask-1\tTrue\n";
