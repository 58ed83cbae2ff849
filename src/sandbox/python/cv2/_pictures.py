"""Pictures read, written and shown."""

import _files
import cv2
import numpy as np


def imread(filename, flags=cv2.IMREAD_COLOR):
    from PIL import Image

    try:
        image = Image.open(filename)
    except OSError:
        return None
    if flags == cv2.IMREAD_GRAYSCALE:
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


def imdecode(buf, flags=cv2.IMREAD_COLOR):
    from PIL import Image

    return np.asarray(Image._decoded(np.asarray(buf).tobytes(), "").convert("RGB"))[:, :, ::-1].copy()


def imshow(winname, mat):
    _files.show(_pil(mat))


def waitKey(delay=0):
    return -1


def destroyAllWindows():
    """No window is open."""
