/* Recorded from CPython 3.13 by record.py: what runner.py prints. */
/* clang-format off */

static const char expected_leftovers[] =
    "T1.000000\tI4\tTask-1\tmain ends\n"
    "T1.000000\tI6\tTask-2\t0 is cancelled\n"
    "T1.000000\tI6\tTask-3\t1 is cancelled\n"
    "T1.000000\tI6\tTask-4\t2 is cancelled\n"
    "T1.000000\tI6\tTask-5\t3 is cancelled\n"
    "T2.000000\tI8\tTask-5\t3 leaves\n"
    "T3.000000\tI11\tTask-4\t2 leaves\n"
    "T4.000000\tI14\tTask-3\t1 leaves\n"
    "T5.000000\tI17\tTask-2\t0 leaves\n";

static const char expected_leftover_never_begins[] =
    "T0.000000\tI1\tTask-1\tmain ends\n"
    "T0.000000\tI3\tTask-2\ta is cancelled\n"
    "T0.000000\tI4\tTask-2\ta leaves\n";

static const char expected_leftover_refuses[] =
    "T1.000000\tI4\tTask-1\tmain ends\n"
    "T1.000000\tI6\tTask-2\trefuses\n"
    "T3.000000\tI8\tTask-2\tends by itself\n";

static const char expected_leftover_creates_a_task[] =
    "T1.000000\tI4\tTask-1\tmain ends\n"
    "T1.000000\tI7\tTask-2\tcreates\n";

static const char expected_callbacks_after_the_end[] =
    "T0.000000\tI2\t-\tcallback 0\n"
    "T0.000000\tI2\tTask-1\tmain ends\n"
    "T0.000000\tI3\t-\tcallback 1\n"
    "T0.000000\tI4\t-\tcallback 2\n"
    "T0.000000\tI5\t-\tcallback 3\n"
    "T0.000000\tI6\t-\tcallback 4\n"
    "T0.000000\tI7\t-\tcallback 5\n";

static const char expected_main_raises[] =
    "T1.000000\tI6\tTask-2\ta is cancelled\n"
    "T1.000000\tI7\tTask-2\ta leaves\n"
    "!ValueError: main\n";

static const char expected_main_is_cancelled[] =
    "!CancelledError: by itself\n";

static const char expected_deadlock[] =
    "T0.000000\tI3\tTask-1\tmain leaves\n"
    "!RuntimeError: deadlock: nothing is ready and no timer is set\n";

static const char expected_deadlock_with_others[] =
    "T3.000000\tI5\t-\tlast timer\n"
    "T3.000000\tI7\tTask-3\twaiter leaves\n"
    "!RuntimeError: deadlock: nothing is ready and no timer is set\n";

static const char expected_deadlock_in_shutdown[] =
    "T1.000000\tI4\tTask-1\tmain ends\n"
    "T1.000000\tI6\tTask-2\thangs\n"
    "!RuntimeError: deadlock: nothing is ready and no timer is set\n";

static const char expected_keyboard_interrupt_in_main[] =
    "T1.000000\tI5\tTask-2\ta is cancelled\n"
    "T2.000000\tI7\tTask-2\ta leaves\n"
    "!KeyboardInterrupt: stop\n";
