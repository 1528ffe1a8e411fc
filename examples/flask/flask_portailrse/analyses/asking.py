# SPDX-License-Identifier: Apache-2.0
"""A run, asked for: nothing is fetched before the answer."""
import secrets
from contextlib import suppress

import portailrse as rse

from ..problems import TOO_LARGE, Problem
from .kinds import BARRED, WRONG_DOCUMENT, WRONG_MEDIA
from .requests import Asked
from .state import analyses
from .uploads import NotPdf, TooLong


def ask(asked: Asked, owner: str, document_id: str | None = None,
        name: str | None = None) -> rse.JobAdded:
    """The run of a document: the one that was asked for before, where there
    is one of this owner and document_id. Texts beside the body go before."""
    document_id = document_id or asked.document_id
    more = {"siren": owner, "name": name or asked.name,
            "callback_url": asked.callback_url}
    if asked.file:
        return _ask_upload(asked, document_id, more)
    # An address may be signed anew each time: it is no name.
    return add(document=document_id or secrets.token_hex(16),
               url=asked.document_url, **more)


def _ask_upload(asked: Asked, document_id: str,
                more: dict[str, str]) -> rse.JobAdded:
    here = analyses()
    if not here.uploads or not asked.file:
        raise Problem(WRONG_MEDIA)
    try:
        kept = here.uploads.receive(asked.file, here.settings.max_document)
    except NotPdf as wrong:
        raise Problem(WRONG_DOCUMENT, "%PDF-") from wrong
    except TooLong as wrong:
        raise Problem(TOO_LARGE) from wrong
    added = None
    try:
        # The same bytes are the same document.
        added = add(document=document_id or "sha256-" + kept.sha256,
                    blob=kept.key, **more)
        return added
    finally:
        if not added or not added.is_new:
            with suppress(rse.NotFound):
                here.uploads.remove(kept.key)


def add(**request: str) -> rse.JobAdded:
    """prse_runs_add(), and its refusals as problems."""
    try:
        return analyses().runs().add(**request)
    except rse.Denied as wrong:
        raise Problem(BARRED, wrong.message) from wrong
    except (rse.ParseError, rse.Limit) as wrong:
        raise Problem(WRONG_DOCUMENT, wrong.message) from wrong
