/* Recorded from CPython 3.13 by record.py: what timeout_races.py prints. */
/* clang-format off */

static const char expected_external_cancel_in_the_same_turn[] =
    "T1.000000\tI4\tTask-2\tCancelledError(outside) True 1\n"
    "T1.000000\tI5\tTask-1\traised CancelledError(outside) 1\n";

static const char expected_external_cancel_one_turn_later[] =
    "T1.000000\tI4\tTask-2\tleaves\n"
    "T1.500000\tI7\tTask-1\traised CancelledError(outside) 1\n";

static const char expected_zero_with_await[] =
    "T0.000000\tI1\tTask-1\tbegins False\n"
    "T0.000000\tI2\tTask-1\tTimeoutError True\n";

static const char expected_zero_without_await[] =
    "T0.000000\tI1\tTask-1\tbody\n"
    "T0.000000\tI1\tTask-1\tend False\n";

static const char expected_zero_with_await_of_done[] =
    "T0.000000\tI1\tTask-1\tat once\n"
    "T0.000000\tI1\tTask-1\tend False\n";

static const char expected_negative[] =
    "T0.000000\tI3\tTask-1\tTimeoutError\n";

static const char expected_cancel_pending_before_zero[] =
    "T0.000000\tI2\tTask-2\tbody\n"
    "T0.000000\tI3\tTask-2\tTimeoutError()\n"
    "T0.000000\tI3\tTask-2\tcancelling 1\n";

static const char expected_cancel_pending_before_later[] =
    "T0.000000\tI3\tTask-2\tCancelledError(before)\n";

static const char expected_other_error_gets_context[] =
    "T1.000000\tI3\tTask-1\tValueError(other)\n"
    "T1.000000\tI3\tTask-1\tTimeoutError()\n"
    "T1.000000\tI3\tTask-1\tCancelledError()\n";

static const char expected_other_error_without_expiry[] =
    "T0.000000\tI1\tTask-1\tValueError(other) False\n";

static const char expected_body_swallows[] =
    "T1.000000\tI3\tTask-1\tswallowed\n"
    "T1.000000\tI3\tTask-1\tend True 0\n";

static const char expected_result_and_expiry_in_one_turn[] =
    "T1.000000\tI3\tTask-1\tTimeoutError\n";

static const char expected_expiry_and_result_in_one_turn[] =
    "T1.000000\tI3\tTask-1\tTimeoutError True\n";

static const char expected_result_first_and_expiry_in_one_turn[] =
    "T1.000000\tI3\tTask-1\tTimeoutError False value\n";

static const char expected_waits_for_a_task[] =
    "T1.000000\tI4\tTask-2\tchild cleans up\n"
    "T2.000000\tI7\tTask-1\tTimeoutError True\n";
