# SPDX-License-Identifier: Apache-2.0
"""A run, asked for: nothing is fetched before the answer."""
import secrets
from collections.abc import Mapping
from contextlib import suppress
from typing import IO, NamedTuple

import portailrse as rse

from ..problems import TOO_LARGE, Problem
from .kinds import BARRED, WRONG_DOCUMENT, WRONG_MEDIA
from .requests import Asked
from .state import analyses
from .uploads import NotPdf, TooLong


class Order(NamedTuple):
    """What is asked for beside the document itself."""

    owner: str
    document_id: str = ""
    name: str = ""
    callback_url: str = ""


def ask(asked: Asked, owner: str, query: Mapping[str, str | None]
        ) -> rse.JobAdded:
    """The run of a document: the one that was asked for before, where there
    is one of this owner and document_id."""
    given = {**query, **asked.texts}
    order = Order(owner, given.get("document_id") or "",
                  given.get("name") or "", given.get("callback_url") or "")
    if asked.file:
        return _ask_upload(asked.file, order)
    # An address may be signed anew each time: it is no name.
    return ask_url(asked.texts["document_url"], order._replace(
        document_id=order.document_id or secrets.token_hex(16)))


def ask_url(url: str, order: Order) -> rse.JobAdded:
    """The run of a document that a worker will fetch."""
    return _add(order, url=url)


def _ask_upload(file: IO[bytes], order: Order) -> rse.JobAdded:
    here = analyses()
    if not here.uploads:
        raise Problem(WRONG_MEDIA)
    try:
        kept = here.uploads.receive(file, here.settings.max_document)
    except NotPdf as wrong:
        raise Problem(WRONG_DOCUMENT, "%PDF-") from wrong
    except TooLong as wrong:
        raise Problem(TOO_LARGE) from wrong
    added = None
    try:
        # The same bytes are the same document.
        added = _add(order._replace(document_id=order.document_id
                                    or "sha256-" + kept.sha256),
                     blob=kept.key)
        return added
    finally:
        if not added or not added.is_new:
            with suppress(rse.NotFound):
                here.uploads.remove(kept.key)


def _add(order: Order, url: str = "", blob: str = "") -> rse.JobAdded:
    """prse_runs_add(), and its refusals as problems."""
    try:
        return analyses().runs().add(
            document=order.document_id, siren=order.owner, url=url, blob=blob,
            name=order.name, callback_url=order.callback_url)
    except rse.Denied as wrong:
        raise Problem(BARRED, wrong.message) from wrong
    except (rse.ParseError, rse.Limit) as wrong:
        raise Problem(WRONG_DOCUMENT, wrong.message) from wrong
