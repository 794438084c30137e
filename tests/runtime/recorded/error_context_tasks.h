/* Recorded from CPython 3.13 by record.py: what error_context_tasks.py prints. */
/* clang-format off */

static const char expected_of_a_task[] =
    "T0.000000\tI3\tTask-1\tKeyError: 2 < ValueError: 1\n"
    "T0.000000\tI5\tTask-1\tKeyError: 3 < ValueError: 1\n"
    "T0.000000\tI7\tTask-1\tKeyError: 2 < ValueError: 1\n"
    "T0.000000\tI9\tTask-1\tKeyError: 2 < ValueError: 0\n";

static const char expected_of_a_future_that_is_done[] =
    "T0.000000\tI1\tTask-1\tKeyError: 3\n"
    "T0.000000\tI1\tTask-1\tKeyError: 3 < ValueError: 1\n"
    "T0.000000\tI1\tTask-1\tKeyError: 3 < ValueError: 2 < ValueError: 1\n"
    "T0.000000\tI1\tTask-1\tKeyError: 3 < ValueError: 2 < ValueError: 1\n";

static const char expected_of_a_result[] =
    "T0.000000\tI5\tTask-1\tValueError: 1 < KeyError: 2\n"
    "T0.000000\tI5\tTask-1\tValueError: 1 < KeyError: 2 < ValueError: 3\n";

static const char expected_of_an_eager_task[] =
    "T0.000000\tI1\tTask-1\tKeyError: 2 < ValueError: 1\n"
    "T0.000000\tI3\tTask-1\tKeyError: 2\n";

static const char expected_of_gather[] =
    "T0.000000\tI5\tTask-1\tValueError: 2 < ValueError: 1\n"
    "T0.000000\tI9\tTask-1\tValueError: 2 < ValueError: 0\n";

static const char expected_of_wait_for[] =
    "T1.000000\tI3\tTask-1\tTimeoutError:  from CancelledError:  < CancelledError: \n"
    "T2.000000\tI5\tTask-1\tTimeoutError:  from CancelledError:  < ValueError: 1\n"
    "T2.000000\tI6\tTask-1\tValueError: 2 < ValueError: 1\n"
    "T3.000000\tI8\tTask-1\tKeyError: 1 < TimeoutError:  from CancelledError:  < CancelledError: \n"
    "T4.000000\tI10\tTask-1\tKeyError: 1 < ValueError: 0\n"
    "T5.000000\tI14\tTask-1\tKeyError: 1 < TimeoutError:  from CancelledError:  < CancelledError: \n"
    "T5.000000\tI17\tTask-1\tTimeoutError:  from CancelledError:  < CancelledError:  < ValueError: 0\n";

static const char expected_of_timeout[] =
    "T1.000000\tI3\tTask-1\tTimeoutError:  from CancelledError:  < CancelledError: \n"
    "T2.000000\tI5\tTask-1\tTimeoutError:  from CancelledError:  < ValueError: 1\n"
    "T3.000000\tI7\tTask-1\tTimeoutError:  from CancelledError:  < CancelledError:  < ValueError: 1\n"
    "T4.000000\tI9\tTask-1\tKeyError: 1 < TimeoutError:  from CancelledError:  < CancelledError: \n"
    "T5.000000\tI11\tTask-1\tKeyError: 1 < ValueError: 0\n"
    "T6.000000\tI13\tTask-1\tKeyError: 2 < ValueError: 0\n"
    "T6.500000\tI15\tTask-1\tTimeoutError:  from CancelledError:  < CancelledError: \n";

static const char expected_of_task_group[] =
    "T0.000000\tI7\tTask-1\tExceptionGroup: unhandled errors in a TaskGroup (1 sub-exception) < CancelledError: \n"
    "T0.000000\tI7\tTask-1\tValueError: 1\n"
    "T0.000000\tI13\tTask-1\tExceptionGroup: unhandled errors in a TaskGroup (2 sub-exceptions) < CancelledError: \n"
    "T0.000000\tI13\tTask-1\tValueError: 1\n"
    "T0.000000\tI13\tTask-1\tKeyError: 2 < CancelledError: \n"
    "T0.000000\tI17\tTask-1\tExceptionGroup: unhandled errors in a TaskGroup (2 sub-exceptions) < KeyError: 9\n"
    "T0.000000\tI17\tTask-1\tKeyError: 2 < CancelledError: \n"
    "T0.000000\tI17\tTask-1\tKeyError: 9\n"
    "T0.000000\tI21\tTask-1\tExceptionGroup: unhandled errors in a TaskGroup (1 sub-exception) < ValueError: 0\n"
    "T0.000000\tI21\tTask-1\tValueError: 1\n"
    "T0.000000\tI25\tTask-1\tExceptionGroup: unhandled errors in a TaskGroup (2 sub-exceptions) < KeyError: 9 < ValueError: 0\n"
    "T0.000000\tI25\tTask-1\tKeyError: 2 < CancelledError: \n"
    "T0.000000\tI25\tTask-1\tKeyError: 9 < ValueError: 0\n";

static const char expected_of_shield[] =
    "T0.000000\tI5\tTask-1\tValueError: 2 < ValueError: 1\n";

static const char expected_of_generators[] =
    "T0.000000\tI2\tTask-1\tTypeError: 3 < KeyError: 1\n"
    "T0.000000\tI2\tTask-1\tKeyError: 2 < ValueError: 1\n"
    "T0.000000\tI2\tTask-1\tKeyError: 2 < ValueError: 1 < ValueError: 0\n"
    "T0.000000\tI2\tTask-1\tTypeError: 3\n";
