"""The dashboard for many readers: an ASGI application around `streamlit.App`.

`settings` says what may be set and who may write, `reach` holds requests to it, `headers` and `packed` say how an
answer travels, `health` tells a proxy how the process is, `log` writes one JSON line an event.
"""
