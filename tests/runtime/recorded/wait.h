/* Recorded from CPython 3.13 by record.py: what wait.py prints. */
/* clang-format off */

static const char expected_all_completed[] =
    "T1.000000\tI4\tb\tb fails\n"
    "T2.000000\tI7\ta\ta ends\n"
    "T3.000000\tI10\tc\tc ends\n"
    "T3.000000\tI12\tTask-1\tdone a b c pending none\n";

static const char expected_first_completed[] =
    "T1.000000\tI4\tb\tb ends\n"
    "T1.000000\tI6\tTask-1\tdone b pending a c\n"
    "T1.000000\tI8\tTask-1\tdone b pending a c\n"
    "T2.000000\tI11\ta\ta ends\n"
    "T3.000000\tI14\tc\tc ends\n"
    "T3.000000\tI16\tTask-1\tdone a b c pending none\n";

static const char expected_two_complete_in_one_turn[] =
    "T1.000000\tI4\ta\ta ends\n"
    "T1.000000\tI4\tb\tb ends\n"
    "T1.000000\tI6\tTask-1\tdone a b pending c\n"
    "T1.000000\tI8\tc\tc is cancelled\n";

static const char expected_first_exception[] =
    "T1.000000\tI4\ta\ta ends\n"
    "T2.000000\tI7\tb\tb fails\n"
    "T2.000000\tI9\tTask-1\tdone a b pending c\n"
    "T2.000000\tI11\tc\tc is cancelled\n";

static const char expected_first_exception_of_none[] =
    "T1.000000\tI4\ta\ta ends\n"
    "T2.000000\tI7\tb\tb ends\n"
    "T2.000000\tI9\tTask-1\tdone a b pending none\n";

static const char expected_first_exception_is_no_cancel[] =
    "T1.000000\tI4\ta\ta is cancelled\n"
    "T2.000000\tI7\tb\tb ends\n"
    "T2.000000\tI9\tTask-1\tdone a b pending none\n";

static const char expected_timeout[] =
    "T1.000000\tI4\ta\ta ends\n"
    "T2.000000\tI7\tTask-1\tdone a pending b\n"
    "T2.000000\tI9\tTask-1\tdone a pending b\n"
    "T3.000000\tI12\tb\tb ends\n"
    "T3.000000\tI14\tTask-1\tdone a b pending none\n";

static const char expected_timeout_and_end_in_one_turn[] =
    "T1.000000\tI4\tTask-1\tdone none pending a b\n"
    "T1.000000\tI4\ta\ta ends\n"
    "T1.000000\tI6\tb\tb is cancelled\n";

static const char expected_done_already[] =
    "T0.000000\tI3\ta\ta ends\n"
    "T1.000000\tI5\tTask-1\tnow\n"
    "T1.000000\tI7\tTask-1\tdone a pending b\n"
    "T1.000000\tI9\tTask-1\tdone a pending none\n"
    "T1.000000\tI11\tb\tb is cancelled\n";

static const char expected_wait_is_cancelled[] =
    "T1.000000\tI6\tTask-1\tCancelledError(no more)\n"
    "T2.000000\tI8\ta\ta ends\n"
    "T3.000000\tI10\tb\tb ends\n";

static const char expected_refusals[] =
    "T0.000000\tI1\tTask-1\tValueError(Set of Tasks/Futures is empty.)\n"
    "T0.000000\tI1\tTask-1\tTypeError(Passing coroutines is forbidden, use tasks explicitly.)\n"
    "T0.000000\tI1\tTask-1\tValueError(Invalid return_when value: 7)\n"
    "T1.000000\tI4\ta\ta ends\n";

static const char expected_same_task_twice[] =
    "T1.000000\tI4\ta\ta ends\n"
    "T1.000000\tI6\tTask-1\tdone a pending none\n";

static const char expected_of_futures[] =
    "T1.000000\tI4\tTask-1\t1 2 [1]\n"
    "T2.000000\tI7\tTask-1\t1 1 [0]\n"
    "T3.000000\tI10\tTask-1\t1 0 [2]\n"
    "T3.000000\tI10\tTask-1\tValueError(two)\n";

static const char expected_many_waits_for_one[] =
    "T1.000000\tI4\tTask-2\tdone none pending a\n"
    "T2.000000\tI7\ta\ta ends\n"
    "T2.000000\tI9\tTask-3\tdone a pending none\n"
    "T2.000000\tI9\tTask-4\tdone a pending none\n";
