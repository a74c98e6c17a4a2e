"""The only streamlit: the frame with its one map, the office's own points and stories, downloads."""
