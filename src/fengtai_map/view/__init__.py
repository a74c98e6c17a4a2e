"""What the reader is looking at: a View, its URL, and how one is held against an Atlas."""
