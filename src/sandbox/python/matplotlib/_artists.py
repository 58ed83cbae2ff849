"""What stands in a figure, each with its own way of being drawn. Places are in the data of the axes."""

import math

from _shim import call, js
from matplotlib.colors import rgba255

DASHES = {
    "-": [],
    "solid": [],
    "--": [3.7, 1.6],
    "dashed": [3.7, 1.6],
    ":": [1, 1.65],
    "dotted": [1, 1.65],
    "-.": [6.4, 1.6, 1, 1.6],
    "dashdot": [6.4, 1.6, 1, 1.6],
}


class Artist:
    """Something that is drawn. Its settings may be changed until the figure is."""

    label = None
    zorder = 0

    def set(self, **settings):
        for name, value in settings.items():
            setattr(self, name, value)

    def __getattr__(self, name):
        if name.startswith("set_"):
            return lambda *values: setattr(self, name[4:], values[0] if len(values) == 1 else values)
        if name.startswith("get_"):
            return lambda: getattr(self, name[4:])
        raise AttributeError(f"matplotlib: {name} is not available in this sandbox")

    def remove(self):
        self.hidden = True

    hidden = False

    def extent(self):
        """Places that the axes should show; not a number where it says nothing of that direction."""
        return []

    def widens(self, axis):
        """Whether the limits of the axes are found anew for it; one that does not counts once another does."""
        return True


class Line2D(Artist):
    def __init__(
        self,
        xdata,
        ydata,
        *,
        linewidth=None,
        linestyle="-",
        color=None,
        marker=None,
        markersize=6,
        alpha=None,
        markerfacecolor=None,
        label=None,
        zorder=2,
        lw=None,
        ls=None,
        c=None,
        ms=None,
        mfc=None,
        **_,
    ):
        self.x, self.y = list(xdata), list(ydata)
        self.linewidth = lw or linewidth or 1.5
        self.linestyle, self.color = ls or linestyle, c or color or (0.12, 0.47, 0.71)
        self.marker, self.markersize = marker, ms or markersize
        self.markerfacecolor, self.alpha, self.label, self.zorder = mfc or markerfacecolor, alpha, label, zorder

    def extent(self):
        return list(zip(self.x, self.y, strict=False))

    def draw(self, at):
        color = rgba255(self.color, self.alpha)
        places = [at(x, y) for x, y in zip(self.x, self.y, strict=False) if not (math.isnan(x) or math.isnan(y))]
        width = self.linewidth * at.point
        dashes = DASHES.get(self.linestyle)
        if dashes is not None and color and len(places) > 1:
            flat = [value for place in places for value in place]
            call("smoothPath", at.held, js(color), js(flat), width, js([dash * width for dash in dashes]))
        face = rgba255(self.markerfacecolor, self.alpha) or color
        for place in places if self.marker not in (None, "", "None") else []:
            marker(at, self.marker, place, self.markersize * at.point / 2, face)


def marker(at, kind, place, radius, color):
    x, y = place
    if color is None:
        return
    if kind in ("o", ".", ","):
        call("smoothCircle", at.held, js(color), x, y, radius * (1 if kind == "o" else 0.5))
    elif kind in ("x", "+", "X"):
        legs = [(-1, -1, 1, 1), (-1, 1, 1, -1)] if kind != "+" else [(-1, 0, 1, 0), (0, -1, 0, 1)]
        for a, b, c, d in legs:
            path = [x + a * radius, y + b * radius, x + c * radius, y + d * radius]
            call("smoothPath", at.held, js(color), js(path), max(1.0, radius / 2.5), js([]))
    else:
        shapes = {
            "s": (4, 45),
            "D": (4, 0),
            "d": (4, 0),
            "^": (3, -90),
            "v": (3, 90),
            "<": (3, 180),
            ">": (3, 0),
            "p": (5, -90),
            "h": (6, 0),
            "*": (10, -90),
        }
        sides, turn = shapes.get(kind, (12, 0))
        flat = []
        for i in range(sides):
            reach = radius * (1.3 if sides == 4 else 1.1) * (0.45 if kind == "*" and i % 2 else 1)
            angle = math.radians(turn + 360 * i / sides)
            flat += [x + reach * math.cos(angle), y + reach * math.sin(angle)]
        call("smoothShape", at.held, js(color), js(flat))


class Patch(Artist):
    """A shape with a rim and an inside."""

    def __init__(
        self,
        *,
        color=None,
        edgecolor=None,
        facecolor=None,
        fill=True,
        linewidth=None,
        linestyle="-",
        alpha=None,
        label=None,
        zorder=1,
        ec=None,
        fc=None,
        lw=None,
        ls=None,
        **_,
    ):
        given = fc if fc is not None else facecolor
        self.facecolor = color if color is not None else given if given is not None else "C0"
        self.edgecolor = color if color is not None else ec if ec is not None else edgecolor
        self.fill, self.linewidth, self.linestyle = (
            fill,
            1.0 if lw is None and linewidth is None else lw or linewidth,
            ls or linestyle,
        )
        self.alpha, self.label, self.zorder = alpha, label, zorder

    def extent(self):
        return self.outline()

    def draw(self, at):
        flat = [value for x, y in self.outline() for value in at(x, y)]
        face = rgba255(self.facecolor, self.alpha) if self.fill else None
        if face:
            call("smoothShape", at.held, js(face), js(flat))
        rim = rgba255(self.edgecolor if self.edgecolor is not None else (None if face else "k"), self.alpha)
        if rim and self.linewidth:
            width = self.linewidth * at.point
            dashes = [dash * width for dash in DASHES.get(self.linestyle, [])]
            call("smoothPath", at.held, js(rim), js(flat + flat[:2]), width, js(dashes))


class Polygon(Patch):
    def __init__(self, xy, closed=True, **settings):
        super().__init__(**settings)
        self.xy = [tuple(place) for place in xy]

    def outline(self):
        return self.xy


class Rectangle(Patch):
    def __init__(self, xy, width, height, angle=0.0, **settings):
        super().__init__(**settings)
        self.xy, self.width, self.height, self.angle = tuple(xy), width, height, angle

    def outline(self):
        (x, y), turn = self.xy, math.radians(self.angle)
        corners = [(0, 0), (self.width, 0), (self.width, self.height), (0, self.height)]
        return [
            (x + a * math.cos(turn) - b * math.sin(turn), y + a * math.sin(turn) + b * math.cos(turn))
            for a, b in corners
        ]


class FancyBboxPatch(Rectangle):
    def __init__(self, xy, width, height, boxstyle="round", **settings):
        super().__init__(xy, width, height, **settings)


class Ellipse(Patch):
    def __init__(self, xy, width, height, angle=0.0, **settings):
        super().__init__(**settings)
        self.xy, self.width, self.height, self.angle = tuple(xy), width, height, angle
        self.angles = (0, 360)

    @property
    def center(self):
        return self.xy

    def outline(self):
        (x, y), turn, (first, last) = self.xy, math.radians(self.angle), self.angles
        places = []
        for i in range(73):
            angle = math.radians(first + (last - first) * i / 72)
            a, b = self.width / 2 * math.cos(angle), self.height / 2 * math.sin(angle)
            places.append((x + a * math.cos(turn) - b * math.sin(turn), y + a * math.sin(turn) + b * math.cos(turn)))
        return places


class Circle(Ellipse):
    def __init__(self, xy, radius=5, **settings):
        super().__init__(xy, 2 * radius, 2 * radius, **settings)
        self.radius = radius


class Arc(Ellipse):
    def __init__(self, xy, width, height, angle=0.0, theta1=0.0, theta2=360.0, **settings):
        super().__init__(xy, width, height, angle, **{"fill": False, **settings})
        self.angles = (theta1, theta2 if theta2 >= theta1 else theta2 + 360)

    def draw(self, at):
        line = Line2D(
            *zip(*self.outline(), strict=False),
            color=self.edgecolor or "k",
            linewidth=self.linewidth,
            linestyle=self.linestyle,
            alpha=self.alpha,
        )
        line.draw(at)


class Wedge(Ellipse):
    def __init__(self, center, r, theta1, theta2, width=None, **settings):
        super().__init__(center, 2 * r, 2 * r, **settings)
        self.angles = (theta1, theta2)

    def outline(self):
        return [self.xy, *super().outline()]


class Arrow(Artist):
    """A straight arrow, its tip at the second place."""

    def __init__(self, start, end, *, color="k", linewidth=1.5, alpha=None, zorder=2, label=None, heads=True):
        self.start, self.end, self.color, self.linewidth = start, end, color, linewidth
        self.alpha, self.zorder, self.label, self.heads = alpha, zorder, label, heads

    def extent(self):
        return [self.start, self.end]

    def draw(self, at):
        places = [*at(*self.start), *at(*self.end)]
        color = rgba255(self.color, self.alpha)
        if color and self.heads:
            call("smoothArrow", at.held, js(color), js(places), max(1.0, self.linewidth * at.point))
        elif color:
            call("smoothPath", at.held, js(color), js(places), self.linewidth * at.point, js([]))


class Text(Artist):
    """Words; `space` says whether they stand in the data or in shares of the axes."""

    def __init__(
        self,
        x,
        y,
        text,
        *,
        fontsize=None,
        size=None,
        color="k",
        c=None,
        ha="left",
        va="baseline",
        alpha=None,
        horizontalalignment=None,
        verticalalignment=None,
        bbox=None,
        zorder=3,
        transform=None,
        rotation=0,
        weight=None,
        **_,
    ):
        self.x, self.y, self.text = x, y, str(text)
        self.fontsize = size or fontsize or 10
        if isinstance(self.fontsize, str):
            self.fontsize = {"small": 8, "medium": 10, "large": 12, "x-large": 14, "xx-large": 17}.get(
                self.fontsize, 10
            )
        self.color, self.ha, self.va = c or color, horizontalalignment or ha, verticalalignment or va
        self.bbox, self.alpha, self.zorder, self.transform = bbox, alpha, zorder, transform

    def draw(self, at):
        x, y = at.share(self.x, self.y) if self.transform == "axes" else at(self.x, self.y)
        words(
            at, self.text, x, y, self.fontsize * at.point, rgba255(self.color, self.alpha), self.ha, self.va, self.bbox
        )


def words(at, text, x, y, size, color, ha="left", va="baseline", bbox=None):
    if not text.strip() or color is None:
        return
    text = text.replace("$", "").replace("\\", "")
    room = call("wordsSize", text, float(size))
    left = x - {"center": room.width / 2, "right": room.width}.get(ha, 0)
    top = y - {"top": 0, "center": room.height / 2, "center_baseline": room.height / 2}.get(va, room.height)
    if bbox:
        ground = rgba255(bbox.get("facecolor", bbox.get("fc", "C0")), bbox.get("alpha"))
        around = size * 0.3
        if ground:
            box = [left - around, top - around, left + room.width + around, top + room.height + around]
            call("smoothBox", at.held, js(ground), js(box))
    call("words", at.held, js(color), text, float(left), float(top), float(size))
