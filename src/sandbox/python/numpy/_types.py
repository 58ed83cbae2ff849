"""The types of an array's values, their names and numbers, and constants."""

import builtins
import math as _math

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
    int64,
    int64,
    int64,
    int,
    float,
    (int, float),
    float32,
    float64,
)
_SCALARS = {
    "bool": bool_,
    "uint8": uint8,
    "int8": int8,
    "uint16": uint16,
    "int16": int16,
    "uint32": uint32,
    "int32": int32,
    "int64": int64,
    "float32": float32,
    "float64": float64,
}
_ALIASES = {
    "float": "float64",
    "int": "int64",
    "u1": "uint8",
    "f4": "float32",
    "f8": "float64",
    "uint64": "int64",
    "float16": "float32",
    "double": "float64",
    "i4": "int32",
    "i8": "int64",
    "b1": "bool",
    "bool_": "bool",
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
