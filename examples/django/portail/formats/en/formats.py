# SPDX-License-Identifier: Apache-2.0
"""Days in English as they are written in Europe."""
DATE_FORMAT = "j F Y"
