# SPDX-License-Identifier: Apache-2.0
"""Headers that keep a page to what the portal itself serves: no script or
style inside a page, nothing from elsewhere."""
from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse

FEATURES = ("camera", "display-capture", "geolocation", "microphone",
            "payment", "usb")


def policy(elsewhere: str = "", inline: str = "") -> str:
    """The Content-Security-Policy; `elsewhere` is an origin that may serve a
    theme's files, `inline` where its style sheets may hold images."""
    own = f"'self' {elsewhere}".strip()
    return "; ".join((
        "default-src 'none'", f"script-src {own}", f"style-src {own}",
        f"img-src {own} {inline}".rstrip(), f"font-src {own}",
        "connect-src 'self'",
        "manifest-src 'self'", "form-action 'self'", "base-uri 'none'",
        "frame-ancestors 'none'"))


def policy_of_theme() -> str:
    """The style sheets of the DSFR hold its pictures and arrows as data."""
    if settings.PORTAIL["THEME"] != "dsfr":
        return policy()
    address = urlsplit(settings.PORTAIL["DSFR_URL"])
    origin = f"{address.scheme}://{address.netloc}" if address.netloc else ""
    return policy(origin, "data:")


class Headers:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response
        self.headers = {
            "Content-Security-Policy": policy_of_theme(),
            "Permissions-Policy": ", ".join(f"{name}=()"
                                            for name in FEATURES)}

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in self.headers.items():
            response.headers.setdefault(name, value)
        # A page holds what a visitor answered.
        response.headers.setdefault("Cache-Control", "private, no-cache")
        return response
