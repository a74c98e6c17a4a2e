"""Slides -> a .pptx that an office edits."""
