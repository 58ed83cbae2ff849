"""What hangs together, shapes made wider and narrower, and weights around each place: of rows and pictures."""

import numpy as np
from _shim import call as _call
from _shim import missing as _missing

__getattr__ = _missing("scipy.ndimage")


def generate_binary_structure(rank, connectivity):
    if rank != 2:
        raise ValueError("scipy.ndimage.generate_binary_structure is here for two axes only")
    away = np.abs(np.arange(3) - 1)
    return away[:, None] + away[None, :] <= max(1, connectivity)


def label(input, structure=None, output=None):
    """The parts that hang together, numbered from 1 in the order of their first places, and how many there are."""
    array = np.asarray(input)
    if array.ndim not in (1, 2) or output is not None:
        raise ValueError("scipy.ndimage.label is here for one and two axes, without an output")
    rows = array[None] if array.ndim == 1 else array
    held, count, _ = _call("components", rows._held, 4 if array.ndim == 1 else _neighbours(structure))
    return np.ndarray(held).reshape(array.shape), int(count)


def _neighbours(structure):
    if structure is None:
        return 4
    joined = np.asarray(structure) != 0
    for neighbours in (4, 8):
        if np.array_equal(joined, generate_binary_structure(2, neighbours // 4)):
            return neighbours
    raise ValueError("scipy.ndimage.label is here for structures of four and of eight neighbours only")


def find_objects(input, max_label=0):
    """The smallest slices around each label, from 1 on; None for a number that no place has."""
    labels = np.asarray(input)
    if labels.ndim != 2:
        raise ValueError("scipy.ndimage.find_objects is here for two axes only")
    most = int(max_label) or int(labels.max())
    figures = np.ndarray(_call("componentStats", labels.astype("int32")._held, int(labels.max()))).tolist()
    found = [
        (slice(top, top + height), slice(left, left + width)) if area else None
        for left, top, width, height, area in figures[1 : most + 1]
    ]
    return found + [None] * (most - len(found))


_RIMS = {"reflect": "symmetric", "nearest": "edge", "mirror": "reflect", "constant": "constant"}
"""What lies beyond the rim, in SciPy's words and in numpy's."""


def correlate(input, weights, output=None, mode="reflect", cval=0.0, origin=0):
    kernel = np.asarray(weights, float)
    return _weighed(input, kernel, [side // 2 for side in kernel.shape], (output, mode, cval, origin))


def convolve(input, weights, output=None, mode="reflect", cval=0.0, origin=0):
    """Like `correlate` by the weights turned round."""
    kernel = np.asarray(weights, float)
    turned = kernel[tuple(slice(None, None, -1) for _ in kernel.shape)]
    return _weighed(input, turned, [side - 1 - side // 2 for side in kernel.shape], (output, mode, cval, origin))


def _weighed(input, kernel, middle, options):
    array = np.asarray(input)
    output, mode, cval, origin = options
    if mode not in _RIMS or origin != 0 or output is not None or array.ndim != kernel.ndim or array.ndim not in (1, 2):
        raise ValueError(
            "Weights around each place are here for one and two axes, without origin and output, "
            f"by the modes {', '.join(_RIMS)}"
        )
    if array.ndim == 1:
        return _weighed(array[None], kernel[None], [0, *middle], options)[0]
    sides = kernel.shape
    padded = np.pad(array.astype(float), [(side, side) for side in sides], _RIMS[mode], constant_values=cval)
    made = np.ndarray(_call("convolveArray", padded._held, kernel._held))
    inner = tuple(
        slice(side + side // 2 - at, side + side // 2 - at + length)
        for side, at, length in zip(sides, middle, array.shape, strict=True)
    )
    return _as(made[inner], array)


def _as(made, array):
    """The kind of the array that was given, as SciPy's outputs are: whole numbers cut, and come round."""
    return made.copy() if array.dtype.name.startswith("float") else made.astype("int64").astype(array.dtype)


def sobel(input, axis=-1, output=None, mode="reflect", cval=0.0):
    array = np.asarray(input)
    along = axis % array.ndim
    made = array
    for one in [along, *(other for other in range(array.ndim) if other != along)]:
        weights = np.array([-1.0, 0.0, 1.0] if one == along else [1.0, 2.0, 1.0])
        shape = [3 if other == one else 1 for other in range(array.ndim)]
        made = correlate(made, weights.reshape(shape), output, mode, cval)
    return made


def binary_erosion(input, structure=None, iterations=1):
    return _spread(input, structure, iterations, False)


def binary_dilation(input, structure=None, iterations=1):
    return _spread(input, structure, iterations, True)


def binary_opening(input, structure=None, iterations=1):
    return binary_dilation(binary_erosion(input, structure, iterations), structure, iterations)


def binary_closing(input, structure=None, iterations=1):
    """Beyond the rim there is nothing, so that shapes at the rim lose there what they won."""
    return binary_erosion(binary_dilation(input, structure, iterations), structure, iterations)


def _spread(input, structure, iterations, wider):
    made = (np.asarray(input) != 0).astype("uint8")
    kernel = generate_binary_structure(2, 1) if structure is None else np.asarray(structure) != 0
    if made.ndim != 2 or kernel.ndim != 2 or any(side % 2 == 0 for side in kernel.shape):
        raise ValueError("Shapes are made wider and narrower here by structures of two axes, odd on both")
    kernel = (kernel[::-1, ::-1] if wider else kernel).astype("uint8")
    down, across = (side // 2 for side in kernel.shape)
    for _ in range(iterations):
        # The raster leaves out what is beyond the rim, where SciPy has nought.
        wide = np.pad(made, [(down, down), (across, across)])
        spread = np.ndarray(_call("spread", wide._held, kernel._held, wider))
        made = spread[down : down + made.shape[0], across : across + made.shape[1]]
    return made != 0
