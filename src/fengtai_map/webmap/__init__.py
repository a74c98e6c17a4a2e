"""The only folium: an Atlas becomes a map, a View a command to it."""
