"""contextlib: with blocks made of generators, and of others."""


class AbstractContextManager:
    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        return None


class AbstractAsyncContextManager:
    async def __aenter__(self):
        return self

    async def __aexit__(self, exc_type, exc_val, exc_tb):
        return None


class ContextDecorator:
    def __call__(self, function):
        def inner(*args, **kwargs):
            with self:
                return function(*args, **kwargs)

        return inner


class _GeneratorContextManager(ContextDecorator):
    def __init__(self, function, args, kwargs):
        self._generator = function(*args, **kwargs)

    def __enter__(self):
        try:
            return next(self._generator)
        except StopIteration:
            raise RuntimeError("generator didn't yield")

    def __exit__(self, exc_type, exc_val, exc_tb):
        if exc_type is None:
            try:
                next(self._generator)
            except StopIteration:
                return False
            raise RuntimeError("generator didn't stop")
        error = exc_type() if exc_val is None else exc_val
        try:
            self._generator.throw(error)
        except StopIteration as stop:
            return stop is not error
        except BaseException as raised:
            if raised is error:
                return False
            raise
        raise RuntimeError("generator didn't stop after throw()")


class _AsyncGeneratorContextManager:
    def __init__(self, function, args, kwargs):
        self._generator = function(*args, **kwargs)

    def __call__(self, function):
        async def inner(*args, **kwargs):
            async with self:
                return await function(*args, **kwargs)

        return inner

    async def __aenter__(self):
        try:
            return await self._generator.__anext__()
        except StopAsyncIteration:
            raise RuntimeError("generator didn't yield")

    async def __aexit__(self, exc_type, exc_val, exc_tb):
        if exc_type is None:
            try:
                await self._generator.__anext__()
            except StopAsyncIteration:
                return False
            raise RuntimeError("generator didn't stop")
        error = exc_type() if exc_val is None else exc_val
        try:
            await self._generator.athrow(error)
        except StopAsyncIteration as stop:
            return stop is not error
        except BaseException as raised:
            if raised is error:
                return False
            raise
        raise RuntimeError("generator didn't stop after athrow()")


def contextmanager(function):
    def make(*args, **kwargs):
        return _GeneratorContextManager(function, args, kwargs)

    return make


def asynccontextmanager(function):
    def make(*args, **kwargs):
        return _AsyncGeneratorContextManager(function, args, kwargs)

    return make


class closing(AbstractContextManager):
    def __init__(self, thing):
        self.thing = thing

    def __enter__(self):
        return self.thing

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.thing.close()


class aclosing(AbstractAsyncContextManager):
    def __init__(self, thing):
        self.thing = thing

    async def __aenter__(self):
        return self.thing

    async def __aexit__(self, exc_type, exc_val, exc_tb):
        await self.thing.aclose()


class suppress:
    def __init__(self, *exceptions):
        self._exceptions = exceptions

    def __enter__(self):
        pass

    def __exit__(self, exc_type, exc_val, exc_tb):
        return exc_type is not None and issubclass(exc_type, self._exceptions)


class nullcontext:
    def __init__(self, enter_result=None):
        self.enter_result = enter_result

    def __enter__(self):
        return self.enter_result

    def __exit__(self, *details):
        pass

    async def __aenter__(self):
        return self.enter_result

    async def __aexit__(self, *details):
        pass


class ExitStack:
    def __init__(self):
        self._exits = []

    def enter_context(self, manager):
        result = manager.__enter__()
        self._exits.append((False, manager.__exit__))
        return result

    def push(self, exit):
        self._exits.append((False, getattr(exit, "__exit__", exit)))
        return exit

    def callback(self, function, *args, **kwargs):
        self._exits.append((False, lambda *details: function(*args, **kwargs) and None))
        return function

    def pop_all(self):
        stack = type(self)()
        stack._exits, self._exits = self._exits, []
        return stack

    def close(self):
        self.__exit__(None, None, None)

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        error = exc_val
        while self._exits:
            _, leave = self._exits.pop()
            try:
                if leave(None if error is None else type(error), error, None):
                    error = None
            except BaseException as raised:
                error = raised
        if error is not None and error is not exc_val:
            raise error
        return error is None and exc_val is not None


class AsyncExitStack(ExitStack):
    async def enter_async_context(self, manager):
        result = await manager.__aenter__()
        self._exits.append((True, manager.__aexit__))
        return result

    def push_async_exit(self, exit):
        self._exits.append((True, getattr(exit, "__aexit__", exit)))
        return exit

    def push_async_callback(self, function, *args, **kwargs):
        async def leave(*details):
            await function(*args, **kwargs)

        self._exits.append((True, leave))
        return function

    async def aclose(self):
        await self.__aexit__(None, None, None)

    async def __aenter__(self):
        return self

    async def __aexit__(self, exc_type, exc_val, exc_tb):
        error = exc_val
        while self._exits:
            awaits, leave = self._exits.pop()
            try:
                swallowed = leave(None if error is None else type(error), error, None)
                if awaits:
                    swallowed = await swallowed
                if swallowed:
                    error = None
            except BaseException as raised:
                error = raised
        if error is not None and error is not exc_val:
            raise error
        return error is None and exc_val is not None
