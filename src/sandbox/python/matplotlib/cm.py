"""Scales of colours by name."""

from matplotlib.colors import colormap as _colormap

get_cmap = _colormap


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    return _colormap(name)
