/* Recorded from CPython 3.13 by record.py: what task.py prints. */
/* clang-format off */

static const char expected_turns[] =
    "T0.000000\tI1\tTask-1\tinline\n"
    "T0.000000\tI1\tTask-1\tinline\n"
    "T0.000000\tI2\tTask-2\ttask\n"
    "T0.000000\tI3\tTask-1\ttask\n"
    "T0.000000\tI4\tTask-1\tyield\n"
    "T1.000000\tI6\tTask-1\tslept\n"
    "T1.000000\tI7\tTask-3\twaited\n"
    "T1.000000\tI9\tTask-1\t1\n"
    "T1.000000\tI9\tTask-1\twait_for\n"
    "T1.000000\tI9\tTask-1\twait_for\n";

static const char expected_bare_yields[] =
    "T0.000000\tI2\t-\tcallback\n"
    "T0.000000\tI2\tTask-1\tzero\n"
    "T0.000000\tI3\t-\tcallback\n"
    "T0.000000\tI3\tTask-1\tnegative\n";

static const char expected_names[] =
    "T0.000000\tI1\tTask-1\tTask-1\n"
    "T0.000000\tI1\tTask-1\tTask-2 second Task-3\n"
    "T0.000000\tI2\tTask-2\ta begins\n"
    "T0.000000\tI2\tsecond\tb begins\n"
    "T0.000000\tI2\trenamed\tc begins\n"
    "T0.000000\tI3\tTask-2\ta ends\n"
    "T0.000000\tI3\tsecond\tb ends\n"
    "T0.000000\tI3\trenamed\tc ends\n"
    "T1.000000\tI5\tTask-1\trenamed\n";

static const char expected_all_tasks_in_order[] =
    "T0.000000\tI1\tTask-1\tTask-1 Task-2 Task-3 Task-4 Task-5\n"
    "T0.000000\tI2\tTask-2\t0 begins\n"
    "T0.000000\tI2\tTask-3\t1 begins\n"
    "T0.000000\tI2\tTask-4\t2 begins\n"
    "T0.000000\tI2\tTask-5\t3 begins\n"
    "T0.000000\tI3\tTask-2\t0 ends\n"
    "T1.000000\tI5\tTask-3\t1 ends\n"
    "T1.500000\tI7\tTask-1\tTask-1 Task-4 Task-5\n"
    "T1.500000\tI8\tTask-1\tTask-1 Task-4\n"
    "T1.500000\tI8\tTask-1\tTrue\n";

static const char expected_current_task_in_callback[] =
    "T0.000000\tI2\t-\tNone\n"
    "T0.000000\tI2\tTask-1\tTask-1\n";

static const char expected_done_callbacks[] =
    "T0.000000\tI1\tTask-1\t1\n"
    "T0.000000\tI2\tTask-2\ta begins\n"
    "T1.000000\tI4\tTask-2\ta ends\n"
    "T1.000000\tI5\t-\tdone a None\n";

static const char expected_two_await_one[] =
    "T0.000000\tI2\tTask-2\ta begins\n"
    "T1.000000\tI4\tTask-2\ta ends\n"
    "T1.000000\tI5\tTask-3\tfirst a\n"
    "T1.000000\tI5\tTask-4\tsecond a\n"
    "T1.000000\tI7\tTask-1\ta\n";

static const char expected_failure_reaches_all[] =
    "T1.000000\tI5\tTask-3\tfirst ValueError(a)\n"
    "T1.000000\tI5\tTask-4\tsecond ValueError(a)\n"
    "T1.000000\tI7\tTask-1\tValueError(a) True False\n";

static const char expected_never_retrieved[] =
    "T2.000000\tI6\tTask-1\tforget\n"
    "T2.000000\tI6\tTask-1\tTask exception was never retrieved ValueError(unseen)\n"
    "T4.000000\tI11\tTask-1\tforget\n"
    "T6.000000\tI16\tTask-1\tFalse\n"
    "T6.000000\tI16\tTask-1\tforget\n";

static const char expected_ping_pong[] =
    "T0.000000\tI2\tTask-2\tping 0\n"
    "T0.000000\tI2\tTask-3\tpong 0\n"
    "T0.000000\tI3\tTask-2\tping 1\n"
    "T0.000000\tI3\tTask-3\tpong 1\n"
    "T0.000000\tI4\tTask-2\tping 2\n"
    "T0.000000\tI4\tTask-3\tpong 2\n";

static const char expected_result_of_pending[] =
    "T0.000000\tI1\tTask-1\tInvalidStateError(Result is not set.)\n"
    "T0.000000\tI1\tTask-1\tInvalidStateError(Exception is not set.)\n"
    "T0.000000\tI1\tTask-1\tRuntimeError(Task does not support set_result operation)\n"
    "T0.000000\tI1\tTask-1\tRuntimeError(Task does not support set_exception operation)\n"
    "T0.000000\tI2\tTask-2\ta begins\n"
    "T1.000000\tI4\tTask-2\ta ends\n"
    "T1.000000\tI5\tTask-1\ta\n";

static const char expected_grandchildren[] =
    "T0.000000\tI1\tTask-1\t 2\n"
    "T0.000000\tI2\tTask-2\tl 1\n"
    "T0.000000\tI2\tTask-3\tr 1\n"
    "T0.000000\tI3\tTask-4\tll 0\n"
    "T0.000000\tI3\tTask-4\tll ends\n"
    "T0.000000\tI3\tTask-5\tlr 0\n"
    "T0.000000\tI3\tTask-5\tlr ends\n"
    "T0.000000\tI3\tTask-6\trl 0\n"
    "T0.000000\tI3\tTask-6\trl ends\n"
    "T0.000000\tI3\tTask-7\trr 0\n"
    "T0.000000\tI3\tTask-7\trr ends\n"
    "T0.000000\tI5\tTask-2\tl ends\n"
    "T0.000000\tI5\tTask-3\tr ends\n"
    "T0.000000\tI7\tTask-1\t ends\n";

static const char expected_awaits_itself[] =
    "T0.000000\tI3\tTask-2\tRuntimeError Task cannot await on itself\n"
    "T0.000000\tI4\tTask-1\tend\n";

static const char expected_ensure_future[] =
    "T0.000000\tI1\tTask-1\tTrue\n"
    "T0.000000\tI1\tTask-1\tTrue\n"
    "T0.000000\tI2\tTask-2\ta\n"
    "T0.000000\tI2\tTask-3\tb\n"
    "T0.000000\tI3\tTask-1\tb\n";
