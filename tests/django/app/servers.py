# SPDX-License-Identifier: Apache-2.0
"""The PostgreSQL server of the tests that run now, for those that stop it."""
running = None
