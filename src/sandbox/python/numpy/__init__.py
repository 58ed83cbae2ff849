"""numpy, as far as programs that look at pictures use it. Values live in the page's raster; see docs/programs.md."""

import builtins
import math as _math
import struct as _struct

from _shim import LinAlgError as _LinAlgError
from _shim import call as _call
from _shim import js as _js
from _shim import missing as _missing
from _shim import missing_method as _missing_method

__version__ = "2.0 (sandbox)"
pi, e, inf, nan, newaxis = _math.pi, _math.e, _math.inf, _math.nan, None
Inf = Infinity = inf
NaN = nan


class dtype:
    """The type of an array's values."""

    def __init__(self, kind):
        self.name = _dtype_name(kind)
        self.itemsize = {"bool": 1, "uint8": 1, "int8": 1, "uint16": 2, "int16": 2, "uint32": 4, "int32": 4}.get(
            self.name, 4 if self.name == "float32" else 8
        )
        self.kind = "b" if self.name == "bool" else self.name[0]
        self.type = _SCALARS[self.name]

    def __eq__(self, other):
        try:
            return self.name == _dtype_name(other)
        except TypeError:
            return NotImplemented

    def __hash__(self):
        return hash(self.name)

    def __repr__(self):
        return f"dtype('{self.name}')"

    def __str__(self):
        return self.name


def _scalar(name, base):
    def new(cls, value=0):
        return base.__new__(cls, base(value))

    def shown(self):
        return f"np.{name}({base.__repr__(self)})"

    members = {
        "__new__": new,
        "__repr__": shown,
        "__str__": lambda self: base.__repr__(self),
        "__format__": lambda self, spec: base.__format__(base(self), spec),
        "item": lambda self: base(self),
        "tolist": lambda self: base(self),
        "astype": lambda self, kind: _SCALARS[_dtype_name(kind)](self),
        "dtype": property(lambda self: dtype(name)),
        "shape": (),
        "ndim": 0,
        "size": 1,
    }
    return type(name, (base,), members)


uint8, int8, uint16, int16 = (_scalar(name, int) for name in ("uint8", "int8", "uint16", "int16"))
uint32, int32, int64 = (_scalar(name, int) for name in ("uint32", "int32", "int64"))
float32, float64 = _scalar("float32", float), _scalar("float64", float)
bool_ = builtins.bool
int_, uint64, intp, integer, floating, number, float16, double = (
    int64, int64, int64, int, float, (int, float), float32, float64,
)
_SCALARS = {
    "bool": bool_, "uint8": uint8, "int8": int8, "uint16": uint16, "int16": int16, "uint32": uint32,
    "int32": int32, "int64": int64, "float32": float32, "float64": float64,
}
_ALIASES = {
    "float": "float64", "int": "int64", "u1": "uint8", "f4": "float32", "f8": "float64", "uint64": "int64",
    "float16": "float32", "double": "float64", "i4": "int32", "i8": "int64", "b1": "bool", "bool_": "bool",
}


def _dtype_name(kind):
    if isinstance(kind, dtype):
        return kind.name
    if kind is None or kind is float:
        return "float64"
    if kind is int:
        return "int64"
    if kind is builtins.bool:
        return "bool"
    name = kind if isinstance(kind, str) else getattr(kind, "__name__", "")
    name = _ALIASES.get(name, name)
    if name not in _SCALARS:
        raise TypeError(f"data type {kind!r} is not available in this sandbox")
    return name


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
        _call("put", self._held, _indices(index), asarray(value)._held)

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
        return squeeze(self, axis)

    def fill(self, value):
        self[...] = value

    def dot(self, other):
        return dot(self, other)

    def sort(self, axis=-1):
        self[...] = sort(self, axis)

    def clip(self, low=None, high=None, min=None, max=None):
        return clip(self, min if low is None else low, max if high is None else high)

    def round(self, decimals=0):
        return round(self, decimals)

    def nonzero(self):
        return nonzero(self)

    def argsort(self, axis=-1):
        return argsort(self, axis)

    def cumsum(self, axis=None):
        return cumsum(self, axis)

    def repeat(self, count, axis=None):
        return repeat(self, count, axis)

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
    parts = values if len(values) <= 6 or len(values) < _MOST_SHOWN // 10 else values[:3] + ["..."] + values[-3:]
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
    if isinstance(item, (ndarray, list)) or isinstance(item, tuple):
        array = asarray(item)
        if isinstance(item, (list, tuple)) and not item:
            array = array.astype(int)
        return ["array", array._held]
    if isinstance(item, builtins.bool):
        return ["array", asarray([item])._held]
    try:
        return ["number", item.__index__()]
    except AttributeError:
        raise IndexError(
            "only integers, slices (`:`), ellipsis (`...`), numpy.newaxis (`None`) and integer or boolean arrays "
            "are valid indices"
        ) from None


def _operand(value):
    if isinstance(value, ndarray):
        return value._held
    if type(value) in (int, float, builtins.bool):
        return _js(["weak", float(value), type(value) is float])
    if isinstance(value, (int, float)):
        return full((), value, value.dtype)._held
    return asarray(value)._held


def _binary(name):
    def function(a, b, out=None, dtype=None, casting=None, where=None):
        made = _out(_call("binary", name, _operand(a), _operand(b)))
        if dtype is not None:
            made = asarray(made).astype(dtype)
        if out is not None:
            out[...] = made
            return out
        return made

    function.__name__ = name
    return function


def _unary(name):
    def function(a, out=None, dtype=None):
        made = _out(_call("unary", name, asarray(a)._held))
        if out is not None:
            out[...] = made
            return out
        return made

    function.__name__ = name
    return function


add, subtract, multiply, divide = (_binary(name) for name in ("add", "subtract", "multiply", "divide"))
floor_divide, mod, power, maximum = (_binary(name) for name in ("floor_divide", "mod", "power", "maximum"))
minimum, arctan2, hypot, equal = (_binary(name) for name in ("minimum", "arctan2", "hypot", "equal"))
not_equal, less, less_equal = (_binary(name) for name in ("not_equal", "less", "less_equal"))
greater, greater_equal = _binary("greater"), _binary("greater_equal")
logical_and, logical_or, logical_xor = (_binary(name) for name in ("logical_and", "logical_or", "logical_xor"))
bitwise_and, bitwise_or, bitwise_xor = (_binary(name) for name in ("bitwise_and", "bitwise_or", "bitwise_xor"))
left_shift, right_shift = _binary("left_shift"), _binary("right_shift")
true_divide, remainder, float_power, fmax, fmin = divide, mod, power, maximum, minimum
negative, absolute, sign, square = (_unary(name) for name in ("negative", "absolute", "sign", "square"))
floor, ceil, trunc, rint = (_unary(name) for name in ("floor", "ceil", "trunc", "rint"))
sqrt, cbrt, exp, log = (_unary(name) for name in ("sqrt", "cbrt", "exp", "log"))
log2, log10, log1p = (_unary(name) for name in ("log2", "log10", "log1p"))
sin, cos, tan = (_unary(name) for name in ("sin", "cos", "tan"))
arcsin, arccos, arctan = (_unary(name) for name in ("arcsin", "arccos", "arctan"))
sinh, cosh, tanh = (_unary(name) for name in ("sinh", "cosh", "tanh"))
isnan, isinf, isfinite = (_unary(name) for name in ("isnan", "isinf", "isfinite"))
logical_not, invert = _unary("logical_not"), _unary("invert")
abs, fabs, bitwise_not = absolute, absolute, invert


def _install(symbol, work):
    def forward(self, other):
        if other is None or isinstance(other, str):
            return NotImplemented
        return work(self, other)

    def backward(self, other):
        return work(other, self)

    def inplace(self, other):
        self[...] = work(self, other)
        return self

    setattr(ndarray, f"__{symbol}__", forward)
    if symbol not in ("eq", "ne", "lt", "le", "gt", "ge"):
        setattr(ndarray, f"__r{symbol}__", backward)
        setattr(ndarray, f"__i{symbol}__", inplace)


for _symbol, _work in {
    "add": add, "sub": subtract, "mul": multiply, "truediv": divide, "floordiv": floor_divide, "mod": mod,
    "pow": power, "and": bitwise_and, "or": bitwise_or, "xor": bitwise_xor, "lshift": left_shift,
    "rshift": right_shift, "eq": equal, "ne": not_equal, "lt": less, "le": less_equal, "gt": greater,
    "ge": greater_equal,
}.items():
    _install(_symbol, _work)
ndarray.__neg__, ndarray.__pos__ = negative, lambda self: self.copy()
ndarray.__abs__, ndarray.__invert__ = absolute, invert
ndarray.__matmul__ = lambda self, other: matmul(self, other)
ndarray.__rmatmul__ = lambda self, other: matmul(other, self)
ndarray.__round__ = lambda self, places=0: round(self, places)


def _reduction(name):
    def function(a, axis=None, dtype=None, out=None, keepdims=False, ddof=0):
        array = asarray(a)
        axes = None if axis is None else [axis] if isinstance(axis, int) else list(axis)
        made = _out(_call("reduce", name, array._held, None if axes is None else _js(axes), keepdims))
        if ddof and name in ("var", "std"):
            count = array.size / (made.size if isinstance(made, ndarray) else 1)
            factor = count / (count - ddof)
            made = made * (factor if name == "var" else _math.sqrt(factor))
        return made if dtype is None else asarray(made).astype(dtype)

    function.__name__ = name
    return function


sum, prod, mean = _reduction("sum"), _reduction("prod"), _reduction("mean")
var, std, median = _reduction("var"), _reduction("std"), _reduction("median")
max, min, any, all = (_reduction(name) for name in ("max", "min", "any", "all"))
argmax, argmin = _reduction("argmax"), _reduction("argmin")
amax, amin, nanmax, nanmin, nanmean, nansum = max, min, max, min, mean, sum
for _name in ("sum", "prod", "mean", "var", "std", "max", "min", "any", "all", "argmax", "argmin"):
    setattr(ndarray, _name, globals()[_name])


def ptp(a, axis=None):
    return max(a, axis) - min(a, axis)


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
        "bool": "B", "uint8": "B", "int8": "b", "uint16": "H", "int16": "h", "uint32": "I", "int32": "i",
        "int64": "q", "float32": "f", "float64": "d",
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
    return power(base, linspace(start, stop, num))


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
        place = [i for i, other in enumerate(order) if other is part][0]
        sides = [1] * len(shape)
        sides[place] = part.size
        made.append(broadcast_to(part.reshape(sides), shape).copy())
    return made


def mgrid_of(*slices):
    grids = meshgrid(*(arange(part.start or 0, part.stop, part.step or 1) for part in slices), indexing="ij")
    return stack(grids)


class _Mgrid:
    def __getitem__(self, slices):
        return mgrid_of(*(slices if isinstance(slices, tuple) else (slices,)))


mgrid = _Mgrid()


def broadcast_to(a, shape):
    return ndarray(_call("broadcastTo", asarray(a)._held, _js(list(shape))))


def reshape(a, shape, order="C"):
    return asarray(a).reshape(shape)


def ravel(a):
    return asarray(a).ravel()


def transpose(a, axes=None):
    return asarray(a).transpose(*([axes] if axes is not None else []))


def swapaxes(a, first, second):
    return asarray(a).swapaxes(first, second)


def moveaxis(a, source, destination):
    array_ = asarray(a)
    order = [i for i in range(array_.ndim) if i != source % array_.ndim]
    order.insert(destination % array_.ndim, source % array_.ndim)
    return array_.transpose(order)


def squeeze(a, axis=None):
    array_ = asarray(a)
    gone = {axis % array_.ndim} if axis is not None else {i for i, side in enumerate(array_.shape) if side == 1}
    return array_.reshape([side for i, side in enumerate(array_.shape) if i not in gone])


def expand_dims(a, axis):
    sides = list(asarray(a).shape)
    sides.insert(axis if axis >= 0 else len(sides) + 1 + axis, 1)
    return asarray(a).reshape(sides)


def atleast_1d(a):
    return asarray(a).reshape(-1) if asarray(a).ndim == 0 else asarray(a)


def atleast_2d(a):
    return array(a, ndmin=2)


def concatenate(arrays, axis=0):
    parts = [asarray(part) for part in arrays]
    if axis is None:
        parts, axis = [part.ravel() for part in parts], 0
    return ndarray(_call("concatenate", _js([part._held for part in parts]), axis))


def stack(arrays, axis=0):
    return concatenate([expand_dims(part, axis) for part in arrays], axis)


def vstack(arrays):
    return concatenate([part if asarray(part).ndim > 1 else asarray(part).reshape(1, -1) for part in arrays], 0)


def hstack(arrays):
    parts = [atleast_1d(part) for part in arrays]
    return concatenate(parts, 0 if parts[0].ndim == 1 else 1)


def dstack(arrays):
    parts = [atleast_2d(part) for part in arrays]
    return concatenate([part if part.ndim > 2 else part[..., None] for part in parts], 2)


column_stack = lambda arrays: concatenate(  # noqa: E731
    [part if asarray(part).ndim > 1 else asarray(part).reshape(-1, 1) for part in arrays], 1
)


def append(a, values, axis=None):
    return concatenate([a, values], axis)


def split(a, parts, axis=0):
    array_ = asarray(a)
    side = array_.shape[axis]
    bounds = [side * i // parts for i in range(parts + 1)] if isinstance(parts, int) else [0, *parts, side]
    lead = (slice(None),) * (axis % array_.ndim)
    return [array_[(*lead, slice(low, high))] for low, high in zip(bounds, bounds[1:])]


array_split = split


def tile(a, counts):
    array_ = asarray(a)
    times = [counts] if isinstance(counts, int) else list(counts)
    while array_.ndim < len(times):
        array_ = array_[None]
    times = [1] * (array_.ndim - len(times)) + times
    for axis, count in enumerate(times):
        array_ = concatenate([array_] * count, axis) if count != 1 else array_
    return array_


def repeat(a, count, axis=None):
    array_ = asarray(a) if axis is not None else asarray(a).ravel()
    along = axis or 0
    places = [i for i in range(array_.shape[along]) for _ in range(count if isinstance(count, int) else count[i])]
    return take(array_, places, along)


def take(a, places, axis=None):
    array_ = asarray(a) if axis is not None else asarray(a).ravel()
    return array_[(*(slice(None),) * ((axis or 0) % array_.ndim), asarray(places))]


def pad(a, width, mode="constant", constant_values=0):
    array_ = asarray(a)
    widths = [width] * array_.ndim if isinstance(width, int) or isinstance(width[0], int) else list(width)
    widths = [(part, part) if isinstance(part, int) else tuple(part) for part in widths]
    if mode == "constant":
        shape = [side + low + high for side, (low, high) in zip(array_.shape, widths)]
        made = full(shape, constant_values, array_.dtype)
        made[tuple(slice(low, low + side) for side, (low, _) in zip(array_.shape, widths))] = array_
        return made
    if mode not in ("edge", "reflect"):
        raise ValueError(f"numpy.pad(mode={mode!r}) is not available in this sandbox")
    for axis, (low, high) in enumerate(widths):
        side = array_.shape[axis]
        places = [
            builtins.min(builtins.max(i, 0), side - 1) if mode == "edge" else side - 1 - builtins.abs(
                (i % (2 * side - 2 or 1)) - (side - 1))
            for i in range(-low, side + high)
        ]
        array_ = take(array_, places, axis)
    return array_


def flip(a, axis=None):
    array_ = asarray(a)
    axes = range(array_.ndim) if axis is None else [axis] if isinstance(axis, int) else axis
    turned = [slice(None)] * array_.ndim
    for one in axes:
        turned[one] = slice(None, None, -1)
    return array_[tuple(turned)]


def flipud(a):
    return flip(a, 0)


def fliplr(a):
    return flip(a, 1)


def rot90(a, k=1, axes=(0, 1)):
    array_ = asarray(a)
    for _ in range(k % 4):
        array_ = flip(array_.swapaxes(*axes), axes[0])
    return array_


def roll(a, shift, axis=None):
    array_ = asarray(a) if axis is not None else asarray(a).ravel()
    side = array_.shape[axis or 0]
    made = take(array_, [(i - shift) % side for i in range(side)], axis or 0)
    return made if axis is not None else made.reshape(asarray(a).shape)


def where(condition, *choices):
    if not choices:
        return nonzero(condition)
    yes, no = choices
    return _out(_call("where", asarray(condition)._held, _operand(yes), _operand(no)))


def nonzero(a):
    return tuple(ndarray(part) for part in _call("nonzero", asarray(a)._held))


def argwhere(a):
    return stack(nonzero(a), 1)


def flatnonzero(a):
    return nonzero(ravel(a))[0]


def count_nonzero(a, axis=None):
    return sum(asarray(a) != 0, axis)


def clip(a, low=None, high=None, out=None, a_min=None, a_max=None):
    low, high = a_min if low is None else low, a_max if high is None else high
    array_ = asarray(a)
    made = array_ if low is None else maximum(array_, low)
    made = made if high is None else minimum(made, high)
    if out is not None:
        out[...] = made
        return out
    return made


def round(a, decimals=0, out=None):
    factor = 10.0**decimals
    made = rint(asarray(a) * factor) / factor
    return made.astype(int) if isinstance(made, ndarray) and asarray(a).dtype.kind in "iu" else made


around = round_ = round


def sort(a, axis=-1):
    return ndarray(_call("sorted", asarray(a)._held, axis))


def argsort(a, axis=-1):
    return ndarray(_call("argsort", asarray(a)._held, axis))


def unique(a, return_index=False, return_inverse=False, return_counts=False, axis=None):
    array_ = asarray(a)
    rows = [tuple(row) for row in array_.tolist()] if axis == 0 and array_.ndim > 1 else array_.ravel().tolist()
    kept = sorted(set(rows))
    made = [array([list(row) for row in kept] if axis == 0 and array_.ndim > 1 else kept, array_.dtype)]
    places = {value: i for i, value in enumerate(kept)}
    if return_index:
        made.append(array([rows.index(value) for value in kept], int))
    if return_inverse:
        made.append(array([places[value] for value in rows], int))
    if return_counts:
        counts = [0] * len(kept)
        for value in rows:
            counts[places[value]] += 1
        made.append(array(counts, int))
    return made[0] if len(made) == 1 else tuple(made)


def bincount(a, minlength=0):
    values = [int(value) for value in ravel(a).tolist()]
    counts = [0] * builtins.max(minlength, builtins.max(values, default=-1) + 1)
    for value in values:
        counts[value] += 1
    return array(counts, int)


def histogram(a, bins=10, range=None):
    values = ravel(a).tolist()
    low, high = range or (builtins.min(values), builtins.max(values))
    if not isinstance(bins, int):
        edges = [float(edge) for edge in bins]
    else:
        edges = [low + (high - low) * i / bins for i in builtins.range(bins + 1)]
    counts = [0] * (len(edges) - 1)
    for value in values:
        for i in builtins.range(len(counts)):
            if edges[i] <= value < edges[i + 1] or (i == len(counts) - 1 and value == edges[-1]):
                counts[i] += 1
                break
    return array(counts, int), array(edges)


def percentile(a, q, axis=None):
    if axis is not None:
        raise ValueError("numpy.percentile(axis=…) is not available in this sandbox")
    values = sorted(ravel(a).tolist())

    def at(share):
        place = (len(values) - 1) * share / 100
        low = int(_math.floor(place))
        high = builtins.min(low + 1, len(values) - 1)
        return float64(values[low] + (values[high] - values[low]) * (place - low))

    return at(q) if isinstance(q, (int, float)) else array([at(share) for share in q])


def quantile(a, q, axis=None):
    return percentile(a, asarray(q) * 100 if not isinstance(q, (int, float)) else q * 100, axis)


def average(a, axis=None, weights=None):
    return mean(a, axis) if weights is None else sum(asarray(a) * weights, axis) / sum(weights)


def cumsum(a, axis=None):
    return ndarray(_call("cumulated", asarray(a)._held, axis))


def diff(a, n=1, axis=-1):
    array_ = asarray(a)
    lead = (slice(None),) * (axis % array_.ndim)
    made = array_[(*lead, slice(1, None))] - array_[(*lead, slice(None, -1))]
    return made if n == 1 else diff(made, n - 1, axis)


def gradient(a):
    values = ravel(a)
    made = zeros(values.shape)
    made[1:-1] = (values[2:] - values[:-2]) / 2
    made[0], made[-1] = values[1] - values[0], values[-1] - values[-2]
    return made


def interp(x, xp, fp):
    known = list(zip(ravel(xp).tolist(), ravel(fp).tolist()))

    def at(value):
        if value <= known[0][0]:
            return known[0][1]
        for (x0, y0), (x1, y1) in zip(known, known[1:]):
            if value <= x1:
                return y0 + (y1 - y0) * (value - x0) / ((x1 - x0) or 1)
        return known[-1][1]

    return float64(at(x)) if isinstance(x, (int, float)) else array([at(value) for value in ravel(x).tolist()])


def polyfit(x, y, degree):
    columns = stack([asarray(x, float) ** (degree - i) for i in range(degree + 1)], 1)
    return linalg.solve(columns.T @ columns, columns.T @ asarray(y, float))


def polyval(coefficients, x):
    made = asarray(x, float) * 0
    for one in ravel(coefficients).tolist():
        made = made * x + one
    return made


def matmul(a, b):
    return _out(_call("matmul", asarray(a)._held, asarray(b)._held))


def dot(a, b):
    first, second = asarray(a), asarray(b)
    return first * second if first.ndim == 0 or second.ndim == 0 else matmul(first, second)


inner = vdot = dot


def outer(a, b):
    return ravel(a)[:, None] * ravel(b)[None]


def cross(a, b):
    first, second = ravel(a).tolist(), ravel(b).tolist()
    if len(first) == 2:
        return float64(first[0] * second[1] - first[1] * second[0])
    (a0, a1, a2), (b0, b1, b2) = first, second
    return array([a1 * b2 - a2 * b1, a2 * b0 - a0 * b2, a0 * b1 - a1 * b0])


def trace(a):
    return sum(array([a[i, i] for i in range(builtins.min(asarray(a).shape))]))


def diag(a):
    array_ = asarray(a)
    if array_.ndim == 2:
        return array([array_[i, i] for i in range(builtins.min(array_.shape))])
    made = zeros((array_.size, array_.size), array_.dtype)
    for i, value in enumerate(array_.tolist()):
        made[i, i] = value
    return made


def deg2rad(a):
    return multiply(a, pi / 180) if isinstance(a, ndarray) else float64(_math.radians(a))


def rad2deg(a):
    return multiply(a, 180 / pi) if isinstance(a, ndarray) else float64(_math.degrees(a))


radians, degrees = deg2rad, rad2deg


def isclose(a, b, rtol=1e-5, atol=1e-8):
    return absolute(subtract(asarray(a, float), b)) <= atol + rtol * absolute(asarray(b, float))


def allclose(a, b, rtol=1e-5, atol=1e-8):
    return builtins.bool(all(isclose(a, b, rtol, atol)))


def array_equal(a, b):
    first, second = asarray(a), asarray(b)
    return first.shape == second.shape and builtins.bool(all(first == second))


def isin(a, values):
    kept = set(ravel(values).tolist())
    array_ = asarray(a)
    return array([value in kept for value in array_.ravel().tolist()], builtins.bool).reshape(array_.shape)


def isscalar(value):
    return isinstance(value, (int, float, str))


def copy(a):
    return asarray(a).copy()


def shape(a):
    return asarray(a).shape


def ndim(a):
    return asarray(a).ndim


def size(a, axis=None):
    return asarray(a).size if axis is None else asarray(a).shape[axis]


def issubdtype(kind, family):
    name = _dtype_name(kind)
    return name.startswith("float") if family in (float, floating) else name.startswith(("int", "uint"))


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


class _Linalg:
    LinAlgError = _LinAlgError

    @staticmethod
    def norm(a, ord=None, axis=None):
        squares = asarray(a, float) ** 2
        if ord not in (None, 2, "fro"):
            raise ValueError(f"numpy.linalg.norm(ord={ord!r}) is not available in this sandbox")
        return sqrt(sum(squares, axis))

    @staticmethod
    def solve(a, b):
        return ndarray(_call("solve", asarray(a)._held, asarray(b)._held))

    @staticmethod
    def inv(a):
        return ndarray(_call("solve", asarray(a)._held, eye(asarray(a).shape[0])._held))

    @staticmethod
    def det(a):
        return float64(_call("determinant", asarray(a)._held))

    @staticmethod
    def lstsq(a, b, rcond=None):
        columns = asarray(a, float)
        return _Linalg.solve(columns.T @ columns, columns.T @ asarray(b, float)), array([]), columns.shape[1], array([])

    __getattr__ = _missing_method("numpy.linalg")


linalg = _Linalg()

from numpy import random  # noqa: E402

__getattr__ = _missing("numpy")
