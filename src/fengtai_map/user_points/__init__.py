"""The office's own points: from a file (upload/), kept with their history (store/), in an Atlas (merge.py)."""
