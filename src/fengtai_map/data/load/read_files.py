"""Reading every file of data/ once, into Rows."""

from datetime import date
from pathlib import Path
from typing import Any

from fengtai_map import model
from fengtai_map.data.load import joins
from fengtai_map.data.load.folder import Folder
from fengtai_map.data.raw import ENTRY_FILES, LAYERS, MANIFEST, Rows
from fengtai_map.i18n import LANGUAGES
from fengtai_map.model import lights, upload_rules
from fengtai_map.problems import Problem

UPLOAD = "upload.toml"
LIGHTS = "lights.toml"


def read_rows(folder: Folder) -> Rows:
    """Every file of data/, each read once. The newest release is the folder whose name sorts last."""
    day, *earlier = _releases(folder) or ["YYYY-MM-DD"]  # where there is none: as the folder that is missing is named
    layers = folder.tables(model.Layer, MANIFEST, "layer")
    features = {one.id: folder.features(LAYERS[one.id], f"geo/{one.file}") for one in layers if one.id in LAYERS}
    rows = Rows(
        day=day,
        **_release(folder, f"release/{day}"),
        sources=folder.tables(model.Source, MANIFEST, "source"),
        layers=layers,
        outline=folder.table(model.Outline, MANIFEST, "outline"),
        features=features,
        places=tuple(joins.place(row) for row in features.get("places", ())),
        stations=tuple(joins.place(row) for row in features.get("metro-stations", ())),
        later=folder.tables(model.LaterRow, "later.toml", "later"),
        basemaps=folder.tables(model.Basemap, "basemaps.toml", "basemap"),
        pages=folder.tables(model.Subject, "pages.toml", "page"),
        charts=folder.tables(model.Chart, "charts.toml", "chart"),
        stories=folder.tables(model.Story, "tour.toml", "story"),
        readings=folder.tables(model.PinyinReading, "readings.toml", "reading"),
        targets=folder.tables(model.Target, "reach.toml", "target"),
        radii=folder.table(model.Radii, "reach.toml", "radii"),
        refused=folder.tables(model.RefusedWord, "wording.toml", "refused"),
        upload=_upload(folder),
        lights=_lights(folder),
        words={lang: folder.words(lang) for lang in LANGUAGES},
    )
    before = [rows.model_copy(update={"day": name, **_release(folder, f"release/{name}")}) for name in earlier]
    folder.strangers()
    unread = {f"{name}.geojson" for name in LAYERS.keys() - features.keys()}
    return _with_broken(folder, rows, unread, tuple(_with_broken(folder, one, unread) for one in before))


def _releases(folder: Folder) -> list[str]:
    """The folders below data/release/ that are called as a day, the newest first; any other is reported."""
    names = sorted((path.name for path in (folder.root / "release").glob("[!._]*") if path.is_dir()), reverse=True)
    days = [name for name in names if _is_day(name)]
    others = (f"release/{name}" for name in names if name not in days)
    folder.problems += [Problem("file-unknown", other, "", {"near": "YYYY-MM-DD"}) for other in others]
    return days


def _is_day(name: str) -> bool:
    try:
        return date.fromisoformat(name).isoformat() == name
    except ValueError:
        return False


def _with_broken(folder: Folder, rows: Rows, unread: set[str], earlier: tuple[Rows, ...] = ()) -> Rows:
    """The rows of a release with the files that lost some; what another release lost is no concern of theirs."""
    files = (Path(problem.file) for problem in folder.problems)
    ours = {file.name for file in files if file.parts[0] != "release" or file.parts[1:2] == (rows.day,)}
    return rows.model_copy(update={"broken": frozenset(ours | unread), "earlier": earlier})


def _release(folder: Folder, below: str) -> dict[str, Any]:
    source = folder.toml(f"{below}/source.toml")
    return {
        "release": None if source is None else folder.record(model.Release, f"{below}/source.toml", source, "source"),
        "scheme": folder.table(model.Scheme, f"{below}/clusters.toml", "scheme"),
        "clusters": folder.tables(model.ClusterRow, f"{below}/clusters.toml", "cluster"),
        "facts": folder.tables(model.Fact, f"{below}/facts.toml", "fact"),
        "numerals": folder.tables(model.NamedNumeral, f"{below}/numerals.toml", "name"),
        "entries": tuple(
            (file, entry)
            for file in (f"{below}/{stem}.toml" for stem in ENTRY_FILES)
            for entry in folder.tables(model.Entry, file, "entry")
        ),
    }


def _lights(folder: Folder) -> model.LightRules | None:
    parts: dict[str, Any] = {
        "rule": folder.table(lights.LightRule, LIGHTS, "rule"),
        "words": folder.table(lights.LightWords, LIGHTS, "words"),
        "columns": folder.tables(lights.LightColumn, LIGHTS, "column"),
    }
    return model.LightRules(**parts) if _sound(folder, LIGHTS) else None


def _upload(folder: Folder) -> model.UploadRules | None:
    parts: dict[str, Any] = {
        "limits": folder.table(upload_rules.Limits, UPLOAD, "limits"),
        "distances": folder.table(upload_rules.Distances, UPLOAD, "distances"),
        "columns": folder.tables(upload_rules.Column, UPLOAD, "column"),
        "kinds": folder.tables(upload_rules.KindWords, UPLOAD, "kind"),
        "statuses": folder.tables(upload_rules.StatusWords, UPLOAD, "status"),
        "datums": folder.tables(upload_rules.Datum, UPLOAD, "datum"),
        "frames": folder.tables(upload_rules.NamedCrs, UPLOAD, "frame"),
        "grids": folder.tables(upload_rules.Grid, UPLOAD, "grid"),
        "silent": folder.table(upload_rules.IgnoredWords, UPLOAD, "silent"),
    }
    return model.UploadRules(**parts) if _sound(folder, UPLOAD) else None


def _sound(folder: Folder, file: str) -> bool:
    """Whether a file had everything that was asked of it: what a folder lacks is among its problems."""
    return all(problem.file != file for problem in folder.problems)
