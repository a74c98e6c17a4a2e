"""The packages that a hosted install takes, as requirements-hashed.txt pins and this environment holds them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import Distribution, distribution
from pathlib import Path

from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PINS = ROOT / "requirements-hashed.txt"
OLDEST = {
    "python_version": "3.11",
    "python_full_version": "3.11.0",
}  # as what the conditions of a requirement are judged: the oldest Python we support
EXTRAS = {"psycopg": "binary"}  # as requirements.txt asks
# Licences that a package does not state in a form that can be compared (SPDX), and where they were read.
STATED = {
    "altair": "BSD-3-Clause",  # its LICENSE, as those below where nothing else is said
    "contourpy": "BSD-3-Clause",
    "cycler": "BSD-3-Clause",
    "itsdangerous": "BSD-3-Clause",
    "jinja2": "BSD-3-Clause",
    "kiwisolver": "BSD-3-Clause",
    "matplotlib": "LicenseRef-matplotlib",  # its own, after that of Python
    "protobuf": "BSD-3-Clause",
    "pydeck": "Apache-2.0",
    "pylopdf-fonts-zh-cn": "OFL-1.1",
    "pyogrio": "MIT",
    "segno": "BSD-3-Clause",
    "streamlit-folium": "MIT",  # LICENSE of its repository; the package holds none
    "xstatic-leaflet": "BSD-2-Clause",  # «same as Leaflet»: LICENSE of Leaflet
}
# Libraries in other languages that the wheels for Linux carry, by the name of the file without version.
CARRIED = {
    "libXau": "MIT",
    "libavif": "BSD-2-Clause",
    "libbrotlicommon": "MIT",
    "libbrotlidec": "MIT",
    "libcom_err": "MIT",
    "libcrypt": "LGPL-2.1-or-later",
    "libcrypto": "Apache-2.0",
    "libcurl": "curl",
    "libfreetype": "FTL OR GPL-2.0-only",
    "libgdal": "MIT",
    "libgeos": "LGPL-2.1-only",
    "libgeos_c": "LGPL-2.1-only",
    "libgfortran": "GPL-3.0-or-later WITH GCC-exception-3.1",
    "libgssapi_krb5": "MIT",
    "libharfbuzz": "MIT",
    "libjpeg": "IJG AND BSD-3-Clause AND Zlib",
    "libk5crypto": "MIT",
    "libkeyutils": "LGPL-2.1-or-later",
    "libkrb5": "MIT",
    "libkrb5support": "MIT",
    "liblber": "OLDAP-2.8",
    "liblcms2": "MIT",
    "libldap": "OLDAP-2.8",
    "liblzma": "0BSD",
    "libnghttp2": "MIT",
    "libopenjp2": "BSD-2-Clause",
    "libpng16": "libpng-2.0",
    "libpq": "PostgreSQL",
    "libproj": "MIT",
    "libquadmath": "LGPL-2.1-or-later",
    "libsasl2": "BSD-Attribution-HPND-disclaimer",
    "libscipy_openblas64_": "BSD-3-Clause",
    "libsharpyuv": "BSD-3-Clause",
    "libsqlite3": "blessing",
    "libssl": "Apache-2.0",
    "libtiff": "libtiff",
    "libwebp": "BSD-3-Clause",
    "libwebpdemux": "BSD-3-Clause",
    "libwebpmux": "BSD-3-Clause",
    "libxcb": "X11",
    "libzstd": "BSD-3-Clause",
}
SPDX = re.compile(r"[\w.+-]+( (AND|OR|WITH) [\w.+-]+)*")
TEXTS = re.compile(r"\.dist-info/(.*(licen[cs]e|notice|copying).*)", re.IGNORECASE)
LIBRARY = re.compile(r"\.libs/(lib[\w]+?)(-[0-9a-f]{8})?(-[\d.]+)?(-[0-9a-f]{8})?\.so")


class UnknownLicenceError(RuntimeError):
    """A package, or a library in it, states no licence that we know: read it, and say so in this file."""


@dataclass(frozen=True)
class Part:
    """A package: its licence (SPDX), where the licence's texts stand in it, the libraries it carries, what it needs."""

    name: str
    version: str
    licence: str
    texts: tuple[str, ...]
    carried: Mapping[str, str]
    needs: tuple[str, ...]


def pins(text: str) -> dict[str, str]:
    """Versions by name, as pip compares names."""
    found = re.findall(r"^([\w.-]+)(?:\[\w+\])?==([\w.]+)", text, re.MULTILINE)
    return {str(canonicalize_name(name)): version for name, version in found}


def parts() -> tuple[Part, ...]:
    """Every pinned package. Raises UnknownLicenceError, and RuntimeError where another version is installed."""
    pinned = pins(PINS.read_text(encoding="utf-8"))
    return tuple(_part(distribution(name), name, version, pinned) for name, version in sorted(pinned.items()))


def _part(held: Distribution, name: str, version: str, pinned: Mapping[str, str]) -> Part:
    if held.version != version:
        raise RuntimeError(f"{name}: {held.version} is installed, {version} is pinned")
    files = sorted(str(file) for file in held.files or ())
    texts = tuple(found.group(1) for file in files if (found := TEXTS.search(file)))
    libraries = sorted({found.group(1) for file in files if (found := LIBRARY.search(file))})
    unknown = [one for one in libraries if one not in CARRIED]
    if unknown:
        raise UnknownLicenceError(f"{name} carries {', '.join(unknown)}")
    needs = tuple(sorted(set(_needs(held, name)) & pinned.keys()))
    return Part(name, version, _licence(held, name), texts, {one: CARRIED[one] for one in libraries}, needs)


def _licence(held: Distribution, name: str) -> str:
    stated = (held.metadata[field] for field in ("License-Expression", "License") if field in held.metadata)
    said = STATED.get(name) or next(stated, "")
    if not SPDX.fullmatch(said) or said == "UNKNOWN":
        raise UnknownLicenceError(f"{name}: {said[:60]!r}")
    return said


def _needs(held: Distribution, name: str) -> Iterator[str]:
    """What a package says it needs, here and with the extra we ask for."""
    here = {key: str(value) for key, value in default_environment().items()} | OLDEST
    here["extra"] = EXTRAS.get(name, "")
    for line in held.requires or ():
        needed = Requirement(line)
        if needed.marker is None or needed.marker.evaluate(here):
            yield str(canonicalize_name(needed.name))
