"""matplotlib.pyplot: the current figure and its current axes."""

import _files
from _shim import missing as _missing
from matplotlib import cm as cm
from matplotlib import rcParams
from matplotlib._artists import Arrow, Circle, Line2D, Polygon, Rectangle  # noqa: F401
from matplotlib._axes import Axes  # noqa: F401
from matplotlib.colors import colormap as _colormap
from matplotlib.figure import Figure
from matplotlib.image import imread, imsave  # noqa: F401

_figures = []
_now = {"axes": None}


def figure(num=None, figsize=None, dpi=None, **settings):
    known = next((one for one in _figures if num is not None and one.number == num), None)
    made = known or Figure(figsize, dpi, **settings)
    if known is None:
        made.number = num if num is not None else len(_figures) + 1
        _figures.append(made)
    else:
        _figures.remove(made)
        _figures.append(made)
    _now["axes"] = None
    return made


def gcf():
    return _figures[-1] if _figures else figure()


def gca(**_):
    axes = _now["axes"]
    if axes is None or axes.figure is not gcf():
        _now["axes"] = gcf().gca()
    return _now["axes"]


def sca(axes):
    _now["axes"] = axes


def axes(arg=None, **_):
    _now["axes"] = gcf().add_subplot(1, 1, 1) if arg is None else gcf().add_axes(arg)
    return _now["axes"]


def subplot(*place, **_):
    _now["axes"] = gcf().add_subplot(*place)
    return _now["axes"]


def subplots(nrows=1, ncols=1, *, figsize=None, dpi=None, squeeze=True, **settings):
    made = figure(figsize=figsize, dpi=dpi)
    return made, made.subplots(nrows, ncols, squeeze)


def subplots_adjust(*arguments, **_):
    """Axes stay where they are."""


tight_layout = ion = ioff = draw = pause = subplots_adjust


def show(*arguments, **_):
    for one in _figures:
        if one.axes:
            _files.show(one._drawn())
    close("all")


def close(fig=None):
    if fig == "all":
        _figures.clear()
    else:
        gone = next((one for one in _figures if one is fig or one.number == fig), _figures[-1] if _figures else None)
        if gone is not None:
            _figures.remove(gone)
    _now["axes"] = None


def clf():
    gcf().clf()
    _now["axes"] = None


def cla():
    gca().cla()


def savefig(fname, **settings):
    gcf().savefig(fname, **settings)


def _forward(name):
    def function(*values, **settings):
        return getattr(gca(), name)(*values, **settings)

    function.__name__ = name
    return function


for _name in (
    "plot",
    "scatter",
    "imshow",
    "bar",
    "barh",
    "hist",
    "fill",
    "fill_between",
    "axhline",
    "axvline",
    "hlines",
    "vlines",
    "axline",
    "arrow",
    "quiver",
    "text",
    "annotate",
    "axis",
    "grid",
    "legend",
    "tick_params",
):
    globals()[_name] = _forward(_name)
for _name, _method in {
    "title": "set_title",
    "xlabel": "set_xlabel",
    "ylabel": "set_ylabel",
    "xlim": "set_xlim",
    "ylim": "set_ylim",
    "xticks": "set_xticks",
    "yticks": "set_yticks",
    "xscale": "set_xscale",
    "yscale": "set_yscale",
}.items():
    globals()[_name] = _forward(_method)


def suptitle(text, **settings):
    gcf().suptitle(text, **settings)


def colorbar(*arguments, **settings):
    gcf().colorbar()


def get_cmap(name=None, lut=None):
    return _colormap(name)


def rc(group, **settings):
    rcParams.update({f"{group}.{name}": value for name, value in settings.items()})


class style:
    @staticmethod
    def use(name):
        """Figures are drawn in one style."""


__getattr__ = _missing("matplotlib.pyplot")
