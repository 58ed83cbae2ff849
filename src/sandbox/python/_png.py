"""PNG files, written and read at once: programs do not wait. 8 bits a channel, no palette, not interlaced."""

import struct
import zlib

from _shim import call, js

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_CHANNELS = {0: 1, 2: 3, 4: 2, 6: 4}
_MODES = {1: "L", 2: "LA", 3: "RGB", 4: "RGBA"}


def _chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def encode(image):
    channels = {"L": 1, "1": 1, "P": 1, "I": 1, "F": 1, "LA": 2, "RGBA": 4}.get(image.mode, 3)
    kind = {1: 0, 2: 4, 3: 2, 4: 6}[channels]
    rows = call("rows", image._held, channels).to_bytes()
    header = struct.pack(">IIBBBBB", *image.size, 8, kind, 0, 0, 0)
    body = zlib.compress(rows, 1)
    return _SIGNATURE + _chunk(b"IHDR", header) + _chunk(b"IDAT", body) + _chunk(b"IEND", b"")


def decode(data):
    """The pixels and the mode of a PNG file; None where it is none that can be read here."""
    if not data.startswith(_SIGNATURE):
        return None
    at, packed, header = len(_SIGNATURE), b"", None
    while at + 8 <= len(data):
        length, name = struct.unpack(">I4s", data[at : at + 8])
        body = data[at + 8 : at + 8 + length]
        if name == b"IHDR":
            header = struct.unpack(">IIBBBBB", body)
        elif name == b"IDAT":
            packed += body
        at += length + 12
    if header is None or header[2] != 8 or header[3] not in _CHANNELS or header[6] != 0:
        return None
    width, height, channels = header[0], header[1], _CHANNELS[header[3]]
    size = (width * channels + 1) * height
    rows = zlib.decompressobj().decompress(packed, size)
    if len(rows) != size or width * height > 89_478_485:
        return None
    return call("fromRows", js(rows), width, height, channels), _MODES[channels]
