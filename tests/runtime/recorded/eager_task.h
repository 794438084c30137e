/* Recorded from CPython 3.13 by record.py: what eager_task.py prints. */
/* clang-format off */

static const char expected_fails_at_once[] =
    "!ValueError: at once\n";

static const char expected_done_before_return[] =
    "T0.000000\tI1\tTask-2\tat once 1\n"
    "T0.000000\tI1\tTask-1\tcreated True 1\n"
    "T0.000000\tI1\tTask-1\t1\n";

static const char expected_runs_to_its_first_wait[] =
    "T0.000000\tI1\tTask-2\ta begins\n"
    "T0.000000\tI1\tTask-1\tcreated False\n"
    "T1.000000\tI3\tTask-2\ta ends\n"
    "T1.000000\tI4\tTask-1\ta\n";

static const char expected_bare_yield[] =
    "T0.000000\tI1\tTask-2\ta begins\n"
    "T0.000000\tI1\tTask-1\tcreated\n"
    "T0.000000\tI2\tTask-2\ta ends\n"
    "T0.000000\tI3\tTask-1\ta\n";

static const char expected_error[] =
    "T0.000000\tI1\tTask-1\tcreated True\n"
    "T0.000000\tI1\tTask-1\traised at once\n";

static const char expected_current_task_inside[] =
    "T0.000000\tI1\tparent\tbefore parent\n"
    "T0.000000\tI1\tchild\tinside child\n"
    "T0.000000\tI1\tparent\tbehind parent\n";

static const char expected_eager_in_eager[] =
    "T0.000000\tI1\tTask-2\touter\n"
    "T0.000000\tI1\tTask-3\tinner begins\n"
    "T0.000000\tI1\tTask-2\tbehind inner\n"
    "T1.000000\tI3\tTask-3\tinner ends\n"
    "T1.000000\tI4\tTask-2\touter ends\n";

static const char expected_cancelled_while_waiting[] =
    "T0.000000\tI1\tTask-2\ta begins\n"
    "T0.000000\tI1\tTask-1\tTrue\n"
    "T0.000000\tI3\tTask-1\traised CancelledError(stop)\n";

static const char expected_cancels_itself[] =
    "T0.000000\tI1\tTask-2\tTrue\n"
    "T0.000000\tI1\tTask-2\tgoes on\n"
    "T0.000000\tI1\tTask-1\tTrue True\n";

static const char expected_factory[] =
    "T0.000000\tI1\tTask-2\tat once 1\n"
    "T0.000000\tI1\tTask-3\tat once 2\n"
    "T0.000000\tI1\tTask-1\tgather [1, 2]\n"
    "T0.000000\tI1\tTask-4\tat once 3\n"
    "T0.000000\tI1\tTask-5\ta begins\n"
    "T1.000000\tI3\tTask-5\ta ends\n"
    "T1.000000\tI5\tTask-1\tgather [3, 'a']\n"
    "T1.000000\tI5\tTask-6\tat once 4\n"
    "T1.000000\tI5\tTask-7\tb begins\n"
    "T1.000000\tI5\tTask-1\tbody ends\n"
    "T2.000000\tI7\tTask-7\tb ends\n"
    "T2.000000\tI9\tTask-1\tat once 5\n"
    "T2.000000\tI9\tTask-1\twait_for 5\n"
    "T2.000000\tI9\tTask-8\tat once 6\n"
    "T2.000000\tI9\tTask-1\tshield 6\n"
    "T2.000000\tI9\tTask-9\tc begins\n"
    "T2.000000\tI9\tTask-10\tat once 7\n"
    "T2.000000\tI11\tTask-1\tas_completed 7\n"
    "T3.000000\tI13\tTask-9\tc ends\n"
    "T3.000000\tI15\tTask-1\tas_completed c\n"
    "T3.000000\tI15\tTask-1\tcreated\n"
    "T3.000000\tI16\tTask-11\tat once 8\n";

static const char expected_group_of_failed[] =
    "T0.000000\tI1\tTask-2\ta begins\n"
    "T0.000000\tI1\tTask-1\tnot refused yet\n"
    "T0.000000\tI4\tTask-1\tExceptionGroup[ValueError(at once), RuntimeError(TaskGroup <TaskGroup tasks=1 errors=1 cancelling> is shutting down)]\n";

static const char expected_gather_of_failed[] =
    "T0.000000\tI1\tTask-2\ta begins\n"
    "T0.000000\tI1\tTask-4\tb begins\n"
    "T0.000000\tI1\tTask-1\traised at once\n"
    "T1.000000\tI3\tTask-2\ta ends\n"
    "T1.000000\tI3\tTask-4\tb ends\n"
    "T2.000000\tI6\tTask-5\tat once 1\n"
    "T2.000000\tI6\tTask-1\t[1, ValueError('at once')]\n";

static const char expected_order[] =
    "T0.000000\tI1\tTask-3\tsecond begins\n"
    "T0.000000\tI2\t-\tcallback\n"
    "T0.000000\tI2\tTask-2\tfirst begins\n"
    "T0.000000\tI2\tTask-3\tsecond ends\n"
    "T0.000000\tI3\tTask-2\tfirst ends\n";

static const char expected_exit_leaves_the_call[] =
    "T0.000000\tI1\tTask-1\tTask exception was never retrieved SystemExit(3)\n"
    "T0.000000\tI1\tTask-1\traised SystemExit(3)\n"
    "T0.000000\tI1\tTask-3\ta begins\n"
    "T0.000000\tI1\tTask-1\tTask exception was never retrieved SystemExit(3)\n"
    "T0.000000\tI1\tTask-1\tgather SystemExit(3)\n"
    "T0.000000\tI1\tTask-5\tb begins\n"
    "T0.000000\tI1\tTask-1\tTask exception was never retrieved SystemExit(3)\n"
    "T0.000000\tI4\tTask-1\tgroup SystemExit(3)\n"
    "T0.000000\tI5\tTask-1\tgoes on\n";
