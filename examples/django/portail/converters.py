# SPDX-License-Identifier: Apache-2.0


class SirenConverter:
    """Nine digits in an address."""

    regex = "[0-9]{9}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
