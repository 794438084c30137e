"""Ports that are the same in every run: those that the machine chooses are told as 49152, 49153 … in the order in which
they are first told. A connection that is refused is never told of."""

import itertools
import socket

numbers = itertools.count(49152)
chosen = set()  # by the machine
told = {}  # by the machine's port
real = {}  # by the port that is told


def tell(address):
    host, port, *more = address
    if port in chosen and port not in told:
        told[port] = next(numbers)
        real[told[port]] = port
    return (host, told.get(port, port), *more)


class Socket(socket.socket):
    def bind(self, address):
        super().bind(address)
        if address[1] == 0:
            chosen.add(super().getsockname()[1])
            self.getsockname()  # a server is told of at once

    def connect(self, address):
        host, port, *more = address
        try:
            super().connect((host, real.get(port, port), *more))
        finally:
            chosen.add(super().getsockname()[1])

    def accept(self):
        connection, address = super().accept()
        return connection, tell(address)

    def getsockname(self):
        return tell(super().getsockname())

    def getpeername(self):
        return tell(super().getpeername())


def number_ports():
    """From now on, of each socket that is made."""
    socket.socket = Socket
