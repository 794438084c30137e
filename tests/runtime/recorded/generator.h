/* Recorded from CPython 3.13 by record.py: what generator.py prints. */
/* clang-format off */

static const char expected_to_the_end[] =
    "T1.000000\tI3\tTask-1\t0\n"
    "T2.000000\tI5\tTask-1\t1\n"
    "T3.000000\tI7\tTask-1\t2\n"
    "T3.000000\tI7\tTask-1\tcount ends\n"
    "T3.000000\tI7\tTask-1\tcount closes\n"
    "T3.000000\tI7\tTask-1\tbehind\n";

static const char expected_without_waiting[] =
    "T0.000000\tI1\tTask-1\ta\n"
    "T0.000000\tI1\tTask-1\tb\n"
    "T0.000000\tI1\tTask-1\tc\n";

static const char expected_breaks_off[] =
    "T1.000000\tI3\tTask-1\t0\n"
    "T2.000000\tI5\tTask-1\t1\n"
    "T2.000000\tI5\tTask-1\tbehind\n"
    "T2.000000\tI6\tTask-1\tone turn\n"
    "T2.000000\tI7\tTask-2\tcount closes\n"
    "T2.000000\tI7\tTask-1\ttwo turns\n";

static const char expected_breaks_off_slowly[] =
    "T0.000000\tI1\tTask-1\titem\n"
    "T0.000000\tI1\tTask-1\tbehind\n"
    "T0.000000\tI3\tTask-2\tclosing\n"
    "T1.000000\tI5\tTask-2\tclosed\n"
    "T2.000000\tI7\tTask-1\tTask-3\n";

static const char expected_goes_on_later[] =
    "T1.000000\tI3\tTask-1\t0\n"
    "T2.000000\tI5\tTask-1\t1\n"
    "T2.000000\tI5\tTask-1\tagain\n"
    "T3.000000\tI7\tTask-1\t2\n"
    "T4.000000\tI9\tTask-1\t3\n"
    "T4.000000\tI9\tTask-1\tcount ends\n"
    "T4.000000\tI9\tTask-1\tcount closes\n";

static const char expected_anext_by_hand[] =
    "T1.000000\tI3\tTask-1\t0\n"
    "T2.000000\tI5\tTask-1\t1\n"
    "T2.000000\tI5\tTask-1\tcount ends\n"
    "T2.000000\tI5\tTask-1\tcount closes\n"
    "T2.000000\tI5\tTask-1\tStopAsyncIteration\n"
    "T2.000000\tI5\tTask-1\tStopAsyncIteration\n";

static const char expected_asend[] =
    "T0.000000\tI1\tTask-1\tTypeError(can't send non-None value to a just-started async generator)\n"
    "T0.000000\tI1\tTask-1\t0\n"
    "T0.000000\tI1\tTask-1\tgot 5\n"
    "T0.000000\tI1\tTask-1\t5\n"
    "T0.000000\tI1\tTask-1\tgot None\n"
    "T0.000000\tI1\tTask-1\tStopAsyncIteration\n";

static const char expected_athrow[] =
    "T0.000000\tI1\tTask-1\titem\n"
    "T0.000000\tI1\tTask-1\tValueError(thrown)\n"
    "T0.000000\tI1\tTask-1\titem\n"
    "T0.000000\tI1\tTask-1\tLookupError(out)\n"
    "T0.000000\tI1\tTask-1\tNone\n";

static const char expected_athrow_unbegun[] =
    "T0.000000\tI1\tTask-1\tValueError(thrown)\n"
    "T0.000000\tI1\tTask-1\tStopAsyncIteration\n";

static const char expected_aclose[] =
    "T1.000000\tI3\tTask-1\t0\n"
    "T1.000000\tI3\tTask-1\tcount closes\n"
    "T1.000000\tI3\tTask-1\tStopAsyncIteration\n"
    "T1.000000\tI3\tTask-1\tunbegun\n";

static const char expected_aclose_awaits[] =
    "T0.000000\tI1\tTask-1\titem\n"
    "T0.000000\tI1\tTask-1\tclosing\n"
    "T1.000000\tI3\tTask-1\tclosed\n"
    "T1.000000\tI3\tTask-1\tbehind\n";

static const char expected_ignores_exit[] =
    "T0.000000\tI1\tTask-1\tignored\n"
    "T0.000000\tI1\tTask-1\tRuntimeError(async generator ignored GeneratorExit)\n"
    "T0.000000\tI1\tTask-1\tignored\n";

static const char expected_raises[] =
    "T0.000000\tI1\tTask-1\t1\n"
    "T0.000000\tI1\tTask-1\tValueError(body)\n";

static const char expected_raises_stop[] =
    "T0.000000\tI1\tTask-1\t1\n"
    "T0.000000\tI1\tTask-1\tRuntimeError(async generator raised StopAsyncIteration) StopAsyncIteration(mine)\n";

static const char expected_two_at_once[] =
    "T0.500000\tI4\tTask-1\tRuntimeError(anext(): asynchronous generator is already running)\n"
    "T0.500000\tI4\tTask-1\tRuntimeError(aclose(): asynchronous generator is already running)\n"
    "T1.000000\tI7\tTask-1\t0\n"
    "T2.000000\tI9\tTask-1\t1\n"
    "T2.000000\tI11\tTask-3\tcount closes\n";

static const char expected_cancelled_inside[] =
    "T0.000000\tI1\tTask-1\titem\n"
    "T1.000000\tI3\tTask-1\tcancelled\n"
    "T1.000000\tI3\tTask-1\tcloses\n"
    "T1.000000\tI3\tTask-1\ttoo slow\n";

static const char expected_generator_of_generator[] =
    "T1.000000\tI3\tTask-1\t0\n"
    "T2.000000\tI5\tTask-1\t2\n"
    "T3.000000\tI7\tTask-1\t4\n"
    "T3.000000\tI7\tTask-1\tcount ends\n"
    "T3.000000\tI7\tTask-1\tcount closes\n";

static const char expected_in_tasks[] =
    "T1.000000\tI4\tTask-2\ta 0\n"
    "T1.000000\tI4\tTask-3\tb 0\n"
    "T2.000000\tI6\tTask-2\ta 1\n"
    "T2.000000\tI6\tTask-3\tb 1\n"
    "T3.000000\tI8\tTask-2\ta 2\n"
    "T3.000000\tI8\tTask-2\tcount ends\n"
    "T3.000000\tI8\tTask-2\tcount closes\n"
    "T3.000000\tI8\tTask-3\tb 2\n"
    "T3.000000\tI8\tTask-3\tcount ends\n"
    "T3.000000\tI8\tTask-3\tcount closes\n"
    "T3.000000\tI10\tTask-1\t[3, 3]\n";

static const char expected_left_to_the_end[] =
    "T0.000000\tI1\tTask-1\titem\n"
    "T1.000000\tI3\tTask-1\t0\n"
    "T1.000000\tI6\tTask-3\tclosing\n"
    "T1.000000\tI6\tTask-4\tcount closes\n"
    "T2.000000\tI9\tTask-3\tclosed\n";

static const char expected_returns_early[] =
    "T1.000000\tI3\tTask-1\t0\n"
    "T1.000000\tI5\tTask-2\tcount closes\n"
    "T2.000000\tI7\tTask-1\tbehind\n";
