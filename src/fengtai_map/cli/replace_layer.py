"""`replace-layer`: what an official file would change, what speaks against it, and, when asked to, doing it."""

import argparse
from pathlib import Path
from typing import get_args

from fengtai_map.cli.output import tell
from fengtai_map.data.load import load
from fengtai_map.data.raw import LAYERS
from fengtai_map.data.replace import LayerStatement, Proposal, apply, propose_layer, propose_members, tried
from fengtai_map.model import Atlas, Layer
from fengtai_map.model.upload_rules import DatumName

CLUSTERS = "clusters"


def replace_parser(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("layer", choices=[CLUSTERS, *LAYERS], help="clusters: a list of 街镇 and 组团")
    parser.add_argument(
        "file", type=Path, help="GeoJSON, GeoPackage, Shapefile (zipped or not), KML, KMZ; .xlsx or .csv for clusters"
    )
    parser.add_argument("--layer", default="", dest="of", help="the layer of a file with several")
    parser.add_argument("--name-field", default="", help="the field that holds the Chinese names")
    parser.add_argument("--datum", choices=get_args(DatumName), default="WGS-84", help="CGCS2000 is WGS-84 here")
    parser.add_argument(
        "--moved-together", action="store_true", help="it is right that all features have moved the same way"
    )
    parser.add_argument("--accuracy", choices=get_args(Layer.model_fields["accuracy"].annotation), default="")
    parser.add_argument("--source", default="", help="the id of a source of data/geo/manifest.toml")
    parser.add_argument("--as-of", default="", help="the date of the file, ISO 8601")
    parser.add_argument("--apply", action="store_true", help="write it; without, only say what would change")


def replace_layer(given: argparse.Namespace) -> int:
    """Say what would change; write it where asked to. The exit status is 1 where something speaks against it."""
    atlas = load(given.data)
    words = atlas.words[given.lang]
    proposal = _proposal(atlas, given)
    problems = proposal.problems or tried(given.data, proposal)
    for change in proposal.changes:
        print(words(f"official.{change.what}", **change.values))
    if problems:
        tell(problems, words)
        return 1
    print(words("official.sound", n=len(proposal.changes)))
    if given.apply and proposal.files:
        kept = apply(given.data, proposal)
        print(words("official.applied", files=", ".join(path.name for path in kept)))
    return 0


def _proposal(atlas: Atlas, given: argparse.Namespace) -> Proposal:
    if given.layer == CLUSTERS:
        return propose_members(given.data, atlas, given.file)
    layer = next(layer for layer in atlas.layers if layer.id == given.layer)
    said = LayerStatement(
        given.name_field, given.datum, given.accuracy, given.source, given.as_of, given.of, given.moved_together
    )
    return propose_layer(given.data, layer, given.file, said, atlas.upload.limits)
