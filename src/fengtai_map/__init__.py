"""The district map of Fengtai: everything shown is a function of an Atlas and a View."""
