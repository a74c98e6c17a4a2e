"""The only streamlit: session, sidebar, map and panels of a page."""
