"""Slides -> the pages of a PDF, or one picture of them, by the typesetter."""
