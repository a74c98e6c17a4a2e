"""The dashboard for many readers: an ASGI application around `streamlit.App`.

What may be set: `settings` (ours), `options` (Streamlit's), `signin` (the secrets), `names` (slips of the pen); why it
does not start, `starting` says in words. The door: `reach` holds every request to `hosts` and `rights` before Streamlit
sees it, `connections` ends those that keep waiting, `spoken` those that speak in words, `silent` lets nobody outside be
asked. `headers` and `packed` say how an answer travels, `page_head` what a page of Streamlit's gains, `floor` what
somebody with an old browser sees, `one_file` the file they are led to, `manual_page` the manual. `health` tells a proxy
how the process is, `log` writes one JSON line an event, `laptop` opens a browser.
"""
