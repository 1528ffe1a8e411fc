# SPDX-License-Identifier: Apache-2.0
"""The existing portal with our service, and the existing service with our
portal: neither is changed."""
import json
from urllib.parse import parse_qs

import jwt

import legacy
from protocol import (CLASSIFIED, FAILED, FORM, NO_PDF, NO_SENTENCE, NOW,
                      OPENED, RESULT, SPLIT, SPLIT_FAILED, STARTED, SUCCESS,
                      Case, Driver, main)

SECRET = "the secret of the existing service, as long as it is"


class OurService(Case):
    def setUp(self):
        super().setUp()
        self.portal = legacy.Portal()
        self.peer = self.site(self.portal)
        self.url = self.peer.url + "/analyses/17/etat/"
        self.driver.keys()
        self.driver.remote(self.peer.url)

    def tell(self, number, step, **more):
        body = self.driver.write(step, "17", **more)["text"]
        return self.driver.send(self.url, body, number, signed=1)

    def test_the_sequence_of_the_existing_one(self):
        seen = []
        for number, (step, more) in enumerate((
                (STARTED, {}), (OPENED, {}), (SPLIT, {"sentences": 12}),
                (CLASSIFIED, {}), (SUCCESS, {"result": RESULT})), 1):
            self.assertEqual(self.tell(number, step, **more)["http"], 200)
            row = self.portal.rows[17]
            seen.append((row["etat"], row["message"]))
        self.assertEqual(seen, [
            ("processing", ""),
            ("processing", "Fichier pdf correct"),
            ("text_processed", "12 phrases trouvée(s) dans le PDF"),
            ("analysis_complete", "Fin d'analyse"), ("success", "")])
        self.assertEqual(self.portal.rows[17]["resultat_json"], RESULT)
        self.assertEqual(self.portal.mails, 1)
        self.assertEqual(list(self.portal.show(self.portal.rows[17])),
                         ["ESRS E1 : Changement climatique", "Non ESRS"])

    def test_the_other_texts(self):
        for step, state, msg in (
                (NO_SENTENCE, "analysis_complete",
                 "Aucune phrase n’a été détectée pour l’analyse"),
                (NO_PDF, "error", "Le fichier .pdf n'est pas un PDF"),
                (SPLIT_FAILED, "error", "Erreur lors de l’extraction des "
                 "phrases à analyser")):
            self.tell(1, step)
            self.assertEqual(self.portal.rows[17],
                             {"etat": state, "message": msg})

    def test_the_fields_are_what_a_form_of_the_existing_one_holds(self):
        self.tell(1, SUCCESS, result=RESULT)
        _, _, headers, body = self.peer.seen[0]
        self.assertEqual(headers["Content-Type"], FORM)
        self.assertEqual(parse_qs(body.decode(), strict_parsing=True),
                         {"document_id": ["17"], "status": ["success"],
                          "resultat_json": [RESULT]})

    def test_a_message_in_words_of_the_host_is_cut(self):
        self.tell(1, FAILED, msg="é" * 200)
        self.assertEqual(self.portal.rows[17]["message"], "é" * 144)

    def test_the_existing_client_starts_a_task(self):
        driver = self.driver

        def run_task(request):
            form = parse_qs(request.body.decode(), strict_parsing=True)
            bearer = request.headers["Authorization"].removeprefix("Bearer ")
            token = driver.say("token", bearer)
            wrong = (driver.say("id", form["document_id"][0])["code"] or
                     driver.say("allowed", form["callback_url"][0])["code"])
            if token["code"]:
                request.reply(401, b'{"msg": "no"}', "application/json")
            elif wrong:
                request.reply(400, b'{"msg": "no"}', "application/json")
            else:
                request.reply(200, b'{"status": "pending"}',
                              "application/json")

        service = self.site(run_task)
        eternal = jwt.encode({"sub": "portail@example.org", "jti": "1",
                              "type": "access", "fresh": False, "iat": 1,
                              "nbf": 1}, SECRET, "HS256")
        driver.tokens(SECRET, legacy=NOW + 1)
        self.assertEqual(legacy.launch(service.url, eternal, "17", self.url),
                         (200, {"status": "pending"}))
        self.assertEqual(legacy.launch(service.url, eternal, "../17",
                                       self.url)[0], 400)
        driver.tokens(SECRET, legacy=NOW)
        self.assertEqual(legacy.launch(service.url, eternal, "17",
                                       self.url)[0], 401)


class OurPortal(Case):
    """A receiver that keeps a run, as a host does with a row."""

    def setUp(self):
        super().setUp()
        self.run_ = self.driver.run()
        self.told = []
        self.peer = self.site(self.receive)

    def receive(self, request):
        token = request.path.rstrip("/").rsplit("/", 1)[1]
        told = self.driver.say(
            "receive", token, request.headers["Content-Type"], "", "", "",
            request.body, 1)
        self.told.append(told)
        request.reply(400 if told["code"] else 200, b"OK")

    def test_the_existing_service_reports_to_us(self):
        callback = f"{self.peer.url}/analyses/etat/{self.run_['token']}/"
        legacy.report(callback, self.run_["id"], RESULT)
        self.assertEqual([t["status"] for t in self.told], ["PRSE_OK"] * 5)
        self.assertEqual(
            [(t["verdict"], t["state"], t["msg"], t["ends"])
             for t in self.told],
            [("accepted", "processing", "", 0),
             ("accepted", "processing", "Fichier pdf correct", 0),
             ("accepted", "text_processed",
              "12 phrases trouvée(s) dans le PDF", 0),
             ("accepted", "analysis_complete", "Fin d'analyse", 0),
             ("accepted", "success", "", 1)])
        self.assertEqual(json.loads(self.told[-1]["result"]),
                         json.loads(RESULT))

    def test_what_it_says_twice_counts_once(self):
        callback = f"{self.peer.url}/analyses/etat/{self.run_['token']}/"
        for _ in range(2):
            legacy.report(callback, self.run_["id"], RESULT)
        self.assertEqual(sum(t["ends"] for t in self.told), 1)
        self.assertEqual([t["verdict"] for t in self.told[5:]],
                         ["old"] * 4 + ["seen"])


class BothOurs(Case):
    """Our service with our portal, each in a process of its own."""

    def setUp(self):
        super().setUp()
        self.service = self.enterContext(Driver())
        self.told = []
        self.answers = []
        self.portal = self.site(self.receive)
        for driver in (self.driver, self.service):
            driver.keys()
        self.service.remote(self.portal.url)
        self.run_ = self.driver.run()
        self.url = f"{self.portal.url}/etat/{self.run_['token']}"

    def receive(self, request):
        head = request.headers
        self.told.append(self.driver.say(
            "receive", request.path.rsplit("/", 1)[1], head["Content-Type"],
            head["webhook-id"], head["webhook-timestamp"],
            head["webhook-signature"], request.body, 0))
        told = self.told[-1]
        request.reply(self.answers.pop(0) if self.answers else
                      403 if told["code"] else 200)

    def deliver(self):
        """As an outbox does: in order, each until it is delivered."""
        for number, step in enumerate((STARTED, OPENED, SPLIT, CLASSIFIED,
                                       SUCCESS), 1):
            body = self.service.write(
                step, self.run_["id"], sentences=3,
                result=RESULT if step == SUCCESS else "")["text"]
            while self.service.send(self.url, body, number,
                                    signed=1)["code"]:
                pass

    def test_the_sequence(self):
        self.deliver()
        self.assertEqual([t["verdict"] for t in self.told],
                         ["accepted"] * 5)
        self.assertEqual(self.told[-1]["result"], RESULT)

    def test_a_receiver_that_fails_after_it_kept_what_it_was_told(self):
        self.answers = [500, 200, 500, 500, 200, 200, 200, 503, 200]
        self.deliver()
        accepted = [t for t in self.told if t["verdict"] == "accepted"]
        self.assertEqual([t["number"] for t in accepted], [1, 2, 3, 4, 5])
        self.assertEqual(len(self.told), 9)
        self.assertEqual(sum(t["ends"] for t in self.told), 1)


if __name__ == "__main__":
    main()
