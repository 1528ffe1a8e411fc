# SPDX-License-Identifier: Apache-2.0
"""One module a service: answer(world, request) gives a Response."""
