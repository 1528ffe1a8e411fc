# SPDX-License-Identifier: Apache-2.0
"""French and English: which one a request wants."""
from typing import NamedTuple

from flask import current_app, request

import portailrse as rse

LANGS = {"fr": rse.Lang.FR, "en": rse.Lang.EN}


class Words(NamedTuple):
    """The same text in both languages."""

    fr: str
    en: str

    def say(self, lang: str) -> str:
        return self.en if lang == "en" else self.fr


def lang_of_request() -> str:
    """What Accept-Language prefers, else PORTAILRSE_LANG."""
    default: str = current_app.extensions["portailrse"].settings.lang
    return request.accept_languages.best_match(LANGS, default=default) \
        or default
