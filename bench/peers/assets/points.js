/* What dash-leaflet's layers call; `context.hideout` is what the page last told them. */
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
