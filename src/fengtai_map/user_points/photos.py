"""Pictures that an office brings, made small: as large as a slide shows them, without what a camera wrote beside."""

import base64
import re
from hashlib import sha256
from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

MAX_SIDE_PX = 1280  # pixels of the longer side: a picture on a slide is no larger
QUALITY = 82
MAX_PHOTO_PX = 80_000_000  # pixels: a larger picture is not unpacked
WHOLE = 30_000_000  # the same for PNG and WEBP, which unlike a JPEG cannot be unpacked at a smaller size
IN_A_FILE = 640  # pixels of the longer side in a page that is one file
FORMATS = ("JPEG", "PNG", "WEBP")
START, APP0, SCAN, END = b"\xff\xd8", b"\xff\xe0\x00\x10JFIF\x00", b"\xff\xda", b"\xff\xd9"
PIXELS = (b"\xff\xdb", b"\xff\xc0", b"\xff\xc4")  # segments without which no picture can be unpacked
MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7]", re.DOTALL)  # within the pixels: what ends them
BROKEN = (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError)


def small(content: bytes) -> tuple[str, bytes] | None:
    """The id of a picture and its bytes as JPEG, upright and without EXIF; None where it is none that we read.

    One that was made here is given back as it is: each new packing would cost a little of it, and change its id.

    >>> packed = BytesIO()
    >>> Image.new("RGB", (2000, 1000)).save(packed, "PNG")
    >>> name, content = small(packed.getvalue())
    >>> Image.open(BytesIO(content)).size
    (1280, 640)
    >>> small(b"no picture") is None
    True
    """
    try:
        with Image.open(BytesIO(content), formats=FORMATS) as image:
            if image.width * image.height > (MAX_PHOTO_PX if image.format == "JPEG" else WHOLE):
                return None
            if max(image.size) <= MAX_SIDE_PX and _bare(content):
                image.load()
                return sha256(content).hexdigest(), content
            image.draft("RGB", (MAX_SIDE_PX, MAX_SIDE_PX))  # a JPEG is then unpacked no larger than needed
            made = _jpeg(ImageOps.exif_transpose(image), MAX_SIDE_PX)
    except BROKEN:
        return None
    return sha256(made).hexdigest(), made


def smaller(content: bytes) -> bytes:
    """A picture that `small` made, small enough for a page that holds all of them; itself where it is no picture.

    >>> smaller(b"no picture")
    b'no picture'
    """
    try:
        with Image.open(BytesIO(content), formats=FORMATS) as image:
            return _jpeg(image, IN_A_FILE) if max(image.size) > IN_A_FILE else content
    except BROKEN:
        return content


def drawn(content: bytes) -> bytes:
    """A picture that `small` made as a drawing (SVG) that holds it; empty where it is no picture.

    >>> drawn(b"no picture")
    b''
    """
    try:
        with Image.open(BytesIO(content), formats=FORMATS) as image:
            wide, high = image.size
    except BROKEN:
        return b""
    data = base64.b64encode(content)
    size = b'width="%d" height="%d"' % (wide, high)
    start = b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
    return start + size + b"><image " + size + b' xlink:href="data:image/jpeg;base64,' + data + b'"/></svg>'


def _jpeg(image: Image.Image, longest: int) -> bytes:
    """At most so large. Without transparency, since a JPEG has none: what shows through is white."""
    ground = Image.new("RGB", image.size, "white")
    clear = image.convert("RGBA")
    ground.paste(clear, mask=clear.getchannel("A"))
    ground.thumbnail((longest, longest))
    packed = BytesIO()
    ground.save(packed, "JPEG", quality=QUALITY, optimize=True)
    return packed.getvalue()


def _bare(content: bytes) -> bool:
    """Whether these bytes are a small JPEG as we make it: pixels, nothing said beside or behind them."""
    if not content.startswith(START + APP0):
        return False
    at = len(START) + 18
    while content[at : at + 2] in PIXELS:
        at += 2 + int.from_bytes(content[at + 2 : at + 4])
    found = MARKER.search(content, at + 2 + int.from_bytes(content[at + 2 : at + 4]))
    ends = found is not None and found.start() == len(content) - 2 and found.group() == END
    return content[at : at + 2] == SCAN and ends
