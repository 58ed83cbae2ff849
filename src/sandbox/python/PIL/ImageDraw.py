"""PIL.ImageDraw: marks with hard edges, as Pillow draws them."""

import math as _math

from _shim import call as _call
from _shim import js as _js
from _shim import missing as _missing
from _shim import missing_method as _missing_method
from _shim import note as _note
from PIL import ImageFont as _ImageFont


def _places(xy):
    flat = []
    for part in xy:
        flat.extend(part) if isinstance(part, (tuple, list)) or hasattr(part, "tolist") else flat.append(part)
    return [float(value) for value in flat]


def _corners(xy):
    left, top, right, bottom = _places(xy)
    if right < left or bottom < top:
        side = "x1 must be greater than or equal to x0" if right < left else "y1 must be greater than or equal to y0"
        raise ValueError(side)
    return [round(side) for side in (left, top, right, bottom)]


class ImageDraw:
    def __init__(self, im, mode=None):
        self._image = im
        self._image_mode = im.mode
        self.mode = mode or im.mode
        self.font = None
        self.ink = "white"

    @property
    def im(self):
        return self._image

    def _do(self, name, color, *arguments):
        color = self._image._color(color)
        if self.mode == "RGBA" and self._image.mode == "RGB" and color[3] != 255:
            return self._through(name, color, *arguments)
        return _call(name, self._image._held, _js(color), *arguments)

    def _through(self, name, color, *arguments):
        layer = self._image.copy()
        _call(name, layer._held, _js([*color[:3], 255]), *arguments)
        _call("copyInto", self._image._held, _call("blend", self._image._held, layer._held, color[3] / 255))

    def rectangle(self, xy, fill=None, outline=None, width=1):
        corners = _js(_corners(xy))
        if fill is not None:
            self._do("fillRectangle", fill, corners)
        if (outline is not None or fill is None) and width > 0:
            self._do("strokeRectangle", self.ink if outline is None else outline, corners, int(width), "inwards")

    def rounded_rectangle(self, xy, radius=0, fill=None, outline=None, width=1, *, corners=None):
        left, top, right, bottom = _corners(xy)
        r = min(radius, (right - left) / 2, (bottom - top) / 2)
        shape = []
        for x, y, start in (
            (right - r, top + r, -90),
            (right - r, bottom - r, 0),
            (left + r, bottom - r, 90),
            (left + r, top + r, 180),
        ):
            for step in range(7):
                angle = _math.radians(start + 15 * step)
                shape.append((x + r * _math.cos(angle), y + r * _math.sin(angle)))
        self.polygon(shape, fill, outline, width)

    def line(self, xy, fill=None, width=0, joint=None):
        self._do("strokePath", self.ink if fill is None else fill, _js(_places(xy)), int(max(1, width)), False)

    def polygon(self, xy, fill=None, outline=None, width=1):
        places = _js(_places(xy))
        if fill is not None:
            self._do("fillShape", fill, places)
        if outline is not None or fill is None:
            self._do("strokePath", self.ink if outline is None else outline, places, int(max(1, width)), True)

    def regular_polygon(self, bounding_circle, n_sides, rotation=0, fill=None, outline=None, width=1):
        (*center, radius) = _places(bounding_circle)
        angles = [_math.radians(90 + 180 / n_sides + 360 * i / n_sides + rotation) for i in range(n_sides)]
        self.polygon(
            [(center[0] + radius * _math.cos(a), center[1] + radius * _math.sin(a)) for a in angles],
            fill,
            outline,
            width,
        )

    def ellipse(self, xy, fill=None, outline=None, width=1):
        box = _js(_corners(xy))
        if fill is not None:
            self._do("fillEllipse", fill, box)
        if (outline is not None or fill is None) and width > 0:
            self._do("strokeEllipse", self.ink if outline is None else outline, box, int(width), 0.0, 360.0)

    def circle(self, xy, radius, fill=None, outline=None, width=1):
        x, y = xy
        self.ellipse((x - radius, y - radius, x + radius, y + radius), fill, outline, width)

    def arc(self, xy, start, end, fill=None, width=1):
        turned = float(end) if end >= start else float(end) + 360
        self._do(
            "strokeEllipse",
            self.ink if fill is None else fill,
            _js(_corners(xy)),
            int(max(1, width)),
            float(start),
            turned,
        )

    def pieslice(self, xy, start, end, fill=None, outline=None, width=1):
        left, top, right, bottom = _corners(xy)
        center = ((left + right) / 2, (top + bottom) / 2)
        end = end if end >= start else end + 360
        rim = [
            (
                center[0] + (right - left) / 2 * _math.cos(_math.radians(start + (end - start) * i / 60)),
                center[1] + (bottom - top) / 2 * _math.sin(_math.radians(start + (end - start) * i / 60)),
            )
            for i in range(61)
        ]
        self.polygon([center, *rim], fill, outline, width)

    chord = pieslice

    def point(self, xy, fill=None):
        places = _places(xy)
        for x, y in zip(places[::2], places[1::2], strict=False):
            corners = [int(x), int(y), int(x), int(y)]
            self._do("fillRectangle", self.ink if fill is None else fill, _js(corners))

    def _font(self, font, size=None):
        return font or self.font or _ImageFont.load_default(size)

    def text(
        self,
        xy,
        text,
        fill=None,
        font=None,
        anchor=None,
        spacing=4,
        align="left",
        direction=None,
        features=None,
        language=None,
        stroke_width=0,
        stroke_fill=None,
        embedded_color=False,
        font_size=None,
    ):
        _note("own-glyphs")
        left, top = self.textbbox(xy, text, font, anchor, font_size=font_size)[:2]
        face = self._font(font, font_size)
        if stroke_width and stroke_fill is not None:
            for dx in (-stroke_width, 0, stroke_width):
                for dy in (-stroke_width, 0, stroke_width):
                    self._do("words", stroke_fill, str(text), float(left + dx), float(top + dy), face.size)
        self._do("words", self.ink if fill is None else fill, str(text), float(left), float(top), face.size)

    multiline_text = text

    def textbbox(
        self,
        xy,
        text,
        font=None,
        anchor=None,
        spacing=4,
        align="left",
        direction=None,
        features=None,
        language=None,
        stroke_width=0,
        embedded_color=False,
        font_size=None,
    ):
        width, height = self._font(font, font_size).getbbox(text)[2:]
        across, down = anchor or "la"
        left = xy[0] - {"l": 0, "m": width / 2, "r": width}.get(across, 0)
        top = xy[1] - {"a": 0, "t": 0, "m": height / 2, "s": height, "b": height, "d": height}.get(down, 0)
        return (left, top, left + width, top + height)

    multiline_textbbox = textbbox

    def textlength(self, text, font=None, *arguments, **options):
        return self._font(font).getlength(text)

    def textsize(self, text, font=None, *arguments, **options):
        return self._font(font).getsize(text)

    def bitmap(self, xy, bitmap, fill=None):
        self._image.paste(self.ink if fill is None else fill, tuple(int(v) for v in xy), bitmap)

    __getattr__ = _missing_method("PIL.ImageDraw.ImageDraw")


def Draw(im, mode=None):
    return ImageDraw(im, mode)


def floodfill(image, xy, value, border=None, thresh=0):
    target = image.getpixel(xy)
    waiting, seen = [tuple(xy)], set()

    def near(pixel):
        parts = zip(pixel, target, strict=False) if isinstance(target, tuple) else [(pixel, target)]
        return sum(abs(a - b) for a, b in parts) <= thresh

    while waiting:
        x, y = waiting.pop()
        if (x, y) in seen or not (0 <= x < image.width and 0 <= y < image.height) or not near(image.getpixel((x, y))):
            continue
        seen.add((x, y))
        waiting += [(x + 1, y), (x - 1, y), (x, y + 1), (x, y - 1)]
    for place in seen:
        image.putpixel(place, value)


__getattr__ = _missing("PIL.ImageDraw")
