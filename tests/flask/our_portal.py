# SPDX-License-Identifier: Apache-2.0
"""A portal that hears callbacks through the library, as hosts do: the row of a
run is read, judged and written while it is held."""
from threading import Lock

import portailrse as rse

_KEPT = ("number", "status", "job", "seen")


class OurPortal:
    """What analyses.Site calls with each request."""

    def __init__(self, keys=None, allow_unsigned=False):
        self._keys = keys
        self._allow_unsigned = allow_unsigned
        self._lock = Lock()
        self.rows = {}   # by the digest of their token
        self.ends = []   # ids of runs, each time that people would be told
        self.verdicts = []
        self.answers = {}  # status to give in place of 200, by how many heard

    def begin(self):
        """A new run: what goes into its address, and its row."""
        made = rse.callback_begin()
        row = {"id": made.id, "token_sha256": made.token_sha256, "number": 0,
               "status": "", "job": "", "seen": "", "msg": "", "result": ""}
        self.rows[made.token] = row
        return made.id, f"/etat/{made.token}", row

    def __call__(self, request):
        token = request.path.rsplit("/", 1)[1]
        with self._lock:
            try:
                status = self._hear(token, request)
            except rse.Error as wrong:
                self.verdicts.append(type(wrong).__name__)
                status = 403 if isinstance(wrong, (rse.Denied, rse.Expired)) \
                    else 409 if isinstance(wrong, rse.Conflict) else 400
            status = self.answers.pop(len(self.verdicts), status)
        request.reply(status)

    def _hear(self, token, request):
        row = self.rows.get(token)
        if row is None:
            return 404
        kept = {name: row[name] for name in ("id", "token_sha256", *_KEPT)}
        news = rse.Callback.receive(
            **kept, token=token, body=request.body, keys=self._keys,
            content_type=request.headers.get("Content-Type", ""),
            webhook_id=request.headers.get("webhook-id", ""),
            webhook_timestamp=request.headers.get("webhook-timestamp", ""),
            webhook_signature=request.headers.get("webhook-signature", ""),
            allow_unsigned=self._allow_unsigned).get()
        self.verdicts.append(rse.CallbackVerdict(news.verdict).name)
        if news.verdict == rse.CallbackVerdict.ACCEPTED:
            row.update({name: getattr(news, name) for name in _KEPT})
            row.update(msg=news.msg, result=news.result)
            if news.ends:
                self.ends.append(row["id"])
        return 200
