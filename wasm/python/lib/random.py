"""random: CPython's algorithms. The module's own numbers are the runtime's generator, those of a Random are its own."""

from math import cos, exp, floor, log, pi, sin, sqrt

from _bridge import runtime

_LOG4 = log(4.0)
_SG_MAGICCONST = 1.0 + log(4.5)
_NV_MAGICCONST = 4 * exp(-0.5) / sqrt(2.0)


class _Distributions:
    """All that is made of `random` and `getrandbits`."""

    _gauss_next = None

    def _randbelow(self, n):
        k = _bit_length(n)
        r = self.getrandbits(k)
        while r >= n:
            r = self.getrandbits(k)
        return r

    def randrange(self, start, stop=None, step=1):
        if stop is None:
            start, stop = 0, start
        width = stop - start
        if step == 1:
            if width > 0:
                return start + self._randbelow(width)
            raise ValueError(f"empty range in randrange({start}, {stop})")
        if step == 0:
            raise ValueError("zero step for randrange()")
        n = (width + step - (1 if step > 0 else -1)) // step
        if n <= 0:
            raise ValueError(f"empty range in randrange({start}, {stop}, {step})")
        return start + step * self._randbelow(n)

    def randint(self, a, b):
        return self.randrange(a, b + 1)

    def choice(self, seq):
        if not len(seq):
            raise IndexError("Cannot choose from an empty sequence")
        return seq[self._randbelow(len(seq))]

    def shuffle(self, x):
        for i in range(len(x) - 1, 0, -1):
            j = self._randbelow(i + 1)
            x[i], x[j] = x[j], x[i]

    def sample(self, population, k, *, counts=None):
        if counts is not None:
            population = [item for item, count in zip(population, counts) for _ in range(count)]
        population = list(population)
        n = len(population)
        if not 0 <= k <= n:
            raise ValueError("Sample larger than population or is negative")
        result = [None] * k
        setsize = 21
        if k > 5:
            setsize += 4 ** _ceil_log4(k * 3)
        if n <= setsize:
            pool = population
            for i in range(k):
                j = self._randbelow(n - i)
                result[i] = pool[j]
                pool[j] = pool[n - i - 1]
        else:
            selected = set()
            for i in range(k):
                j = self._randbelow(n)
                while j in selected:
                    j = self._randbelow(n)
                selected.add(j)
                result[i] = population[j]
        return result

    def choices(self, population, weights=None, *, cum_weights=None, k=1):
        n = len(population)
        if cum_weights is None:
            if weights is None:
                return [population[floor(self.random() * n)] for _ in range(k)]
            cum_weights, sum_ = [], 0
            for weight in weights:
                sum_ += weight
                cum_weights.append(sum_)
        if len(cum_weights) != n:
            raise ValueError("The number of weights does not match the population")
        total = cum_weights[-1] + 0.0
        if total <= 0.0:
            raise ValueError("Total of weights must be greater than zero")
        return [population[_bisect(cum_weights, self.random() * total, n - 1)] for _ in range(k)]

    def uniform(self, a, b):
        return a + (b - a) * self.random()

    def triangular(self, low=0.0, high=1.0, mode=None):
        u = self.random()
        c = 0.5 if mode is None else (mode - low) / (high - low)
        if u > c:
            u, c = 1.0 - u, 1.0 - c
            low, high = high, low
        return low + (high - low) * sqrt(u * c)

    def normalvariate(self, mu=0.0, sigma=1.0):
        while True:
            u1 = self.random()
            u2 = 1.0 - self.random()
            z = _NV_MAGICCONST * (u1 - 0.5) / u2
            if z * z / 4.0 <= -log(u2):
                return mu + z * sigma

    def gauss(self, mu=0.0, sigma=1.0):
        z = self._gauss_next
        self._gauss_next = None
        if z is None:
            x2pi = self.random() * (2.0 * pi)
            g2rad = sqrt(-2.0 * log(1.0 - self.random()))
            z = cos(x2pi) * g2rad
            self._gauss_next = sin(x2pi) * g2rad
        return mu + z * sigma

    def lognormvariate(self, mu=0.0, sigma=1.0):
        return exp(self.normalvariate(mu, sigma))

    def expovariate(self, lambd=1.0):
        return -log(1.0 - self.random()) / lambd

    def paretovariate(self, alpha):
        return (1.0 - self.random()) ** (-1.0 / alpha)

    def weibullvariate(self, alpha, beta):
        return alpha * (-log(1.0 - self.random())) ** (1.0 / beta)

    def randbytes(self, n):
        return self.getrandbits(n * 8).to_bytes(n, "little")


def _bit_length(n):
    k = 0
    while n:
        n >>= 1
        k += 1
    return k


def _ceil_log4(n):
    k = 0
    while 4**k < n:
        k += 1
    return k


def _bisect(sums, x, hi):
    lo = 0
    while lo < hi:
        mid = (lo + hi) // 2
        if x < sums[mid]:
            hi = mid
        else:
            lo = mid + 1
    return lo


def _words(k, word):
    """k random bits, words of 32 from the lowest up."""
    if k <= 32:
        return word(k) if k else 0
    value = shift = 0
    while k > 0:
        value |= word(min(k, 32)) << shift
        shift += 32
        k -= 32
    return value


class _Global(_Distributions):
    def random(self):
        return float(runtime.random())

    def getrandbits(self, k):
        return _words(k, lambda bits: int(runtime.random_bits(bits)))

    def seed(self, a=None, version=2):
        self._gauss_next = None
        runtime.random_seed(_key(a) % (1 << 53))


def _key(a):
    if a is None:
        import js
        return int(js.Math.random() * (1 << 30))
    if isinstance(a, int):
        return abs(a)
    return hash(a) & 0x3FFFFFFF


class Random(_Distributions):
    """A generator of its own: MT19937."""

    def __init__(self, x=None):
        self.seed(x)

    def seed(self, a=None, version=2):
        self._gauss_next = None
        number, key = _key(a), []
        while number or not key:
            key.append(number & 0xFFFFFFFF)
            number >>= 32
        state = [19650218]
        for i in range(1, 624):
            state.append((1812433253 * (state[-1] ^ (state[-1] >> 30)) + i) & 0xFFFFFFFF)
        i, j = 1, 0
        for _ in range(max(624, len(key))):
            state[i] = ((state[i] ^ ((state[i - 1] ^ (state[i - 1] >> 30)) * 1664525)) + key[j] + j) & 0xFFFFFFFF
            i, j = i + 1, (j + 1) % len(key)
            if i == 624:
                state[0], i = state[623], 1
        for _ in range(623):
            state[i] = ((state[i] ^ ((state[i - 1] ^ (state[i - 1] >> 30)) * 1566083941)) - i) & 0xFFFFFFFF
            i += 1
            if i == 624:
                state[0], i = state[623], 1
        state[0] = 0x80000000
        self._state, self._index = state, 624

    def _word(self, bits):
        if self._index == 624:
            state = self._state
            for k in range(624):
                y = (state[k] & 0x80000000) | (state[(k + 1) % 624] & 0x7FFFFFFF)
                state[k] = state[(k + 397) % 624] ^ (y >> 1) ^ (0x9908B0DF if y & 1 else 0)
            self._index = 0
        word = self._state[self._index]
        self._index += 1
        word ^= word >> 11
        word ^= (word << 7) & 0x9D2C5680
        word ^= (word << 15) & 0xEFC60000
        return (word ^ (word >> 18)) >> (32 - bits)

    def random(self):
        high, low = self._word(27), self._word(26)
        return (high * 67108864.0 + low) / 9007199254740992.0

    def getrandbits(self, k):
        return _words(k, self._word)


SystemRandom = Random
_global = _Global()
for _name in ("random", "getrandbits", "seed", "randrange", "randint", "choice", "shuffle", "sample", "choices", "uniform",
              "triangular", "normalvariate", "gauss", "lognormvariate", "expovariate", "paretovariate", "weibullvariate",
              "randbytes"):
    globals()[_name] = getattr(_global, _name)
