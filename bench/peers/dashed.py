"""The same district outside of Streamlit, built to do the same: Dash with dash-leaflet, as its documentation advises.

All points travel once, packed, from an address of their own, what the table says in a store of the page; a filter is
answered in the browser by a client-side callback: what to show (the layers' `hideout`), counter, table, where to fly.
`python -m bench.peers.dashed 8050` serves it with waitress, a server for production, in one process as Streamlit.
"""

import sys
from pathlib import Path

import dash_leaflet as dl
import geobuf
import waitress
from dash import ClientsideFunction, Dash, Input, Output, State, dash_table, dcc, html
from flask import Response

from bench.district import district
from bench.peers import page
from fengtai_map.model import Atlas

THREADS = 8
POINTS = "/points.pbf"
FILTERED = ("clusters", "points")  # drawn anew in this order
SCROLLED = {"height": "360px", "overflowY": "auto"}


def layout(atlas: Atlas) -> html.Div:
    """The filter, the counter, the map beside its table."""
    options = [{"value": name, "label": label} for name, label in page.cluster_names(atlas).items()]
    columns = [{"name": head, "id": head} for head in page.HEADS]
    table = dash_table.DataTable(id="rows", columns=columns, page_action="none", style_table=SCROLLED)
    return html.Div(
        [
            dcc.Store(id="known", data=known(atlas)),
            dcc.Checklist(options, id="w-clusters"),
            html.Output(id="counter", className="ft-counter"),
            html.Div(
                [html.Div(drawn(atlas), style={"width": "65%"}), html.Div(table, id="table", style={"width": "35%"})],
                style={"display": "flex"},
            ),
        ]
    )


def known(atlas: Atlas) -> page.Json:
    """What the browser answers a filter from."""
    rows = page.cells(atlas, atlas.places)
    return {
        "heads": page.HEADS,
        "rows": page.ROWS,
        "counter": page.counter(atlas, "{n}"),
        "bounds": {name: page.bounds(atlas, [name]) for name in ("district", *(one.id for one in atlas.clusters))},
        "places": [
            {"cluster": one.cluster, "located": one.lon is not None, "cells": cells}
            for one, cells in zip(atlas.places, rows, strict=True)
        ],
    }


def drawn(atlas: Atlas) -> dl.Map:
    """Water, clusters, lines, 街镇, then the points."""
    below, above = page.ground(atlas)
    fills = page.fills(atlas, ())
    looks = {place.kind: page.dot(place.kind) for place in page.points_of(atlas, ())}
    layers = [
        dl.GeoJSON(data=below[0], style=below[1]),
        dl.GeoJSON(id="clusters", data=page.areas(atlas, fills), style=called("fill"), hideout=hideout_of(fills)),
        *(dl.GeoJSON(data=features, style=look) for features, look in above),
        dl.GeoJSON(
            id="points",
            url=POINTS,
            format="geobuf",
            pointToLayer=called("dot"),
            filter=called("chosen"),
            hideout=hideout_of(looks),
        ),
    ]
    home = page.bounds(atlas, ())
    size = {"height": "640px"}
    return dl.Map(layers, id="canvas", bounds=home, preferCanvas=True, zoomSnap=0.25, maxZoom=18, style=size)


def called(name: str) -> dict[str, str]:
    """A function of assets/points.js, as dash-leaflet wants it named."""
    return {"variable": f"fengtai.bench.{name}"}


def hideout_of(looks: dict[str, page.Json]) -> page.Json:
    """What the functions of a layer know: the filter, and how things look."""
    return {"clusters": [], "looks": looks, "grey": page.GREY}


def application(atlas: Atlas) -> Dash:
    """All of it; whatever the browser needs comes from this server."""
    app = Dash(__name__, assets_folder=str(Path(__file__).parent / "assets"), serve_locally=True)
    app.layout = layout(atlas)
    packed = geobuf.encode(page.dots(page.points_of(atlas, ())))
    app.server.add_url_rule(POINTS, "points", lambda: Response(packed, mimetype="application/octet-stream"))
    layers, knowing = ([kind(one, "hideout") for one in FILTERED] for kind in (Output, State))
    outputs = [Output("counter", "children"), Output("rows", "data"), Output("canvas", "viewport"), *layers]
    asked = [Input("w-clusters", "value"), State("known", "data"), *knowing]
    app.clientside_callback(ClientsideFunction("fengtai", "answer"), outputs, asked)
    return app


if __name__ == "__main__":
    waitress.serve(application(district()).server, host="127.0.0.1", port=int(sys.argv[1]), threads=THREADS)
