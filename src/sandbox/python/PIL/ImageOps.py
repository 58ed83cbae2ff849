"""PIL.ImageOps."""

from _shim import missing as _missing
from PIL import Image as _Image


def grayscale(image):
    return image.convert("L")


def invert(image):
    return image.point([255 - i for i in range(256)])


def mirror(image):
    return image.transpose(_Image.FLIP_LEFT_RIGHT)


def flip(image):
    return image.transpose(_Image.FLIP_TOP_BOTTOM)


def exif_transpose(image, *, in_place=False):
    return None if in_place else image.copy()


def posterize(image, bits):
    return image.point([i & ~(2 ** (8 - bits) - 1) for i in range(256)])


def solarize(image, threshold=128):
    return image.point([i if i < threshold else 255 - i for i in range(256)])


def _tables(image, table_of):
    counts = image.histogram()
    tables = [table_of(counts[i : i + 256]) for i in range(0, len(counts), 256)]
    return image.point(tables[0] * 3 if len(tables) == 1 else [value for table in tables[:3] for value in table])


def autocontrast(image, cutoff=0, ignore=None, mask=None, preserve_tone=False):
    low_cut, high_cut = cutoff if isinstance(cutoff, tuple) else (cutoff, cutoff)

    def table(counts):
        counts = list(counts)
        total = sum(counts)
        for share, places in ((low_cut, range(256)), (high_cut, range(255, -1, -1))):
            left = int(total * share // 100)
            for place in places:
                gone = min(left, counts[place])
                counts[place] -= gone
                left -= gone
                if left <= 0:
                    break
        low = next((i for i in range(256) if counts[i]), 0)
        high = next((i for i in range(255, -1, -1) if counts[i]), 0)
        if high <= low:
            return list(range(256))
        scale = 255.0 / (high - low)
        return [min(255, max(0, int(i * scale - low * scale))) for i in range(256)]

    return _tables(image, table)


def equalize(image, mask=None):
    def table(counts):
        used = [count for count in counts if count]
        step = (sum(used) - used[-1]) // 255 if len(used) > 1 else 0
        if not step:
            return list(range(256))
        made, total = [], step // 2
        for count in counts:
            made.append(total // step)
            total += count
        return [min(255, value) for value in made]

    return _tables(image, table)


def colorize(image, black, white, mid=None, blackpoint=0, whitepoint=255, midpoint=127):
    first, last = _Image.new("RGB", (1, 1), black).getpixel((0, 0)), _Image.new("RGB", (1, 1), white).getpixel((0, 0))
    table = [int(a + (b - a) * i / 255) for a, b in zip(first, last, strict=False) for i in range(256)]
    return image.convert("RGB").point(table)


def crop(image, border=0):
    return image.crop((border, border, image.width - border, image.height - border))


def expand(image, border=0, fill=0):
    sides = (border,) * 4 if isinstance(border, int) else tuple(border) * (2 if len(border) == 2 else 1)
    left, top, right, bottom = sides
    made = _Image.new(image.mode, (image.width + left + right, image.height + top + bottom), fill)
    made.paste(image, (left, top))
    return made


def contain(image, size, method=_Image.BICUBIC):
    share = min(size[0] / image.width, size[1] / image.height)
    return image.resize((max(1, round(image.width * share)), max(1, round(image.height * share))), method)


def cover(image, size, method=_Image.BICUBIC):
    share = max(size[0] / image.width, size[1] / image.height)
    return image.resize((round(image.width * share), round(image.height * share)), method)


def pad(image, size, method=_Image.BICUBIC, color=None, centering=(0.5, 0.5)):
    inner = contain(image, size, method)
    made = _Image.new(image.mode, size, color or 0)
    made.paste(inner, (round((size[0] - inner.width) * centering[0]), round((size[1] - inner.height) * centering[1])))
    return made


def fit(image, size, method=_Image.BICUBIC, bleed=0.0, centering=(0.5, 0.5)):
    ratio = size[0] / size[1]
    width = image.width if image.width / image.height <= ratio else ratio * image.height
    height = image.height if image.width / image.height >= ratio else image.width / ratio
    left, top = (image.width - width) * centering[0], (image.height - height) * centering[1]
    return image.resize(size, method, (left, top, left + width, top + height))


def scale(image, factor, resample=_Image.BICUBIC):
    return image.resize((round(factor * image.width), round(factor * image.height)), resample)


__getattr__ = _missing("PIL.ImageOps")
