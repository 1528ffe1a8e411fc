# SPDX-License-Identifier: Apache-2.0
"""The existing portal and the existing service, as far as they meet: written
from the description of their protocol, defects included."""
import json
from urllib.error import HTTPError
from urllib.parse import parse_qs, urlencode
from urllib.request import Request, urlopen

DJANGO_TAKES = 2621440


class Portal:
    """POST /analyses/<number>/etat/; saves what it is told, in any order and
    from anybody."""

    def __init__(self):
        self.rows = {}
        self.mails = 0

    def __call__(self, request):
        number = int(request.path.split("/")[2])
        if len(request.body) > DJANGO_TAKES:
            return request.reply(400)
        form = parse_qs(request.body.decode("ascii"), strict_parsing=True,
                        encoding="utf-8", errors="strict")
        row = self.rows.setdefault(number, {})
        if "status" not in form:
            return request.reply(400)
        row["etat"] = form["status"][0]
        row["message"] = form.get("msg", [""])[0]
        if row["etat"] == "success":
            if "resultat_json" not in form:
                return request.reply(400)
            row["resultat_json"] = form["resultat_json"][0]
        if len(row["etat"]) > 144 or len(row["message"]) > 144:
            return request.reply(500)
        self.mails += row["etat"] in ("success", "error")
        return request.reply(200, b"OK")

    def start(self, base, token, number, document, callback,
              before_saving=lambda: None):
        """Launches an analysis: reads the row, asks, and saves the whole of
        what it had read, whatever was told meanwhile."""
        row = dict(self.rows.setdefault(number, {"etat": ""}))
        try:
            status, answer = launch(base, token, str(number), callback,
                                    document)
        except OSError:
            return False
        if status != 200:
            return False
        row["etat"] = answer.get("status", "inconnu")
        before_saving()
        self.rows[number] = row
        return True

    @staticmethod
    def show(row):
        """What the page of results does with a stored text."""
        labels = json.loads(row["resultat_json"])
        for label in labels:
            if label != "Non ESRS":
                assert label[:5] == "ESRS " and label[5:7] in (
                    "E1", "E2", "E3", "E4", "E5", "S1", "S2", "S3", "S4",
                    "G1"), label
        return labels


def launch(base, token, document, callback,
           address="https://s3.example/a.pdf?sig=1"):
    """What the portal posts; its answer, and its status."""
    form = urlencode({"document_id": document, "document_url": address,
                      "callback_url": callback}).encode()
    request = Request(base + "/run-task", form,
                      {"Authorization": f"Bearer {token}"})
    try:
        with urlopen(request, timeout=3) as answer:
            return answer.status, json.load(answer)
    except HTTPError as refused:
        return refused.code, json.load(refused)


def report(callback, document, result, sentences=12):
    """What the service posts while it works on a document."""
    said = [{"status": "processing"},
            {"status": "processing", "msg": "Fichier pdf correct"},
            {"status": "text_processed",
             "msg": f"{sentences} phrases trouvée(s) dans le PDF"},
            {"status": "analysis_complete", "msg": "Fin d'analyse"},
            {"status": "success", "resultat_json": result}]
    for fields in said:
        body = urlencode({"document_id": document, **fields}).encode()
        with urlopen(Request(callback, body)) as answer:
            answer.read()
