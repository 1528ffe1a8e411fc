#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Django's command line for the portal: manage.py check, migrate ..."""
import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portail.settings")
    execute_from_command_line(sys.argv)
