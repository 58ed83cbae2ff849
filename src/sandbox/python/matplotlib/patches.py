"""matplotlib.patches."""

from _shim import missing as _missing
from matplotlib._artists import (  # noqa: F401
    Arc,
    Circle,
    Ellipse,
    FancyBboxPatch,
    Patch,
    Polygon,
    Rectangle,
    Wedge,
)
from matplotlib._artists import (
    Arrow as _Arrow,
)


class FancyArrowPatch(_Arrow):
    def __init__(self, posA, posB, arrowstyle="->", color="k", linewidth=1.5, lw=None, alpha=None, **_):
        super().__init__(posA, posB, color=color, linewidth=lw or linewidth, alpha=alpha)


class FancyArrow(_Arrow):
    def __init__(self, x, y, dx, dy, color="k", width=1.5, **_):
        super().__init__((x, y), (x + dx, y + dy), color=color)


Arrow = FancyArrow
__getattr__ = _missing("matplotlib.patches")
