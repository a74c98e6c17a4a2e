"""Write NOTICE and sbom.cdx.json from what is installed: `python -m tools.notice`.

NOTICE is for people, the other (CycloneDX 1.6) for programs. Both name every package that a hosted install takes, with
its licence; a test holds them to what is installed.
"""

import json
import sys
import tomllib
import uuid
from collections.abc import Mapping, Sequence
from textwrap import wrap

from tools.parts import PINS, ROOT, Part, UnknownLicenceError, parts

NOTICE, BILL = ROOT / "NOTICE", ROOT / "sbom.cdx.json"
HEAD = """Fengtai map
Licensed under the Apache License, Version 2.0 (LICENSE). What data/ holds has licences of its own: LICENSE-DATA.md.

An install takes the packages below, as requirements-hashed.txt pins them. None is part of this program or changed for
it: each stands by itself in the environment's folder, where another version can take its place, as the LGPL asks for
psycopg, and for GEOS within shapely. None is under the GPL or AGPL alone. The texts named stand in the package's own
.dist-info folder. Libraries in other languages are those of the wheels for Linux.

Made by `python -m tools.notice` from the packages themselves; where one does not state its licence in a form that can
be compared, tools/parts.py says it and where it was read.
"""
LIBRARY = "library"


def notice(found: Sequence[Part]) -> str:
    """The text of NOTICE."""
    return "\n".join([HEAD, *(_paragraph(one) for one in found)])


def _paragraph(one: Part) -> str:
    lines = [f"{one.name} {one.version}: {one.licence}"]
    lines += wrap(f"texts: {', '.join(one.texts) or 'none in the package'}", 118)
    if one.carried:
        lines += wrap("carries " + ", ".join(f"{name} ({licence})" for name, licence in one.carried.items()), 118)
    return "\n    ".join(lines) + "\n"


def bill(found: Sequence[Part], hashes: Mapping[str, str] | None = None) -> str:
    """The bill of materials; `hashes` are the SHA-256 of the files that are handed out, by package.

    It tells no time and no place: the same packages have the same bill.
    """
    product: dict[str, object] = {
        "type": "application",
        "bom-ref": "fengtai-map",
        "name": "fengtai-map",
        "version": _version(),
    }
    product |= {"licenses": _licences("Apache-2.0")}
    components = [_component(one, (hashes or {}).get(one.name)) for one in found]
    needs = [{"ref": "fengtai-map", "dependsOn": [_purl(one) for one in found]}]
    purls = {one.name: _purl(one) for one in found}
    needs += [{"ref": _purl(one), "dependsOn": [purls[name] for name in one.needs]} for one in found]
    number = uuid.uuid5(uuid.NAMESPACE_OID, json.dumps([components, needs]))
    whole = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{number}",
        "version": 1,
        "metadata": {"component": product},
        "components": components,
        "dependencies": needs,
    }
    return json.dumps(whole, indent=1) + "\n"


def _version() -> str:
    said = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return str(said["project"]["version"])


def _component(one: Part, sha256: str | None) -> dict[str, object]:
    component: dict[str, object] = {"type": LIBRARY, "bom-ref": _purl(one), "name": one.name, "version": one.version}
    component |= {"purl": _purl(one), "licenses": _licences(one.licence)}
    if sha256:
        component["hashes"] = [{"alg": "SHA-256", "content": sha256}]
    inside = [{"type": LIBRARY, "name": name, "licenses": _licences(said)} for name, said in one.carried.items()]
    return component | ({"components": inside} if inside else {})


def _licences(said: str) -> list[dict[str, object]]:
    return [{"expression": said}] if " " in said or "LicenseRef" in said else [{"license": {"id": said}}]


def _purl(one: Part) -> str:
    return f"pkg:pypi/{one.name}@{one.version}"


def main() -> int:
    """Write both files."""
    try:
        found = parts()
    except (UnknownLicenceError, RuntimeError) as error:
        print(error, file=sys.stderr)
        return 1
    NOTICE.write_text(notice(found), encoding="utf-8")
    BILL.write_text(bill(found), encoding="utf-8")
    print(f"{len(found)} packages of {PINS.name}: {NOTICE.name}, {BILL.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
