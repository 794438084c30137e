/* Recorded from CPython 3.13 by record.py: what loop.py prints. */
/* clang-format off */

static const char expected_turn_is_a_snapshot[] =
    "T0.000000\tI2\t-\tleft 3\n"
    "T0.000000\tI3\t-\tleft 2\n"
    "T0.000000\tI3\t-\tbeside 3\n"
    "T0.000000\tI4\t-\tleft 1\n"
    "T0.000000\tI4\t-\tbeside 2\n"
    "T0.000000\tI5\t-\tleft 0\n"
    "T0.000000\tI5\t-\tbeside 1\n";

static const char expected_due_timers_come_behind[] =
    "T1.000000\tI2\t-\ttimer one\n"
    "T1.000000\tI3\t-\tsoon\n"
    "T1.000000\tI3\t-\tsoon too\n"
    "T1.000000\tI3\t-\tdue at once\n";

static const char expected_equal_timers_are_fifo[] =
    "T1.000000\tI2\t-\ttimer 0\n"
    "T1.000000\tI2\t-\ttimer 2\n"
    "T1.000000\tI2\t-\ttimer 4\n"
    "T1.000000\tI2\t-\ttimer 6\n"
    "T1.000000\tI2\t-\ttimer 8\n"
    "T1.000000\tI2\t-\ttimer 10\n"
    "T1.000000\tI2\t-\ttimer 12\n"
    "T1.000000\tI2\t-\ttimer 14\n"
    "T1.000000\tI2\t-\ttimer 16\n"
    "T1.000000\tI2\t-\ttimer 18\n"
    "T2.000000\tI3\t-\ttimer 1\n"
    "T2.000000\tI3\t-\ttimer 3\n"
    "T2.000000\tI3\t-\ttimer 5\n"
    "T2.000000\tI3\t-\ttimer 7\n"
    "T2.000000\tI3\t-\ttimer 9\n"
    "T2.000000\tI3\t-\ttimer 11\n"
    "T2.000000\tI3\t-\ttimer 13\n"
    "T2.000000\tI3\t-\ttimer 15\n"
    "T2.000000\tI3\t-\ttimer 17\n"
    "T2.000000\tI3\t-\ttimer 19\n";

static const char expected_timers_in_order[] =
    "T0.000000\tI2\t-\ttimer 0\n"
    "T0.300000\tI3\t-\ttimer 5\n"
    "T0.600000\tI4\t-\ttimer 10\n"
    "T0.900000\tI5\t-\ttimer 15\n"
    "T1.200000\tI6\t-\ttimer 20\n"
    "T1.500000\tI7\t-\ttimer 25\n"
    "T2.200000\tI8\t-\ttimer 3\n"
    "T2.500000\tI9\t-\ttimer 8\n"
    "T2.800000\tI10\t-\ttimer 13\n"
    "T3.100000\tI11\t-\ttimer 18\n"
    "T3.400000\tI12\t-\ttimer 23\n"
    "T3.700000\tI13\t-\ttimer 28\n"
    "T4.100000\tI14\t-\ttimer 1\n"
    "T4.400000\tI15\t-\ttimer 6\n"
    "T4.700000\tI16\t-\ttimer 11\n"
    "T5.000000\tI17\t-\ttimer 16\n"
    "T5.300000\tI18\t-\ttimer 21\n"
    "T5.600000\tI19\t-\ttimer 26\n"
    "T6.300000\tI20\t-\ttimer 4\n"
    "T6.600000\tI21\t-\ttimer 9\n"
    "T6.900000\tI22\t-\ttimer 14\n"
    "T7.200000\tI23\t-\ttimer 19\n"
    "T7.500000\tI24\t-\ttimer 24\n"
    "T7.800000\tI25\t-\ttimer 29\n"
    "T8.200000\tI26\t-\ttimer 2\n"
    "T8.500000\tI27\t-\ttimer 7\n"
    "T8.800000\tI28\t-\ttimer 12\n"
    "T9.100000\tI29\t-\ttimer 17\n"
    "T9.400000\tI30\t-\ttimer 22\n"
    "T9.700000\tI31\t-\ttimer 27\n";

static const char expected_past_and_zero[] =
    "T1.000000\tI3\tTask-1\tmain\n"
    "T1.000000\tI4\t-\tsoon\n"
    "T1.000000\tI4\tTask-1\tmain again\n"
    "T1.000000\tI4\t-\tlater -1\n"
    "T1.000000\tI4\t-\tin the past\n"
    "T1.000000\tI4\t-\tlater 0\n";

static const char expected_handle_states[] =
    "T0.000000\tI1\tTask-1\tTrue True\n"
    "T0.000000\tI2\t-\truns\n"
    "T0.000000\tI2\tTask-1\tTrue\n"
    "T2.000000\tI4\tTask-1\t1.0\n";

static const char expected_fired_timer_is_cancelled[] =
    "T1.000000\tI2\t-\tthird\n"
    "T2.000000\tI4\tTask-1\tTrue\n";

static const char expected_handle_cancels_itself[] =
    "T0.000000\tI2\t-\truns True\n";

static const char expected_callback_raises[] =
    "T0.000000\tI2\t-\thandler ValueError(callback)\n"
    "T0.000000\tI2\t-\tthe rest\n"
    "T1.000000\tI3\t-\thandler ValueError(callback)\n"
    "T2.000000\tI5\tTask-1\tend\n";

static const char expected_keyboard_interrupt_escapes[] =
    "T0.000000\tI3\t-\tin the next turn\n"
    "T0.000000\tI3\tTask-1\tmain leaves\n"
    "!KeyboardInterrupt: \n";

static const char expected_system_exit_escapes[] =
    "T0.000000\tI3\t-\tin the next turn\n"
    "T0.000000\tI3\tTask-1\tmain leaves\n"
    "!SystemExit: 3\n";

static const char expected_many_cancelled_timers[] =
    "T1.000000\tI2\t-\ttimer 0\n"
    "T1.030000\tI3\t-\ttimer 40\n"
    "T1.060000\tI4\t-\ttimer 80\n"
    "T1.090000\tI5\t-\ttimer 120\n"
    "T1.120000\tI6\t-\ttimer 160\n"
    "T1.150000\tI7\t-\ttimer 200\n"
    "T2.070000\tI8\t-\ttimer 20\n"
    "T2.100000\tI9\t-\ttimer 60\n"
    "T2.130000\tI10\t-\ttimer 100\n"
    "T2.160000\tI11\t-\ttimer 140\n"
    "T2.190000\tI12\t-\ttimer 180\n";

static const char expected_sleeps_interleave[] =
    "T0.000000\tI3\tTask-4\tc 0\n"
    "T0.000000\tI4\tTask-4\tc 1\n"
    "T0.000000\tI5\tTask-4\tc 2\n"
    "T1.000000\tI8\tTask-2\ta 0\n"
    "T2.000000\tI10\tTask-3\tb 0\n"
    "T2.000000\tI10\tTask-2\ta 1\n"
    "T3.000000\tI12\tTask-2\ta 2\n"
    "T4.000000\tI14\tTask-3\tb 1\n"
    "T4.000000\tI14\tTask-2\ta 3\n";

static const char expected_float_deadlines[] =
    "T1.000000\tI21\tTask-1\t0.9999999999999999\n"
    "T1.000000\tI22\t-\tat 0.9999999999999999\n"
    "T1.000000\tI22\t-\tat 1.0\n"
    "T1.000000\tI22\t-\twithin the resolution\n"
    "T1.000000\tI23\t-\tbehind the resolution\n";
