"""
An OpenID Connect provider of a made-up council, on this machine, over real HTTP.
"""

import base64
import hashlib
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt

CLIENT, SECRET = "saferboard", "of use to nobody but this test"


class Provider:
    """What it says of whoever signs in there, and whether it says it honestly."""

    def __init__(self) -> None:
        self.claims = {"sub": "u-17", "email": "clerk@westhaven.example", "email_verified": True}
        self.id_claims: dict = {}
        self.wrong_code = self.down = False
        self.asked: list[str] = []
        self.challenge = ""
        self.address = ""

    def configuration(self) -> dict:
        return {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "userinfo_endpoint": f"{self.address}/who",
            "jwks_uri": f"{self.address}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def authorizes(self, address: str) -> str:
        """Sign somebody in, and return the address they are sent back to."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        assert asked["client_id"] == CLIENT
        assert asked["response_type"] == "code"
        assert asked["code_challenge_method"] == "S256"
        self.challenge = asked["code_challenge"]
        back = urlencode({"code": "once", "state": asked["state"]})
        return f"{asked['redirect_uri']}?{back}"

    def tokens(self, form: dict[str, str]) -> tuple[int, dict]:
        given = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        proves = base64.urlsafe_b64encode(given).rstrip(b"=").decode() == self.challenge
        if self.wrong_code or not proves or form.get("client_secret") != SECRET:
            return 400, {"error": "invalid_grant"}
        said = {"iss": self.address, "aud": CLIENT, "exp": 4102444800, "iat": 1666170000}
        said |= self.claims | self.id_claims
        token = jwt.encode(said, "k" * 32, algorithm="HS256")
        return 200, {"access_token": "a", "token_type": "Bearer", "id_token": token}


@contextmanager
def council() -> Iterator[Provider]:
    """Serve a provider while the test lasts."""
    provider = Provider()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            provider.asked.append(self.path)
            if provider.down:
                return self.answer(503, {})
            if self.path.startswith("/.well-known/"):
                return self.answer(200, provider.configuration())
            assert self.headers["Authorization"] == "Bearer a"
            return self.answer(200, provider.claims)

        def do_POST(self):
            provider.asked.append(self.path)
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            form = {name: values[0] for name, values in parse_qs(body).items()}
            self.answer(*provider.tokens(form))

        def answer(self, status: int, said: dict):
            content = json.dumps(said).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *args):
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
