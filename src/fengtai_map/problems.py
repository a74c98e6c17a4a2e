"""A problem is data: a code, a place and the particulars. Words for it live in locale/, under [problem.<code>]."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

FORMAT_CODES = (  # a file is not read, or something in it is odd: tests/unit/formats/test_formats_problems.py has each
    "format-all-hidden", "format-broken", "format-byte", "format-control", "format-counts", "format-cpg",
    "format-crs", "format-cut", "format-cut-texts", "format-dbf", "format-ditto", "format-doctype", "format-document",
    "format-drawing", "format-ending", "format-far", "format-garbled", "format-garbled-row", "format-gis",
    "format-gpkg", "format-heading", "format-heads-again", "format-heads-other", "format-heavy", "format-hidden",
    "format-html", "format-json", "format-json-other", "format-link", "format-links", "format-long", "format-memo",
    "format-no-heads", "format-old", "format-packed", "format-page", "format-parts", "format-password",
    "format-picture", "format-quote", "format-quote-row", "format-row-long", "format-rows-above", "format-sealed",
    "format-shape-crossed", "format-shape-flat", "format-shape-infinite", "format-shape-repaired",
    "format-shape-mixed", "format-shape-unknown", "format-shp", "format-shx", "format-struck", "format-unseen",
    "format-unseen-columns", "format-views", "format-wal", "format-xml", "format-xml-other", "format-zip-kind",
    "format-zip-many", "format-zip-nothing", "format-zip-twice",
)  # fmt: skip
UPLOAD_CODES = (  # what is reported of the rows of a file
    "upload-format", "upload-unreadable", "upload-size", "upload-rows", "upload-columns", "upload-memory",
    "upload-time", "upload-answer", "upload-crash", "upload-zip", "upload-zip-name", "upload-empty",
    "upload-name-column", "upload-position-column", "upload-mapping", "upload-kept", "upload-progress",
    "upload-progress-part", "upload-day", "upload-lights", "upload-name-missing", "upload-no-name",
    "upload-radicals", "upload-unseen", "upload-marks", "upload-control", "upload-cut", "upload-long",
    "upload-formula", "upload-cell-error", "upload-kind", "upload-error", "upload-position-missing",
    "upload-position-half", "upload-position-unreadable", "upload-position-nowhere", "upload-position-coarse",
    "upload-swapped", "upload-latitude-first", "upload-points", "upload-scattered", "upload-outside", "upload-edge",
    "upload-partly", "upload-twice", "upload-together", "upload-known", "upload-near", "upload-looks", "upload-cluster",
    "upload-id-other", "upload-id-moved", "upload-id-twice", "upload-repeats", "upload-reckoned", "upload-datum-sheets",
    "upload-two-positions", "upload-side-by-side", "upload-example", "upload-total",
    "upload-section", "upload-photo-twice",
    "upload-waiting", "upload-namesake", "upload-projected", "upload-grid-near", "upload-grid-shown",
    "upload-datum-shown", "upload-datum-assumed", "upload-datum-heads", "upload-datum-doubt", "upload-photo-missing",
    "upload-photo-elsewhere", "upload-photo-unused", "upload-option", "upload-file", "upload-sheets",
)  # fmt: skip
CODES = (
    *FORMAT_CODES, *UPLOAD_CODES, "folder-missing", "folder-changing", "file-missing", "file-unreadable",
    "file-unknown", "file-unwritable", "file-mark", "key-unknown", "key-missing", "value-refused", "id-duplicate",
    "id-form", "reference-unknown", "reference-earlier", "reference-twice", "quote-long", "quote-number",
    "quote-absent", "mention-absent", "numeral-unclaimed", "count-differs", "clusters-many", "member-unknown",
    "member-twice", "member-missing", "cells-gap", "cells-overlap", "geometry-invalid", "position-outside",
    "datum-refused", "sha256-differs", "layer-unlisted", "line-unknown", "reading-twice", "reading-unused",
    "bound-unsaid", "cluster-unsaid", "entry-circle", "mention-idle", "period-ahead", "later-order", "date-ahead",
    "note-later", "language-mixed", "word-refused", "name-bracket", "look-missing", "page-unknown", "page-missing",
    "headline-figure", "headline-undated", "chart-unlike", "background-unfit", "position-far", "position-half",
    "river-outside", "line-end", "layer-kind", "source-unused", "cell-name", "text-missing", "text-interface",
    "text-surplus", "text-unseen", "url-value", "url-more", "store-away", "store-unreachable", "store-unwritable",
    "store-busy", "store-gone", "store-broken", "store-foreign", "store-newer", "store-url", "store-stale",
    "store-conflict", "story-conflict", "story-foreign", "story-large", "story-unreadable", "store-change-unknown",
    "store-id-taken", "store-id-unknown", "store-id-twice", "store-text", "store-unsigned", "official-file",
    "official-layer", "official-empty", "official-shape", "official-moved", "official-field", "official-crs",
    "official-unknown", "official-missing", "official-twice", "sign-in-missing", "hosts-missing", "master-unreadable",
    "master-unfit", "master-untitled", "master-narrow", "start-secret", "start-listen",
)  # fmt: skip
STORE_NAME = "FENGTAI_STORE"  # where problems say the office's own points and stories stand


@dataclass(frozen=True)
class Problem:
    """One problem: `code` from CODES, `file` relative to data/, `place` inside it, and what the words need."""

    code: str
    file: str
    place: str
    particulars: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}), hash=False)


def in_short(problems: Iterable[Problem]) -> dict[str, list[str]]:
    """Codes and files of problems, each once and sorted: what a line of the log carries."""
    found = tuple(problems)
    return {"codes": sorted({one.code for one in found}), "files": sorted({one.file for one in found})}


def value_refused(file: str, place: str, key: str, value: str, detail: str) -> Problem:
    """The report of a value that a key cannot have; `detail` says what it can be.

    >>> value_refused("reach.toml", "radii", "metres", "500", "1000, 2000 …").code
    'value-refused'
    """
    return Problem("value-refused", file, place, {"key": key, "value": value, "detail": detail})


class DataError(Exception):
    """The data cannot be shown; carries every problem found."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(f"{len(problems)} problem(s) in the data")
        self.problems = problems
