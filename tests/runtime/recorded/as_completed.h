/* Recorded from CPython 3.13 by record.py: what as_completed.py prints. */
/* clang-format off */

static const char expected_plain[] =
    "T0.000000\tI2\tTask-2\ta begins\n"
    "T0.000000\tI2\tTask-3\tb begins\n"
    "T0.000000\tI2\tTask-4\tc begins\n"
    "T1.000000\tI4\tTask-3\tb ends\n"
    "T1.000000\tI6\tTask-1\tgot b\n"
    "T2.000000\tI8\tTask-4\tc ends\n"
    "T2.000000\tI10\tTask-1\tgot c\n"
    "T3.000000\tI12\tTask-2\ta ends\n"
    "T3.000000\tI14\tTask-1\tgot a\n"
    "T3.000000\tI14\tTask-1\tall\n";

static const char expected_yields_the_tasks[] =
    "T0.000000\tI2\ta\ta begins\n"
    "T0.000000\tI2\tb\tb begins\n"
    "T1.000000\tI4\tb\tb ends\n"
    "T1.000000\tI6\tTask-1\tb 1 True\n"
    "T1.000000\tI6\tTask-1\tb\n"
    "T2.000000\tI8\ta\ta ends\n"
    "T2.000000\tI10\tTask-1\ta 0 True\n"
    "T2.000000\tI10\tTask-1\ta\n";

static const char expected_makes_tasks_of_coroutines[] =
    "T0.000000\tI2\tTask-2\ta begins\n"
    "T0.000000\tI2\tTask-3\tb begins\n"
    "T0.000000\tI3\tTask-2\ta ends\n"
    "T0.000000\tI3\tTask-3\tb ends\n"
    "T0.000000\tI5\tTask-1\tTrue a\n"
    "T0.000000\tI5\tTask-1\tTrue b\n";

static const char expected_same_time[] =
    "T0.000000\tI2\tTask-2\ta begins\n"
    "T0.000000\tI2\tTask-3\tb begins\n"
    "T0.000000\tI2\tTask-4\tc begins\n"
    "T1.000000\tI4\tTask-2\ta ends\n"
    "T1.000000\tI4\tTask-3\tb ends\n"
    "T1.000000\tI4\tTask-4\tc ends\n"
    "T1.000000\tI6\tTask-1\ta\n"
    "T1.000000\tI6\tTask-1\tb\n"
    "T1.000000\tI6\tTask-1\tc\n";

static const char expected_errors[] =
    "T0.000000\tI2\tTask-3\tb begins\n"
    "T1.000000\tI6\tTask-1\traised ValueError(c)\n"
    "T2.000000\tI10\tTask-1\traised ValueError(a)\n"
    "T3.000000\tI12\tTask-3\tb ends\n"
    "T3.000000\tI14\tTask-1\tgot b\n";

static const char expected_none_at_all[] =
    "T0.000000\tI1\tTask-1\tnothing\n";

static const char expected_duplicates[] =
    "T0.000000\tI2\tTask-2\ta begins\n"
    "T0.000000\tI2\tTask-3\tb begins\n"
    "T1.000000\tI4\tTask-2\ta ends\n"
    "T1.000000\tI6\tTask-1\ta\n"
    "T2.000000\tI8\tTask-3\tb ends\n"
    "T2.000000\tI10\tTask-1\tb\n";

static const char expected_timeout_plain[] =
    "T0.000000\tI2\tTask-2\ta begins\n"
    "T0.000000\tI2\tTask-3\tb begins\n"
    "T0.000000\tI2\tTask-4\tc begins\n"
    "T1.000000\tI4\tTask-2\ta ends\n"
    "T1.000000\tI6\tTask-1\tgot a\n"
    "T2.000000\tI8\tTask-1\traised TimeoutError()\n"
    "T2.000000\tI8\tTask-1\traised TimeoutError()\n"
    "T2.000000\tI8\tTask-1\t[True, False, False]\n";

static const char expected_timeout_async[] =
    "T0.000000\tI2\tTask-2\ta begins\n"
    "T0.000000\tI2\tTask-3\tb begins\n"
    "T1.000000\tI4\tTask-2\ta ends\n"
    "T1.000000\tI6\tTask-1\tgot a\n"
    "T2.000000\tI8\tTask-1\traised TimeoutError()\n"
    "T5.000000\tI10\tTask-3\tb ends\n"
    "T5.000000\tI11\tTask-1\tb\n";

static const char expected_timeout_in_the_turn_of_a_result[] =
    "T0.000000\tI2\tTask-2\ta begins\n"
    "T0.000000\tI2\tTask-3\tb begins\n"
    "T1.000000\tI4\tTask-1\ttoo slow\n"
    "T1.000000\tI4\tTask-1\ttoo slow\n"
    "T1.000000\tI4\tTask-2\ta ends\n"
    "T1.000000\tI4\tTask-3\tb ends\n";

static const char expected_timeout_zero[] =
    "T0.000000\tI2\tTask-2\ta begins\n"
    "T0.000000\tI3\tTask-1\tgot done\n"
    "T0.000000\tI3\tTask-1\ttoo slow\n";

static const char expected_breaks_off[] =
    "T0.000000\tI2\tTask-2\ta begins\n"
    "T0.000000\tI2\tTask-3\tb begins\n"
    "T0.000000\tI2\tTask-4\tc begins\n"
    "T1.000000\tI4\tTask-2\ta ends\n"
    "T1.000000\tI6\tTask-1\tfirst a\n"
    "T2.000000\tI8\tTask-3\tb ends\n"
    "T2.000000\tI8\tTask-1\tothers\n";

static const char expected_several_at_once[] =
    "T0.000000\tI2\tTask-2\ta begins\n"
    "T0.000000\tI2\tTask-3\tb begins\n"
    "T0.000000\tI2\tTask-4\tc begins\n"
    "T1.000000\tI4\tTask-3\tb ends\n"
    "T2.000000\tI9\tTask-4\tc ends\n"
    "T3.000000\tI14\tTask-2\ta ends\n"
    "T3.000000\tI18\tTask-1\t['b', 'c', 'a']\n";

static const char expected_getter_is_cancelled[] =
    "T0.000000\tI2\tTask-2\ta begins\n"
    "T0.000000\tI2\tTask-3\tb begins\n"
    "T1.000000\tI8\tTask-2\ta ends\n"
    "T1.000000\tI12\tTask-1\tTrue a\n";

static const char expected_woken_getter_is_cancelled[] =
    "T0.000000\tI7\tTask-1\tTrue a\n";

static const char expected_left_over_timer[] =
    "T0.000000\tI2\tTask-2\ta begins\n"
    "T0.000000\tI2\tTask-3\tb begins\n"
    "T1.000000\tI4\tTask-2\ta ends\n"
    "T1.000000\tI6\tTask-1\ta\n"
    "T4.000000\tI9\tTask-1\tlater\n"
    "T5.000000\tI11\tTask-3\tb ends\n";
