"""Axes: what programs draw in them."""

import numpy as np
from _shim import missing_method
from matplotlib._artists import Arrow, Line2D, Polygon, Rectangle, Text
from matplotlib._axes_artists import Across, Dots, Endless, Picture
from matplotlib._axes_drawing import DrawnAxes
from matplotlib.colors import CYCLE, colormap


def _list(values):
    if isinstance(values, (int, float)):
        return [float(values)]
    return [
        float(value)
        for value in np.ravel(np.asarray(list(values) if not hasattr(values, "shape") else values)).tolist()
    ]


class Axes(DrawnAxes):
    transAxes = "axes"

    def __init__(self, figure, rect):
        self.figure, self.rect = figure, rect
        self.artists, self._is_on, self._aspect, self._grid = [], True, "auto", None
        self._xlim = self._ylim = None
        self._flipped, self._titles, self._legend = [False, False], {}, None
        self._ticks, self._scales, self._colors = {}, ["linear", "linear"], 0
        self._ground = "white"

    def _add(self, artist):
        self.artists.append(artist)
        return artist

    add_patch = add_artist = add_line = _add

    def _next_color(self):
        self._colors += 1
        return [part / 255 for part in CYCLE[(self._colors - 1) % len(CYCLE)]]

    def plot(self, *values, **settings):
        lines, values = [], list(values)
        while values:
            first = values.pop(0)
            second = values.pop(0) if values and not isinstance(values[0], str) else None
            style = _style(values.pop(0)) if values and isinstance(values[0], str) else {}
            y = _list(first if second is None else second)
            x = list(range(len(y))) if second is None else _list(first)
            look = {**style, **settings}
            if "color" not in look and "c" not in look:
                look["color"] = self._next_color()
            lines.append(self._add(Line2D(x, y, **look)))
        return lines

    def scatter(
        self, x, y, s=36, c=None, marker="o", cmap=None, alpha=None, label=None, color=None, edgecolors=None, **_
    ):
        colors = color if c is None else c
        x = _list(x)
        if colors is None:
            colors = [self._next_color()]
        elif isinstance(colors, str):
            colors = [colors]
        elif all(isinstance(part, (int, float)) for part in colors) and len(colors) == len(x):
            low, high = min(colors), max(colors)
            scale = colormap(cmap)
            colors = [scale((value - low) / ((high - low) or 1)) for value in colors]
        elif isinstance(colors[0], (int, float)):
            colors = [colors]
        return self._add(Dots(x, _list(y), _list(s), list(colors), marker or "o", alpha, label))

    def imshow(self, X, cmap=None, vmin=None, vmax=None, alpha=None, extent=None, aspect=None, origin=None, **_):
        image = _picture(X, cmap, vmin, vmax)
        width, height = image.size
        bounds = extent or (
            (-0.5, width - 0.5, height - 0.5, -0.5) if origin != "lower" else (-0.5, width - 0.5, -0.5, height - 0.5)
        )
        if origin == "lower":
            from PIL import Image

            image = image.transpose(Image.FLIP_TOP_BOTTOM)
        self._xlim, self._ylim = tuple(bounds[:2]), tuple(bounds[2:])
        self._aspect = aspect or "equal"
        return self._add(Picture(image, bounds if origin != "lower" else (*bounds[:2], *bounds[2:]), alpha))

    def bar(self, x, height, width=0.8, bottom=0, align="center", color=None, label=None, **settings):
        x = self._named(x, 0)
        tall = _list(height) * (len(x) if isinstance(height, (int, float)) else 1)
        shift = width / 2 if align == "center" else 0
        colors = (
            color
            if isinstance(color, (list, tuple)) and not isinstance(color[0], (int, float))
            else [color or self._next_color()]
        )
        bars = []
        for i, (place, value) in enumerate(zip(x, tall, strict=False)):
            look = {"facecolor": colors[i % len(colors)], "label": label if i == 0 else None, **settings}
            bars.append(self._add(Rectangle((place - shift, bottom), width, value, **look)))
        return bars

    def barh(self, y, width, height=0.8, color=None, label=None, **settings):
        color = color or self._next_color()
        return [
            self._add(Rectangle((0, place - height / 2), value, height, facecolor=color, label=label, **settings))
            for place, value in zip(self._named(y, 1), _list(width), strict=False)
        ]

    def _named(self, values, axis):
        values = list(values)
        if values and isinstance(values[0], str):
            self._ticks[axis] = (list(range(len(values))), values)
            return list(range(len(values)))
        return _list(values)

    def hist(self, x, bins=10, range=None, color=None, label=None, **settings):
        counts, edges = np.histogram(np.asarray(_list(x)), bins, range)
        color = color or self._next_color()
        bars = [
            self._add(Rectangle((a, 0), b - a, count, facecolor=color, label=label if i == 0 else None))
            for i, (a, b, count) in enumerate(zip(edges.tolist(), edges.tolist()[1:], counts.tolist(), strict=False))
        ]
        return counts, edges, bars

    def fill(self, x, y, color=None, **settings):
        return [
            self._add(Polygon(zip(_list(x), _list(y), strict=False), facecolor=color or self._next_color(), **settings))
        ]

    def fill_between(self, x, y1, y2=0, color=None, alpha=None, **_):
        x, low = _list(x), _list(y1)
        high = _list(y2) * (len(x) if isinstance(y2, (int, float)) else 1)
        places = [*zip(x, low, strict=False), *reversed(list(zip(x, high, strict=False)))]
        return self._add(Polygon(places, facecolor=color or self._next_color(), alpha=alpha))

    def axhline(self, y=0, xmin=0, xmax=1, **settings):
        return self._add(Across(1, y, settings, self._is_outside(1, y)))

    def axvline(self, x=0, ymin=0, ymax=1, **settings):
        return self._add(Across(0, x, settings, self._is_outside(0, x)))

    def _is_outside(self, axis, value):
        low, high = sorted(self._limits(axis))
        return value < low or value > high

    def hlines(self, y, xmin, xmax, colors="C0", linestyles="-", **settings):
        look = {"color": colors, "linestyle": linestyles, **settings}
        return [self._add(Line2D([xmin, xmax], [value, value], **look)) for value in _list(y)]

    def vlines(self, x, ymin, ymax, colors="C0", linestyles="-", **settings):
        look = {"color": colors, "linestyle": linestyles, **settings}
        return [self._add(Line2D([value, value], [ymin, ymax], **look)) for value in _list(x)]

    def axline(self, xy1, xy2=None, *, slope=None, **settings):
        (x, y) = xy1
        rise = slope if slope is not None else (xy2[1] - y) / ((xy2[0] - x) or 1e-12)
        return self._add(Endless(x, y, rise, settings, [] if xy2 is None else [xy2]))

    def arrow(self, x, y, dx, dy, color=None, fc=None, ec=None, width=None, alpha=None, **_):
        return self._add(Arrow((x, y), (x + dx, y + dy), color=color or fc or ec or "k", alpha=alpha))

    def quiver(self, x, y, u, v, color="k", **_):
        for a, b, c, d in zip(_list(x), _list(y), _list(u), _list(v), strict=False):
            self.arrow(a, b, c, d, color=color)

    def text(self, x, y, s, fontdict=None, **settings):
        return self._add(Text(x, y, s, **{**(fontdict or {}), **settings}))

    def annotate(self, text, xy, xytext=None, arrowprops=None, **settings):
        place = xytext if xytext is not None and settings.get("textcoords") in (None, "data") else xy
        if arrowprops is not None and xytext is not None:
            look = {
                "color": arrowprops.get("color", arrowprops.get("facecolor", "k")),
                "linewidth": arrowprops.get("lw", arrowprops.get("linewidth", 1.5)),
            }
            self._add(Arrow(place, xy, heads=arrowprops.get("arrowstyle", "->") != "-", **look))
        settings.pop("textcoords", None)
        return self._add(Text(*place, text, **settings))

    def axis(self, arg=None, **_):
        if arg in ("off", False):
            self._is_on = False
        elif arg in ("on", True):
            self._is_on = True
        elif arg in ("equal", "image", "scaled", "square"):
            self._aspect = "equal"
        elif isinstance(arg, (list, tuple)):
            self._xlim, self._ylim = tuple(arg[:2]), tuple(arg[2:])
        return (*self.get_xlim(), *self.get_ylim())

    def set_axis_off(self):
        self._is_on = False

    def set_aspect(self, aspect, adjustable=None, **_):
        self._aspect = aspect

    def set_xlim(self, left=None, right=None, **_):
        low, high = left if isinstance(left, (tuple, list)) else (left, right)
        now = self.get_xlim()
        self._xlim = (now[0] if low is None else low, now[1] if high is None else high)
        return self._xlim

    def set_ylim(self, bottom=None, top=None, **_):
        low, high = bottom if isinstance(bottom, (tuple, list)) else (bottom, top)
        now = self.get_ylim()
        self._ylim = (now[0] if low is None else low, now[1] if high is None else high)
        return self._ylim

    def get_xlim(self):
        return self._limits(0)

    def get_ylim(self):
        return self._limits(1)

    def invert_yaxis(self):
        self._flipped[1] = not self._flipped[1]

    def invert_xaxis(self):
        self._flipped[0] = not self._flipped[0]

    def set_xscale(self, scale, **_):
        self._scales[0] = scale

    def set_yscale(self, scale, **_):
        self._scales[1] = scale

    def set_facecolor(self, color):
        self._ground = color

    def grid(self, visible=True, **settings):
        self._grid = settings if visible in (True, None) else None

    def set_title(self, label, fontsize=None, **settings):
        self._titles["title"] = (str(label), fontsize or settings.get("size") or 12, settings.get("color", "k"))

    def set_xlabel(self, label, fontsize=None, **settings):
        self._titles["x"] = (str(label), fontsize or 10, settings.get("color", "k"))

    def set_ylabel(self, label, fontsize=None, **settings):
        self._titles["y"] = (str(label), fontsize or 10, settings.get("color", "k"))

    def set(self, **settings):
        for name, value in settings.items():
            getattr(self, f"set_{name}")(value)

    def set_xticks(self, ticks, labels=None, **_):
        self._ticks[0] = (_list(ticks), labels)

    def set_yticks(self, ticks, labels=None, **_):
        self._ticks[1] = (_list(ticks), labels)

    def set_xticklabels(self, labels, **_):
        self._ticks[0] = (self._ticks.get(0, (list(range(len(labels))), None))[0], list(labels))

    def set_yticklabels(self, labels, **_):
        self._ticks[1] = (self._ticks.get(1, (list(range(len(labels))), None))[0], list(labels))

    def tick_params(self, **_):
        """Ticks are drawn in one way."""

    minorticks_on = tick_params

    def legend(self, *arguments, **settings):
        self._legend = True

    def cla(self):
        self.__init__(self.figure, self.rect)

    clear = cla

    def get_figure(self):
        return self.figure

    __getattr__ = missing_method("matplotlib.axes.Axes")


def _style(words_):
    """A short style such as `r--o`."""
    made, rest = {}, words_
    for dash in ("--", "-.", "-", ":"):
        if dash in rest:
            made["linestyle"], rest = dash, rest.replace(dash, "", 1)
            break
    for sign in rest:
        if sign in "bgrcmykw":
            made["color"] = sign
        elif sign in ".,ov^<>sp*hHxXDd+|_":
            made["marker"] = sign
    if "marker" in made and "linestyle" not in made:
        made["linestyle"] = "None"
    if rest in ("red", "blue", "green", "black", "orange", "purple"):
        made = {"color": rest, **({"linestyle": made["linestyle"]} if made.get("linestyle", "None") != "None" else {})}
    return made


def _picture(values, cmap, vmin, vmax):
    from PIL import Image

    if isinstance(values, Image.Image):
        if values.mode in ("RGB", "RGBA"):
            return values.copy()
        values = np.asarray(values)
    array = np.asarray(values)
    if array.ndim == 3 and array.shape[2] == 1:
        array = array[:, :, 0]
    if array.ndim == 3:
        return Image.fromarray(array if array.dtype.kind != "f" else np.clip(array * 255, 0, 255).astype("uint8"))
    low = float(array.min()) if vmin is None else vmin
    high = float(array.max()) if vmax is None else vmax
    shares = np.clip((array.astype(float) - low) / ((high - low) or 1), 0, 1)
    scale = colormap(cmap)
    table = np.array([scale.at255(i / 255) for i in range(256)], "uint8")
    return Image.fromarray(table[np.rint(shares * 255).astype(int)])
