# SPDX-License-Identifier: Apache-2.0
"""What a WSGI server loads: gunicorn portail.wsgi. A server with a pack or
settings that are wrong does not start; it says where they are."""
import os

from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portail.settings")
application = get_wsgi_application()

if wrong := [str(found) for found in run_checks() if found.is_serious()]:
    raise ImproperlyConfigured("\n".join(wrong))
