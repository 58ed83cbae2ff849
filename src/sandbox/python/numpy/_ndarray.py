"""The array itself, and how it is indexed and shown."""

import builtins
import math as _math

import numpy as np
from _shim import call as _call
from _shim import js as _js
from _shim import missing_method as _missing_method
from numpy._types import _SCALARS, _dtype_name, dtype


class ndarray:
    """An array with a shape. A view shares its values with the array that it was taken from."""

    __array_priority__ = 1

    def __init__(self, held):
        self._held = held

    @property
    def shape(self):
        return tuple(int(side) for side in self._held.shape)

    @shape.setter
    def shape(self, wanted):
        self._held = self.reshape(wanted)._held

    @property
    def dtype(self):
        return dtype(self._held.dtype)

    @property
    def ndim(self):
        return len(self.shape)

    @property
    def size(self):
        return _math.prod(self.shape)

    @property
    def nbytes(self):
        return self.size * self.dtype.itemsize

    @property
    def itemsize(self):
        return self.dtype.itemsize

    @property
    def T(self):
        return self.transpose()

    @property
    def flat(self):
        return iter(self.ravel())

    def __len__(self):
        if not self.shape:
            raise TypeError("len() of unsized object")
        return self.shape[0]

    def __iter__(self):
        return (self[i] for i in range(len(self)))

    def __getitem__(self, index):
        return _out(_call("take", self._held, _indices(index)))

    def __setitem__(self, index, value):
        _call("put", self._held, _indices(index), np.asarray(value)._held)

    def tolist(self):
        return _nested(list(_call("flat", self._held)), self.shape, _kind_of(self))

    def item(self, *index):
        if index:
            return self[index[0] if len(index) == 1 else index].item()
        if self.size != 1:
            raise ValueError("can only convert an array of size 1 to a Python scalar")
        return self.ravel().tolist()[0]

    def tobytes(self):
        return _call("bytes", self._held).to_bytes()

    def astype(self, kind, copy=True, casting=None):
        return ndarray(_call("cast", self._held, _dtype_name(kind)))

    def copy(self, order="C"):
        return ndarray(_call("copyArray", self._held))

    def view(self, kind=None):
        return ndarray(self._held) if kind in (None, ndarray) else self.astype(kind)

    def reshape(self, *wanted, order="C"):
        sides = wanted[0] if len(wanted) == 1 and not isinstance(wanted[0], int) else wanted
        sides = [sides] if isinstance(sides, int) else [int(side) for side in sides]
        return ndarray(_call("reshape", self._held, _js(sides)))

    def transpose(self, *order):
        axes = order[0] if len(order) == 1 and not isinstance(order[0], int) else order
        return ndarray(_call("transposeArray", self._held, _js(list(axes)) if axes else None))

    def swapaxes(self, a, b):
        order = list(range(self.ndim))
        order[a], order[b] = order[b], order[a]
        return self.transpose(order)

    def ravel(self, order="C"):
        return self.reshape(-1)

    def flatten(self, order="C"):
        return self.copy().reshape(-1)

    def squeeze(self, axis=None):
        return np.squeeze(self, axis)

    def fill(self, value):
        self[...] = value

    def dot(self, other):
        return np.dot(self, other)

    def sort(self, axis=-1):
        self[...] = np.sort(self, axis)

    def clip(self, low=None, high=None, min=None, max=None):
        return np.clip(self, min if low is None else low, max if high is None else high)

    def round(self, decimals=0):
        return np.round(self, decimals)

    def nonzero(self):
        return np.nonzero(self)

    def argsort(self, axis=-1):
        return np.argsort(self, axis)

    def cumsum(self, axis=None):
        return np.cumsum(self, axis)

    def repeat(self, count, axis=None):
        return np.repeat(self, count, axis)

    def __bool__(self):
        if self.size != 1:
            raise ValueError(
                "The truth value of an array with more than one element is ambiguous. Use a.any() or a.all()"
            )
        return builtins.bool(self.item())

    def __int__(self):
        return int(self.item())

    def __float__(self):
        return float(self.item())

    def __index__(self):
        return int(self.item())

    def __array__(self, kind=None, copy=None):
        return self

    def __contains__(self, value):
        return builtins.bool((self == value).any())

    def __str__(self):
        return _shown(self.tolist(), " ")

    def __repr__(self):
        extra = "" if self.dtype.name in ("int64", "float64", "bool") else f", dtype={self.dtype.name}"
        return f"array({_shown(self.tolist(), ', ')}{extra})"

    def __format__(self, spec):
        return format(self.item(), spec) if spec else str(self)

    __hash__ = None
    __getattr__ = _missing_method("numpy.ndarray")


def _kind_of(array):
    name = array.dtype.name
    return float if name.startswith("float") else builtins.bool if name == "bool" else int


def _out(held):
    """An array; one without axes as the number that it is."""
    array = ndarray(held)
    if array.shape:
        return array
    return _SCALARS[array.dtype.name](_kind_of(array)(_call("first", held)))


def _nested(flat, shape, kind):
    if not shape:
        return kind(flat[0])
    if len(shape) == 1:
        return [kind(value) for value in flat]
    step = _math.prod(shape[1:])
    return [_nested(flat[i * step : (i + 1) * step], shape[1:], kind) for i in range(shape[0])]


_MOST_SHOWN = 1000


def _shown(values, between, depth=1):
    if not isinstance(values, list):
        if isinstance(values, float):
            words = f"{values:.8g}"
            return words if builtins.any(sign in words for sign in ".en") else words + "."
        return str(values)
    parts = values if len(values) <= 6 or len(values) < _MOST_SHOWN // 10 else [*values[:3], "...", *values[-3:]]
    nested = builtins.any(isinstance(part, list) for part in parts)
    joint = between.rstrip() + "\n" + " " * depth if nested else between
    return "[" + joint.join(part if part == "..." else _shown(part, between, depth + 1) for part in parts) + "]"


def _indices(index):
    items = index if isinstance(index, tuple) else (index,)
    return _js([_index(item) for item in items])


def _index(item):
    if item is None:
        return ["new-axis"]
    if item is Ellipsis:
        return ["ellipsis"]
    if isinstance(item, slice):
        return ["slice", *(None if part is None else int(part) for part in (item.start, item.stop, item.step))]
    if isinstance(item, (ndarray, list, tuple)):
        array = np.asarray(item)
        if isinstance(item, (list, tuple)) and not item:
            array = array.astype(int)
        return ["array", array._held]
    if isinstance(item, builtins.bool):
        return ["array", np.asarray([item])._held]
    try:
        return ["number", item.__index__()]
    except AttributeError:
        raise IndexError(
            "only integers, slices (`:`), ellipsis (`...`), numpy.newaxis (`None`) and integer or boolean arrays "
            "are valid indices"
        ) from None
