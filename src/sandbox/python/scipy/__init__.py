"""SciPy, as far as published programs use it on pictures: `ndimage`, and the peaks of `signal`."""

from _shim import missing as _missing

__getattr__ = _missing("scipy")
