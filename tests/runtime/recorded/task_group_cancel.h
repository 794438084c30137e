/* Recorded from CPython 3.13 by record.py: what task_group_cancel.py prints. */
/* clang-format off */

static const char expected_outer_cancel_in_body[] =
    "T0.000000\tI3\tTask-3\ta begins\n"
    "T1.000000\tI7\tTask-3\ta CancelledError()\n"
    "T1.000000\tI10\tTask-1\tCancelledError(out) 1\n";

static const char expected_outer_cancel_while_leaving[] =
    "T0.000000\tI3\tTask-3\ta begins\n"
    "T1.000000\tI7\tTask-3\ta CancelledError()\n"
    "T1.000000\tI10\tTask-1\tCancelledError(out) 1\n";

static const char expected_outer_cancel_twice[] =
    "T3.000000\tI12\tTask-3\tleft\n"
    "T3.000000\tI15\tTask-1\tCancelledError(one) 2\n";

static const char expected_outer_cancel_and_errors[] =
    "T1.000000\tI9\tTask-2\tExceptionGroup[RuntimeError(a)] 1\n"
    "T1.000000\tI9\tTask-2\tbefore\n"
    "T1.000000\tI10\tTask-2\tCancelledError() 1\n";

static const char expected_outer_cancel_after_error[] =
    "T3.000000\tI14\tTask-2\tExceptionGroup[ValueError(b)] 1\n"
    "T3.000000\tI16\tTask-1\tCancelledError() 1\n";

static const char expected_nested[] =
    "T0.000000\tI2\tTask-2\touter begins\n"
    "T0.000000\tI2\tTask-3\tinner begins\n"
    "T1.000000\tI6\tTask-3\tinner CancelledError()\n"
    "T1.000000\tI9\tTask-2\touter CancelledError()\n"
    "T1.000000\tI11\tTask-1\tunhandled errors in a TaskGroup (1 sub-exception) ExceptionGroup[ExceptionGroup[ValueError(b)]] 0\n";

static const char expected_nested_outer_fails[] =
    "T0.000000\tI2\tTask-3\tinner begins\n"
    "T1.000000\tI7\tTask-3\tinner CancelledError()\n"
    "T1.000000\tI9\tTask-1\tunhandled errors in a TaskGroup (1 sub-exception) ExceptionGroup[ValueError(a)] 0\n";

static const char expected_inside_timeout[] =
    "T0.000000\tI2\tTask-2\ta begins\n"
    "T1.000000\tI5\tTask-2\ta CancelledError()\n"
    "T1.000000\tI7\tTask-1\ttoo slow 0\n";

static const char expected_swallowed_cancel_in_body[] =
    "T1.000000\tI6\tTask-1\tswallowed 1\n"
    "T2.000000\tI8\tTask-1\tbody ends\n"
    "T2.000000\tI8\tTask-1\tExceptionGroup[ValueError(a)] 0\n";
