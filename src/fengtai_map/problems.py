"""A problem is data: a code, a place and the particulars. Words for it live in data/text/, under [problem.<code>]."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

CODES = (
    "folder-missing",
    "folder-changing",
    "file-missing",
    "file-unreadable",
    "file-unknown",
    "file-unwritable",
    "key-unknown",
    "key-missing",
    "value-refused",
    "id-duplicate",
    "id-form",
    "reference-unknown",
    "reference-earlier",
    "quote-long",
    "quote-number",
    "quote-absent",
    "mention-absent",
    "numeral-unclaimed",
    "count-differs",
    "clusters-many",
    "member-unknown",
    "member-twice",
    "member-missing",
    "cells-gap",
    "cells-overlap",
    "geometry-invalid",
    "position-outside",
    "datum-refused",
    "sha256-differs",
    "layer-unlisted",
    "line-unknown",
    "reading-twice",
    "reading-unused",
    "bound-unsaid",
    "cluster-unsaid",
    "entry-circle",
    "mention-idle",
    "period-ahead",
    "later-order",
    "note-later",
    "language-mixed",
    "word-refused",
    "name-bracket",
    "look-missing",
    "page-unknown",
    "page-missing",
    "chart-unlike",
    "background-unfit",
    "position-far",
    "position-half",
    "river-outside",
    "line-end",
    "layer-kind",
    "source-unused",
    "cell-name",
    "text-missing",
    "text-surplus",
    "url-value",
    "url-more",
    "store-unreachable",
    "store-unwritable",
    "store-busy",
    "store-gone",
    "store-broken",
    "store-foreign",
    "store-newer",
    "store-url",
    "store-stale",
    "store-conflict",
    "store-change-unknown",
    "store-id-taken",
    "store-id-unknown",
    "store-id-twice",
    "store-text",
    "store-unsigned",
    "official-field",
    "official-crs",
    "official-unknown",
    "official-missing",
    "official-twice",
    "upload-format",
    "upload-unreadable",
    "upload-size",
    "upload-rows",
    "upload-columns",
    "upload-memory",
    "upload-time",
    "upload-answer",
    "upload-crash",
    "upload-zip",
    "upload-zip-name",
    "upload-empty",
    "upload-column-missing",
    "upload-mapping",
    "upload-column-unknown",
    "upload-name-missing",
    "upload-position-missing",
    "upload-position-half",
    "upload-position-unreadable",
    "upload-swapped",
    "upload-outside",
    "upload-twice",
    "upload-known",
    "upload-kind",
    "upload-status",
    "upload-error",
    "upload-long",
    "upload-control",
    "upload-formula",
    "upload-projected",
    "upload-edge",
    "upload-near",
    "upload-cluster",
    "upload-sheets",
    "sign-in-missing",
    "hosts-missing",
    "start-secret",
    "start-listen",
)


@dataclass(frozen=True)
class Problem:
    """One fault: `code` from CODES, `file` relative to data/, `place` inside it, and what the words need."""

    code: str
    file: str
    place: str
    particulars: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}), hash=False)


def in_short(problems: Iterable[Problem]) -> dict[str, list[str]]:
    """Codes and files of problems, each once and sorted: what a line of the log carries."""
    found = tuple(problems)
    return {"codes": sorted({one.code for one in found}), "files": sorted({one.file for one in found})}


class DataError(Exception):
    """The data cannot be shown; carries every problem found."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(f"{len(problems)} problem(s) in the data")
        self.problems = problems
