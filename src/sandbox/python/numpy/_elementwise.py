"""What is done value by value, and values made one along axes."""

import builtins
import math as _math

import numpy as np
from _shim import call as _call
from _shim import js as _js
from numpy._ndarray import _out, ndarray


def _operand(value):
    if isinstance(value, ndarray):
        return value._held
    if type(value) in (int, float, builtins.bool):
        return _js(["weak", float(value), type(value) is float])
    if isinstance(value, (int, float)):
        return np.full((), value, value.dtype)._held
    return np.asarray(value)._held


def _binary(name):
    def function(a, b, out=None, dtype=None, casting=None, where=None):
        made = _out(_call("binary", name, _operand(a), _operand(b)))
        if dtype is not None:
            made = np.asarray(made).astype(dtype)
        if out is not None:
            out[...] = made
            return out
        return made

    function.__name__ = name
    return function


def _unary(name):
    def function(a, out=None, dtype=None):
        made = _out(_call("unary", name, np.asarray(a)._held))
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
    "add": add,
    "sub": subtract,
    "mul": multiply,
    "truediv": divide,
    "floordiv": floor_divide,
    "mod": mod,
    "pow": power,
    "and": bitwise_and,
    "or": bitwise_or,
    "xor": bitwise_xor,
    "lshift": left_shift,
    "rshift": right_shift,
    "eq": equal,
    "ne": not_equal,
    "lt": less,
    "le": less_equal,
    "gt": greater,
    "ge": greater_equal,
}.items():
    _install(_symbol, _work)
ndarray.__neg__, ndarray.__pos__ = negative, lambda self: self.copy()
ndarray.__abs__, ndarray.__invert__ = absolute, invert
ndarray.__matmul__ = lambda self, other: np.matmul(self, other)
ndarray.__rmatmul__ = lambda self, other: np.matmul(other, self)
ndarray.__round__ = lambda self, places=0: np.round(self, places)


def _reduction(name):
    def function(a, axis=None, dtype=None, out=None, keepdims=False, ddof=0):
        array = np.asarray(a)
        axes = None if axis is None else [axis] if isinstance(axis, int) else list(axis)
        made = _out(_call("reduce", name, array._held, None if axes is None else _js(axes), keepdims))
        if ddof and name in ("var", "std"):
            count = array.size / (made.size if isinstance(made, ndarray) else 1)
            factor = count / (count - ddof)
            made = made * (factor if name == "var" else _math.sqrt(factor))
        return made if dtype is None else np.asarray(made).astype(dtype)

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
