# SPDX-License-Identifier: Apache-2.0
"""What is taken away as a file is never shown inside a page."""
from django.http import HttpResponse
from django.utils.http import content_disposition_header


def attached(content: bytes | str, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = content_disposition_header(True, name)
    return answer
