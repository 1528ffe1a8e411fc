# SPDX-License-Identifier: Apache-2.0
"""Tokens against PyJWT and Flask-JWT-Extended, in both directions."""
import base64
import hashlib
import hmac
import json

import jwt
from flask import Flask, jsonify
from flask_jwt_extended import (JWTManager, create_access_token,
                                create_refresh_token, get_jwt_identity,
                                jwt_required)

from protocol import NOW, Case, main

SECRET = "a secret of thirty-two bytes, at least"
CLAIMS = {"sub": "portail@example.org", "exp": NOW + 60, "jti": "one",
          "type": "access"}


def made(claims, secret=SECRET, **more):
    return jwt.encode(claims, secret, algorithm="HS256", **more)


def letters(content):
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def by_hand(head, claims, secret=SECRET):
    """A token with any head, signed as if that did not matter."""
    parts = ".".join(letters(json.dumps(part).encode())
                     for part in (head, claims))
    mac = hmac.new(secret.encode(), parts.encode(), hashlib.sha256)
    return f"{parts}.{letters(mac.digest())}"


class Check(Case):
    def setUp(self):
        super().setUp()
        self.driver.tokens(SECRET, revoked="gone")

    def check(self, token):
        return self.driver.say("token", token)

    def test_a_token_of_pyjwt(self):
        told = self.check(made(CLAIMS))
        self.assertEqual(json.loads(told["text"]), CLAIMS)

    def test_times(self):
        for claims, status in (({"exp": NOW}, "PRSE_EEXPIRED"),
                               ({"exp": NOW + 1}, "PRSE_OK"),
                               ({"exp": NOW + 1.5}, "PRSE_OK"),
                               ({"nbf": NOW + 1}, "PRSE_EDENIED"),
                               ({"nbf": NOW}, "PRSE_OK"),
                               ({"exp": "soon"}, "PRSE_EPARSE"),
                               ({"exp": 1e30}, "PRSE_EPARSE"),
                               ({"exp": None}, "PRSE_EPARSE"),
                               ({"exp": -5}, "PRSE_EPARSE")):
            token = by_hand({"alg": "HS256"}, {**CLAIMS, **claims})
            self.assertEqual(self.check(token)["status"], status, claims)

    def test_the_leeway(self):
        self.driver.tokens(SECRET, leeway=30)
        self.assertEqual(self.check(made({**CLAIMS, "exp": NOW - 29}))
                         ["status"], "PRSE_OK")
        self.refused(self.check(made({**CLAIMS, "exp": NOW - 30})),
                     "PRSE_EEXPIRED")

    def test_signatures(self):
        self.refused(self.check(made(CLAIMS, SECRET + "!")), "PRSE_EDENIED",
                     says="signature")
        token = made(CLAIMS)
        for place in range(len(token)):
            if token[place] == ".":
                continue
            letter = "A" if token[place] != "A" else "B"
            changed = token[:place] + letter + token[place + 1:]
            self.assertNotEqual(self.check(changed)["status"], "PRSE_OK",
                                place)

    def test_the_old_secret_still_verifies(self):
        old = "what was the secret until last month"
        self.driver.tokens(SECRET, old=old)
        self.assertEqual(self.check(made(CLAIMS, old))["status"], "PRSE_OK")
        self.assertEqual(self.check(made(CLAIMS))["status"], "PRSE_OK")
        self.assertIsNotNone(jwt.decode(
            self.driver.good("issue", "x", 60)["text"], SECRET, ["HS256"],
            options={"verify_exp": False, "verify_nbf": False,
                     "verify_iat": False}))

    def test_one_algorithm(self):
        for algorithm in ("none", "None", "nOnE", "HS384", "HS512", "RS256",
                          "", None, 256):
            told = self.check(by_hand({"alg": algorithm, "typ": "JWT"},
                                      CLAIMS))
            self.refused(told, "PRSE_EDENIED", says="HS256")
        self.refused(self.check(jwt.encode(CLAIMS, None, algorithm="none")),
                     "PRSE_EPARSE")
        self.refused(self.check(jwt.encode(CLAIMS, SECRET * 2,
                                           algorithm="HS512")), "PRSE_EPARSE")

    def test_a_head_that_asks_for_more(self):
        for more in ({"crit": ["exp"]}, {"b64": False}, {"typ": "JOSE"}):
            token = by_hand({"alg": "HS256", "typ": "JWT", **more}, CLAIMS)
            self.refused(self.check(token), "PRSE_EDENIED", says="head")
        self.assertEqual(self.check(by_hand({"alg": "HS256"}, CLAIMS))
                         ["status"], "PRSE_OK")

    def test_issuer_audience_and_type(self):
        self.driver.tokens(SECRET, issuer="portail", audience="ia")
        good = {**CLAIMS, "iss": "portail", "aud": "ia"}
        for change, status in (({}, "PRSE_OK"),
                               ({"aud": ["x", "ia"]}, "PRSE_OK"),
                               ({"aud": "other"}, "PRSE_EDENIED"),
                               ({"aud": ["x"]}, "PRSE_EDENIED"),
                               ({"iss": "other"}, "PRSE_EDENIED"),
                               ({"type": "refresh"}, "PRSE_EDENIED")):
            self.assertEqual(self.check(made({**good, **change}))["status"],
                             status, change)
        for name in ("iss", "aud"):
            claims = {k: v for k, v in good.items() if k != name}
            self.refused(self.check(made(claims)), "PRSE_EDENIED")
        self.driver.tokens(SECRET)
        self.refused(self.check(made(good)), "PRSE_EDENIED",
                     says="another service")

    def test_what_is_no_token(self):
        for text in ("", ".", "..", "a.b", "a.b.c", "a.b.c.d", "Bearer x",
                     made(CLAIMS) + "=", " " + made(CLAIMS), "x" * 9000,
                     b"\xff\xfe.x.y"):
            self.refused(self.check(text), "PRSE_EPARSE")

    def test_whom_it_stands_for(self):
        for claims in ({"sub": 5}, {"sub": ""}, {"sub": None},
                       {"sub": "x" * 257}, {"jti": 5}, {"jti": ""}):
            token = by_hand({"alg": "HS256"}, {**CLAIMS, **claims})
            self.refused(self.check(token), "PRSE_EPARSE")

    def test_short_secrets(self):
        told = self.driver.say("tokens", "s" * 31, "", "", "", "", 0, 0, "")
        self.refused(told, "PRSE_ELIMIT", says="32")


class Flask_(Case):
    """The existing service's library on the other side."""

    def setUp(self):
        super().setUp()
        self.app = Flask(__name__)
        self.app.config["JWT_SECRET_KEY"] = SECRET
        JWTManager(self.app)

        @self.app.post("/run-task")
        @jwt_required()
        def run_task():
            return jsonify(status="pending", who=get_jwt_identity())

    def test_reads_our_tokens(self):
        self.driver.good("clock", 0)
        self.driver.tokens(SECRET)
        token = self.driver.good("issue", "portail@example.org", 60)["text"]
        told = self.app.test_client().post(
            "/run-task", headers={"Authorization": f"Bearer {token}"})
        self.assertEqual((told.status_code, told.json["who"]),
                         (200, "portail@example.org"))
        jtis = {jwt.decode(self.driver.good("issue", "x", 60)["text"], SECRET,
                           ["HS256"])["jti"] for _ in range(50)}
        self.assertEqual(len(jtis), 50)

    def test_writes_tokens_that_we_read(self):
        self.driver.good("clock", 0)
        self.driver.tokens(SECRET)
        with self.app.app_context():
            good = create_access_token("portail@example.org")
            refresh = create_refresh_token("portail@example.org")
        self.assertEqual(json.loads(self.driver.good("token", good)["text"])
                         ["sub"], "portail@example.org")
        self.refused(self.driver.say("token", refresh), "PRSE_EDENIED",
                     says="type")


if __name__ == "__main__":
    main()
