/* Recorded from CPython 3.13 by record.py: what stream_reader.py prints. */
/* clang-format off */

static const char expected_each_kind[] =
    "T1.000000\tI5\tTask-1\tread b'a'\n"
    "T1.000000\tI5\tTask-1\tread b'b'\n"
    "T1.000000\tI5\tTask-1\tnothing b''\n"
    "T3.000000\tI11\tTask-1\texactly b'cdefg'\n"
    "T3.000000\tI11\tTask-1\texactly b''\n"
    "T3.000000\tI11\tTask-1\texactly ValueError(readexactly size can not be less than zero)\n"
    "T3.000000\tI11\tTask-1\tline b'\\n'\n"
    "T4.000000\tI14\tTask-1\tuntil b'hijk\\nl'\n"
    "T4.000000\tI14\tTask-1\t<StreamReader 6 bytes>\n"
    "T5.000000\tI17\tTask-1\tall b'm\\xffn\"\\'\\\\'\n"
    "T5.000000\tI17\tTask-1\tmore b''\n"
    "T5.000000\tI17\tTask-1\tline b''\n"
    "T5.000000\tI17\tTask-1\texactly IncompleteReadError(0 bytes read on a total of 2 expected bytes) b'' 2\n"
    "T5.000000\tI17\tTask-1\tuntil IncompleteReadError(0 bytes read on a total of undefined expected bytes) b'' -1\n"
    "T5.000000\tI17\tTask-1\tTrue <StreamReader eof>\n";

static const char expected_limits[] =
    "T0.000000\tI1\tTask-1\t<StreamReader 23 bytes limit=4>\n"
    "T0.000000\tI1\tTask-1\tline b'abcd\\n'\n"
    "T0.000000\tI1\tTask-1\tline ValueError(Separator is found, but chunk is longer than limit)\n"
    "T0.000000\tI1\tTask-1\tline b'ok\\n'\n"
    "T0.000000\tI1\tTask-1\tuntil LimitOverrunError(Separator is not found, and chunk exceed the limit) 8\n"
    "T0.000000\tI1\tTask-1\tuntil LimitOverrunError(Separator is found, but chunk is longer than limit) 7\n"
    "T0.000000\tI1\tTask-1\tline ValueError(Separator is not found, and chunk exceed the limit)\n"
    "T0.000000\tI1\tTask-1\t<StreamReader limit=4>\n"
    "T0.000000\tI1\tTask-1\tuntil b'abc--'\n"
    "T0.000000\tI1\tTask-1\tuntil LimitOverrunError(Separator is found, but chunk is longer than limit) 5\n"
    "T0.000000\tI1\tTask-1\tread b'defgh--'\n";

static const char expected_separators[] =
    "T0.000000\tI1\tTask-1\tuntil b'one\\r\\n'\n"
    "T0.000000\tI1\tTask-1\tuntil b'two;'\n"
    "T0.000000\tI1\tTask-1\tuntil b'three\\n'\n"
    "T0.000000\tI1\tTask-1\twrong ValueError(Separator should be at least one-byte string)\n"
    "T0.000000\tI1\tTask-1\twrong ValueError(Separator should contain at least one element)\n"
    "T0.000000\tI1\tTask-1\twrong ValueError(Separator should be at least one-byte string)\n"
    "T0.000000\tI1\tTask-1\tend IncompleteReadError(3 bytes read on a total of undefined expected bytes) b'end' -1\n";

static const char expected_two_at_once[] =
    "T0.000000\tI2\tTask-1\tread RuntimeError(read() called while another coroutine is already waiting for incoming data)\n"
    "T0.000000\tI2\tTask-1\tall RuntimeError(read() called while another coroutine is already waiting for incoming data)\n"
    "T0.000000\tI2\tTask-1\texactly RuntimeError(readexactly() called while another coroutine is already waiting for incoming data)\n"
    "T0.000000\tI2\tTask-1\tline RuntimeError(readuntil() called while another coroutine is already waiting for incoming data)\n"
    "T0.000000\tI2\tTask-1\tuntil RuntimeError(readuntil() called while another coroutine is already waiting for incoming data)\n"
    "T0.000000\tI3\tTask-2\tfirst b'data\\n'\n";

static const char expected_cancelled_then_stolen[] =
    "T3.000000\tI10\tTask-1\tthief b'for the second'\n"
    "T3.000000\tI11\tTask-3\tsecond b''\n";

static const char expected_an_error_ends_it[] =
    "T1.000000\tI5\tTask-2\twaiting ConnectionResetError(gone)\n"
    "T1.000000\tI6\tTask-1\tread ConnectionResetError(gone)\n"
    "T1.000000\tI6\tTask-1\tall ConnectionResetError(gone)\n"
    "T1.000000\tI6\tTask-1\texactly ConnectionResetError(gone)\n"
    "T1.000000\tI6\tTask-1\tline ConnectionResetError(gone)\n"
    "T1.000000\tI6\tTask-1\tuntil ConnectionResetError(gone)\n"
    "T1.000000\tI6\tTask-1\tConnectionResetError(gone)\n";

static const char expected_lines[] =
    "T1.000000\tI5\tTask-1\tb'a\\n'\n"
    "T2.000000\tI8\tTask-1\tb'bb\\n'\n"
    "T2.000000\tI8\tTask-1\tb'\\n'\n"
    "T4.000000\tI14\tTask-1\tb'last'\n"
    "T4.000000\tI14\tTask-1\tend\n";
