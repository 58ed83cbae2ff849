"""matplotlib.lines."""

from _shim import missing as _missing
from matplotlib._artists import Line2D  # noqa: F401

__getattr__ = _missing("matplotlib.lines")
