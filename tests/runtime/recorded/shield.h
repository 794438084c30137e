/* Recorded from CPython 3.13 by record.py: what shield.py prints. */
/* clang-format off */

static const char expected_result[] =
    "T0.000000\tI2\tTask-2\ta begins\n"
    "T0.000000\tI3\tTask-2\ta ends\n"
    "T0.000000\tI5\tTask-1\ta\n"
    "T0.000000\tI6\tTask-3\tb begins\n"
    "T1.000000\tI8\tTask-3\tb ends\n"
    "T1.000000\tI10\tTask-1\tb\n";

static const char expected_error[] =
    "T1.000000\tI6\tTask-1\traised ValueError(a)\n"
    "T1.000000\tI10\tTask-1\traised ValueError(b)\n";

static const char expected_outer_cancelled[] =
    "T0.000000\tI2\tTask-2\twork begins\n"
    "T1.000000\tI4\tTask-1\tTrue\n"
    "T1.000000\tI5\tTask-3\traised CancelledError(no time)\n"
    "T1.000000\tI6\tTask-1\twork False 0\n"
    "T2.000000\tI8\tTask-2\twork ends\n"
    "T2.000000\tI9\tTask-1\twork\n";

static const char expected_inner_cancelled[] =
    "T0.000000\tI2\tTask-2\twork begins\n"
    "T1.000000\tI4\tTask-1\tTrue\n"
    "T1.000000\tI5\tTask-2\twork CancelledError(stop)\n"
    "T1.000000\tI7\tTask-3\traised CancelledError()\n"
    "T1.000000\tI8\tTask-1\t0 True\n";

static const char expected_done_is_returned[] =
    "T0.000000\tI1\tTask-1\tTrue\n"
    "T0.000000\tI1\tTask-1\t7\n"
    "T0.000000\tI1\tTask-1\tFalse\n"
    "T0.000000\tI1\tTask-1\tFalse\n"
    "T0.000000\tI3\tTask-1\t8\n";

static const char expected_outer_cancelled_in_the_turn_of_the_result[] =
    "T0.000000\tI1\tTask-1\tTrue\n"
    "T0.000000\tI1\tTask-1\traised CancelledError(late)\n"
    "T0.000000\tI1\tTask-1\tTrue True\n";

static const char expected_outer_cancelled_after_the_result[] =
    "T0.000000\tI2\tTask-1\tTrue False\n"
    "T0.000000\tI2\tTask-1\t1\n";

static const char expected_outer_is_set_by_hand[] =
    "T0.000000\tI1\tTask-1\tby hand\n"
    "T0.000000\tI2\tTask-1\tlate\n";

static const char expected_inside_timeout[] =
    "T0.000000\tI2\tTask-2\twork begins\n"
    "T1.000000\tI4\tTask-1\ttoo slow\n"
    "T3.000000\tI6\tTask-2\twork ends\n"
    "T3.000000\tI7\tTask-1\twork\n";

static const char expected_inside_wait_for[] =
    "T0.000000\tI2\tTask-2\twork begins\n"
    "T1.000000\tI4\tTask-1\ttoo slow\n"
    "T2.000000\tI6\tTask-1\ttoo slow\n"
    "T3.000000\tI8\tTask-2\twork ends\n"
    "T3.000000\tI10\tTask-1\twork\n";

static const char expected_shield_of_gather[] =
    "T0.000000\tI2\tTask-2\ta begins\n"
    "T0.000000\tI2\tTask-3\tb begins\n"
    "T0.500000\tI5\tTask-4\traised CancelledError()\n"
    "T1.000000\tI8\tTask-2\ta ends\n"
    "T2.000000\tI11\tTask-3\tb ends\n"
    "T2.000000\tI13\tTask-1\t['a', 'b']\n";

static const char expected_shield_of_shield[] =
    "T0.000000\tI2\tTask-2\twork begins\n"
    "T1.000000\tI7\tTask-2\twork ends\n"
    "T1.000000\tI10\tTask-1\twork\n";

static const char expected_order_of_callbacks[] =
    "T0.000000\tI2\t-\tbefore\n"
    "T0.000000\tI2\t-\tbehind\n"
    "T0.000000\tI3\t-\tshield\n"
    "T0.000000\tI3\tTask-1\twoken\n";

static const char expected_forgotten[] =
    "T0.000000\tI2\tTask-2\ta begins\n"
    "T1.000000\tI4\tTask-2\ta ends\n"
    "T1.000000\tI6\t-\tcalled back a\n";
