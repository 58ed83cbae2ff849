"""OpenCV, as far as programs that look at pictures use it: arrays of rows, columns and blue, green, red."""

import math as _math

import _files
import numpy as np
from _shim import call as _call
from _shim import js as _js
from _shim import missing as _missing
from _shim import note as _note

__version__ = "4.11 (sandbox)"


class error(Exception):
    """What OpenCV raises."""


INTER_NEAREST, INTER_LINEAR, INTER_CUBIC, INTER_AREA, INTER_LANCZOS4 = range(5)
IMREAD_UNCHANGED, IMREAD_GRAYSCALE, IMREAD_COLOR = -1, 0, 1
IMWRITE_JPEG_QUALITY, IMWRITE_PNG_COMPRESSION = 1, 16
ROTATE_90_CLOCKWISE, ROTATE_180, ROTATE_90_COUNTERCLOCKWISE = range(3)
FONT_HERSHEY_SIMPLEX, FONT_HERSHEY_PLAIN, FONT_HERSHEY_DUPLEX, FONT_HERSHEY_COMPLEX, FONT_HERSHEY_TRIPLEX = range(5)
LINE_4, LINE_8, LINE_AA, FILLED = 4, 8, 16, -1
THRESH_BINARY, THRESH_BINARY_INV, THRESH_TRUNC, THRESH_TOZERO, THRESH_TOZERO_INV, THRESH_OTSU = 0, 1, 2, 3, 4, 8
ADAPTIVE_THRESH_MEAN_C, ADAPTIVE_THRESH_GAUSSIAN_C = 0, 1
RETR_EXTERNAL, RETR_LIST, RETR_CCOMP, RETR_TREE = range(4)
CHAIN_APPROX_NONE, CHAIN_APPROX_SIMPLE = 1, 2
MORPH_ERODE, MORPH_DILATE, MORPH_OPEN, MORPH_CLOSE, MORPH_GRADIENT, MORPH_TOPHAT, MORPH_BLACKHAT = range(7)
MORPH_RECT, MORPH_CROSS, MORPH_ELLIPSE = range(3)
BORDER_CONSTANT, BORDER_REPLICATE, BORDER_REFLECT, BORDER_REFLECT_101, BORDER_DEFAULT = 0, 1, 2, 4, 4
CV_8U, CV_16S, CV_32F, CV_64F = 0, 3, 5, 6
NORM_MINMAX, NORM_L2 = 32, 4
CC_STAT_LEFT, CC_STAT_TOP, CC_STAT_WIDTH, CC_STAT_HEIGHT, CC_STAT_AREA = range(5)
TM_SQDIFF, TM_SQDIFF_NORMED, TM_CCORR, TM_CCORR_NORMED, TM_CCOEFF, TM_CCOEFF_NORMED = range(6)

_CONVERSIONS = (
    "BGR2RGB RGB2BGR BGR2GRAY RGB2GRAY GRAY2BGR GRAY2RGB BGR2HSV RGB2HSV HSV2BGR HSV2RGB BGR2BGRA RGB2RGBA BGRA2BGR "
    "RGBA2RGB RGBA2BGR BGRA2RGB BGRA2GRAY RGBA2GRAY RGB2RGBA RGB2BGRA BGR2RGBA RGBA2BGRA BGRA2RGBA GRAY2RGBA GRAY2BGRA"
).split()
_NAMES = {}
for _number, _name in enumerate(_CONVERSIONS):
    globals()[f"COLOR_{_name}"] = _number
    _NAMES[_number] = _name


def imread(filename, flags=IMREAD_COLOR):
    from PIL import Image

    try:
        image = Image.open(filename)
    except OSError:
        return None
    if flags == IMREAD_GRAYSCALE:
        return np.asarray(image.convert("L"))
    return np.asarray(image.convert("RGB"))[:, :, ::-1].copy()


def _pil(img):
    from PIL import Image

    array = np.asarray(img)
    if array.ndim == 3 and array.shape[2] == 3:
        array = array[:, :, ::-1]
    elif array.ndim == 3 and array.shape[2] == 4:
        array = array[:, :, [2, 1, 0, 3]]
    return Image.fromarray(array)


def imwrite(filename, img, params=None):
    _pil(img).save(filename)
    return True


def imencode(ext, img, params=None):
    import _png

    return True, np.frombuffer(_png.encode(_pil(img)), "uint8")


def imdecode(buf, flags=IMREAD_COLOR):
    from PIL import Image

    return np.asarray(Image._decoded(np.asarray(buf).tobytes(), "").convert("RGB"))[:, :, ::-1].copy()


def imshow(winname, mat):
    _files.show(_pil(mat))


def waitKey(delay=0):
    return -1


def destroyAllWindows():
    """No window is open."""


def _grey(array, order):
    weights = {"R": 4899, "G": 9617, "B": 1868}
    wide = np.asarray(array).astype("int32")
    total = np.full(wide.shape[:2], 8192, "int32")
    for i, sign in enumerate(order[:3]):
        total = total + wide[:, :, i] * weights[sign]
    return (total >> 14).astype("uint8")


def cvtColor(src, code, dst=None, dstCn=0):
    if code not in _NAMES:
        raise error(f"cv2.cvtColor: this conversion is not available in this sandbox ({code})")
    source, target = _NAMES[code].split("2")
    array = np.asarray(src)
    if source == "GRAY":
        if array.ndim != 2:
            raise error("cv2.cvtColor: a grey image has two axes")
        made = np.stack([array] * 3, 2)
        return np.concatenate([made, np.full((*array.shape, 1), 255, "uint8")], 2) if target.endswith("A") else made
    if array.ndim != 3 or array.shape[2] != (4 if source.endswith("A") else 3):
        raise error(f"cv2.cvtColor: Invalid number of channels in input image: {array.shape}")
    if target == "GRAY":
        return _grey(array, source)
    if source == "HSV":
        rgb = np.ndarray(_call("rgbOf", array._held))
        return rgb if target == "RGB" else rgb[:, :, ::-1].copy()
    if target == "HSV":
        rgb = array if source == "RGB" else array[:, :, ::-1].copy()
        return np.ndarray(_call("hsvOf", rgb._held))
    made = array[:, :, [source.index(sign) for sign in target if sign != "A"]]
    if not target.endswith("A"):
        return made
    alpha = array[:, :, 3:] if source.endswith("A") else np.full((*array.shape[:2], 1), 255, "uint8")
    return np.concatenate([made, alpha], 2)


def resize(src, dsize=None, dst=None, fx=0, fy=0, interpolation=INTER_LINEAR):
    array = np.asarray(src)
    height, width = array.shape[:2]
    wide, high = dsize if dsize else (round(width * fx), round(height * fy))
    if wide < 1 or high < 1:
        raise error("cv2.resize: the size must be at least one pixel each way")
    if wide * high > 89_478_485:
        raise error("cv2.resize: this is too large for this sandbox")
    if interpolation in (INTER_CUBIC, INTER_LANCZOS4):
        _note("cv2-window-of-pillow")
        from PIL import Image

        how = Image.BICUBIC if interpolation == INTER_CUBIC else Image.LANCZOS
        return np.asarray(Image.fromarray(array).resize((int(wide), int(high)), how))
    how = {INTER_NEAREST: "nearest", INTER_AREA: "area"}.get(interpolation, "linear")
    return np.ndarray(_call("scaleArray", array._held, int(wide), int(high), how))


def rotate(src, rotateCode, dst=None):
    return np.rot90(src, {ROTATE_90_CLOCKWISE: 3, ROTATE_180: 2, ROTATE_90_COUNTERCLOCKWISE: 1}[rotateCode]).copy()


def flip(src, flipCode, dst=None):
    return np.flip(src, 0 if flipCode == 0 else 1 if flipCode > 0 else (0, 1)).copy()


def transpose(src):
    return np.swapaxes(src, 0, 1).copy()


def getRotationMatrix2D(center, angle, scale):
    (x, y), turn = center, _math.radians(angle)
    a, b = scale * _math.cos(turn), scale * _math.sin(turn)
    return np.array([[a, b, (1 - a) * x - b * y], [-b, a, b * x + (1 - a) * y]])


def warpAffine(src, M, dsize, dst=None, flags=INTER_LINEAR, borderMode=BORDER_CONSTANT, borderValue=0):
    a, b, c, d, e, f = [float(value) for value in np.asarray(M).ravel().tolist()]
    determinant = (a * e - b * d) or 1e-12
    ia, ib, id_, ie = e / determinant, -b / determinant, -d / determinant, a / determinant
    # OpenCV counts from the middle of a pixel, the raster from its corner.
    shift = [ia * -0.5 + ib * -0.5 - (ia * c + ib * f) + 0.5, id_ * -0.5 + ie * -0.5 - (id_ * c + ie * f) + 0.5]
    array = np.asarray(src)
    parts = list(borderValue) if isinstance(borderValue, (tuple, list)) else [borderValue] * 3
    ground = _js([*(int(part) for part in (parts + [0, 0, 0])[:3]), 255])
    how = "nearest" if flags == INTER_NEAREST else "bicubic" if flags == INTER_CUBIC else "bilinear"
    held = _call("affine", _call("fromArray", array._held), int(dsize[0]), int(dsize[1]),
                 _js([ia, ib, shift[0], id_, ie, shift[1]]), how, ground)
    return np.ndarray(_call("toArray", held, 1 if array.ndim == 2 else array.shape[2], False))


def _painted(img, work):
    if not isinstance(img, np.ndarray):
        raise error("cv2: img is not a numpy array")
    held = _call("fromArray", img._held)
    work(held)
    _call("putPicture", img._held, held)
    return img


def _color(color):
    parts = [color] * 3 if isinstance(color, (int, float)) else list(color)
    return _js([*(int(part) for part in (parts + [0, 0, 0])[:3]), 255])


def _place(place):
    return [int(round(float(value))) for value in place]


def rectangle(img, pt1, pt2=None, color=(0, 0, 0), thickness=1, lineType=LINE_8, shift=0):
    if pt2 is None or len(pt1) == 4:
        x, y, width, height = pt1
        (pt1, pt2, color) = ((x, y), (x + width - 1, y + height - 1), pt2 if pt2 is not None else color)
    (x1, y1), (x2, y2) = _place(pt1), _place(pt2)
    corners = _js([min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)])
    if thickness < 0:
        return _painted(img, lambda held: _call("fillRectangle", held, _color(color), corners))
    return _painted(img, lambda held: _call("strokeRectangle", held, _color(color), corners, int(thickness), "both"))


def line(img, pt1, pt2, color, thickness=1, lineType=LINE_8, shift=0):
    path = _js([*map(float, _place(pt1)), *map(float, _place(pt2))])
    return _painted(img, lambda held: _call("strokePath", held, _color(color), path, int(thickness), False))


def arrowedLine(img, pt1, pt2, color, thickness=1, line_type=LINE_8, shift=0, tipLength=0.1):
    (x1, y1), (x2, y2) = pt1, pt2
    line(img, pt1, pt2, color, thickness)
    size, turn = tipLength * _math.hypot(x2 - x1, y2 - y1), _math.atan2(y1 - y2, x1 - x2)
    for side in (_math.pi / 4, -_math.pi / 4):
        line(img, (x2 + size * _math.cos(turn + side), y2 + size * _math.sin(turn + side)), pt2, color, thickness)
    return img


def circle(img, center, radius, color, thickness=1, lineType=LINE_8, shift=0):
    return ellipse(img, center, (radius, radius), 0, 0, 360, color, thickness)


def ellipse(img, center, axes, angle=0, startAngle=0, endAngle=360, color=(0, 0, 0), thickness=1, lineType=LINE_8, shift=0):
    (x, y), (a, b) = _place(center), (float(axes[0]), float(axes[1]))
    if angle == 0 and (startAngle, endAngle) == (0, 360):
        if thickness < 0:
            box = _js([x - a, y - b, x + a, y + b])
            return _painted(img, lambda held: _call("fillEllipse", held, _color(color), box))
        return _painted(
            img, lambda held: _call("ring", held, _color(color), float(x), float(y), a, b, int(thickness)))
    turn, places = _math.radians(angle), []
    for i in range(121):
        at = _math.radians(startAngle + (endAngle - startAngle) * i / 120)
        dx, dy = a * _math.cos(at), b * _math.sin(at)
        places += [x + dx * _math.cos(turn) - dy * _math.sin(turn), y + dx * _math.sin(turn) + dy * _math.cos(turn)]
    name, rest = ("fillShape", ()) if thickness < 0 else ("strokePath", (int(thickness), False))
    return _painted(img, lambda held: _call(name, held, _color(color), _js(places), *rest))


def polylines(img, pts, isClosed, color, thickness=1, lineType=LINE_8, shift=0):
    def work(held):
        for part in pts:
            flat = [float(value) for value in np.asarray(part).ravel().tolist()]
            _call("strokePath", held, _color(color), _js(flat), int(thickness), bool(isClosed))

    return _painted(img, work)


def fillPoly(img, pts, color, lineType=LINE_8, shift=0, offset=None):
    def work(held):
        for part in pts:
            _call("fillShape", held, _color(color), _js([float(v) for v in np.asarray(part).ravel().tolist()]))

    return _painted(img, work)


def fillConvexPoly(img, points, color, lineType=LINE_8, shift=0):
    return fillPoly(img, [points], color)


_FONT_PIXELS = 22
"""How high a capital is at scale 1, in pixels."""


def putText(img, text, org, fontFace, fontScale, color, thickness=1, lineType=LINE_8, bottomLeftOrigin=False):
    _note("own-glyphs")
    size = _FONT_PIXELS * fontScale / 0.72
    x, y = _place(org)
    return _painted(img, lambda held: _call(
        "words", held, _color(color), str(text), float(x), float(y - _FONT_PIXELS * fontScale), size))


def getTextSize(text, fontFace, fontScale, thickness):
    size = _call("wordsSize", str(text), _FONT_PIXELS * fontScale / 0.72)
    return (int(size.width), int(size.height)), int(_FONT_PIXELS * fontScale * 0.45)


def drawContours(image, contours, contourIdx, color, thickness=1, *arguments, **_):
    chosen = contours if contourIdx < 0 else [contours[contourIdx]]
    return fillPoly(image, chosen, color) if thickness < 0 else polylines(image, chosen, True, color, thickness)


def _whole(array, like):
    return np.clip(np.rint(array), 0, 255).astype("uint8") if like.dtype == "uint8" else array


def filter2D(src, ddepth, kernel, dst=None, anchor=None, delta=0, borderType=BORDER_DEFAULT):
    array = np.asarray(src)
    made = np.ndarray(_call("convolveArray", array._held, np.asarray(kernel, float)._held)) + float(delta)
    return _whole(made, array) if ddepth in (-1, CV_8U) else made


def blur(src, ksize, *arguments, **_):
    return filter2D(src, -1, np.full((ksize[1], ksize[0]), 1 / (ksize[0] * ksize[1])))


boxFilter = blur


def GaussianBlur(src, ksize, sigmaX=0, dst=None, sigmaY=0, borderType=BORDER_DEFAULT):
    across, down = ksize
    if across == 0:
        across = down = int(_math.ceil(sigmaX * 3)) * 2 + 1
    array = np.asarray(src)
    first = np.ndarray(_call("bell", across, float(sigmaX))).reshape(1, -1)
    second = np.ndarray(_call("bell", down, float(sigmaY or sigmaX))).reshape(-1, 1)
    made = np.ndarray(_call("convolveArray", _call("convolveArray", array._held, first._held), second._held))
    return _whole(made, array)


def medianBlur(src, ksize):
    array = np.asarray(src)
    held = _call("ranked", _call("fromArray", array._held), int(ksize), 0.5)
    return np.ndarray(_call("toArray", held, 1 if array.ndim == 2 else array.shape[2], False))


_SOBEL = {(1, 0): [[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]], (0, 1): [[-1, -2, -1], [0, 0, 0], [1, 2, 1]]}


def Sobel(src, ddepth, dx, dy, dst=None, ksize=3, scale=1, delta=0, borderType=BORDER_DEFAULT):
    if (dx, dy) not in _SOBEL or ksize != 3:
        raise error("cv2.Sobel is here for first derivatives and a kernel of 3 only")
    return filter2D(src, ddepth, np.array(_SOBEL[dx, dy]) * float(scale), delta=delta)


def Laplacian(src, ddepth, dst=None, ksize=1, scale=1, delta=0, borderType=BORDER_DEFAULT):
    kernel = [[0, 1, 0], [1, -4, 1], [0, 1, 0]] if ksize == 1 else [[2, 0, 2], [0, -8, 0], [2, 0, 2]]
    return filter2D(src, ddepth, np.array(kernel) * float(scale), delta=delta)


def Canny(image, threshold1, threshold2, edges=None, apertureSize=3, L2gradient=False):
    array = np.asarray(image)
    grey = cvtColor(array, globals()["COLOR_BGR2GRAY"]) if array.ndim == 3 else array
    across, down = Sobel(grey, CV_64F, 1, 0), Sobel(grey, CV_64F, 0, 1)
    low, high = sorted((float(threshold1), float(threshold2)))
    return np.ndarray(_call("canny", across._held, down._held, low, high))


def getStructuringElement(shape, ksize, anchor=None):
    across, down = ksize
    made = np.ones((down, across), "uint8")
    for y in range(down):
        for x in range(across):
            dx, dy = (x - across // 2) / (across / 2), (y - down // 2) / (down / 2)
            if (shape == MORPH_CROSS and x != across // 2 and y != down // 2) or (
                    shape == MORPH_ELLIPSE and dx * dx + dy * dy > 1):
                made[y, x] = 0
    return made


def _spread(src, kernel, iterations, largest):
    made = np.asarray(src)
    kernel = np.ones((3, 3), "uint8") if kernel is None else np.asarray(kernel)
    for _ in range(iterations):
        made = np.ndarray(_call("spread", made._held, kernel._held, largest))
    return made


def dilate(src, kernel, dst=None, anchor=None, iterations=1, **_):
    return _spread(src, kernel, iterations, True)


def erode(src, kernel, dst=None, anchor=None, iterations=1, **_):
    return _spread(src, kernel, iterations, False)


def morphologyEx(src, op, kernel, dst=None, anchor=None, iterations=1, **_):
    if op == MORPH_ERODE:
        return erode(src, kernel, iterations=iterations)
    if op == MORPH_DILATE:
        return dilate(src, kernel, iterations=iterations)
    opened = dilate(erode(src, kernel, iterations=iterations), kernel, iterations=iterations)
    closed = erode(dilate(src, kernel, iterations=iterations), kernel, iterations=iterations)
    return {MORPH_OPEN: opened, MORPH_CLOSE: closed, MORPH_TOPHAT: subtract(src, opened),
            MORPH_BLACKHAT: subtract(closed, src),
            MORPH_GRADIENT: subtract(dilate(src, kernel), erode(src, kernel))}[op]


def threshold(src, thresh, maxval, type, dst=None):
    array = np.asarray(src)
    if type & THRESH_OTSU:
        thresh = _otsu(array)
    holds = array > thresh
    none, kept = np.zeros_like(array), array
    full_ = np.full(array.shape, maxval, array.dtype)
    made = {
        THRESH_BINARY: lambda: np.where(holds, full_, none), THRESH_BINARY_INV: lambda: np.where(holds, none, full_),
        THRESH_TRUNC: lambda: np.minimum(array, np.full(array.shape, thresh, array.dtype)),
        THRESH_TOZERO: lambda: np.where(holds, kept, none), THRESH_TOZERO_INV: lambda: np.where(holds, none, kept),
    }[type & 7]()
    return float(thresh), made


def _otsu(array):
    counts = np.bincount(array.ravel(), 256).tolist()
    total, weighed = array.size, sum(i * n for i, n in enumerate(counts))
    below, low, best, chosen = 0, 0.0, -1.0, 0
    for i, count in enumerate(counts):
        below += count
        low += i * count
        if below in (0, total):
            continue
        apart = below * (total - below) * (low / below - (weighed - low) / (total - below)) ** 2
        if apart > best:
            best, chosen = apart, i
    return chosen


def adaptiveThreshold(src, maxValue, adaptiveMethod, thresholdType, blockSize, C):
    array = np.asarray(src)
    mean = blur(array, (blockSize, blockSize)) if adaptiveMethod == ADAPTIVE_THRESH_MEAN_C else GaussianBlur(
        array, (blockSize, blockSize), 0)
    holds = array.astype(float) > mean.astype(float) - C
    holds = holds if thresholdType == THRESH_BINARY else ~holds
    return holds.astype("uint8") * int(maxValue)


def inRange(src, lowerb, upperb):
    array = np.asarray(src)
    holds = (array >= np.asarray(lowerb, float)) & (array <= np.asarray(upperb, float))
    return (np.all(holds, axis=2) if array.ndim == 3 else holds).astype("uint8") * 255


def _saturated(a, b, work):
    first, second = np.asarray(a), np.asarray(b)
    return _whole(work(first.astype(float), second.astype(float)), first)


def add(a, b):
    return _saturated(a, b, lambda x, y: x + y)


def subtract(a, b):
    return _saturated(a, b, lambda x, y: x - y)


def multiply(a, b, scale=1):
    return _saturated(a, b, lambda x, y: x * y * scale)


def absdiff(a, b):
    return _saturated(a, b, lambda x, y: np.abs(x - y))


def addWeighted(src1, alpha, src2, beta, gamma, dst=None):
    made = _saturated(src1, src2, lambda x, y: x * alpha + y * beta + gamma)
    if dst is not None:
        dst[...] = made
        return dst
    return made


def convertScaleAbs(src, alpha=1, beta=0):
    return np.clip(np.rint(np.abs(np.asarray(src).astype(float) * alpha + beta)), 0, 255).astype("uint8")


def _masked(made, mask):
    if mask is None:
        return made
    holds = np.asarray(mask) != 0
    return np.where(holds[..., None] if made.ndim == 3 else holds, made, np.zeros_like(made))


def bitwise_and(src1, src2, dst=None, mask=None):
    return _masked(np.asarray(src1) & np.asarray(src2), mask)


def bitwise_or(src1, src2, dst=None, mask=None):
    return _masked(np.asarray(src1) | np.asarray(src2), mask)


def bitwise_xor(src1, src2, dst=None, mask=None):
    return _masked(np.asarray(src1) ^ np.asarray(src2), mask)


def bitwise_not(src, dst=None, mask=None):
    return _masked(255 - np.asarray(src), mask)


def LUT(src, lut):
    return np.asarray(lut)[np.asarray(src)]


def equalizeHist(src):
    from PIL import Image, ImageOps

    return np.asarray(ImageOps.equalize(Image.fromarray(np.asarray(src))))


class _Clahe:
    def __init__(self, limit, tiles):
        self._limit, self._tiles = limit, tiles

    def apply(self, src):
        array = np.asarray(src)
        height, width = array.shape
        across, down = self._tiles
        tables = [[self._table(array[height * j // down:height * (j + 1) // down,
                                     width * i // across:width * (i + 1) // across]) for i in range(across)]
                  for j in range(down)]
        lut = np.array(tables, float)
        rows, columns = np.arange(height).reshape(-1, 1), np.arange(width).reshape(1, -1)
        y = np.clip((rows + 0.5) * (down / height) - 0.5, 0, down - 1)
        x = np.clip((columns + 0.5) * (across / width) - 0.5, 0, across - 1)
        y0, x0 = np.floor(y).astype(int), np.floor(x).astype(int)
        y1, x1 = np.minimum(y0 + 1, down - 1), np.minimum(x0 + 1, across - 1)
        values = array.astype(int)
        top = lut[y0, x0, values] * (1 - (x - x0)) + lut[y0, x1, values] * (x - x0)
        low = lut[y1, x0, values] * (1 - (x - x0)) + lut[y1, x1, values] * (x - x0)
        return _whole(top * (1 - (y - y0)) + low * (y - y0), array)

    def _table(self, tile):
        counts = np.bincount(tile.ravel(), 256).tolist()
        most = max(1, int(self._limit * tile.size / 256))
        extra = sum(max(0, count - most) for count in counts)
        counts = [min(count, most) + extra / 256 for count in counts]
        made, total = [], 0.0
        for count in counts:
            total += count
            made.append(total * 255 / max(1, tile.size))
        return made


def createCLAHE(clipLimit=40.0, tileGridSize=(8, 8)):
    return _Clahe(clipLimit, tileGridSize)


def normalize(src, dst=None, alpha=1, beta=0, norm_type=NORM_MINMAX, dtype=-1, mask=None):
    array = np.asarray(src).astype(float)
    if norm_type != NORM_MINMAX:
        return array / (float(np.linalg.norm(array)) or 1) * alpha
    low, high = float(array.min()), float(array.max())
    made = (array - low) / ((high - low) or 1) * (beta - alpha) + alpha
    return _whole(made, np.asarray(src))


def split(m):
    array = np.asarray(m)
    return tuple(array[:, :, i].copy() for i in range(array.shape[2]))


def merge(mv):
    return np.stack([np.asarray(part) for part in mv], 2)


def hconcat(src):
    return np.concatenate(src, 1)


def vconcat(src):
    return np.concatenate(src, 0)


def copyMakeBorder(src, top, bottom, left, right, borderType, dst=None, value=0):
    array = np.asarray(src)
    if borderType != BORDER_CONSTANT:
        widths = [(top, bottom), (left, right), (0, 0)][: array.ndim]
        return np.pad(array, widths, "edge" if borderType == BORDER_REPLICATE else "reflect")
    shape = (array.shape[0] + top + bottom, array.shape[1] + left + right, *array.shape[2:])
    parts = list(value)[: array.shape[2] if array.ndim == 3 else 1] if isinstance(value, (tuple, list)) else value
    made = np.full(shape, parts, array.dtype)
    made[top:top + array.shape[0], left:left + array.shape[1]] = array
    return made


def findContours(image, mode, method, *arguments, **_):
    if mode != RETR_EXTERNAL:
        _note("contours-without-holes")
    made = tuple(np.ndarray(part) for part in _call("outlines", np.asarray(image)._held, method == CHAIN_APPROX_SIMPLE))
    links = np.array([[[i + 1 if i + 1 < len(made) else -1, i - 1, -1, -1] for i in range(len(made))]], "int32")
    return made, (links if made else None)


def _outline(contour):
    flat = np.asarray(contour).reshape(-1, 2).tolist()
    return list(zip(flat, [*flat[1:], flat[0]]))


def contourArea(contour, oriented=False):
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in _outline(contour))) / 2


def arcLength(curve, closed):
    return sum(_math.dist(a, b) for a, b in _outline(curve)[: None if closed else -1])


def boundingRect(array):
    places = np.asarray(array)
    if places.ndim == 2 and places.shape[1] != 2:
        places = np.argwhere(places)[:, ::-1]
    flat = places.reshape(-1, 2).tolist()
    xs, ys = [int(x) for x, _ in flat], [int(y) for _, y in flat]
    return (min(xs), min(ys), max(xs) - min(xs) + 1, max(ys) - min(ys) + 1)


def approxPolyDP(curve, epsilon, closed):
    flat = [tuple(place) for place in np.asarray(curve).reshape(-1, 2).tolist()]

    def simple(places):
        if len(places) < 3:
            return places
        (ax, ay), (bx, by) = places[0], places[-1]
        length = _math.hypot(bx - ax, by - ay)
        off = [abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / length if length else _math.hypot(x - ax, y - ay)
               for x, y in places]
        far = max(range(len(places)), key=off.__getitem__)
        if off[far] <= epsilon:
            return [places[0], places[-1]]
        return simple(places[: far + 1])[:-1] + simple(places[far:])

    kept = simple([*flat, flat[0]])[:-1] if closed else simple(flat)
    return np.array(kept, "int32").reshape(-1, 1, 2)


def moments(array):
    flat = _outline(array)
    crosses = [a[0] * b[1] - b[0] * a[1] for a, b in flat]
    area = sum(crosses) / 2
    return {
        "m00": abs(area),
        "m10": abs(sum((a[0] + b[0]) * c for (a, b), c in zip(flat, crosses)) / 6),
        "m01": abs(sum((a[1] + b[1]) * c for (a, b), c in zip(flat, crosses)) / 6),
    }


def connectedComponents(image, labels=None, connectivity=8, ltype=None):
    held, count, _ = _call("components", np.asarray(image)._held, connectivity)
    return int(count) + 1, np.ndarray(held)


def connectedComponentsWithStats(image, labels=None, stats=None, centroids=None, connectivity=8, ltype=None):
    held, count, figures = _call("components", np.asarray(image)._held, connectivity)
    marked = np.ndarray(held)
    middles = []
    for i in range(int(count) + 1):
        rows, columns = np.nonzero(marked == i)
        middles.append([float(columns.mean()), float(rows.mean())] if rows.size else [0.0, 0.0])
    return int(count) + 1, marked, np.ndarray(figures), np.array(middles, float)


def countNonZero(src):
    return int(np.count_nonzero(src))


def mean(src, mask=None):
    array = np.asarray(src)
    bands = [array] if array.ndim == 2 else [array[:, :, i] for i in range(array.shape[2])]
    kept = [band if mask is None else band[np.asarray(mask) != 0] for band in bands]
    return tuple([float(band.mean()) for band in kept] + [0.0] * (4 - len(kept)))


def minMaxLoc(src, mask=None):
    array = np.asarray(src)
    low, high = int(array.argmin()), int(array.argmax())
    width = array.shape[1]
    return float(array.min()), float(array.max()), (low % width, low // width), (high % width, high // width)


__getattr__ = _missing("cv2")
