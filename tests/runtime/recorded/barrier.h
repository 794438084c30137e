/* Recorded from CPython 3.13 by record.py: what barrier.py prints. */
/* clang-format off */

static const char expected_all_go_on_together[] =
    "T0.000000\tI2\tTask-1\t2/3 False\n"
    "T1.000000\tI4\tTask-1\tmain 2 0/3 False\n"
    "T1.000000\tI5\tTask-2\ta 0 0/3 False\n"
    "T1.000000\tI5\tTask-3\tb 1 0/3 False\n"
    "T1.000000\tI6\tTask-1\t0/3 False\n";

static const char expected_of_one[] =
    "T0.000000\tI1\tTask-1\tmain 0 0/1 False\n"
    "T0.000000\tI1\tTask-1\tmain 0 0/1 False\n";

static const char expected_again_and_again[] =
    "T2.000000\tI6\tTask-3\tb 0 1\n"
    "T2.000000\tI7\tTask-2\ta 0 0\n"
    "T4.000000\tI11\tTask-3\tb 1 1\n"
    "T4.000000\tI12\tTask-2\ta 1 0\n"
    "T6.000000\tI16\tTask-3\tb 2 1\n"
    "T6.000000\tI17\tTask-2\ta 2 0\n";

static const char expected_as_a_block[] =
    "T0.000000\tI2\tTask-3\tb 1\n"
    "T0.000000\tI3\tTask-2\ta 0\n"
    "T1.000000\tI5\tTask-3\tb 0/2 False\n"
    "T1.000000\tI5\tTask-2\ta 0/2 False\n";

static const char expected_comes_while_it_drains[] =
    "T0.000000\tI2\tTask-3\tb 1 0/2 False\n"
    "T0.000000\tI3\tTask-2\ta 0 0/2 False\n"
    "T0.000000\tI4\tTask-5\td 1 0/2 False\n"
    "T0.000000\tI5\tTask-4\tc 0 0/2 False\n"
    "T1.000000\tI8\tTask-1\t1/2 False\n"
    "T1.000000\tI8\tTask-1\tmain 1 0/2 False\n"
    "T1.000000\tI9\tTask-6\te 0 0/2 False\n";

static const char expected_reset_of_empty[] =
    "T0.000000\tI1\tTask-1\t0/2 False\n"
    "T0.000000\tI2\tTask-3\tb 1 0/2 False\n"
    "T0.000000\tI2\tTask-1\t0/2 False\n"
    "T0.000000\tI3\tTask-2\ta 0 0/2 False\n";

static const char expected_reset_while_filling[] =
    "T0.000000\tI2\tTask-1\t2/3 False\n"
    "T0.000000\tI2\tTask-1\t0/3 False\n"
    "T0.000000\tI3\tTask-2\ta BrokenBarrierError(Abort or reset of barrier) 0/3 False\n"
    "T0.000000\tI3\tTask-3\tb BrokenBarrierError(Abort or reset of barrier) 0/3 False\n"
    "T0.000000\tI3\tTask-6\te 2 0/3 False\n"
    "T0.000000\tI3\tTask-1\t0/3 False\n"
    "T0.000000\tI4\tTask-4\tc 0 0/3 False\n"
    "T0.000000\tI4\tTask-5\td 1 0/3 False\n"
    "T0.000000\tI5\tTask-1\t0/3 False\n";

static const char expected_reset_while_draining[] =
    "T0.000000\tI2\tTask-1\t2/3 False\n"
    "T0.000000\tI2\tTask-1\tmain 2 0/3 False\n"
    "T0.000000\tI2\tTask-1\t0/3 False\n"
    "T0.000000\tI3\tTask-2\ta BrokenBarrierError(Abort or reset of barrier) 0/3 False\n"
    "T0.000000\tI3\tTask-3\tb BrokenBarrierError(Abort or reset of barrier) 0/3 False\n"
    "T0.000000\tI4\tTask-1\t0/3 False\n"
    "T0.000000\tI5\tTask-6\te 2 0/3 False\n"
    "T0.000000\tI5\tTask-1\t0/3 False\n"
    "T0.000000\tI6\tTask-4\tc 0 0/3 False\n"
    "T0.000000\tI6\tTask-5\td 1 0/3 False\n";

static const char expected_reset_while_resetting[] =
    "T0.000000\tI2\tTask-1\t1/2 False\n"
    "T0.000000\tI3\tTask-2\ta BrokenBarrierError(Abort or reset of barrier) 0/2 False\n"
    "T0.000000\tI3\tTask-4\tc 1 0/2 False\n"
    "T0.000000\tI3\tTask-1\t0/2 False\n"
    "T0.000000\tI4\tTask-3\tb 0 0/2 False\n";

static const char expected_abort_of_empty[] =
    "T0.000000\tI1\tTask-1\t0/2 True\n"
    "T0.000000\tI1\tTask-1\tmain BrokenBarrierError(Barrier aborted) 0/2 True\n"
    "T0.000000\tI2\tTask-3\tb 1 0/2 False\n"
    "T0.000000\tI2\tTask-1\t0/2 False\n"
    "T0.000000\tI3\tTask-2\ta 0 0/2 False\n";

static const char expected_abort_while_filling[] =
    "T0.000000\tI2\tTask-1\t2/3 False\n"
    "T0.000000\tI2\tTask-1\t0/3 True\n"
    "T0.000000\tI2\tTask-1\tmain BrokenBarrierError(Barrier aborted) 0/3 True\n"
    "T0.000000\tI3\tTask-2\ta BrokenBarrierError(Abort or reset of barrier) 0/3 True\n"
    "T0.000000\tI3\tTask-3\tb BrokenBarrierError(Abort or reset of barrier) 0/3 True\n"
    "T0.000000\tI4\tTask-1\t0/3 True\n"
    "T0.000000\tI4\tTask-1\t0/3 False\n";

static const char expected_abort_while_draining[] =
    "T0.000000\tI2\tTask-1\t1/2 False\n"
    "T0.000000\tI2\tTask-1\tmain 1 0/2 False\n"
    "T0.000000\tI3\tTask-2\ta 0 0/2 False\n"
    "T0.000000\tI3\tTask-1\t1/2 False\n"
    "T0.000000\tI4\tTask-3\tb BrokenBarrierError(Abort or reset of barrier) 0/2 True\n"
    "T0.000000\tI5\tTask-1\t0/2 True\n";

static const char expected_abort_then_reset_before_they_run[] =
    "T0.000000\tI2\tTask-1\t2/3 False\n"
    "T0.000000\tI2\tTask-1\t0/3 False\n"
    "T0.000000\tI3\tTask-2\ta BrokenBarrierError(Abort or reset of barrier) 0/3 False\n"
    "T0.000000\tI3\tTask-3\tb BrokenBarrierError(Abort or reset of barrier) 0/3 False\n"
    "T0.000000\tI4\tTask-1\t0/3 False\n";

static const char expected_abort_in_a_block[] =
    "T0.000000\tI2\tTask-3\tb\n"
    "T0.000000\tI3\tTask-2\ta BrokenBarrierError(Abort or reset of barrier)\n"
    "T0.000000\tI5\tTask-1\t0/2 True\n";

static const char expected_waiter_is_cancelled[] =
    "T0.000000\tI2\tTask-1\t1/2 False\n"
    "T0.000000\tI3\tTask-2\ta CancelledError(early) 0/2 False\n"
    "T0.000000\tI4\tTask-1\tcancelled\n"
    "T0.000000\tI4\tTask-1\t0/2 False\n"
    "T0.000000\tI5\tTask-4\tc 1 0/2 False\n"
    "T0.000000\tI5\tTask-1\t0/2 False\n"
    "T0.000000\tI6\tTask-3\tb 0 0/2 False\n";

static const char expected_one_of_several_is_cancelled[] =
    "T0.000000\tI2\tTask-1\t3/4 False\n"
    "T0.000000\tI3\tTask-2\ta CancelledError(early) 2/4 False\n"
    "T1.000000\tI6\tTask-1\t2/4 False\n"
    "T1.000000\tI7\tTask-6\te 3 0/4 False\n"
    "T1.000000\tI7\tTask-1\t0/4 False\n"
    "T1.000000\tI7\tTask-1\tcancelled\n"
    "T1.000000\tI8\tTask-4\tc 2 0/4 False\n"
    "T1.000000\tI8\tTask-3\tb 1 0/4 False\n"
    "T1.000000\tI8\tTask-5\td 2 0/4 False\n";

static const char expected_released_waiter_is_cancelled[] =
    "T0.000000\tI2\tTask-1\t2/3 False\n"
    "T0.000000\tI2\tTask-1\tmain 2 0/3 False\n"
    "T0.000000\tI3\tTask-2\ta CancelledError(late) 0/3 False\n"
    "T0.000000\tI3\tTask-3\tb 1 0/3 False\n"
    "T0.000000\tI4\tTask-1\tcancelled\n"
    "T0.000000\tI4\tTask-1\t0/3 False\n";

static const char expected_blocked_waiter_is_cancelled[] =
    "T0.000000\tI2\tTask-3\tb 1 0/2 False\n"
    "T0.000000\tI3\tTask-2\ta 0 0/2 False\n"
    "T0.000000\tI3\tTask-4\tc CancelledError(blocked) 0/2 False\n"
    "T1.000000\tI6\tTask-1\t1/2 False\n"
    "T1.000000\tI6\tTask-1\tmain 1 0/2 False\n"
    "T1.000000\tI6\tTask-1\tcancelled\n"
    "T1.000000\tI7\tTask-5\td 0 0/2 False\n";

static const char expected_no_parties[] =
    "T0.000000\tI1\tTask-1\tValueError(parties must be > 0)\n"
    "T0.000000\tI1\tTask-1\tValueError(parties must be > 0)\n";
