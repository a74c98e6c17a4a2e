"""Questions to the ground that words and search both ask."""
