/* Recorded from CPython 3.13 by record.py: what future.py prints. */
/* clang-format off */

static const char expected_callbacks_in_order[] =
    "T0.000000\tI2\tTask-1\tset\n"
    "T0.000000\tI3\t-\tfirst 5\n"
    "T0.000000\tI3\tTask-2\ta 5\n"
    "T0.000000\tI3\tTask-3\tb 5\n"
    "T0.000000\tI3\t-\tlast 5\n";

static const char expected_callback_of_done[] =
    "T0.000000\tI1\tTask-1\tadded\n"
    "T0.000000\tI2\t-\tcalled\n"
    "T0.000000\tI2\tTask-1\tend\n";

static const char expected_awaiting_done_does_not_yield[] =
    "T0.000000\tI1\tTask-1\tdone\n"
    "T0.000000\tI1\tTask-1\tdone\n"
    "T0.000000\tI2\t-\tcallback\n";

static const char expected_removed_callbacks[] =
    "T0.000000\tI1\tTask-1\t3 0\n"
    "T0.000000\tI1\tTask-1\t0\n"
    "T0.000000\tI2\t-\ttwo\n";

static const char expected_set_twice[] =
    "T0.000000\tI1\tTask-1\tInvalidStateError(invalid state)\n"
    "T0.000000\tI1\tTask-1\tInvalidStateError(invalid state)\n"
    "T0.000000\tI1\tTask-1\t1 None False\n";

static const char expected_looked_at_too_early[] =
    "T0.000000\tI1\tTask-1\tInvalidStateError(Result is not set.)\n"
    "T0.000000\tI1\tTask-1\tInvalidStateError(Exception is not set.)\n";

static const char expected_set_exception[] =
    "T0.000000\tI1\tTask-1\tValueError(why)\n"
    "T0.000000\tI1\tTask-1\tValueError(why) True False\n"
    "T0.000000\tI1\tTask-1\tagain ValueError(why)\n";

static const char expected_stop_iteration[] =
    "T0.000000\tI1\tTask-1\tRuntimeError(StopIteration interacts badly with generators and cannot be raised into a Future)\n"
    "T0.000000\tI1\tTask-1\tcause StopIteration(stop)\n";

static const char expected_set_after_cancel[] =
    "T0.000000\tI1\tTask-1\tInvalidStateError(invalid state)\n"
    "T0.000000\tI1\tTask-1\tCancelledError(gone)\n";

static const char expected_never_retrieved[] =
    "T0.000000\tI1\tTask-1\tforget None\n"
    "T0.000000\tI1\tTask-1\tFuture exception was never retrieved ValueError(None)\n"
    "T0.000000\tI1\tTask-1\tforget exception\n"
    "T0.000000\tI1\tTask-1\tforget result\n"
    "T0.000000\tI1\tTask-1\tforget cancel\n"
    "T0.000000\tI1\tTask-1\tforget await\n";

static const char expected_callback_that_raises[] =
    "T0.000000\tI2\t-\thandler ValueError(callback)\n"
    "T0.000000\tI2\t-\tthe rest\n";

static const char expected_callback_adds_callback[] =
    "T0.000000\tI2\t-\tfirst\n"
    "T0.000000\tI3\t-\tsecond\n";

static const char expected_set_by_timer[] =
    "T1.500000\tI3\tTask-1\trings\n";
