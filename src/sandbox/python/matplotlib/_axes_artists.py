"""Artists that only axes have: pictures, dots, and lines over the whole of them."""

import math

from matplotlib._artists import Artist, Line2D, marker
from matplotlib.colors import rgba255


class Picture(Artist):
    """An image in axes: drawn over its extent, smoothly."""

    def __init__(self, image, extent, alpha):
        self.image, self.bounds, self.alpha = image, extent, alpha

    def extent(self):
        left, right, bottom, top = self.bounds
        return [(left, bottom), (right, top)]

    def draw(self, at):
        from PIL import Image

        left, right, bottom, top = self.bounds
        (x0, y0), (x1, y1) = at(left, top), at(right, bottom)
        size = (max(1, round(abs(x1 - x0))), max(1, round(abs(y1 - y0))))
        # Enlarged pixels stay squares, as matplotlib draws them from three times on.
        how = Image.NEAREST if size[0] >= 3 * self.image.width else Image.BICUBIC
        image = self.image.resize(size, how)
        image = image.transpose(Image.FLIP_LEFT_RIGHT) if x1 < x0 else image
        image = image.transpose(Image.FLIP_TOP_BOTTOM) if y1 < y0 else image
        if self.alpha is not None:
            image.putalpha(Image.new("L", image.size, round(255 * self.alpha)))
        mask = image if image.mode == "RGBA" else None
        Image.Image(at.held).paste(image, (round(min(x0, x1)), round(min(y0, y1))), mask)


class Dots(Artist):
    def __init__(self, x, y, sizes, colors, kind, alpha, label):
        self.x, self.y, self.sizes, self.colors, self.kind, self.alpha, self.label = (
            x,
            y,
            sizes,
            colors,
            kind,
            alpha,
            label,
        )
        self.color, self.zorder = colors[0] if colors else "C0", 1

    def extent(self):
        return list(zip(self.x, self.y, strict=False))

    def draw(self, at):
        for i, place in enumerate(zip(self.x, self.y, strict=False)):
            color = rgba255(self.colors[i % len(self.colors)], self.alpha)
            marker(at, self.kind, at(*place), math.sqrt(self.sizes[i % len(self.sizes)]) * at.point / 2, color)


class Across(Artist):
    """A line over the whole of the axes, at one value."""

    def __init__(self, axis, value, settings, is_outside=True):
        self.axis, self.value, self.settings, self.is_outside = axis, value, settings, is_outside
        self.color, self.label = settings.get("color", settings.get("c", "C0")), settings.get("label")

    def extent(self):
        return [(math.nan, self.value) if self.axis == 1 else (self.value, math.nan)]

    def widens(self, axis):
        # As matplotlib 3.11 has it: a line within what is shown already leaves the limits as they are.
        return axis == self.axis and self.is_outside

    def draw(self, at):
        if self.axis == 1:
            Line2D(list(at.xlim), [self.value] * 2, **{"color": "C0", **self.settings}).draw(at)
        else:
            Line2D([self.value] * 2, list(at.ylim), **{"color": "C0", **self.settings}).draw(at)


class Endless(Across):
    def __init__(self, x, y, rise, settings, through=()):
        super().__init__(0, 0, settings)
        self.x, self.y, self.rise, self.through = x, y, rise, [(x, y), *through]

    def extent(self):
        return self.through

    def widens(self, axis):
        return True

    def draw(self, at):
        places = [(x, self.y + (x - self.x) * self.rise) for x in at.xlim]
        Line2D(*zip(*places, strict=False), **{"color": "C0", **self.settings}).draw(at)
