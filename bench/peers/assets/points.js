/* What dash-leaflet's layers call (`context.hideout` is what the page last set), and the answer to a filter. */
window.fengtai = {
  bench: {
    dot: (feature, latlng, context) => L.circleMarker(latlng, context.hideout.looks[feature.properties.kind]),
    chosen: (feature, context) => {
      const { clusters } = context.hideout;
      return !clusters.length || clusters.includes(feature.properties.cluster);
    },
    fill: (feature, context) => {
      const { clusters, looks, grey } = context.hideout;
      const { id } = feature.properties;
      return clusters.length && !clusters.includes(id) ? { ...looks[id], fillColor: grey } : looks[id];
    },
  },
};

window.dash_clientside = {
  fengtai: {
    /* Counter, rows of the table, where to fly, and what the layers are given. `known` is dashed.py's `known`. */
    answer(chosen, known, ...hideouts) {
      const clusters = chosen ?? [];
      const places = known.places.filter((one) => !clusters.length || !one.located || clusters.includes(one.cluster));
      const n = places.filter((one) => one.located).length;
      const boxes = (clusters.length ? clusters : ["district"]).map((id) => known.bounds[id]);
      const edge = (corner, axis) => Math[corner ? "max" : "min"](...boxes.map((box) => box[corner][axis]));
      const bounds = [0, 1].map((corner) => [0, 1].map((axis) => edge(corner, axis)));
      return [
        known.counter.replace("{n}", n),
        places.slice(0, known.rows).map(({ cells }) => Object.fromEntries(known.heads.map((head, i) => [head, cells[i]]))),
        { bounds, transition: "flyToBounds" },
        ...hideouts.map((one) => ({ ...one, clusters })),
      ];
    },
  },
};
