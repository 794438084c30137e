/* Recorded from CPython 3.13 by record.py: what error_context.py prints. */
/* clang-format off */

static const char expected_in_nested_handlers[] =
    "T0.000000\tI1\tTask-1\tTypeError: 3 < KeyError: 2 < ValueError: 1\n";

static const char expected_below_handlers_of_two_frames[] =
    "T0.000000\tI1\tTask-1\tTypeError: 3 < ValueError: 2 < ValueError: 1\n"
    "T0.000000\tI2\tTask-1\tTypeError: 3 < ValueError: 2 < ValueError: 1\n";

static const char expected_one_error_raised_by_two[] =
    "T0.000000\tI1\tTask-1\tTypeError: again < ValueError: 1\n"
    "T0.000000\tI1\tTask-1\tTypeError: again < ValueError: 2\n"
    "T0.000000\tI1\tTask-1\tTypeError: again < ValueError: 2\n";

static const char expected_raised_again_below[] =
    "T0.000000\tI1\tTask-1\tValueError: a < ValueError: c < ValueError: b\n"
    "T0.000000\tI1\tTask-1\tValueError: b\n"
    "T0.000000\tI1\tTask-1\tValueError: c < ValueError: b\n";

static const char expected_reraised[] =
    "T0.000000\tI1\tTask-1\tKeyError: 2 < ValueError: 1\n";

static const char expected_caught_below_and_raised_above[] =
    "T0.000000\tI2\tTask-1\tTypeError: 3 < ValueError: 2\n";

static const char expected_from_cause[] =
    "T0.000000\tI2\tTask-1\tKeyError: 2 from ValueError: 1 < ValueError: 1\n"
    "T0.000000\tI2\tTask-1\tKeyError: 2 from TypeError: 3 < ValueError: 1\n";

static const char expected_in_finally[] =
    "T0.000000\tI2\tTask-1\tKeyError: 2 < ValueError: 1\n";

static const char expected_in_finally_of_a_return[] =
    "T0.000000\tI1\tTask-1\tKeyError: 2 < ValueError: 1\n";

static const char expected_in_finally_behind_a_handler[] =
    "T0.000000\tI1\tTask-1\tTypeError: 3 < KeyError: 2\n";

static const char expected_in_with[] =
    "T0.000000\tI2\tTask-1\tKeyError: 2 < ValueError: 1\n"
    "T0.000000\tI3\tTask-1\tKeyError: 2\n"
    "T0.000000\tI4\tTask-1\tKeyError: 2 < ValueError: 1 < ValueError: 0\n"
    "T0.000000\tI4\tTask-1\tKeyError: 1 < ValueError: 0\n";

static const char expected_cancel_in_a_handler[] =
    "T0.000000\tI5\tTask-1\tCancelledError: stop < ValueError: 1\n";

static const char expected_cancel_in_handlers_of_two[] =
    "T0.000000\tI5\tTask-1\tCancelledError: stop < ValueError: 1\n";

static const char expected_cancel_answered_below[] =
    "T0.000000\tI5\tTask-1\tKeyError: 2 < ValueError: 1\n"
    "T0.000000\tI9\tTask-1\tKeyError: 3 < ValueError: 1\n"
    "T0.000000\tI13\tTask-1\tKeyError: 2 < CancelledError: stop < ValueError: 1\n";

static const char expected_cancel_swallowed_below[] =
    "T0.000000\tI5\tTask-1\tKeyError: 2 < ValueError: 1\n"
    "T0.000000\tI9\tTask-1\tKeyError: 2 < ValueError: 0\n";

static const char expected_cancel_swallowed_and_awaited_on[] =
    "T0.000000\tI6\tTask-1\tKeyError: 2 < CancelledError: stop\n"
    "T0.000000\tI10\tTask-1\tKeyError: 2 < ValueError: 1\n";

static const char expected_cancel_in_finally[] =
    "T0.000000\tI5\tTask-1\tCancelledError: stop < ValueError: 1\n"
    "T0.000000\tI9\tTask-1\tCancelledError: stop < ValueError: 0\n";

static const char expected_cancel_cleans_up_and_fails[] =
    "T0.000000\tI6\tTask-1\tKeyError: 1 < CancelledError: stop\n"
    "T0.000000\tI11\tTask-1\tKeyError: 1 < CancelledError: stop\n";
