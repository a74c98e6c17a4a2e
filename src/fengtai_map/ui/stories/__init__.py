"""The pages of the office's own stories: made of what is on the screen, edited, kept."""
