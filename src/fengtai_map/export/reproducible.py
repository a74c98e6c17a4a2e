"""The same contents, the same bytes: a zip archive (.pptx, .xlsx) without the moment at which it was packed."""

import re
from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

CORE = "docProps/core.xml"  # where Office files keep when they were made
MOMENT = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def undated(save: Callable[[BytesIO], object], day: str) -> bytes:
    """The file that a document's `save` writes, made on `day` (ISO 8601) as far as anybody can tell."""
    file = BytesIO()
    save(file)
    return _repacked(file, day)


def _repacked(archive: BytesIO, day: str) -> bytes:
    packed = BytesIO()
    with ZipFile(archive) as old, ZipFile(packed, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name.endswith(".xlsx"):  # the numbers of a chart
                content = _repacked(BytesIO(content), day)
            if name == CORE:
                content = MOMENT.sub(rb"\g<1>%sT00:00:00Z" % day.encode(), content)
            new.writestr(ZipInfo(name), content, ZIP_DEFLATED)
    return packed.getvalue()
