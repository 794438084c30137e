/* Recorded from CPython 3.13 by record.py: what stream.py prints. */
/* clang-format off */

static const char expected_several_clients[] =
    "T0.000000\tI12\tTask-9\tb'a\\n'\n"
    "T0.000000\tI12\tTask-10\tb'c\\n'\n"
    "T0.000000\tI13\tTask-11\tend\n"
    "T1.000000\tI20\tTask-3\tb'A\\n'\n"
    "T1.000000\tI20\tTask-4\tb'C\\n'\n"
    "T1.000000\tI22\tTask-9\tb'b\\n'\n"
    "T1.000000\tI23\tTask-10\tend\n"
    "T2.000000\tI30\tTask-3\tb'B\\n'\n"
    "T2.000000\tI33\tTask-9\tend\n"
    "T2.000000\tI34\tTask-1\tgathered\n"
    "T2.000000\tI35\tTask-1\tclosed False 0\n";

static const char expected_refused[] =
    "T0.000000\tI3\tTask-1\tnobody ConnectionRefusedError([Errno 111] Connect call failed ('127.0.0.1', 8888))\n"
    "T0.000000\tI7\tTask-1\tby name ConnectionRefusedError([Errno 111] Connect call failed ('127.0.0.1', 8888))\n"
    "T0.000000\tI9\tTask-1\tno name gaierror([Errno -2] Name or service not known)\n"
    "T0.000000\tI18\tTask-1\ttaken OSError([Errno 98] error while attempting to bind on address ('127.0.0.1', 8888): [errno 98] address already in use)\n"
    "T0.000000\tI20\tTask-1\tclosed ConnectionRefusedError([Errno 111] Connect call failed ('127.0.0.1', 8888))\n"
    "T0.000000\tI20\tTask-1\tclosed RuntimeError(server <Server sockets=()> is closed)\n";

static const char expected_idle_server[] =
    "T0.000000\tI4\tTask-1\tFalse\n"
    "T0.000000\tI6\tTask-1\tidle ConnectionRefusedError([Errno 111] Connect call failed ('127.0.0.1', 8888))\n"
    "T0.000000\tI7\tTask-1\tTrue\n"
    "T0.000000\tI14\tTask-1\tb''\n";

static const char expected_forever_is_cancelled[] =
    "T0.000000\tI6\tTask-1\tagain RuntimeError(server <Server sockets=(<asyncio.TransportSocket fd=6, family=2, type=1, proto=6, laddr=('127.0.0.1', 8888)>,)> is already being awaited on serve_forever())\n"
    "T0.000000\tI13\tTask-6\tb'one\\n'\n"
    "T1.000000\tI20\tTask-4\tb'ONE\\n'\n"
    "T1.000000\tI22\tTask-6\tb'two\\n'\n"
    "T2.000000\tI26\tTask-4\tb'TWO\\n'\n"
    "T2.000000\tI29\tTask-6\tend\n"
    "T2.000000\tI33\tTask-1\tTrue True\n";

static const char expected_closed_while_it_serves[] =
    "T1.000000\tI11\tTask-1\tTrue\n";

static const char expected_clients_are_closed[] =
    "T1.000000\tI16\tTask-1\tread b''\n"
    "T2.000000\tI27\tTask-1\tread b''\n";

static const char expected_peer_closes[] =
    "T0.000000\tI12\tTask-1\tread b''\n"
    "T0.000000\tI12\tTask-1\tdrain None\n"
    "T0.000000\tI13\tTask-1\tdrain ConnectionResetError(Connection lost)\n"
    "T0.000000\tI13\tTask-1\tdrain BrokenPipeError([Errno 32] Broken pipe)\n"
    "T0.000000\tI13\tTask-1\tread BrokenPipeError([Errno 32] Broken pipe)\n"
    "T0.000000\tI13\tTask-1\tTrue\n"
    "T0.000000\tI13\tTask-1\tclosed BrokenPipeError([Errno 32] Broken pipe)\n";

static const char expected_peer_resets[] =
    "T1.000000\tI18\tTask-1\tread ConnectionResetError([Errno 104] Connection reset by peer)\n"
    "T1.000000\tI18\tTask-1\tdrain ConnectionResetError([Errno 104] Connection reset by peer)\n"
    "T1.000000\tI18\tTask-1\tclosed ConnectionResetError([Errno 104] Connection reset by peer)\n";

static const char expected_peer_aborts[] =
    "T0.000000\tI12\tTask-1\tread b'little'\n";

static const char expected_own_close[] =
    "T0.000000\tI10\tTask-1\tTrue\n"
    "T0.000000\tI11\tTask-1\tdrain ConnectionResetError(Connection lost)\n"
    "T0.000000\tI12\tTask-5\twaiting b''\n"
    "T0.000000\tI13\tTask-1\tclosed None\n"
    "T0.000000\tI14\tTask-1\tdrain ConnectionResetError(Connection lost)\n";

static const char expected_half_closed[] =
    "T0.000000\tI9\tTask-1\tRuntimeError(Cannot call write() after write_eof())\n"
    "T0.000000\tI15\tTask-1\tread b'7 bytes'\n";

static const char expected_eof_after_reset[] =
    "T1.000000\tI12\tTask-1\tOSError([Errno 107] Transport endpoint is not connected)\n"
    "T1.000000\tI15\tTask-1\tread ConnectionResetError([Errno 104] Connection reset by peer)\n";

static const char expected_forgotten[] =
    "T0.000000\tI11\tTask-4\tforgets b'x'\n"
    "T0.000000\tI14\tTask-1\tread b''\n";

static const char expected_handler_fails[] =
    "T0.000000\tI15\tTask-1\tread b''\n";

static const char expected_cancelled_connect[] =
    "T0.000000\tI9\tTask-1\tTrue\n"
    "T0.000000\tI11\tTask-6\tend\n"
    "T0.000000\tI14\tTask-1\tTrue\n"
    "T0.000000\tI15\tTask-8\tend\n"
    "T0.000000\tI19\tTask-1\tTrue\n"
    "T0.000000\tI20\tTask-11\tend\n"
    "T0.000000\tI25\tTask-14\tend\n";

static const char expected_wait_closed_is_shared[] =
    "T0.000000\tI13\tTask-1\tTrue True\n";

static const char expected_unread_pauses_reading[] =
    "T2.000000\tI15\tTask-1\t950\n"
    "T3.000000\tI20\tTask-1\t1050 True\n";
