"""The dashboard for many readers: an ASGI application around `streamlit.App`.

What may be set: `settings` (ours), `streamlit_options` (Streamlit's, and what is changed in it), `signin` (the
secrets); why it does not start, `startup_errors` says in words. What comes in: `access` holds every request to `hosts`
and `permissions` before Streamlit sees it, `connections` ends those that keep waiting, and sessions that speak in
words. `routes` answers without Streamlit: health for a proxy, the district as one file, the manual. `headers` and
`static_gzip` say how an answer travels, `page_head` what a page of Streamlit's gains, and what somebody with an old
browser sees. `json_log` writes one JSON line an event, `laptop` opens a browser. Middlewares are classes, put together
in `app`.
"""
