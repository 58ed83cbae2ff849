"""Chance for programs. Seeds give the same numbers each time, but not those of the real numpy."""

import random as _random

import numpy as _np
from _shim import missing as _missing
from _shim import missing_method as _missing_method


class Generator:
    def __init__(self, seed=None):
        self._source = _random.Random(seed)

    def _many(self, size, draw):
        if size is None:
            return draw()
        shape = (size,) if isinstance(size, int) else tuple(size)
        count = 1
        for side in shape:
            count *= side
        return _np.array([draw() for _ in range(count)]).reshape(shape)

    def random(self, size=None):
        return self._many(size, self._source.random)

    def rand(self, *shape):
        return self.random(shape or None)

    def randn(self, *shape):
        return self.normal(0.0, 1.0, shape or None)

    def uniform(self, low=0.0, high=1.0, size=None):
        return self._many(size, lambda: self._source.uniform(low, high))

    def normal(self, loc=0.0, scale=1.0, size=None):
        return self._many(size, lambda: self._source.gauss(loc, scale))

    def randint(self, low, high=None, size=None, dtype=int):
        low, high = (0, low) if high is None else (low, high)
        return self._many(size, lambda: self._source.randrange(low, high))

    integers = randint

    def choice(self, values, size=None, replace=True, p=None):
        pool = list(range(values)) if isinstance(values, int) else list(values)
        if not replace and size is not None:
            return _np.array(self._source.sample(pool, size))
        return self._many(size, lambda: self._source.choices(pool, p)[0])

    def shuffle(self, values):
        mixed = [values[i] for i in range(len(values))]
        self._source.shuffle(mixed)
        for i, value in enumerate(mixed):
            values[i] = value

    def permutation(self, values):
        mixed = list(range(values)) if isinstance(values, int) else list(values)
        self._source.shuffle(mixed)
        return _np.array(mixed)

    def seed(self, seed=None):
        self._source.seed(seed)

    __getattr__ = _missing_method("numpy.random.Generator")


_shared = Generator()
RandomState = default_rng = Generator
random, rand, randn, uniform, normal = _shared.random, _shared.rand, _shared.randn, _shared.uniform, _shared.normal
randint, choice, shuffle = _shared.randint, _shared.choice, _shared.shuffle
permutation, seed, random_sample = _shared.permutation, _shared.seed, _shared.random
__getattr__ = _missing("numpy.random")
