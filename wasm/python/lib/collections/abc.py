"""collections.abc: names for annotations."""

from typing import (
    AsyncGenerator, AsyncIterable, AsyncIterator, Awaitable, Callable, Collection, Container, Coroutine, Generator, Hashable,
    Iterable, Iterator, Mapping, MutableMapping, MutableSequence, Sequence, Set, Sized,
)
