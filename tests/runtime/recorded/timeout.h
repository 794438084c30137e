/* Recorded from CPython 3.13 by record.py: what timeout.py prints. */
/* clang-format off */

static const char expected_in_time[] =
    "T1.000000\tI3\tTask-1\texpired False 2.0 0\n";

static const char expected_too_late[] =
    "T1.000000\tI3\tTask-1\tCancelledError() True 1\n"
    "T1.000000\tI3\tTask-1\tTimeoutError() cause CancelledError()\n"
    "T1.000000\tI3\tTask-1\texpired True 0\n";

static const char expected_made_before_it_is_entered[] =
    "T0.000000\tI1\tTask-1\t1.0\n"
    "T2.000000\tI3\tTask-1\tinside\n"
    "T2.000000\tI5\tTask-1\tTimeoutError 1.0\n";

static const char expected_inner_expires[] =
    "T1.000000\tI3\tTask-1\tinner True False\n"
    "T2.000000\tI5\tTask-1\tend True False\n";

static const char expected_outer_expires[] =
    "T1.000000\tI3\tTask-1\tleaving\n"
    "T1.000000\tI3\tTask-1\touter False True\n"
    "T1.000000\tI3\tTask-1\t0\n";

static const char expected_both_expire_at_once[] =
    "T1.000000\tI3\tTask-1\touter True True\n"
    "T1.000000\tI3\tTask-1\t0\n";

static const char expected_inner_block_sleeps_on_past_outer[] =
    "T1.000000\tI3\tTask-1\tinner\n"
    "T2.000000\tI5\tTask-1\touter\n";

static const char expected_is_rescheduled[] =
    "T0.500000\tI3\tTask-1\t2.5\n"
    "T2.000000\tI5\tTask-1\tnever False\n"
    "T52.000000\tI7\tTask-1\tend False\n";

static const char expected_is_rescheduled_to_the_past[] =
    "T0.000000\tI1\tTask-1\tgoes on to the next await\n"
    "T0.000000\tI3\tTask-1\tTimeoutError -1.0\n";

static const char expected_is_rescheduled_from_outside[] =
    "T0.900000\tI4\tTask-2\tpushed\n"
    "T2.000000\tI6\tTask-1\tTimeoutError\n";

static const char expected_refuses_to_be_rescheduled[] =
    "T0.000000\tI1\tTask-1\tRuntimeError(Timeout has not been entered)\n"
    "T0.000000\tI1\tTask-1\tRuntimeError(Cannot change state of finished Timeout)\n"
    "T0.000000\tI3\tTask-1\tRuntimeError(Cannot change state of expiring Timeout)\n"
    "T0.000000\tI3\tTask-1\tTimeoutError\n"
    "T0.000000\tI3\tTask-1\tRuntimeError(Cannot change state of expired Timeout)\n";

static const char expected_is_entered_twice[] =
    "T0.000000\tI1\tTask-1\tRuntimeError(Timeout has already been entered)\n";

static const char expected_at_a_deadline[] =
    "T1.000000\tI3\tTask-1\t3.0\n"
    "T3.000000\tI5\tTask-1\tTimeoutError\n"
    "T3.000000\tI7\tTask-1\tTimeoutError\n";
