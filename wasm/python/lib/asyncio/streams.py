"""StreamReader, StreamWriter, open_connection, start_server and its Server."""

from _bridge import Coroutine, Owner, bytes_address, check, error_for, exception, keep, runtime, take_list

from .futures import coroutine_address, iscoroutine

_LIMIT = 2**16


def _given(address):
    """A list of the runtime's that was handed to us."""
    items = take_list(check(address))
    runtime.release(address)
    return items


class StreamReader(Owner):
    def __init__(self, limit=_LIMIT, loop=None, *, _address=None):
        super().__init__(runtime.reader(limit) if _address is None else _address)

    def exception(self):
        address = runtime.reader_exception(self._address)
        return exception(address) if address else None

    def set_exception(self, exc):
        check(runtime.reader_set_exception(self._address, error_for(exc)))

    def feed_data(self, data):
        address = bytes_address(data)
        fed = runtime.reader_feed_data(self._address, address)
        runtime.release(address)
        check(fed)

    def feed_eof(self):
        check(runtime.reader_feed_eof(self._address))

    def at_eof(self):
        return runtime.reader_at_eof(self._address) == 1

    def read(self, n=-1):
        return Coroutine(runtime.reader_read(self._address, n))

    def readline(self):
        return Coroutine(runtime.reader_readline(self._address))

    def readexactly(self, n):
        return Coroutine(runtime.reader_readexactly(self._address, n))

    def readuntil(self, separator=b"\n"):
        parts = _bytes_list(separator if isinstance(separator, tuple) else (separator,))
        reading = Coroutine(runtime.reader_readuntil(self._address, parts))
        runtime.release(parts)
        return reading

    def __aiter__(self):
        return self

    async def __anext__(self):
        line = await self.readline()
        if not line:
            raise StopAsyncIteration
        return line

    def __repr__(self):
        return runtime.text(runtime.show(self._address))


def _bytes_list(parts):
    made = runtime.list()
    for part in parts:
        address = bytes_address(part)
        runtime.list_add(made, address)
        runtime.release(address)
    return made


def _check_bytes(data):
    if not isinstance(data, (bytes, bytearray, memoryview)):
        raise TypeError(f"data argument must be a bytes-like object, not {__repr__(type(data).__name__)}")


class _Socket:
    """What get_extra_info("socket") and a server's sockets are."""

    def __init__(self, sockname, peername=None):
        self._sockname, self._peername = sockname, peername
        self.family, self.type, self.proto = 2, 1, 6

    def getsockname(self):
        return self._sockname

    def getpeername(self):
        return self._peername

    def setsockopt(self, *args):
        pass

    def __repr__(self):
        return f"<asyncio.TransportSocket laddr={self._sockname}>"


class _Transport(Owner):
    """StreamWriter.transport."""

    def write(self, data):
        _check_bytes(data)
        address = bytes_address(data)
        written = runtime.writer_write(self._address, address)
        runtime.release(address)
        check(written)

    def writelines(self, list_of_data):
        parts = _bytes_list(list_of_data)
        written = runtime.writer_writelines(self._address, parts)
        runtime.release(parts)
        check(written)

    def write_eof(self):
        check(runtime.writer_write_eof(self._address))

    def can_write_eof(self):
        return True

    def close(self):
        check(runtime.writer_close(self._address))

    def abort(self):
        check(runtime.writer_abort(self._address))

    def is_closing(self):
        return runtime.writer_is_closing(self._address) == 1

    def get_extra_info(self, name, default=None):
        if name == "socket":
            return _Socket(self.get_extra_info("sockname"), self.get_extra_info("peername"))
        if name not in ("sockname", "peername"):
            return default
        return tuple(_given(runtime.writer_address(self._address, name == "peername")))

    def set_write_buffer_limits(self, high=None, low=None):
        if high is None:
            high = 64 * 1024 if low is None else 4 * low
        if low is None:
            low = high // 4
        if not high >= low >= 0:
            raise ValueError(f"high ({high!r}) must be >= low ({low!r}) must be >= 0")
        self._limits = low, high
        check(runtime.writer_set_limits(self._address, high, low))

    def get_write_buffer_limits(self):
        return getattr(self, "_limits", (16 * 1024, 64 * 1024))

    def get_write_buffer_size(self):
        return runtime.writer_buffer_size(self._address)


class StreamWriter:
    def __init__(self, address):
        self._address = address
        self.transport = transport = _Transport(address)  # which holds it
        self.write = transport.write
        self.writelines = transport.writelines
        self.write_eof = transport.write_eof
        self.can_write_eof = transport.can_write_eof
        self.close = transport.close
        self.is_closing = transport.is_closing
        self.get_extra_info = transport.get_extra_info

    def drain(self):
        return Coroutine(runtime.writer_drain(self._address))

    def wait_closed(self):
        return Coroutine(runtime.writer_wait_closed(self._address))

    def __repr__(self):
        return runtime.text(runtime.show(self._address))


def _streams(addresses):
    reader, writer = addresses
    return StreamReader(_address=reader), StreamWriter(writer)


def _host(host):
    return None if host is None else str(host)


async def open_connection(host=None, port=None, *, limit=_LIMIT, **kwds):
    if host is None and port is None:
        raise ValueError("host and port was not specified and no sock specified")
    return _streams(await Coroutine(runtime.open_connection(int(port), limit, _host(host))))


async def start_server(client_connected_cb, host=None, port=None, *, limit=_LIMIT, start_serving=True, **kwds):
    if host is None and port is None:
        raise ValueError("Neither host/port nor sock were specified")

    def connected(addresses):
        made = client_connected_cb(*_streams(addresses))
        if iscoroutine(made):
            runtime.server_client(coroutine_address(made))

    return Server(
        await Coroutine(runtime.start_server(keep(connected), int(port or 0), limit, start_serving, _host(host)))
    )


class Server(Owner):
    @property
    def sockets(self):
        return tuple([_Socket(tuple(address)) for address in _given(runtime.server_sockets(self._address))])

    def close(self):
        check(runtime.server_close(self._address))

    def close_clients(self):
        check(runtime.server_close_clients(self._address, False))

    def abort_clients(self):
        check(runtime.server_close_clients(self._address, True))

    def is_serving(self):
        return runtime.server_is_serving(self._address) == 1

    def start_serving(self):
        return Coroutine(runtime.server_start_serving(self._address))

    def serve_forever(self):
        return Coroutine(runtime.server_serve_forever(self._address))

    def wait_closed(self):
        return Coroutine(runtime.server_wait_closed(self._address))

    def get_loop(self):
        from .events import current
        return current()

    async def __aenter__(self):
        return self

    async def __aexit__(self, *exc):
        self.close()
        await self.wait_closed()

    def __repr__(self):
        return runtime.text(runtime.show(self._address))
