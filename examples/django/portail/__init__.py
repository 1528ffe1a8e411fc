# SPDX-License-Identifier: Apache-2.0
"""A small portal: from the name of a company to its obligations."""
