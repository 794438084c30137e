/* Recorded from CPython 3.13 by record.py: what queue.py prints. */
/* clang-format off */

static const char expected_first_in_first_out[] =
    "T0.000000\tI1\tTask-1\t<Queue maxsize=0 _queue=[2, 3, 1] tasks=3> 3 False False 0\n"
    "T0.000000\tI1\tTask-1\t2\n"
    "T0.000000\tI1\tTask-1\t3\n"
    "T0.000000\tI1\tTask-1\t1\n"
    "T0.000000\tI1\tTask-1\tTrue\n";

static const char expected_last_in_first_out[] =
    "T0.000000\tI1\tTask-1\t<LifoQueue maxsize=0 _queue=[2, 3, 1] tasks=3>\n"
    "T0.000000\tI1\tTask-1\t1\n"
    "T0.000000\tI1\tTask-1\t3\n"
    "T0.000000\tI1\tTask-1\t2\n";

static const char expected_least_first[] =
    "T0.000000\tI1\tTask-1\t<PriorityQueue maxsize=0 _queue=[0, True, 1, 3, 5, 4, 2.5, 5] tasks=8>\n"
    "T0.000000\tI1\tTask-1\t0\n"
    "T0.000000\tI1\tTask-1\t1\n"
    "T0.000000\tI1\tTask-1\tTrue\n"
    "T0.000000\tI1\tTask-1\t2.5\n"
    "T0.000000\tI1\tTask-1\t3\n"
    "T0.000000\tI1\tTask-1\t4\n"
    "T0.000000\tI1\tTask-1\t5\n"
    "T0.000000\tI1\tTask-1\t5\n";

static const char expected_least_list_first[] =
    "T0.000000\tI1\tTask-1\t[0, 'x']\n"
    "T0.000000\tI1\tTask-1\t[1, 'y']\n"
    "T0.000000\tI1\tTask-1\t[1, 'z']\n"
    "T0.000000\tI1\tTask-1\t[2]\n"
    "T0.000000\tI1\tTask-1\t[2, 'a']\n"
    "T0.000000\tI1\tTask-1\t[2, 'b']\n";

static const char expected_cannot_be_compared[] =
    "T0.000000\tI1\tTask-1\tTypeError('<' not supported between instances of 'str' and 'int')\n"
    "T0.000000\tI1\tTask-1\t<PriorityQueue maxsize=0 _queue=[1, 'text'] tasks=1>\n"
    "T0.000000\tI1\tTask-1\tValueError(task_done() called too many times)\n"
    "T0.000000\tI1\tTask-1\t1\n"
    "T0.000000\tI1\tTask-1\ttext\n";

static const char expected_nothing_to_get[] =
    "T0.000000\tI1\tTask-1\tQueueEmpty()\n"
    "T0.000000\tI1\tTask-1\tNone\n"
    "T0.000000\tI1\tTask-1\tQueueFull()\n"
    "T0.000000\tI1\tTask-1\tTrue <Queue maxsize=1 _queue=[1] tasks=1>\n";

static const char expected_size_of_one[] =
    "T0.000000\tI2\tTask-2\tput 0\n"
    "T0.000000\tI2\tTask-3\tgot 0\n"
    "T0.000000\tI3\tTask-2\tput 1\n"
    "T0.000000\tI4\tTask-3\tgot 1\n"
    "T0.000000\tI5\tTask-2\tput 2\n"
    "T0.000000\tI6\tTask-3\tgot 2\n"
    "T0.000000\tI7\tTask-2\tput 3\n"
    "T0.000000\tI8\tTask-3\tgot 3\n";

static const char expected_slow_consumer[] =
    "T0.000000\tI2\tTask-2\tput 0 <Queue maxsize=2 _queue=[0] tasks=1>\n"
    "T0.000000\tI2\tTask-2\tput 1 <Queue maxsize=2 _queue=[0, 1] tasks=2>\n"
    "T1.000000\tI4\tTask-1\tgot 0\n"
    "T1.000000\tI5\tTask-2\tput 2 <Queue maxsize=2 _queue=[1, 2] tasks=3>\n"
    "T2.000000\tI7\tTask-1\tgot 1\n"
    "T2.000000\tI8\tTask-2\tput 3 <Queue maxsize=2 _queue=[2, 3] tasks=4>\n"
    "T3.000000\tI10\tTask-1\tgot 2\n"
    "T3.000000\tI11\tTask-2\tput 4 <Queue maxsize=2 _queue=[3, 4] tasks=5>\n"
    "T4.000000\tI13\tTask-1\tgot 3\n"
    "T5.000000\tI15\tTask-1\tgot 4\n";

static const char expected_unlimited[] =
    "T0.000000\tI1\tTask-1\tFalse -1 100\n"
    "T0.000000\tI1\tTask-1\t4950 True\n";
