"""What the panels say, as plain values: rows and cards without a widget, a file or a clock."""
