/* Recorded from CPython 3.13 by record.py: what context.py prints. */
/* clang-format off */

static const char expected_without_value[] =
    "T0.000000\tI1\tTask-1\tdefault 3 3\n"
    "T0.000000\tI1\tTask-1\tLookupError\n";

static const char expected_set_and_reset[] =
    "T0.000000\tI1\tTask-1\t1\n"
    "T0.000000\tI1\tTask-1\t2\n"
    "T0.000000\tI1\tTask-1\t1\n"
    "T0.000000\tI1\tTask-1\t0\n"
    "T0.000000\tI1\tTask-1\tRuntimeError\n"
    "T0.000000\tI1\tTask-1\tValueError\n"
    "T0.000000\tI1\tTask-1\t5\n"
    "T0.000000\tI1\tTask-1\tdefault\n";

static const char expected_copied_at_creation[] =
    "T0.000000\tI2\tTask-2\tfirst none\n"
    "T0.000000\tI2\tTask-3\tsecond parent\n"
    "T1.000000\tI4\tTask-2\tfirst first\n"
    "T1.000000\tI4\tTask-3\tsecond second\n"
    "T1.000000\tI5\tTask-1\tlater\n";

static const char expected_copied_at_call[] =
    "T0.000000\tI2\t-\tempty none\n"
    "T0.000000\tI2\t-\tsoon 1\n"
    "T0.000000\tI3\t-\tfrom empty empty\n"
    "T0.000000\tI3\t-\tfrom soon soon\n"
    "T1.000000\tI4\t-\tlater 1\n"
    "T1.000000\tI5\t-\tfrom later later\n"
    "T2.000000\tI6\t-\tat 2\n"
    "T2.000000\tI7\t-\tfrom at at\n"
    "T3.000000\tI9\tTask-1\t3\n";

static const char expected_copied_at_done_callback[] =
    "T0.000000\tI2\t-\tcalled added\n"
    "T0.000000\tI2\tTask-1\tset\n";

static const char expected_shared_by_coroutines[] =
    "T0.000000\tI2\tTask-1\tinner\n"
    "T0.000000\tI3\tTask-1\tinner\n"
    "T0.000000\tI7\tTask-1\touter\n";

static const char expected_token_of_another_context[] =
    "T0.000000\tI4\tTask-1\tValueError\n";

static const char expected_in_a_context[] =
    "T0.000000\tI1\tTask-1\trun parent\n"
    "T0.000000\tI1\tTask-1\tchanged\n"
    "T0.000000\tI2\tTask-2\ttask run\n"
    "T0.000000\tI2\tTask-2\tRuntimeError\n"
    "T0.000000\tI3\tTask-1\trun task\n"
    "T0.000000\tI3\tTask-1\tchanged\n";

static const char expected_called_in_a_context[] =
    "T0.000000\tI2\t-\tdone callback parent\n"
    "T0.000000\tI2\t-\tdone already done callback\n"
    "T0.000000\tI2\t-\tsoon done already\n"
    "T0.000000\tI2\t-\tno context changed\n"
    "T1.000000\tI3\t-\tlater soon\n"
    "T2.000000\tI4\t-\tat later\n"
    "T3.000000\tI7\tTask-2\tgroup at\n"
    "T3.000000\tI7\tTask-3\tsibling group\n"
    "T3.000000\tI7\tTask-4\twithout changed\n"
    "T4.000000\tI9\tTask-2\tgroup still sibling\n"
    "T4.000000\tI9\tTask-3\tsibling still sibling\n"
    "T4.000000\tI9\tTask-4\twithout still without\n"
    "T4.000000\tI11\tTask-1\tend sibling\n"
    "T4.000000\tI11\tTask-1\tchanged\n";

static const char expected_many[] =
    "T1.000000\tI6\tTask-1\t[780, 820, 4780]\n"
    "T1.000000\tI6\tTask-1\t400\n";

static const char expected_in_eager_task[] =
    "T0.000000\tI1\tTask-2\tinside parent\n"
    "T0.000000\tI1\tTask-1\tparent\n"
    "T1.000000\tI3\tTask-2\tinside eager\n"
    "T1.000000\tI4\tTask-1\tparent\n";

static const char expected_of_the_handler[] =
    "T0.000000\tI2\t-\tcallback first\n"
    "T0.000000\tI2\t-\thandler changed ValueError()\n"
    "T0.000000\tI2\t-\tcallback second\n"
    "T0.000000\tI2\t-\thandler changed ValueError()\n"
    "T0.000000\tI2\tTask-1\tthird\n";
