/* Recorded from CPython 3.13 by record.py: what task_group.py prints. */
/* clang-format off */

static const char expected_waits_for_all[] =
    "T0.000000\tI1\tTask-1\tAy Bee\n"
    "T0.000000\tI2\tAy\ta begins\n"
    "T0.000000\tI2\tBee\tb begins\n"
    "T1.000000\tI4\tBee\tb ends\n"
    "T2.000000\tI7\tAy\ta ends\n"
    "T2.000000\tI9\tTask-1\ta b\n"
    "T2.000000\tI10\tTask-2\tc begins\n"
    "T2.000000\tI11\tTask-2\tc ends\n"
    "T2.000000\tI13\tTask-1\tbehind\n";

static const char expected_empty[] =
    "T0.000000\tI1\tTask-1\tinside\n"
    "T0.000000\tI1\tTask-1\tbehind\n";

static const char expected_all_done_before_the_end[] =
    "T0.000000\tI2\tTask-2\ta begins\n"
    "T1.000000\tI4\tTask-2\ta ends\n"
    "T2.000000\tI7\tTask-1\tbody\n"
    "T2.000000\tI7\tTask-1\tbehind\n";

static const char expected_first_error_aborts[] =
    "T0.000000\tI2\tTask-2\ta begins\n"
    "T0.000000\tI2\tTask-4\tc begins\n"
    "T1.000000\tI6\tTask-2\ta CancelledError()\n"
    "T1.000000\tI6\tTask-4\tc CancelledError()\n"
    "T1.000000\tI8\tTask-1\tunhandled errors in a TaskGroup (1 sub-exception) ExceptionGroup[ValueError(b)]\n"
    "T1.000000\tI8\tTask-1\t0\n";

static const char expected_error_while_leaving[] =
    "T0.000000\tI2\tTask-2\ta begins\n"
    "T1.000000\tI6\tTask-2\ta CancelledError()\n"
    "T1.000000\tI8\tTask-1\tunhandled errors in a TaskGroup (1 sub-exception) ExceptionGroup[ValueError(b)] None\n"
    "T2.000000\tI10\tTask-1\tbehind 0\n";

static const char expected_order_of_errors[] =
    "T1.000000\tI8\tTask-1\tunhandled errors in a TaskGroup (4 sub-exceptions) ExceptionGroup[ValueError(b), ValueError(c), RuntimeError(a), RuntimeError(d)]\n";

static const char expected_body_raises[] =
    "T0.000000\tI2\tTask-2\ta begins\n"
    "T1.000000\tI5\tTask-2\ta CancelledError()\n"
    "T1.000000\tI7\tTask-1\tunhandled errors in a TaskGroup (2 sub-exceptions) ExceptionGroup[RuntimeError(b), LookupError(body)]\n";

static const char expected_body_raises_alone[] =
    "T0.000000\tI1\tTask-1\tunhandled errors in a TaskGroup (1 sub-exception) ExceptionGroup[LookupError(body)]\n";

static const char expected_cancelled_child[] =
    "T0.000000\tI2\tTask-2\ta begins\n"
    "T0.000000\tI2\tTask-3\tb begins\n"
    "T1.000000\tI5\tTask-2\ta CancelledError()\n"
    "T2.000000\tI8\tTask-3\tb ends\n"
    "T2.000000\tI10\tTask-1\tTrue behind\n";

static const char expected_child_raises_cancelled[] =
    "T0.000000\tI2\tTask-3\tb begins\n"
    "T1.000000\tI5\tTask-3\tb ends\n"
    "T1.000000\tI7\tTask-1\tTrue behind\n";

static const char expected_refuses[] =
    "T0.000000\tI1\tTask-1\t<TaskGroup>\n"
    "T0.000000\tI1\tTask-1\tTaskGroup <TaskGroup> has not been entered\n"
    "T0.000000\tI1\tTask-1\t<TaskGroup tasks=1 entered>\n"
    "T0.000000\tI1\tTask-1\tTaskGroup <TaskGroup tasks=1 entered> has already been entered\n"
    "T0.000000\tI2\tTask-2\tb begins\n"
    "T1.000000\tI4\tTask-2\tb ends\n"
    "T1.000000\tI6\tTask-1\tTaskGroup <TaskGroup entered> is finished\n";

static const char expected_refuses_while_shutting_down[] =
    "T1.000000\tI6\tTask-2\tTaskGroup <TaskGroup tasks=1 errors=1 cancelling> is shutting down\n"
    "T1.000000\tI8\tTask-1\tExceptionGroup[ValueError(b)]\n";

static const char expected_child_adds_children[] =
    "T1.000000\tI4\tTask-2\tdepth 0\n"
    "T2.000000\tI7\tTask-3\tdepth 1\n"
    "T3.000000\tI10\tTask-4\tdepth 2\n"
    "T3.000000\tI12\tTask-1\tbehind\n";

static const char expected_base_error_of_body[] =
    "T0.000000\tI2\tTask-2\ta begins\n"
    "T1.000000\tI5\tTask-2\ta CancelledError()\n"
    "T1.000000\tI7\tTask-1\tKeyboardInterrupt(body)\n";

static const char expected_base_group[] =
    "T0.000000\tI5\tTask-1\tunhandled errors in a TaskGroup (1 sub-exception) BaseExceptionGroup[Odd(a)]\n";
