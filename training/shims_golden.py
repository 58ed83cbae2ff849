"""Writes src/sandbox/worker/libraries.golden.json: what the real libraries make of calls of published programs.

Run with a Python that has them: python training/shims_golden.py. Versions of the committed values: numpy 2.2.6,
opencv-python-headless 4.12.0.88, matplotlib 3.11.2.
"""

import json
from importlib.metadata import version
from pathlib import Path

BEGIN = '''
import base64, math
import numpy as np
import cv2
import os, tempfile
import matplotlib.image, matplotlib.pyplot as plt
from matplotlib import colors
from scipy import ndimage
from scipy.signal import find_peaks
from skimage.color import rgb2gray
from skimage.filters import threshold_otsu

def some(*shape, low=0, high=256, kind="uint8", seed=1):
    """Numbers that look like chance and are the same everywhere."""
    values, state = [], seed
    for _ in range(math.prod(shape)):
        state = (state * 1103515245 + 12345) % 2147483648
        values.append(low + (state >> 8) % (high - low))
    return np.array(values).reshape(shape).astype(kind)

def mask():
    made = np.zeros((24, 30), np.uint8)
    made[3:9, 4:12] = 255
    made[12:20, 15:26] = 255
    made[14:17, 18:22] = 0
    return made

def rings():
    """A dot in a ring in a ring, and a line one pixel wide."""
    made = np.zeros((19, 28), np.uint8)
    for i in range(5):
        made[i * 2 : 19 - i * 2, i * 2 : 19 - i * 2] = 0 if i % 2 else 255
    made[4, 21:26] = 255
    return made

def specks():
    return (some(12, 17, seed=9) > 110).astype("uint8")

def painted(name, *arguments, **options):
    made = np.zeros((20, 28, 3), np.uint8)
    getattr(cv2, name)(made, *arguments, **options)
    return made

def axes(*calls):
    fig, ax = plt.subplots()
    for name, *rest in calls:
        getattr(ax, name)(*rest)
    told = [*ax.get_xlim(), *ax.get_ylim()]
    plt.close(fig)
    return [float(value) for value in told]

def reread(picture, suffix="png"):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "picture." + suffix)
        plt.imsave(path, picture, cmap="gray")
        return matplotlib.image.imread(path)

def slices(found):
    return [[part.start, part.stop] for part in found]

def told(value):
    if isinstance(value, dict):
        return told(list(value.values()))
    if isinstance(value, (list, tuple)):
        return [told(part) for part in value]
    if isinstance(value, np.ndarray):
        flat = value.ravel().tolist()
        if value.dtype == np.uint8:
            return {"dtype": "uint8", "shape": list(value.shape), "bytes": base64.b64encode(bytes(flat)).decode()}
        values = [int(part) if isinstance(part, bool) else round(part, 12) for part in flat]
        return {"dtype": str(value.dtype), "shape": list(value.shape), "values": values}
    if isinstance(value, (bool, str, int)) and not hasattr(value, "dtype"):
        return value
    if hasattr(value, "dtype"):
        return {"dtype": str(value.dtype), "shape": [], "values": [value.item()]}
    return value if value is None else float(value)

a, b, c = some(4, 6), some(4, 6, seed=7), some(3, 3, kind="float64", low=-9, high=9)
i, f = some(4, 6, low=-50, high=50, kind="int64", seed=3), some(4, 6, low=-50, high=50, kind="float64", seed=5) / 8
v = some(9, low=0, high=12, kind="int64", seed=4)
img, gray = some(11, 14, 3, seed=11), some(11, 14, seed=12)
'''

NUMPY = """
a + b; a - b; a * 2; a / 2; a // 7; a % 7; -i; a + 1.5; a.astype(int) - b; i ** 2; f * a; a + np.uint8(200)
a > b; (a > 100) & (b < 50); ~(a > 100); np.where(a > 100, a, 0); np.where(a > 100)[0]; i << 2; a ^ b
a.mean(); a.std(); a.max(); a.min(); a.mean(axis=1); i.max(axis=1); f.var(); f.std(axis=0)
a.argmax(); i.argmin(axis=1); np.median(a); np.median(i, axis=0); a.mean(axis=(0, 1))
np.cumsum(v); i.cumsum(axis=0); np.diff(v); np.prod(v + 1); np.ptp(i)
np.percentile(a, 30); np.percentile(a, [10, 50, 90]); np.quantile(f, 0.25); np.average(v);
np.average(v, weights=v + 1)
a[1:3, ::2]; a[-1]; a[:, None].shape; a[[0, 2]]; a[a > 120]; a[..., 1]; a[::-1]; i[1, 2];
a[np.array([0, 1]), np.array([2, 3])]
a.T; a.reshape(6, 4); a.reshape(-1, 3); a.flatten(); a.transpose(1, 0); img.transpose(2, 0, 1).shape;
np.squeeze(a[None]).shape
np.concatenate([a, b]); np.concatenate([a, b], axis=1); np.stack([a, b]).shape; np.vstack([v, v]);
np.hstack([v, v])
np.dstack([a, b]); np.tile(v, 2); np.tile(v, (2, 1)); np.repeat(v, 2); np.split(a, 2); np.array_split(v, 4);
np.pad(a, 1)
np.pad(a, ((1, 2), (0, 1)), mode="edge"); np.pad(v, 3, mode="reflect"); np.pad(a, 1, constant_values=9);
np.flip(a, 1)
np.flipud(a); np.rot90(a); np.rot90(a, 3); np.roll(v, 2); np.roll(a, 1, axis=1); np.expand_dims(v, 0).shape
np.zeros((2, 3)); np.ones(3, dtype=int); np.full((2, 2), 7); np.full((2, 2), 0.5); np.eye(3); np.arange(5);
np.arange(1, 2, 0.25)
np.linspace(0, 1, 5); np.linspace(0, 10, 4, endpoint=False); np.meshgrid(np.arange(3), np.arange(2));
np.mgrid[0:2, 0:3]
np.zeros_like(a); np.ones_like(f); np.array([[1, 2], [3, 4.5]]); np.array([True, False]);
np.array([1, 2], dtype=np.float32)
np.sort(v); np.argsort(v * 100 + np.arange(9)); np.unique(v); np.unique(v, return_counts=True); np.bincount(v)
np.histogram(a, bins=4); np.histogram(a, bins=8, range=(0, 256)); np.clip(i, -5, 5); np.clip(a, 10, 100);
np.round(f, 1)
np.round(f); f.round(); np.floor(f); np.ceil(f); np.abs(i); np.exp(f[0] / 4); np.log(a[0] + 1.0); np.sin(f[0])
np.arctan2(f[0], f[1]); np.hypot(f[0], f[1]); np.deg2rad(90); np.degrees(math.pi); np.sign(i);
np.maximum(a, b); np.minimum(i, 0)
np.dot(v, v); c @ c; np.matmul(c, c[0]); np.outer(v[:3], v[:2]); np.cross([1, 2, 3], [4, 5, 6]);
np.linalg.norm(f)
np.linalg.norm(f, axis=1); np.linalg.inv(c); np.linalg.det(c); np.linalg.solve(c, c[:, 0]); np.trace(c);
np.diag(c)
np.polyfit([0, 1, 2, 3], [1, 3, 5, 7.5], 1); np.polyval([1, 2, 3], 2.0);
np.interp(2.5, [1, 2, 3], [10, 20, 40])
np.allclose(f, f + 1e-12); np.array_equal(a, a); np.isin(v, [1, 2, 3]); np.count_nonzero(a > 9)
np.nonzero(v > 5); np.argwhere(v > 5); np.gradient(f[0]); np.float32(3) / 2; np.uint8(7) + 1;
np.int64(7) // 2; np.float64(1) * 3
a.dtype.name; (a / b.clip(1)).dtype.name; (a + 1).dtype.name; (a * 1.0).dtype.name; np.mean(a).dtype.name;
a.nbytes; a.tolist()
np.nan_to_num(np.array([np.nan, 1.0, np.inf])) ; np.cov(c); np.corrcoef(c); np.convolve(v, [1, 0, -1]);
np.searchsorted([1, 3, 5], 4)
np.dot(img, [0.2989, 0.587, 0.114]); np.dot(img[..., :3], np.eye(3)); img @ np.array([1, 2, 3]);
np.matmul(np.stack([c, c + 1]), np.stack([c, c])); np.matmul(c, np.stack([c, c])); np.inner(c, c); np.vdot(c, c)
np.interp(a, [0, 100, 255], [0, 10, 20]); np.interp(a.flatten(), np.arange(256), np.arange(256) / 2)
np.nanmean(np.array([1.0, np.nan, 3.0])); np.ravel(a)[3]; np.moveaxis(img, 2, 0).shape;
np.swapaxes(a, 0, 1); np.triu(c); np.tril(c)
"""

CV2 = """
cv2.cvtColor(img, cv2.COLOR_BGR2GRAY); cv2.cvtColor(img, cv2.COLOR_BGR2RGB);
cv2.cvtColor(gray, cv2.COLOR_GRAY2BGR)
cv2.cvtColor(img, cv2.COLOR_BGR2HSV); cv2.cvtColor(img, cv2.COLOR_RGB2GRAY);
cv2.cvtColor(img, cv2.COLOR_BGR2RGBA)
cv2.cvtColor(img, cv2.COLOR_HSV2BGR)
cv2.resize(img, (10, 8)); cv2.resize(img, (33, 21));
cv2.resize(gray, (40, 32), interpolation=cv2.INTER_NEAREST)
cv2.resize(img, (7, 5), interpolation=cv2.INTER_AREA)
cv2.rotate(img, cv2.ROTATE_90_CLOCKWISE); cv2.flip(img, 1); cv2.flip(img, 0); cv2.flip(img, -1);
cv2.transpose(gray)
cv2.getRotationMatrix2D((10, 8), 30, 1.0); cv2.warpAffine(img, np.float32([[1, 0, 3], [0, 1, -2]]), (20, 16))
cv2.warpAffine(gray, cv2.getRotationMatrix2D((10, 8), 90, 1.0), (20, 16))
painted("rectangle", (3, 4), (20, 15), (0, 255, 0), 1); painted("rectangle", (3, 4), (20, 15), (0, 255, 0), 2)
painted("rectangle", (3, 4), (20, 15), (0, 255, 0), 3); painted("rectangle", (3, 4), (20, 15), (9, 8, 7), -1)
painted("line", (2, 3), (27, 18), (255, 0, 0), 1); painted("line", (4, 10), (22, 10), (255, 0, 0), 3)
painted("polylines", [np.array([[2, 2], [20, 2], [20, 12]])], True, (5, 5, 5))
cv2.threshold(gray, 127, 255, cv2.THRESH_BINARY); cv2.threshold(gray, 127, 255, cv2.THRESH_BINARY_INV)[1]
cv2.threshold(gray, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU);
cv2.threshold(gray, 99, 255, cv2.THRESH_TRUNC)[1]
cv2.threshold(gray, 99, 255, cv2.THRESH_TOZERO)[1]
cv2.adaptiveThreshold(gray, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY, 5, 2)
cv2.adaptiveThreshold(gray, 255, cv2.ADAPTIVE_THRESH_GAUSSIAN_C, cv2.THRESH_BINARY, 7, 2)
cv2.inRange(img, (0, 50, 50), (200, 200, 255));
cv2.bitwise_and(img, img, mask=(gray > 99).astype(np.uint8)); cv2.bitwise_not(gray)
cv2.bitwise_or(gray, cv2.flip(gray, 1)); cv2.bitwise_xor(gray, cv2.flip(gray, 1));
cv2.absdiff(gray, cv2.flip(gray, 1))
cv2.add(gray, 90); cv2.add(gray, cv2.flip(gray, 1)); cv2.subtract(gray, cv2.flip(gray, 1));
cv2.addWeighted(gray, 0.6, cv2.flip(gray, 1), 0.4, 10)
cv2.convertScaleAbs(gray, alpha=1.5, beta=20); cv2.multiply(gray, 2);
cv2.LUT(gray, np.arange(255, -1, -1, dtype=np.uint8))
cv2.equalizeHist(gray); cv2.normalize(gray, None, 0, 100, cv2.NORM_MINMAX); cv2.split(img);
cv2.merge([gray, gray, gray])
cv2.hconcat([img, img]); cv2.vconcat([gray, gray]);
cv2.copyMakeBorder(gray, 1, 2, 3, 4, cv2.BORDER_CONSTANT, value=7)
cv2.copyMakeBorder(gray, 2, 2, 2, 2, cv2.BORDER_REPLICATE);
cv2.copyMakeBorder(gray, 2, 2, 2, 2, cv2.BORDER_REFLECT)
cv2.blur(img, (3, 3)); cv2.GaussianBlur(img, (5, 5), 0); cv2.GaussianBlur(gray, (0, 0), 1.5);
cv2.GaussianBlur(gray, (3, 3), 2)
cv2.medianBlur(img, 3); cv2.filter2D(gray, -1, np.array([[0, -1, 0], [-1, 5, -1], [0, -1, 0]]));
cv2.Sobel(gray, cv2.CV_64F, 1, 0)
cv2.Sobel(gray, cv2.CV_64F, 0, 1, ksize=3); cv2.Laplacian(gray, cv2.CV_64F); cv2.Canny(mask(), 50, 150)
cv2.erode(mask(), np.ones((3, 3), np.uint8)); cv2.dilate(mask(), np.ones((3, 3), np.uint8), iterations=2)
cv2.morphologyEx(mask(), cv2.MORPH_OPEN, np.ones((5, 5), np.uint8));
cv2.morphologyEx(mask(), cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8))
cv2.morphologyEx(mask(), cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8));
cv2.getStructuringElement(cv2.MORPH_RECT, (3, 5))
cv2.getStructuringElement(cv2.MORPH_CROSS, (5, 5)); cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (5, 5));
cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (7, 7))
sorted(cv2.boundingRect(k) for k in cv2.findContours(mask(), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)[0])
sorted(cv2.contourArea(k) for k in cv2.findContours(mask(), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)[0])
sorted(round(cv2.arcLength(k, True), 3) for k in cv2.findContours(mask(), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)[0])
sorted(len(k) for k in cv2.findContours(mask(), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)[0])
cv2.findContours(mask(), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)[0][0].shape
list(cv2.moments(mask()).values()); list(cv2.moments(mask(), True).values()); list(cv2.moments(gray).items())[3]
list(cv2.moments(np.array([[1, 2], [3, 4]], np.uint8)).values())
list(cv2.moments(np.array([[0, 0], [9, 9], [9, 0]], np.float32)).values()); sorted(cv2.moments(gray))
sorted(list(cv2.moments(k).values()) for k in cv2.findContours(mask(), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)[0])
list(cv2.moments(np.array([[3, 4], [7, 4]])).values())
cv2.findContours(mask(), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE);
cv2.findContours(mask(), cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
cv2.findContours(mask(), cv2.RETR_TREE, cv2.CHAIN_APPROX_SIMPLE); cv2.findContours(rings(), cv2.RETR_TREE, 2)
cv2.findContours(rings(), cv2.RETR_CCOMP, 2); cv2.findContours(rings(), cv2.RETR_EXTERNAL, 2)
cv2.findContours(rings(), cv2.RETR_LIST, 1); cv2.findContours(specks(), cv2.RETR_TREE, 2)
cv2.findContours(specks(), cv2.RETR_CCOMP, 1); cv2.findContours(specks(), cv2.RETR_EXTERNAL, 2)
cv2.findContours(mask(), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE, offset=(5, -3))
cv2.findContours(mask() * 0, cv2.RETR_TREE, 2)
cv2.connectedComponents(mask()); cv2.connectedComponentsWithStats(mask())[2];
cv2.connectedComponentsWithStats(mask())[3]
cv2.countNonZero(mask()); cv2.mean(img); cv2.mean(gray); cv2.minMaxLoc(gray)
cv2.calcHist([gray], [0], None, [8], [0, 256])

cv2.pointPolygonTest(np.array([[0, 0], [9, 0], [9, 9], [0, 9]]), (4, 5), False);
cv2.norm(gray, cv2.flip(gray, 1)); cv2.magnitude(f, f)
cv2.sqrt(f * f)
"""

PYPLOT = """
axes(("plot", [0, 1, 2], [3, 1, 2])); axes(("plot", [5, 5], [1, 1])); axes(("scatter", [0, 4], [2, 8]));
axes(("bar", ["x", "y"], [3, 5]))
axes(("bar", [0, 1, 2], [3, -2, 5])); axes(("barh", [0, 1], [3, 5])); axes(("hist", [1, 2, 2, 3, 9], 4));
axes(("imshow", gray))
axes(("imshow", gray), ("plot", [3, 6], [2, 2])); axes(("set_xlim", 1, 5))
axes(("plot", [0, 10], [0, 5]), ("invert_yaxis",)); axes(("fill_between", [0, 1, 2], [1, 3, 2]));
axes(("plot", [0, 1], [0, 1]), ("set_ylim", -2))
axes(("axhline", 3)); axes(("axhline", 0)); axes(("axhline", 0), ("plot", [0, 4], [2, 3])); axes(("axvline", 3));
axes(("axvline", 2), ("axvline", 5)); axes(("axhline", 3), ("axvline", 2)); axes(("imshow", gray), ("axhline", 3))
axes(("plot", [0, 1], [0, 1]), ("axhline", 3)); axes(("plot", [0, 1], [0, 1]), ("axvline", 3));
axes(("plot", [0, 1], [0, 1]), ("axhline", 1.03)); axes(("bar", [0, 1], [2, 3]), ("axhline", 5));
axes(("plot", [0, 1], [0, 1]), ("axhline", 1.03), ("plot", [0, 2], [0, 1])); axes(("axline", (0, 1), (5, 9)));
axes(("plot", [0, 1], [0, 1]), ("axline", (0, 0), (5, 9)))
colors.rgb_to_hsv(img / 255); colors.rgb_to_hsv((img / 255).astype("float32")); colors.rgb_to_hsv([0.2, 0.4, 0.2])
colors.rgb_to_hsv(np.array([[0, 0, 0], [1, 1, 1], [1, 0, 1]], np.uint8)); colors.rgb_to_hsv(np.ones((2, 2, 3)) / 2)
colors.hsv_to_rgb(img / 255); colors.hsv_to_rgb(np.array([[0, 0, 0.5], [1, 1, 1], [0.3, 0.5, 0.9]]))
reread(img); reread(gray).shape; reread(gray).dtype.name; reread(img, "jpg").dtype.name; reread(img, "jpg").shape
"""

SCIENCE = """
ndimage.label(specks()); ndimage.label(specks() > 0, structure=np.ones((3, 3))); ndimage.label(mask())
ndimage.label(specks(), structure=[[0, 1, 0], [1, 1, 1], [0, 1, 0]]); ndimage.label(v > 5); ndimage.label(v < 0)
ndimage.label(rings())[1]; [slices(found) for found in ndimage.find_objects(ndimage.label(mask())[0])]
[slices(found) for found in ndimage.find_objects(ndimage.label(specks())[0])]; ndimage.find_objects(mask() * 0)
[found is None for found in ndimage.find_objects(np.array([[1, 1], [3, 0]]))];
len(ndimage.find_objects(specks() + 1, 1)); ndimage.generate_binary_structure(2, 1)
ndimage.generate_binary_structure(2, 2); ndimage.sobel(gray, axis=0); ndimage.sobel(gray.astype(float), axis=1)
ndimage.sobel(i); ndimage.sobel(f[0]); ndimage.convolve(f, c); ndimage.correlate(f, c, mode="nearest")
ndimage.convolve(mask().astype(int), np.ones((3, 3)), mode="constant", cval=0)
ndimage.convolve(i, np.array([[1, 2], [3, 4]])); ndimage.correlate(i, np.array([[1, 2, 4, 8]]), mode="mirror")
ndimage.convolve(v, [1, 0, -1]); ndimage.correlate(f[0], [1, 2, 3], mode="constant", cval=2.5)
ndimage.binary_erosion(mask()); ndimage.binary_dilation(mask(), iterations=2)
ndimage.binary_opening(specks(), structure=np.ones((3, 3))); ndimage.binary_closing(specks() > 0)
ndimage.binary_closing(rings(), structure=np.ones((5, 5))); ndimage.binary_dilation(specks(), np.eye(3)[:, [0, 1, 1]])
find_peaks(v); find_peaks(v, height=5); find_peaks([0, 2, 2, 2, 1, 3, 0, 3, 3]); find_peaks([1, 0, 1])[0]
find_peaks(a.ravel(), height=100, distance=3); find_peaks(a.ravel(), height=(50, 200))[0]
find_peaks(a.ravel(), distance=4)[0]; find_peaks([0, 1, 0, 1, 0, 1, 0], distance=3)[0]
threshold_otsu(gray); threshold_otsu(i); threshold_otsu(f); threshold_otsu(mask()); threshold_otsu(img)
threshold_otsu(np.full((3, 3), 7)); rgb2gray(img); rgb2gray(img / 255)
"""


def calls(table: str) -> list[str]:
    return [part.strip() for part in table.replace(";\n", "; ").replace("\n", "; ").split("; ") if part.strip()]


def main() -> None:
    import matplotlib as mpl

    mpl.use("Agg")
    scope: dict = {}
    exec(BEGIN, scope)
    families = {}
    for family, table in (("numpy", NUMPY), ("cv2", CV2), ("pyplot", PYPLOT), ("science", SCIENCE)):
        families[family] = [
            {"call": call, "result": scope["told"](eval(call.rstrip(" ;"), scope))} for call in calls(table)
        ]
    versions = {
        name: version(name) for name in ("numpy", "opencv-python-headless", "matplotlib", "scipy", "scikit-image")
    }
    path = Path(__file__).parent.parent / "src/sandbox/worker/libraries.golden.json"
    path.write_text(json.dumps({"versions": versions, "begin": BEGIN, "families": families}, allow_nan=False) + "\n")


if __name__ == "__main__":
    main()
