"""Figures: axes on a sheet, drawn when they are shown or saved."""

import os

import _files
import _png
from _shim import call, js, missing_method, note
from matplotlib import rcParams
from matplotlib._artists import words
from matplotlib._axes import Axes
from matplotlib.colors import rgba255

_SUBPLOT = (0.125, 0.11, 0.775, 0.77)
_MOST_SIDE = 8000


class Figure:
    def __init__(self, figsize=None, dpi=None, facecolor="white", **_):
        self.size = tuple(figsize or rcParams["figure.figsize"])
        self.dpi, self.facecolor = float(dpi or rcParams["figure.dpi"]), facecolor
        self.axes, self._title, self._gap = [], None, 0.2
        self.number = 0

    def add_axes(self, rect, **_):
        self.axes.append(Axes(self, tuple(rect)))
        return self.axes[-1]

    def add_subplot(self, *place, **_):
        rows, columns, index = (int(sign) for sign in str(place[0])) if len(place) == 1 else place or (1, 1, 1)
        return self.add_axes(self._cell(rows, columns, index - 1))

    def _cell(self, rows, columns, index, bare=False):
        left, bottom, wide, tall = _SUBPLOT
        cell_w = wide / (columns + self._gap * (columns - 1))
        cell_h = tall / (rows + self._gap * (rows - 1))
        row, column = divmod(index, columns)
        return (
            left + column * cell_w * (1 + self._gap),
            bottom + tall - cell_h - row * cell_h * (1 + self._gap),
            cell_w,
            cell_h,
        )

    def subplots(self, nrows=1, ncols=1, squeeze=True, **_):

        made = [
            [self.add_axes(self._cell(nrows, ncols, row * ncols + column)) for column in range(ncols)]
            for row in range(nrows)
        ]
        if nrows == 1 and ncols == 1 and squeeze:
            return made[0][0]
        if squeeze and (nrows == 1 or ncols == 1):
            return Grid([one for row in made for one in row])
        return Grid([Grid(row) for row in made])

    def gca(self):
        return self.axes[-1] if self.axes else self.add_subplot(1, 1, 1)

    def suptitle(self, text, fontsize=12, **_):
        self._title = (str(text), fontsize if isinstance(fontsize, (int, float)) else 12)

    def set_size_inches(self, width, height=None):
        self.size = tuple(width) if height is None else (width, height)

    def get_size_inches(self):
        return self.size

    def set_dpi(self, dpi):
        self.dpi = float(dpi)

    def colorbar(self, *arguments, **_):
        note("colorbar-left-out")

    def tight_layout(self, *arguments, **_):
        """Axes stay where they are."""

    subplots_adjust = set_tight_layout = autofmt_xdate = tight_layout

    def clf(self):
        self.axes = []

    clear = clf

    @property
    def canvas(self):
        return self

    def draw(self):
        """Drawn when it is shown."""

    def buffer_rgba(self):
        import numpy as np

        return np.asarray(self._drawn(None).convert("RGBA"))

    def tostring_rgb(self):
        return self._drawn(None).tobytes()

    def get_width_height(self):
        return self._drawn(None).size

    def show(self):
        _files.show(self._drawn())

    def _drawn(self, bbox="tight", dpi=None, pad=0.1):
        """The figure as a picture, cut to what is on it where `bbox` says so, as notebooks show it."""
        from PIL import Image, ImageChops

        note("figure-redrawn")
        dots = float(dpi or self.dpi)
        size = [max(1, min(_MOST_SIDE, round(side * dots))) for side in self.size]
        held = call("plain", *size, js(rgba255(self.facecolor) or [255, 255, 255, 255]))
        for axes in self.axes:
            axes._draw(held, size, dots / 72)
        if self._title:
            sheet = type("Sheet", (), {"held": held})
            words(
                sheet,
                self._title[0],
                size[0] / 2,
                0.02 * size[1] + 1,
                self._title[1] * dots / 72,
                [0, 0, 0, 255],
                "center",
                "top",
            )
        image = Image.Image(held)
        if bbox != "tight":
            return image
        bounds = ImageChops.difference(image, Image.new("RGB", image.size, image.getpixel((0, 0)))).getbbox()
        if bounds is None:
            return image
        margin = round(pad * dots)
        left, top, right, bottom = bounds
        return image.crop(
            (max(0, left - margin), max(0, top - margin), min(size[0], right + margin), min(size[1], bottom + margin))
        )

    def savefig(self, fname, *, dpi=None, bbox_inches=None, format=None, pad_inches=0.1, **_):
        image = self._drawn(bbox_inches, None if dpi == "figure" else dpi, pad_inches or 0)
        if hasattr(fname, "write"):
            fname.write(_png.encode(image))
            return
        image.save(os.fspath(fname) if os.path.splitext(os.fspath(fname))[1] else f"{fname}.png")

    __getattr__ = missing_method("matplotlib.figure.Figure")


class Grid(list):
    """Axes in rows, as an array of numpy would hold them."""

    def __getitem__(self, index):
        if isinstance(index, tuple):
            return list.__getitem__(self, index[0])[index[1]]
        return list.__getitem__(self, index)

    def flatten(self):
        return Grid([one for row in self for one in (row if isinstance(row, Grid) else [row])])

    ravel = flatten

    @property
    def flat(self):
        return iter(self.flatten())
