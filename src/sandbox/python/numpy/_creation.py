"""Arrays made of values, numbers and grids."""

import builtins
import math as _math
import struct as _struct

import numpy as np
from _shim import call as _call
from _shim import js as _js
from numpy._ndarray import ndarray
from numpy._types import _dtype_name


def array(values, dtype=None, copy=True, ndmin=0, order=None):
    made = asarray(values, dtype)
    if made is values:
        made = made.copy()
    while made.ndim < ndmin:
        made = made[None]
    return made


def asarray(values, dtype=None, order=None):
    if not isinstance(values, ndarray) and hasattr(values, "__array__"):
        values = values.__array__()
    if isinstance(values, ndarray):
        return values if dtype is None or values.dtype == dtype else values.astype(dtype)
    if isinstance(values, (range, map, zip, set, dict)) or hasattr(values, "__next__"):
        values = list(values)
    if isinstance(values, (bytes, bytearray)):
        raise TypeError("use numpy.frombuffer to read bytes")
    flat, shape = [], _shape_of(values)
    kinds = set()
    _flatten(values, shape, flat, kinds)
    if dtype is None:
        dtype = _common(kinds)
    return ndarray(_call("fromFlat", _js(flat), _js(list(shape)), _dtype_name(dtype)))


ascontiguousarray = asanyarray = asfarray = asarray


def _shape_of(values):
    if isinstance(values, ndarray):
        return values.shape
    if isinstance(values, (list, tuple)):
        return (len(values), *(_shape_of(values[0]) if values else ()))
    if hasattr(values, "__array__"):
        return values.__array__().shape
    return ()


def _flatten(values, shape, flat, kinds):
    if hasattr(values, "__array__") and not isinstance(values, ndarray):
        values = values.__array__()
    if isinstance(values, ndarray) and shape:
        if values.shape != shape:
            raise ValueError("setting an array element with a sequence. The requested array has an inhomogeneous shape")
        kinds.add(values.dtype.name)
        flat.extend(_call("flat", values._held))
    elif not shape:
        if isinstance(values, (list, tuple, ndarray, str)) or values is None:
            if isinstance(values, ndarray) and values.size == 1:
                values = values.item()
            elif isinstance(values, (list, tuple)):
                raise ValueError(
                    "setting an array element with a sequence. The requested array has an inhomogeneous shape"
                )
            else:
                raise TypeError(f"arrays of {type(values).__name__} are not available in this sandbox")
        kind = "bool" if isinstance(values, builtins.bool) else "float" if isinstance(values, float) else "int"
        kinds.add(values.dtype.name if hasattr(values, "dtype") else kind)
        flat.append(float(values))
    else:
        if not isinstance(values, (list, tuple)) or len(values) != shape[0]:
            raise ValueError("setting an array element with a sequence. The requested array has an inhomogeneous shape")
        for part in values:
            _flatten(part, shape[1:], flat, kinds)


def _common(kinds):
    if not kinds or "float" in kinds or "float64" in kinds:
        return "float64"
    if kinds == {"bool"}:
        return "bool"
    named = kinds - {"int", "bool"}
    if len(named) == 1 and "int" not in kinds:
        return named.pop()
    return "float32" if "float32" in kinds else "int64"


def frombuffer(buffer, dtype=float, count=-1, offset=0):
    name = _dtype_name(dtype)
    sign = {
        "bool": "B",
        "uint8": "B",
        "int8": "b",
        "uint16": "H",
        "int16": "h",
        "uint32": "I",
        "int32": "i",
        "int64": "q",
        "float32": "f",
        "float64": "d",
    }[name]
    data = bytes(buffer)[offset:]
    size = _struct.calcsize(sign)
    total = len(data) // size if count < 0 else count
    return array(list(_struct.unpack(f"<{total}{sign}", data[: total * size])), dtype=name)


fromstring = frombuffer


def full(shape, fill_value, dtype=None):
    sides = [int(shape)] if isinstance(shape, (int, float)) else [int(side) for side in shape]
    if isinstance(fill_value, (list, tuple, ndarray)):
        made = full(sides, 0, dtype or asarray(fill_value).dtype)
        made[...] = fill_value
        return made
    if dtype is None:
        dtype = builtins.bool if isinstance(fill_value, builtins.bool) else type(fill_value)
    return ndarray(_call("full", _js(sides), float(fill_value), _dtype_name(dtype)))


def zeros(shape, dtype=float, order=None):
    return full(shape, 0, dtype)


def ones(shape, dtype=float, order=None):
    return full(shape, 1, dtype)


def empty(shape, dtype=float, order=None):
    return full(shape, 0, dtype)


def full_like(a, fill_value, dtype=None, shape=None):
    return full(shape or asarray(a).shape, fill_value, dtype or asarray(a).dtype)


def zeros_like(a, dtype=None, shape=None):
    return full_like(a, 0, dtype, shape)


def ones_like(a, dtype=None, shape=None):
    return full_like(a, 1, dtype, shape)


empty_like = zeros_like


def arange(start, stop=None, step=1, dtype=None):
    if stop is None:
        start, stop = 0, start
    count = builtins.max(0, _math.ceil((stop - start) / step))
    return array([start + i * step for i in range(count)], dtype or (None if count else type(start)))


def linspace(start, stop, num=50, endpoint=True, retstep=False, dtype=None):
    parts = num - 1 if endpoint else num
    step = (stop - start) / parts if parts else 0.0
    made = array([float(start + i * step) for i in range(num)], dtype or float)
    if endpoint and num > 1:
        made[-1] = stop
    return (made, step) if retstep else made


def logspace(start, stop, num=50, base=10.0):
    return np.power(base, linspace(start, stop, num))


def eye(rows, columns=None, dtype=float):
    made = zeros((rows, columns or rows), dtype)
    for i in range(builtins.min(made.shape)):
        made[i, i] = 1
    return made


identity = eye


def meshgrid(*axes, indexing="xy"):
    parts = [asarray(axis) for axis in axes]
    order = parts[::-1] if indexing == "xy" and len(parts) == 2 else parts
    shape = tuple(part.size for part in order)
    made = []
    for part in parts:
        place = next(i for i, other in enumerate(order) if other is part)
        sides = [1] * len(shape)
        sides[place] = part.size
        made.append(np.broadcast_to(part.reshape(sides), shape).copy())
    return made


def mgrid_of(*slices):
    grids = meshgrid(*(arange(part.start or 0, part.stop, part.step or 1) for part in slices), indexing="ij")
    return np.stack(grids)


class _Mgrid:
    def __getitem__(self, slices):
        return mgrid_of(*(slices if isinstance(slices, tuple) else (slices,)))


mgrid = _Mgrid()
