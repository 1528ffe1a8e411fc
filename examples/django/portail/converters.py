# SPDX-License-Identifier: Apache-2.0


class SirenConverter:
    """Nine digits in an address."""

    regex = "[0-9]{9}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class DocumentConverter:
    """The id of a document."""

    regex = "[0-9A-Za-z_-]{22}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class FormConverter(DocumentConverter):
    """As what findings are taken away."""

    regex = r"sujets\.xlsx|themes\.xlsx|phrases\.csv|phrases\.json"
