"""The pages of the office's own points: a file, what it would change, the history."""
