"""The map as a picture, drawn without a browser: ground, symbols, names, legend."""
