"""The folder data/ -> an Atlas or Problems: read, joined, checked, read again, files of it replaced."""
