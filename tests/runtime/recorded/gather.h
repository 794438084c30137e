/* Recorded from CPython 3.13 by record.py: what gather.py prints. */
/* clang-format off */

static const char expected_turns[] =
    "T0.000000\tI1\tTask-1\tbefore\n"
    "T0.000000\tI2\tTask-2\tchild\n"
    "T0.000000\tI2\tTask-3\tchild\n"
    "T0.000000\tI4\tTask-1\t[1, 1]\n";

static const char expected_results_in_order[] =
    "T0.000000\tI2\tTask-2\ta begins\n"
    "T0.000000\tI2\tTask-3\tb begins\n"
    "T0.000000\tI2\tTask-4\tc begins\n"
    "T1.000000\tI4\tTask-3\tb ends\n"
    "T2.000000\tI7\tTask-4\tc ends\n"
    "T3.000000\tI10\tTask-2\ta ends\n"
    "T3.000000\tI12\tTask-1\t['a', 'b', 'c']\n";

static const char expected_of_nothing[] =
    "T0.000000\tI1\tTask-1\tTrue\n"
    "T0.000000\tI1\tTask-1\t[]\n";

static const char expected_first_error[] =
    "T0.000000\tI2\tTask-4\tc begins\n"
    "T1.000000\tI4\tTask-3\tb fails\n"
    "T1.000000\tI6\tTask-1\tValueError(b)\n"
    "T2.000000\tI8\tTask-2\ta fails\n"
    "T3.000000\tI11\tTask-4\tc ends\n"
    "T6.000000\tI14\tTask-1\tend\n";

static const char expected_errors_as_results[] =
    "T0.000000\tI2\tTask-3\tb begins\n"
    "T1.000000\tI4\tTask-2\ta fails\n"
    "T2.000000\tI7\tTask-3\tb ends\n"
    "T2.000000\tI9\tTask-1\tValueError(a) 'b'\n";

static const char expected_cancelled_child[] =
    "T0.000000\tI2\tTask-2\ta begins\n"
    "T0.000000\tI2\tTask-3\tb begins\n"
    "T1.000000\tI5\tTask-2\ta CancelledError(stop)\n"
    "T1.000000\tI7\tTask-1\tCancelledError(stop) cancelled False done True\n"
    "T2.000000\tI9\tTask-3\tb ends\n";

static const char expected_cancelled_child_as_result[] =
    "T0.000000\tI2\tTask-2\ta begins\n"
    "T0.000000\tI2\tTask-3\tb begins\n"
    "T1.000000\tI5\tTask-2\ta CancelledError(stop)\n"
    "T2.000000\tI8\tTask-3\tb ends\n"
    "T2.000000\tI10\tTask-1\tCancelledError() 'b'\n";

static const char expected_outer_is_cancelled[] =
    "T1.000000\tI6\tTask-3\ta cleans up\n"
    "T1.000000\tI6\tTask-4\tb cleans up\n"
    "T1.000000\tI6\tTask-5\tc cleans up\n"
    "T2.000000\tI8\tTask-4\tb is clean\n"
    "T2.000000\tI11\tTask-1\tCancelledError(all) True\n";

static const char expected_gathering_future_is_cancelled[] =
    "T0.000000\tI2\tTask-2\ta begins\n"
    "T0.000000\tI2\tTask-3\tb begins\n"
    "T1.000000\tI4\tTask-1\tTrue False\n"
    "T1.000000\tI5\tTask-2\ta CancelledError(all)\n"
    "T1.000000\tI5\tTask-3\tb CancelledError(all)\n"
    "T1.000000\tI7\tTask-1\tCancelledError(all) False True False\n";

static const char expected_outer_is_cancelled_with_return_exceptions[] =
    "T0.000000\tI2\tTask-2\ta begins\n"
    "T0.000000\tI2\tTask-3\tb begins\n"
    "T1.000000\tI5\tTask-2\ta CancelledError()\n"
    "T1.000000\tI5\tTask-3\tb CancelledError()\n"
    "T1.000000\tI7\tTask-1\tCancelledError() False\n";

static const char expected_outer_is_cancelled_but_children_refuse[] =
    "T1.000000\tI5\tTask-2\ta refuses\n"
    "T1.000000\tI5\tTask-3\tb refuses\n"
    "T1.000000\tI7\tTask-1\tCancelledError() False\n";

static const char expected_duplicates[] =
    "T0.000000\tI2\tTask-2\tb begins\n"
    "T0.000000\tI2\tTask-3\ta begins\n"
    "T1.000000\tI4\tTask-2\tb ends\n"
    "T1.000000\tI4\tTask-3\ta ends\n"
    "T1.000000\tI6\tTask-1\t['a', 'b', 'a', 'b']\n";

static const char expected_done_already[] =
    "T0.000000\tI1\tTask-1\t['done', 'done']\n"
    "T0.000000\tI2\tTask-2\ta begins\n"
    "T0.000000\tI3\tTask-2\ta ends\n"
    "T0.000000\tI5\tTask-1\t['done', 'a']\n";

static const char expected_failed_already[] =
    "T0.000000\tI1\tTask-1\tTrue\n"
    "T0.000000\tI1\tTask-1\tValueError(before)\n"
    "T0.000000\tI2\tTask-2\ta begins\n"
    "T1.000000\tI4\tTask-2\ta ends\n";

static const char expected_nested[] =
    "T0.000000\tI2\tTask-2\ta begins\n"
    "T0.000000\tI2\tTask-3\tb begins\n"
    "T0.000000\tI2\tTask-4\tc begins\n"
    "T1.000000\tI4\tTask-3\tb ends\n"
    "T1.000000\tI4\tTask-4\tc ends\n"
    "T2.000000\tI7\tTask-2\ta ends\n"
    "T2.000000\tI10\tTask-1\t[['a', 'b'], 'c']\n";

static const char expected_nested_is_cancelled[] =
    "T0.000000\tI2\tTask-2\ta begins\n"
    "T0.000000\tI2\tTask-3\tb begins\n"
    "T0.000000\tI2\tTask-4\tc begins\n"
    "T1.000000\tI5\tTask-2\ta CancelledError(deep)\n"
    "T1.000000\tI5\tTask-3\tb CancelledError(deep)\n"
    "T1.000000\tI5\tTask-4\tc CancelledError(deep)\n"
    "T1.000000\tI7\tTask-1\tCancelledError(deep)\n";

static const char expected_last_child_refuses_with_a_message[] =
    "T0.000000\tI3\tTask-3\tgoes on\n"
    "T1.000000\tI6\tTask-3\tCancelledError(outer)\n"
    "T1.000000\tI9\tTask-1\tCancelledError(refused)\n"
    "T1.000000\tI11\tTask-5\tgoes on\n"
    "T2.000000\tI14\tTask-5\tCancelledError(outer)\n"
    "T4.000000\tI19\tTask-1\tCancelledError(refused)\n";

static const char expected_error_after_cancel[] =
    "T0.000000\tI2\tTask-3\tb begins\n"
    "T1.000000\tI5\tTask-3\tb CancelledError()\n"
    "T1.000000\tI7\tTask-1\tValueError(a) False\n";

static const char expected_never_awaited[] =
    "T0.000000\tI2\tTask-2\ta begins\n"
    "T0.000000\tI2\tTask-3\tb begins\n"
    "T1.000000\tI4\tTask-2\ta ends\n"
    "T2.000000\tI7\tTask-3\tb ends\n"
    "T3.000000\tI10\tTask-1\t['a', 'b']\n";

static const char expected_two_wait_for_it[] =
    "T0.000000\tI2\tTask-2\ta begins\n"
    "T1.000000\tI4\tTask-2\ta ends\n"
    "T1.000000\tI6\tTask-3\tfirst ['a']\n"
    "T1.000000\tI6\tTask-4\tsecond ['a']\n";

static const char expected_failed_and_never_awaited[] =
    "T1.000000\tI4\tTask-2\ta fails\n"
    "T2.000000\tI7\tTask-3\tb fails\n"
    "T3.000000\tI10\tTask-1\tTrue\n"
    "T3.000000\tI10\tTask-1\t_GatheringFuture exception was never retrieved\n"
    "T3.000000\tI10\tTask-1\tend\n";

static const char expected_abandoned_while_it_runs[] =
    "T0.000000\tI2\tTask-3\tb begins\n"
    "T1.000000\tI4\tTask-2\ta fails\n"
    "T2.000000\tI7\tTask-3\tb ends\n"
    "T2.000000\tI8\t-\t_GatheringFuture exception was never retrieved\n"
    "T3.000000\tI10\tTask-1\tend\n";

static const char expected_future_that_nobody_ends[] =
    "T0.000000\tI2\tTask-2\tb begins\n"
    "T0.500000\tI4\tTask-1\tabandons\n"
    "T1.000000\tI6\tTask-2\tb ends\n"
    "T3.500000\tI9\tTask-1\tend\n";
