"""Writes src/sandbox/worker/pillow.golden.json: what Pillow makes of a small picture by calls of published programs.

Run with a Python that has Pillow: python scripts/golden/pillow.py
"""

import base64
import json
import pathlib

import PIL
from PIL import Image, ImageDraw, ImageEnhance, ImageFilter, ImageOps  # noqa: F401 - for the calls below

WIDTH, HEIGHT = 40, 30
CALLS = [
    "im.crop((5, 4, 25, 20))",
    "im.crop((-5, -4, 15, 10))",
    "im.crop((4.5, 3.5, 20.5, 11.5))",
    *(f"im.resize((55, 47), Image.{kernel})" for kernel in ("NEAREST", "BOX", "BILINEAR", "HAMMING", "BICUBIC", "LANCZOS")),
    *(f"im.resize((13, 11), Image.{kernel})" for kernel in ("NEAREST", "BOX", "BILINEAR", "HAMMING", "BICUBIC", "LANCZOS")),
    "im.resize((80, 60))",
    "im.rotate(90, expand=True)",
    "im.rotate(180)",
    "im.rotate(30)",
    "im.rotate(30, expand=True)",
    "im.rotate(-17.5, resample=Image.BILINEAR, expand=True)",
    "im.rotate(12, resample=Image.BICUBIC, fillcolor='white')",
    "im.transpose(Image.FLIP_LEFT_RIGHT)",
    "im.transpose(Image.ROTATE_270)",
    "im.convert('L')",
    "ImageEnhance.Contrast(im).enhance(1.5)",
    "ImageEnhance.Contrast(im).enhance(2.0)",
    "ImageEnhance.Brightness(im).enhance(1.3)",
    "ImageEnhance.Color(im).enhance(0.4)",
    "ImageEnhance.Sharpness(im).enhance(2.0)",
    "im.filter(ImageFilter.SHARPEN)",
    "im.filter(ImageFilter.BLUR)",
    "im.filter(ImageFilter.FIND_EDGES)",
    "im.filter(ImageFilter.EDGE_ENHANCE_MORE)",
    "im.filter(ImageFilter.MedianFilter(3))",
    "im.filter(ImageFilter.GaussianBlur(2))",
    "im.filter(ImageFilter.BoxBlur(1))",
    "im.filter(ImageFilter.UnsharpMask(2, 150, 3))",
    "ImageOps.autocontrast(im)",
    "ImageOps.equalize(im)",
    "ImageOps.invert(im)",
    "ImageOps.expand(im, 3, 'red')",
    "ImageOps.grayscale(im)",
    "drawn('rectangle', [5, 5, 20, 15], outline='red', width=3)",
    "drawn('rectangle', [5, 5, 20, 15], fill=(0, 255, 0))",
    "drawn('line', [(3, 4), (33, 21)], fill='blue')",
    "drawn('line', [(3, 4), (33, 4)], fill='blue', width=3)",
]


def drawn(name, *arguments, **options):
    image = im.copy()
    getattr(ImageDraw.Draw(image), name)(*arguments, **options)
    return image


im = Image.new("RGB", (WIDTH, HEIGHT))
im.putdata([((x * 37 + y * 11) % 256, (x * x + 3 * y) % 256, (x * y * 5) % 256) for y in range(HEIGHT) for x in range(WIDTH)])
made = []
for call in CALLS:
    image = eval(call).convert("RGB")
    made.append({"call": call, "size": list(image.size), "data": base64.b64encode(image.tobytes()).decode()})
path = pathlib.Path(__file__).parents[2] / "src/sandbox/worker/pillow.golden.json"
path.write_text(json.dumps({"pillow": PIL.__version__, "results": made}) + "\n")
