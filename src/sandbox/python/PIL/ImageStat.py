"""PIL.ImageStat: figures of a picture, band by band."""

import math as _math

from _shim import missing as _missing


class Stat:
    def __init__(self, image, mask=None):
        counts = image.histogram()
        bands = [counts[i : i + 256] for i in range(0, len(counts), 256)]
        self.count = [sum(band) for band in bands]
        self.sum = [sum(i * n for i, n in enumerate(band)) for band in bands]
        self.sum2 = [sum(i * i * n for i, n in enumerate(band)) for band in bands]
        self.mean = [total / count for total, count in zip(self.sum, self.count, strict=False)]
        self.rms = [_math.sqrt(total / count) for total, count in zip(self.sum2, self.count, strict=False)]
        self.var = [(s2 - s * s / n) / n for s, s2, n in zip(self.sum, self.sum2, self.count, strict=False)]
        self.stddev = [_math.sqrt(value) for value in self.var]
        self.extrema = [
            (next(i for i in range(256) if band[i]), next(i for i in range(255, -1, -1) if band[i])) for band in bands
        ]
        self.median = [self._median(band) for band in bands]

    @staticmethod
    def _median(band):
        passed, half = 0, sum(band) // 2
        for i, count in enumerate(band):
            passed += count
            if passed > half:
                return i
        return 255


__getattr__ = _missing("PIL.ImageStat")
