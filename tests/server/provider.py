"""A sign-in of these tests: OpenID Connect on this machine, where somebody is signed in at once."""

import json
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwk, jwt

KEY = jwk.RSAKey.generate_key(2048, {"kid": "one"})


@contextmanager
def provider(person):
    """The address of a sign-in; `person` is what it says of who signs in, and may be changed meanwhile."""
    nonces = {}

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self):
            path, query = urlsplit(self.path).path, parse_qs(urlsplit(self.path).query)
            if path == "/authorize":
                nonces["code"] = query["nonce"][0]
                back = urlencode({"code": "code", "state": query["state"][0]})
                self.send_response(302)
                self.send_header("Location", f"{query['redirect_uri'][0]}?{back}")
                self.end_headers()
            elif path == "/keys":
                self.say({"keys": [KEY.as_dict(private=False)]})
            else:
                self.say(metadata)

        def do_POST(self):
            self.rfile.read(int(self.headers["Content-Length"]))
            now = int(time.time())
            claims = person | {
                "iss": url,
                "aud": "map",
                "sub": "1",
                "iat": now,
                "exp": now + 60,
                "nonce": nonces["code"],
            }
            token = jwt.encode({"alg": "RS256", "kid": "one"}, claims, KEY)
            self.say({"access_token": "given-for-access", "token_type": "Bearer", "id_token": token, "expires_in": 60})

        def say(self, answer):
            body = json.dumps(answer).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    url = f"http://127.0.0.1:{server.server_port}"
    metadata = {
        "issuer": url,
        "authorization_endpoint": f"{url}/authorize",
        "token_endpoint": f"{url}/token",
        "jwks_uri": f"{url}/keys",
        "response_types_supported": ["code"],
        "id_token_signing_alg_values_supported": ["RS256"],
    }
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield url
    finally:
        server.shutdown()
        server.server_close()
