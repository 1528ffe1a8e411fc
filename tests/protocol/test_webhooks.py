# SPDX-License-Identifier: Apache-2.0
"""Signed messages are those of Standard Webhooks: its own library signs what
we verify and verifies what we sign."""
import datetime
import random
import time

from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from protocol import NOW, OTHER, SECRET, Case, main


def theirs(secret, mail, seconds, body):
    when = datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc)
    return Webhook(secret).sign(mail, when, body)


class Sign(Case):
    def test_as_the_library_does(self):
        self.driver.keys()
        draw = random.Random(6)
        for length in (0, 1, 63, 64, 65, 1000, 70000):
            body = "".join(draw.choice("aé€&= %.{") for _ in range(length))
            self.assertEqual(
                self.driver.good("sign", "msg_1", NOW, body)["text"],
                theirs(SECRET, "msg_1", NOW, body))

    def test_the_library_verifies_it(self):
        now = int(time.time())
        self.driver.keys()
        signature = self.driver.good("sign", "job-1", now, '{"a":1}')["text"]
        headers = {"webhook-id": "job-1", "webhook-timestamp": str(now),
                   "webhook-signature": signature}
        self.assertEqual(Webhook(SECRET).verify('{"a":1}', headers),
                         {"a": 1})
        with self.assertRaises(WebhookVerificationError):
            Webhook(OTHER).verify('{"a":1}', headers)

    def test_with_two_keys_there_are_two_signatures(self):
        self.driver.keys(f"{SECRET} {OTHER}")
        told = self.driver.good("sign", "m-1", NOW, "body")["text"]
        self.assertEqual(told, theirs(SECRET, "m-1", NOW, "body") + " " +
                         theirs(OTHER, "m-1", NOW, "body"))

    def test_a_secret_of_ours_is_one_of_theirs(self):
        secret = self.driver.good("secret")["text"]
        self.driver.keys(secret)
        self.assertEqual(self.driver.good("sign", "m-1", NOW, "b")["text"],
                         theirs(secret, "m-1", NOW, "b"))


class Verify(Case):
    def verify(self, secret=SECRET, body="body", seconds=NOW):
        return self.driver.say("verify", "m-1", seconds,
                               theirs(secret, "m-1", seconds, "body"), body)

    def test_what_the_library_signed(self):
        self.driver.keys()
        self.assertEqual(self.verify()["status"], "PRSE_OK")
        self.refused(self.verify(body="bodY"), "PRSE_EDENIED")
        self.refused(self.verify(OTHER), "PRSE_EDENIED")

    def test_either_key_while_one_takes_the_place_of_the_other(self):
        self.driver.keys(f"{SECRET} {OTHER}")
        self.assertEqual(self.verify(SECRET)["status"], "PRSE_OK")
        self.assertEqual(self.verify(OTHER)["status"], "PRSE_OK")

    def test_one_of_several_signatures_is_enough(self):
        self.driver.keys()
        good = theirs(SECRET, "m-1", NOW, "body")
        wrong = theirs(OTHER, "m-1", NOW, "body")
        for signatures in (f"{wrong} {good}", f"{good} {wrong}",
                           f"v1a,abc {good}", f"v2,{good[3:]} {good}"):
            told = self.driver.say("verify", "m-1", NOW, signatures, "body")
            self.assertEqual(told["status"], "PRSE_OK", signatures)
        for signatures in (f"v2,{good[3:]}", good[3:], good + "=", "v1,", ""):
            told = self.driver.say("verify", "m-1", NOW, signatures, "body")
            self.refused(told, "PRSE_EDENIED")

    def test_five_minutes(self):
        self.driver.keys()
        for seconds in (NOW - 300, NOW + 300):
            self.assertEqual(self.verify(seconds=seconds)["status"],
                             "PRSE_OK")
        for seconds in (NOW - 301, NOW + 301):
            self.refused(self.verify(seconds=seconds), "PRSE_EEXPIRED",
                         says="301 s")

    def test_the_error_of_a_wrong_signature_tells_nothing(self):
        self.driver.keys(f"{SECRET} {OTHER}")
        good = theirs(SECRET, "m-1", NOW, "body")
        errors = {self.driver.say("verify", "m-1", NOW, one, "body")["error"]
                  for one in ("v1,x", good[:-2] + "A=", "v1," + "A" * 43 + "=",
                              theirs(SECRET, "m-2", NOW, "body"))}
        self.assertEqual(len(errors), 1)


if __name__ == "__main__":
    main()
