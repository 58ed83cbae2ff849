"""scikit-image, as far as more than one published program uses it: a threshold, and grey out of colours."""

from _shim import missing as _missing

__getattr__ = _missing("skimage")
