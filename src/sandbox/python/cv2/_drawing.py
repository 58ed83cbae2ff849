"""Marks and words on pictures, in place."""

import math as _math

import cv2
import numpy as np
from _shim import call as _call
from _shim import js as _js
from _shim import note as _note
from cv2._constants import error


def _painted(img, work):
    if not isinstance(img, np.ndarray):
        raise error("cv2: img is not a numpy array")
    held = _call("fromArray", img._held)
    work(held)
    _call("putPicture", img._held, held)
    return img


def _color(color):
    parts = [color] * 3 if isinstance(color, (int, float)) else list(color)
    return _js([*(int(part) for part in ([*parts, 0, 0, 0])[:3]), 255])


def _place(place):
    return [round(float(value)) for value in place]


def rectangle(img, pt1, pt2=None, color=(0, 0, 0), thickness=1, lineType=cv2.LINE_8, shift=0):
    if pt2 is None or len(pt1) == 4:
        x, y, width, height = pt1
        (pt1, pt2, color) = ((x, y), (x + width - 1, y + height - 1), pt2 if pt2 is not None else color)
    (x1, y1), (x2, y2) = _place(pt1), _place(pt2)
    corners = _js([min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)])
    if thickness < 0:
        return _painted(img, lambda held: _call("fillRectangle", held, _color(color), corners))
    return _painted(img, lambda held: _call("strokeRectangle", held, _color(color), corners, int(thickness), "both"))


def line(img, pt1, pt2, color, thickness=1, lineType=cv2.LINE_8, shift=0):
    path = _js([*map(float, _place(pt1)), *map(float, _place(pt2))])
    return _painted(img, lambda held: _call("strokePath", held, _color(color), path, int(thickness), False))


def arrowedLine(img, pt1, pt2, color, thickness=1, line_type=cv2.LINE_8, shift=0, tipLength=0.1):
    (x1, y1), (x2, y2) = pt1, pt2
    line(img, pt1, pt2, color, thickness)
    size, turn = tipLength * _math.hypot(x2 - x1, y2 - y1), _math.atan2(y1 - y2, x1 - x2)
    for side in (_math.pi / 4, -_math.pi / 4):
        line(img, (x2 + size * _math.cos(turn + side), y2 + size * _math.sin(turn + side)), pt2, color, thickness)
    return img


def circle(img, center, radius, color, thickness=1, lineType=cv2.LINE_8, shift=0):
    return ellipse(img, center, (radius, radius), 0, 0, 360, color, thickness)


def ellipse(
    img, center, axes, angle=0, startAngle=0, endAngle=360, color=(0, 0, 0), thickness=1, lineType=cv2.LINE_8, shift=0
):
    (x, y), (a, b) = _place(center), (float(axes[0]), float(axes[1]))
    if angle == 0 and (startAngle, endAngle) == (0, 360):
        if thickness < 0:
            box = _js([x - a, y - b, x + a, y + b])
            return _painted(img, lambda held: _call("fillEllipse", held, _color(color), box))
        return _painted(img, lambda held: _call("ring", held, _color(color), float(x), float(y), a, b, int(thickness)))
    turn, places = _math.radians(angle), []
    for i in range(121):
        at = _math.radians(startAngle + (endAngle - startAngle) * i / 120)
        dx, dy = a * _math.cos(at), b * _math.sin(at)
        places += [x + dx * _math.cos(turn) - dy * _math.sin(turn), y + dx * _math.sin(turn) + dy * _math.cos(turn)]
    name, rest = ("fillShape", ()) if thickness < 0 else ("strokePath", (int(thickness), False))
    return _painted(img, lambda held: _call(name, held, _color(color), _js(places), *rest))


def polylines(img, pts, isClosed, color, thickness=1, lineType=cv2.LINE_8, shift=0):
    def work(held):
        for part in pts:
            flat = [float(value) for value in np.asarray(part).ravel().tolist()]
            _call("strokePath", held, _color(color), _js(flat), int(thickness), bool(isClosed))

    return _painted(img, work)


def fillPoly(img, pts, color, lineType=cv2.LINE_8, shift=0, offset=None):
    def work(held):
        for part in pts:
            _call("fillShape", held, _color(color), _js([float(v) for v in np.asarray(part).ravel().tolist()]))

    return _painted(img, work)


def fillConvexPoly(img, points, color, lineType=cv2.LINE_8, shift=0):
    return fillPoly(img, [points], color)


_FONT_PIXELS = 22
"""How high a capital is at scale 1, in pixels."""


def putText(img, text, org, fontFace, fontScale, color, thickness=1, lineType=cv2.LINE_8, bottomLeftOrigin=False):
    _note("own-glyphs")
    size = _FONT_PIXELS * fontScale / 0.72
    x, y = _place(org)
    return _painted(
        img,
        lambda held: _call(
            "words", held, _color(color), str(text), float(x), float(y - _FONT_PIXELS * fontScale), size
        ),
    )


def getTextSize(text, fontFace, fontScale, thickness):
    size = _call("wordsSize", str(text), _FONT_PIXELS * fontScale / 0.72)
    return (int(size.width), int(size.height)), int(_FONT_PIXELS * fontScale * 0.45)


def drawContours(image, contours, contourIdx, color, thickness=1, *arguments, **_):
    chosen = contours if contourIdx < 0 else [contours[contourIdx]]
    return fillPoly(image, chosen, color) if thickness < 0 else polylines(image, chosen, True, color, thickness)
