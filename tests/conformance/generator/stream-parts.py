

plain_show = show


def show(error):
    """Errors of the system by their number: what they say may name a port, which is free by chance."""
    if isinstance(error, OSError) and len(error.args) == 2:
        return type(error).__name__ + "(" + str(error.args[0]) + ")"
    return plain_show(error)


def short(data):
    """Bytes, long ones by their beginning and length."""
    return str(data) if len(data) <= 40 else str(data[:10]) + "…" + str(len(data))


def tell(error):
    if isinstance(error, asyncio.IncompleteReadError):
        return "IncompleteReadError " + short(error.partial) + " of " + str(error.expected)
    if isinstance(error, asyncio.LimitOverrunError):
        return show(error) + " consumed " + str(error.consumed)
    return show(error)


def report(loop, context):
    print("report", context["message"], show(context["exception"]) if "exception" in context else "")
