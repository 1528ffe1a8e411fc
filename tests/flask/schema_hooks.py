# SPDX-License-Identifier: Apache-2.0
"""Right values of the formats that the document names but a schema cannot
describe: check digits, ranges that meet what a fact may be."""
from datetime import date

import schemathesis
from hypothesis import strategies as st

DEMO = "012345674"  # see service.py


def with_check_digit(digits):
    """The digits and that of Luhn's check."""
    total = sum(sum(divmod(int(digit) * (2 - place % 2), 10))
                for place, digit in enumerate(reversed(digits)))
    return digits + str(-total % 10)


KNOWN = [DEMO, "012 345 674", with_check_digit(DEMO + "0001")]
LETTERS = st.characters(codec="utf-8", categories=["L"])

schemathesis.openapi.format("company-number", st.one_of(
    st.sampled_from(KNOWN),
    st.from_regex(r"[0-9]{8}", fullmatch=True).map(with_check_digit)))
schemathesis.openapi.format("company-search", st.one_of(
    st.text(LETTERS, min_size=1, max_size=50),
    st.sampled_from(["tissages du val", "la poste", *KNOWN])))
schemathesis.openapi.format("portailrse-amounts", st.sampled_from([
    ">= 0", "<= 9999999999", "0..9999999999", "[0..9999999999)",
    ">= 0 or <= 9999999999", "unknown"]))
schemathesis.openapi.format("portailrse-dates", st.one_of(
    st.dates(date(1900, 1, 1)).map(str), st.sampled_from([
        ">= 1900-01-01", "1900-01-01..2100-12-31", "unknown"])))
schemathesis.openapi.format("portailrse-address", st.from_regex(
    r"https://docs\.example/[a-z0-9]{1,40}(\?sig=[a-z0-9]{1,40})?",
    fullmatch=True))
PDFS = st.from_regex(r"%PDF-1\.[0-7]\n[ -~]{0,200}", fullmatch=True)
schemathesis.openapi.format("binary", PDFS.map(str.encode))
schemathesis.openapi.media_type("application/pdf", PDFS.map(str.encode))


@schemathesis.serializer("application/pdf")
def as_bytes(ctx, value):
    """A body that is what it is."""
    return value if isinstance(value, bytes) else str(value).encode()
