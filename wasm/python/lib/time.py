"""time on the loop's clock, which begins at 0."""

from _bridge import runtime


def time():
    return float(runtime.time())


monotonic = perf_counter = process_time = thread_time = time


def time_ns():
    return int(time() * 1_000_000_000)


monotonic_ns = perf_counter_ns = time_ns


def sleep(secs):
    """Blocks, and so the loop stands still."""
    if secs < 0:
        raise ValueError("sleep length must be non-negative")
    runtime.blocked(secs)


class struct_time(tuple):
    tm_year = property(lambda self: self[0])
    tm_mon = property(lambda self: self[1])
    tm_mday = property(lambda self: self[2])
    tm_hour = property(lambda self: self[3])
    tm_min = property(lambda self: self[4])
    tm_sec = property(lambda self: self[5])
    tm_wday = property(lambda self: self[6])
    tm_yday = property(lambda self: self[7])


def gmtime(secs=None):
    secs = int(time() if secs is None else secs)
    days, rest = divmod(secs, 86400)
    # Days since 1970-01-01 as a date (Howard Hinnant's civil_from_days).
    z = days + 719468
    era, doe = divmod(z, 146097)
    yoe = (doe - doe // 1460 + doe // 36524 - doe // 146096) // 365
    doy = doe - (365 * yoe + yoe // 4 - yoe // 100)
    mp = (5 * doy + 2) // 153
    month = mp + 3 if mp < 10 else mp - 9
    year = yoe + era * 400 + (1 if month <= 2 else 0)
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    yday = (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)[month - 1] + (leap and month > 2)
    day = doy - (153 * mp + 2) // 5 + 1
    return struct_time((year, month, day, rest // 3600, rest // 60 % 60, rest % 60, (days + 3) % 7, yday + day, 0))


localtime = gmtime
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
           "December")


def strftime(format, t=None):
    t = gmtime() if t is None else t
    parts = {
        "Y": f"{t[0]:04d}", "m": f"{t[1]:02d}", "d": f"{t[2]:02d}", "H": f"{t[3]:02d}", "M": f"{t[4]:02d}",
        "S": f"{t[5]:02d}", "y": f"{t[0] % 100:02d}", "I": f"{(t[3] - 1) % 12 + 1:02d}", "p": "AM" if t[3] < 12 else "PM",
        "j": f"{t[7]:03d}", "A": _DAYS[t[6]], "a": _DAYS[t[6]][:3], "B": _MONTHS[t[1] - 1], "b": _MONTHS[t[1] - 1][:3],
        "X": f"{t[3]:02d}:{t[4]:02d}:{t[5]:02d}", "x": f"{t[1]:02d}/{t[2]:02d}/{t[0] % 100:02d}", "Z": "UTC", "%": "%",
    }
    text, i = "", 0
    while i < len(format):
        if format[i] == "%" and i + 1 < len(format):
            text += parts.get(format[i + 1], "%" + format[i + 1])
            i += 2
        else:
            text += format[i]
            i += 1
    return text


def ctime(secs=None):
    return strftime("%a %b %d %H:%M:%S %Y", gmtime(secs))
