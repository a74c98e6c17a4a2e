"""The same contents, the same bytes: a zip archive (.pptx, .xlsx) without the moment at which it was packed."""

import re
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

CORE = "docProps/core.xml"  # where Office files keep when they were made
MOMENT = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def undated(archive: bytes, day: str) -> bytes:
    """The archive packed again, made on `day` (ISO 8601) as far as anybody can tell."""
    packed = BytesIO()
    with ZipFile(BytesIO(archive)) as old, ZipFile(packed, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name.endswith(".xlsx"):  # the numbers of a chart
                content = undated(content, day)
            if name == CORE:
                content = MOMENT.sub(rb"\g<1>%sT00:00:00Z" % day.encode(), content)
            new.writestr(ZipInfo(name), content, ZIP_DEFLATED)
    return packed.getvalue()
