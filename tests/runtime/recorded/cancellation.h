/* Recorded from CPython 3.13 by record.py: what cancellation.py prints. */
/* clang-format off */

static const char expected_before_first_step[] =
    "T0.000000\tI1\tTask-1\tTrue 1\n"
    "T0.000000\tI3\tTask-1\traised CancelledError(early)\n"
    "T0.000000\tI3\tTask-1\tdone True cancelled True cancelling 1\n"
    "T0.000000\tI3\tTask-1\tFalse\n";

static const char expected_before_first_step_twice[] =
    "T0.000000\tI3\tTask-1\traised CancelledError(second)\n"
    "T0.000000\tI3\tTask-1\tdone True cancelled True cancelling 2\n";

static const char expected_after_result_before_wakeup[] =
    "T0.000000\tI2\tTask-1\tTrue\n"
    "T0.000000\tI3\tTask-2\tlost CancelledError(late)\n"
    "T0.000000\tI4\tTask-1\traised CancelledError(late)\n"
    "T0.000000\tI4\tTask-1\tdone True cancelled True cancelling 1\n"
    "T0.000000\tI4\tTask-1\tvalue\n";

static const char expected_cancels_itself_and_returns[] =
    "T0.000000\tI2\tTask-2\tTrue\n"
    "T0.000000\tI3\tTask-1\traised CancelledError(me)\n"
    "T0.000000\tI3\tTask-1\tdone True cancelled True cancelling 1\n";

static const char expected_cancels_itself_and_awaits[] =
    "T0.000000\tI2\tTask-2\tbefore\n"
    "T0.000000\tI3\tTask-2\tCancelledError(me)\n"
    "T1.000000\tI6\tTask-1\tresult went on\n"
    "T1.000000\tI6\tTask-1\tdone True cancelled False cancelling 1\n";

static const char expected_cancels_itself_and_raises[] =
    "T0.000000\tI3\tTask-1\tValueError(more)\n";

static const char expected_goes_to_the_inner_task[] =
    "T1.000000\tI5\tTask-2\tinner CancelledError(message)\n"
    "T3.000000\tI7\tTask-2\tinner leaves\n"
    "T3.000000\tI8\tTask-3\tparent CancelledError(message) True\n"
    "T3.000000\tI9\tTask-1\traised CancelledError(message)\n"
    "T3.000000\tI9\tTask-1\tdone True cancelled True cancelling 1\n";

static const char expected_is_forwarded_again[] =
    "T1.000000\tI4\tTask-1\tTrue\n"
    "T1.000000\tI5\tTask-2\tstubborn CancelledError(one)\n"
    "T2.000000\tI7\tTask-1\tTrue\n"
    "T2.000000\tI7\tTask-1\tcancelling 2 2\n"
    "T2.000000\tI8\tTask-2\tstubborn CancelledError(two)\n"
    "T12.000000\tI10\tTask-2\tslept\n"
    "T12.000000\tI12\tTask-1\tresult stayed\n"
    "T12.000000\tI12\tTask-1\tdone True cancelled False cancelling 2\n";

static const char expected_goes_through_inline_coroutines[] =
    "T1.000000\tI5\tTask-2\tleaving 0\n"
    "T1.000000\tI5\tTask-2\tleaving 1\n"
    "T1.000000\tI5\tTask-2\tleaving 2\n"
    "T1.000000\tI5\tTask-2\tleaving 3\n"
    "T1.000000\tI6\tTask-1\traised CancelledError(out)\n"
    "T1.000000\tI6\tTask-1\tdone True cancelled True cancelling 1\n";

static const char expected_inner_swallows[] =
    "T1.000000\tI5\tTask-2\tswallowed CancelledError()\n"
    "T1.000000\tI5\tTask-2\tinner\n"
    "T2.000000\tI8\tTask-1\tresult outer\n"
    "T2.000000\tI8\tTask-1\tdone True cancelled False cancelling 1\n";

static const char expected_count_stays[] =
    "T1.000000\tI5\tTask-2\tcancelling 1\n"
    "T1.000000\tI5\tTask-1\tcancel True\n"
    "T1.000000\tI7\tTask-1\traised CancelledError()\n"
    "T1.000000\tI7\tTask-1\tdone True cancelled True cancelling 2\n";

static const char expected_uncancel_takes_back[] =
    "T0.000000\tI2\tTask-2\tuncancel 1\n"
    "T0.000000\tI3\tTask-2\tcancelled: one was left\n"
    "T0.000000\tI3\tTask-2\tuncancel 0\n"
    "T0.000000\tI3\tTask-2\tuncancel 0\n"
    "T1.000000\tI6\tTask-1\tresult went on\n"
    "T1.000000\tI6\tTask-1\tdone True cancelled False cancelling 0\n";

static const char expected_uncancel_before_first_step[] =
    "T0.000000\tI1\tTask-1\tuncancel 0\n"
    "T0.000000\tI2\tTask-2\ta sleeps\n"
    "T1.000000\tI4\tTask-2\ta slept\n"
    "T1.000000\tI5\tTask-1\tresult a\n"
    "T1.000000\tI5\tTask-1\tdone True cancelled False cancelling 0\n";

static const char expected_cancel_of_done[] =
    "T0.000000\tI2\tTask-2\ta sleeps\n"
    "T0.000000\tI3\tTask-2\ta slept\n"
    "T0.000000\tI4\tTask-1\tFalse 0 False a\n";

static const char expected_cancel_of_future[] =
    "T0.000000\tI1\tTask-1\tTrue False True True\n"
    "T0.000000\tI1\tTask-1\tCancelledError(gone)\n"
    "T0.000000\tI1\tTask-1\tCancelledError(gone)\n";

static const char expected_error_is_raised_once[] =
    "T0.000000\tI2\tTask-2\ta sleeps\n"
    "T0.000000\tI3\tTask-3\tb sleeps\n"
    "T1.000000\tI6\tTask-2\ta CancelledError(first)\n"
    "T1.000000\tI7\tTask-1\traised CancelledError(first)\n"
    "T1.000000\tI7\tTask-1\tdone True cancelled True cancelling 1\n"
    "T1.000000\tI7\tTask-1\traised CancelledError()\n"
    "T1.000000\tI7\tTask-1\tdone True cancelled True cancelling 1\n"
    "T1.000000\tI7\tTask-1\traised CancelledError()\n"
    "T1.000000\tI7\tTask-1\tdone True cancelled True cancelling 1\n"
    "T1.000000\tI7\tTask-1\tCancelledError()\n"
    "T2.000000\tI10\tTask-3\tb CancelledError(first)\n"
    "T2.000000\tI11\tTask-1\traised CancelledError(first)\n"
    "T2.000000\tI11\tTask-1\tdone True cancelled True cancelling 2\n"
    "T2.000000\tI11\tTask-1\traised CancelledError()\n"
    "T2.000000\tI11\tTask-1\tdone True cancelled True cancelling 2\n"
    "T2.000000\tI11\tTask-1\traised CancelledError()\n"
    "T2.000000\tI11\tTask-1\tdone True cancelled True cancelling 2\n"
    "T2.000000\tI11\tTask-1\tCancelledError()\n";

static const char expected_each_gets_an_error_of_its_own[] =
    "T0.000000\tI1\tTask-1\t['CancelledError(gone)', 'CancelledError(gone)', 'CancelledError(gone)'] False False\n";

static const char expected_waited_future_is_cancelled[] =
    "T0.000000\tI3\tTask-2\twaiter CancelledError(through the task)\n"
    "T0.000000\tI3\tTask-3\twaiter CancelledError(through the task)\n"
    "T0.000000\tI4\tTask-1\traised CancelledError(through the task)\n"
    "T0.000000\tI4\tTask-1\tdone True cancelled True cancelling 1\n"
    "T0.000000\tI4\tTask-1\traised CancelledError(through the task)\n"
    "T0.000000\tI4\tTask-1\tdone True cancelled True cancelling 0\n"
    "T0.000000\tI4\tTask-1\tTrue 0\n";

static const char expected_raised_by_hand[] =
    "T0.000000\tI3\tTask-1\traised CancelledError(by hand)\n"
    "T0.000000\tI3\tTask-1\tdone True cancelled True cancelling 0\n";

static const char expected_other_error_in_cleanup[] =
    "T1.000000\tI6\tTask-1\tValueError(in clean-up) context CancelledError()\n"
    "T1.000000\tI6\tTask-1\tFalse 1\n";

static const char expected_cancel_while_cleaning_up[] =
    "T1.000000\tI5\tTask-2\tcleaning\n"
    "T2.000000\tI8\tTask-2\tagain CancelledError(second)\n"
    "T2.000000\tI9\tTask-1\traised CancelledError(second)\n"
    "T2.000000\tI9\tTask-1\tdone True cancelled True cancelling 2\n";

static const char expected_main_is_cancelled_by_child[] =
    "T0.000000\tI2\tTask-2\tasked\n"
    "T0.000000\tI3\tTask-1\tmain CancelledError(by child)\n"
    "!CancelledError: by child\n";

static const char expected_two_cancels_in_one_turn[] =
    "T0.000000\tI2\tTask-2\ta sleeps\n"
    "T1.000000\tI4\tTask-1\tTrue True 2\n"
    "T1.000000\tI5\tTask-2\ta CancelledError(first)\n"
    "T1.000000\tI6\tTask-1\traised CancelledError(first)\n"
    "T1.000000\tI6\tTask-1\tdone True cancelled True cancelling 2\n";

static const char expected_bare_yield_is_cancelled[] =
    "T0.000000\tI3\tTask-2\tyield CancelledError(now)\n"
    "T0.000000\tI4\tTask-1\traised CancelledError(now)\n"
    "T0.000000\tI4\tTask-1\tdone True cancelled True cancelling 1\n";
