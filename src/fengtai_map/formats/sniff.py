"""What a file is, by what it holds; its ending only decides between plain tables."""

from collections.abc import Mapping

from fengtai_map.formats.compound_file import MAGIC as OLE
from fengtai_map.formats.compound_file import Compound
from fengtai_map.formats.dbf import is_dbf

READ: Mapping[bytes, str] = {
    b"PK\x03\x04": "zip",
    b"PK\x05\x06": "zip",
    b"PK\x07\x08": "zip",
    b"SQLite format 3\x00": "sqlite",
    b"\x00\x00\x27\x0a": "shp",
}
STARTS: Mapping[bytes, tuple[str, str]] = {  # the first bytes of what is no list -> the code of a problem, what it is
    b"%PDF": ("format-document", "PDF"),
    b"Rar!": ("format-packed", "RAR"),
    b"7z\xbc\xaf\x27\x1c": ("format-packed", "7z"),
    b"\x1f\x8b": ("format-packed", "GZ"),
    b"BZh": ("format-packed", "BZ2"),
    b"\xfd7zXZ": ("format-packed", "XZ"),
    b"\xff\xd8\xff": ("format-picture", "JPG"),
    b"\x89PNG": ("format-picture", "PNG"),
    b"GIF8": ("format-picture", "GIF"),
    b"BM": ("format-picture", "BMP"),
    b"II*\x00": ("format-picture", "TIFF"),
    b"MM\x00*": ("format-picture", "TIFF"),
    b"AC10": ("format-drawing", "DWG"),
    b"AutoCAD Binary DXF": ("format-drawing", "DXF"),
    b"{\\rtf": ("format-document", "RTF"),
    b"\x09\x08": ("format-old", "Excel 5"),
    b"\x09\x04": ("format-old", "Excel 4"),
    b"\x09\x02": ("format-old", "Excel 3"),
    b"\x09\x00\x04": ("format-old", "Excel 2"),
    b"fgb\x03": ("format-gis", "FlatGeobuf"),
    b"!table": ("format-gis", "MapInfo"),
    b"MIME-Version": ("format-old", "MHTML"),
    b"\x62\x14\x23\x65": ("format-sealed", ""),
    b"MZ": ("upload-format", ""),
    b"\x7fELF": ("upload-format", ""),
}
WORDS = (b"BM", b"MZ", b"BZh", b"AC10")  # a text may begin with these too
SEALED = (b"E-SafeNet", b"%TSD-Header-###%")  # what programs write that encrypt an office's files
HEAD = 200
SPARSE = 20  # of so many signs of a text one may be a control: a slip of a program, which its rows name
STREAMS: Mapping[str, tuple[str, str]] = {  # a stream of a compound file -> as above
    "EncryptedPackage": ("format-password", ""),
    "WordDocument": ("format-document", "Word"),
    "PowerPoint Document": ("format-document", "PowerPoint"),
    "VisioDocument": ("format-drawing", "Visio"),
}
MEMBERS: Mapping[str, tuple[str, str]] = {  # the start of the name of a member of a zip archive -> as above
    "word/": ("format-document", "Word"),
    "ppt/": ("format-document", "PowerPoint"),
    "visio/": ("format-drawing", "Visio"),
    "index/document.iwa": ("format-old", "Numbers"),
}
Kind = tuple[str, str]  # what a file is, or the code of a problem and what it is


def kind_of(content: bytes) -> Kind:
    """What bytes are: "zip", "xls", "sqlite", "shp", "dbf" or "text", or why they cannot be read."""
    if content.startswith(OLE):
        return _compound(content)
    if kind := next((kind for start, kind in READ.items() if content.startswith(start)), ""):
        return kind, ""
    binary = any(one < 9 for one in content[:HEAD])  # noqa: PLR2004  # controls that no text has
    for start, known in STARTS.items():
        if content.startswith(start) and (binary or start not in WORDS):
            return known
    if any(mark in content[:HEAD] for mark in SEALED):
        return "format-sealed", ""
    return ("dbf", "") if is_dbf(content) else ("text", "")


def _compound(content: bytes) -> Kind:
    """What a compound file is, by the names of its streams."""
    try:
        names = Compound(content).names
    except Exception:  # noqa: BLE001  # of a broken one anything may be out of its bounds
        return "format-broken", ""
    if found := next((kind for name, kind in STREAMS.items() if name in names), None):
        return found
    if names & {"Workbook", "Book"}:
        return "xls", ""
    return ("upload-format" if names - {"Root Entry"} else "format-broken"), ""


def kind_of_zip(names: Mapping[str, bytes]) -> Kind:
    """What the members of an archive make it: "xlsx", "xlsb", "ods" or "members", or why it cannot be read."""
    small = {name.lower().lstrip("/") for name in names}
    if any(name.endswith("xl/workbook.bin") for name in small):
        return "xlsb", ""
    if "[content_types].xml" in small and any(name.endswith("workbook.xml") for name in small):
        return "xlsx", ""
    if "content.xml" in small and "mimetype" in small:
        return "ods", ""
    if "encryption.xml" in small or "meta-inf/encryption.xml" in small:
        return "format-password", ""
    found = next((kind for start, kind in MEMBERS.items() if any(name.startswith(start) for name in small)), None)
    return found or ("members", "")


def is_text(text: str) -> bool:
    """Whether what was read as text is text: hardly any controls but those of lines and pages."""
    start = text[:4000]
    controls = sum(sign < " " and sign not in "\t\n\r\x0b\x0c\x1a\x1e" for sign in start)
    return controls * SPARSE <= len(start)
