"""Questions about arrays and types."""

import builtins

import numpy as np
from numpy._types import _dtype_name


def isclose(a, b, rtol=1e-5, atol=1e-8):
    return np.absolute(np.subtract(np.asarray(a, float), b)) <= atol + rtol * np.absolute(np.asarray(b, float))


def allclose(a, b, rtol=1e-5, atol=1e-8):
    return builtins.bool(np.all(isclose(a, b, rtol, atol)))


def array_equal(a, b):
    first, second = np.asarray(a), np.asarray(b)
    return first.shape == second.shape and builtins.bool(np.all(first == second))


def isin(a, values):
    kept = set(np.ravel(values).tolist())
    array_ = np.asarray(a)
    return np.array([value in kept for value in array_.ravel().tolist()], builtins.bool).reshape(array_.shape)


def isscalar(value):
    return isinstance(value, (int, float, str))


def copy(a):
    return np.asarray(a).copy()


def shape(a):
    return np.asarray(a).shape


def ndim(a):
    return np.asarray(a).ndim


def size(a, axis=None):
    return np.asarray(a).size if axis is None else np.asarray(a).shape[axis]


def issubdtype(kind, family):
    name = _dtype_name(kind)
    return name.startswith("float") if family in (float, np.floating) else name.startswith(("int", "uint"))


def set_printoptions(*arguments, **options):
    """How arrays are printed is fixed here."""


class iinfo:
    def __init__(self, kind):
        name = _dtype_name(kind)
        bits = int("".join(sign for sign in name if sign.isdigit()))
        self.min, self.max = (0, 2**bits - 1) if name[0] == "u" else (-(2 ** (bits - 1)), 2 ** (bits - 1) - 1)


class finfo:
    def __init__(self, kind=float):
        single = _dtype_name(kind) == "float32"
        self.eps = 2.0**-23 if single else 2.0**-52
        self.max = 3.4028234663852886e38 if single else 1.7976931348623157e308
        self.min = -self.max
