"""How axes are drawn: their limits, their place on the figure, frame, ticks, grid and legend."""

import math

from _shim import call, js
from matplotlib._artists import Patch, Rectangle, words
from matplotlib.colors import rgba255


class _Places:
    """Data to pixels, for one drawing of one axes."""

    def __init__(self, held, box, xlim, ylim, point, scales):
        self.held, self.box, self.xlim, self.ylim, self.point = held, box, xlim, ylim, point
        self._scales = scales

    def __call__(self, x, y):
        return self.share(self._part(x, self.xlim, self._scales[0]), self._part(y, self.ylim, self._scales[1]))

    @staticmethod
    def _part(value, limits, scale):
        low, high = limits
        if scale == "log":
            value, low, high = (math.log10(max(part, 1e-12)) for part in (value, low, high))
        return (float(value) - low) / ((high - low) or 1.0)

    def share(self, x, y):
        left, top, width, height = self.box
        return (left + x * width, top + (1 - y) * height)


def _limits_of(values, has_bars):
    """A twentieth more on either side; nothing below the foot of bars, and nothing around no data."""
    if not values:
        return 0.0, 1.0
    low, high = min(values), max(values)
    if low == high:
        # As matplotlib's `nonsingular` widens what is one value.
        reach = abs(low) * 0.05 or 0.05
        low, high = low - reach, high + reach
    margin = (high - low) * 0.05
    return (low if has_bars and low == 0 else low - margin), high + margin


class DrawnAxes:
    """What axes draw of themselves."""

    def _limits(self, axis):
        known = (self._xlim, self._ylim)[axis]
        if known is not None:
            low, high = known
        else:
            shown = [artist for artist in self.artists if not artist.hidden]
            while shown and not shown[-1].widens(axis):
                shown.pop()
            values = [place[axis] for artist in shown for place in artist.extent()]
            values = [value for value in values if math.isfinite(value)]
            low, high = _limits_of(values, any(isinstance(artist, Rectangle) for artist in self.artists))
        return (high, low) if self._flipped[axis] else (low, high)

    def _box(self, width, height):
        left, bottom, wide, tall = self.rect
        box = [left * width, (1 - bottom - tall) * height, wide * width, tall * height]
        if self._aspect in ("equal", 1, 1.0):
            (x0, x1), (y0, y1) = self.get_xlim(), self.get_ylim()
            share = min(box[2] / (abs(x1 - x0) or 1), box[3] / (abs(y1 - y0) or 1))
            fit = (abs(x1 - x0) * share, abs(y1 - y0) * share)
            box = [box[0] + (box[2] - fit[0]) / 2, box[1] + (box[3] - fit[1]) / 2, *fit]
        return box

    def _draw(self, held, size, point):
        at = _Places(held, self._box(*size), self.get_xlim(), self.get_ylim(), point, self._scales)
        left, top, wide, tall = at.box
        if self._is_on:
            call(
                "smoothBox",
                held,
                js(rgba255(self._ground) or [255, 255, 255, 255]),
                js([left, top, left + wide, top + tall]),
            )
        if self._is_on and self._grid is not None:
            self._draw_grid(at)
        for artist in sorted(self.artists, key=lambda one: one.zorder):
            if not artist.hidden:
                artist.draw(at)
        if self._is_on:
            self._draw_frame(at)
        for name, x, y, va in (("title", 0.5, 1, "bottom"), ("x", 0.5, 0, "top")):
            if name in self._titles and (self._is_on or name == "title"):
                text, fontsize, color = self._titles[name]
                place = at.share(x, y)
                off = -6 * point if name == "title" else 20 * point
                words(at, text, place[0], place[1] + off, fontsize * point, rgba255(color), "center", va)
        if "y" in self._titles and self._is_on:
            text, fontsize, color = self._titles["y"]
            words(at, text, left - 30 * point, top - 4 * point, fontsize * point, rgba255(color), "left", "bottom")
        if self._legend:
            self._draw_legend(at)

    def _ticks_of(self, axis):
        if axis in self._ticks:
            places, labels = self._ticks[axis]
            return list(
                zip(places, labels if labels is not None else [_number(place) for place in places], strict=False)
            )
        low, high = sorted((self.get_xlim(), self.get_ylim())[axis])
        return [(place, _number(place)) for place in _steps(low, high)]

    def _draw_grid(self, at):
        color = js(rgba255(self._grid.get("color", "#b0b0b0"), self._grid.get("alpha")))
        for place, _ in self._ticks_of(0):
            x, _y = at(place, at.ylim[0])
            call("smoothPath", at.held, color, js([x, at.box[1], x, at.box[1] + at.box[3]]), 0.8 * at.point, js([]))
        for place, _ in self._ticks_of(1):
            _x, y = at(at.xlim[0], place)
            call("smoothPath", at.held, color, js([at.box[0], y, at.box[0] + at.box[2], y]), 0.8 * at.point, js([]))

    def _draw_frame(self, at):
        left, top, wide, tall = at.box
        black = js([0, 0, 0, 255])
        rim = [left, top, left + wide, top, left + wide, top + tall, left, top + tall, left, top]
        call("smoothPath", at.held, black, js(rim), 0.8 * at.point, js([]))
        reach, size = 3.5 * at.point, 10 * at.point
        for place, label in self._ticks_of(0):
            x, _ = at(place, at.ylim[0])
            if left - 1 <= x <= left + wide + 1:
                call("smoothPath", at.held, black, js([x, top + tall, x, top + tall + reach]), 0.8 * at.point, js([]))
                words(at, str(label), x, top + tall + 2 * reach, size, [0, 0, 0, 255], "center", "top")
        for place, label in self._ticks_of(1):
            _, y = at(at.xlim[0], place)
            if top - 1 <= y <= top + tall + 1:
                call("smoothPath", at.held, black, js([left - reach, y, left, y]), 0.8 * at.point, js([]))
                words(at, str(label), left - 2 * reach, y, size, [0, 0, 0, 255], "right", "center")

    def _draw_legend(self, at):
        entries = [one for one in self.artists if one.label and not str(one.label).startswith("_")]
        size = 10 * at.point
        if not entries:
            return
        wide = max(call("wordsSize", str(one.label), size).width for one in entries) + 3.5 * size
        left, top = at.box[0] + at.box[2] - wide - size, at.box[1] + size
        tall = len(entries) * 1.5 * size + size / 2
        call("smoothBox", at.held, js([255, 255, 255, 220]), js([left, top, left + wide, top + tall]))
        for i, one in enumerate(entries):
            y = top + (i + 0.9) * 1.5 * size
            color = one.facecolor if isinstance(one, Patch) else one.color
            path = [left + size / 2, y - size / 3, left + 2.2 * size, y - size / 3]
            call("smoothPath", at.held, js(rgba255(color) or [0, 0, 0, 255]), js(path), 2.0 * at.point, js([]))
            words(at, str(one.label), left + 2.8 * size, y, size, [0, 0, 0, 255])


def _steps(low, high):
    span = (high - low) or 1.0
    step = 10 ** math.floor(math.log10(span))
    step = next(size for size in (step / 5, step / 2, step, 2 * step, 5 * step) if span / size <= 9)
    first = math.ceil(low / step - 1e-9)
    return [round(i * step, 10) for i in range(first, math.floor(high / step + 1e-9) + 1)]


def _number(value):
    return f"{value:g}"
