# SPDX-License-Identifier: Apache-2.0
"""A store of the library in a database of Django's."""

from .backend import DjangoStore

__all__ = ["DjangoStore"]
