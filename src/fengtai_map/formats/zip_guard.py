"""Zip archives, looked at before anything in them is unpacked: their members by name."""

from collections.abc import Iterator, Mapping
from io import BytesIO
from zipfile import ZipFile, ZipInfo

from fengtai_map.formats.encoding import decoded
from fengtai_map.formats.errors import FormatError
from fengtai_map.formats.grid import too_much
from fengtai_map.model.upload_rules import Limits

IN_UTF8 = 0x800  # flags of a member
LOCKED = 0x1
UNNEEDED = ("__macosx/", "._", ".ds_store", "thumbs.db", "desktop.ini")


class Archive(Mapping[str, bytes]):
    """The members of a zip archive by their path, with forward slashes; each is unpacked when it is asked for.

    Raises FormatError where it must not be unpacked: it names a member twice or one outside of it, has a password, or
    would be too much. The sizes it states are a bound: no more than these is ever read.
    """

    def __init__(self, content: bytes, limits: Limits) -> None:
        self._zip = ZipFile(BytesIO(content))
        entries = self._zip.infolist()
        if len(entries) > limits.entries or sum(one.file_size for one in entries) > limits.unpacked:
            raise too_much(limits)
        self._entries: dict[str, ZipInfo] = {}
        names = _names(entries)
        if leaving := next((name for name in names if _leaves(name)), ""):
            raise FormatError("upload-zip-name", name=leaving[:60])
        if len({name.lower() for name in names}) < len(names):
            twice = next(name for name in names if [one.lower() for one in names].count(name.lower()) > 1)
            raise FormatError("format-zip-twice", name=twice[:60])
        for name, entry in zip(names, entries, strict=True):
            if not entry.is_dir() and not name.endswith("/"):
                if entry.flag_bits & LOCKED:
                    raise FormatError("format-password")
                self._entries[name] = entry

    def __getitem__(self, name: str) -> bytes:
        try:
            return self._zip.read(self._entries[name])
        except NotImplementedError as error:
            raise FormatError("format-zip-kind") from error

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)


def _names(entries: list[ZipInfo]) -> list[str]:
    """The paths of members; of those that are not marked as UTF-8 together in the encoding that they tell."""
    raw = [one.filename if one.flag_bits & IN_UTF8 else one.filename.encode("cp437", "replace") for one in entries]
    codec = decoded(b"\n".join(one for one in raw if isinstance(one, bytes))).encoding
    codec = "utf-8" if codec == "UTF-8" else "gb18030"
    texts = [one if isinstance(one, str) else one.decode(codec, "replace") for one in raw]
    return [one.replace("\\", "/") for one in texts]


def _leaves(name: str) -> bool:
    """Whether a path leads out of the folder it is unpacked in."""
    return name.startswith("/") or name[1:3] == ":/" or ".." in name.split("/")


def needed(names: Mapping[str, bytes]) -> list[str]:
    """The paths of members without what systems add by themselves."""
    return [name for name in names if not any(f"/{one}" in f"/{name.lower()}" for one in UNNEEDED)]
