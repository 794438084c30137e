from math import sqrt


class StatisticsError(ValueError):
    pass


def mean(data):
    data = list(data)
    if not data:
        raise StatisticsError("mean requires at least one data point")
    total = sum(data)
    return total / len(data) if total % len(data) or isinstance(total, float) else total // len(data)


def fmean(data):
    data = [float(x) for x in data]
    return sum(data) / len(data)


def median(data):
    data = sorted(data)
    if not data:
        raise StatisticsError("no median for empty data")
    half = len(data) // 2
    return data[half] if len(data) % 2 else (data[half - 1] + data[half]) / 2


def variance(data):
    data = list(data)
    middle = sum(data) / len(data)
    return sum([(x - middle) ** 2 for x in data]) / (len(data) - 1)


def pvariance(data):
    data = list(data)
    middle = sum(data) / len(data)
    return sum([(x - middle) ** 2 for x in data]) / len(data)


def stdev(data):
    return sqrt(variance(data))


def pstdev(data):
    return sqrt(pvariance(data))
