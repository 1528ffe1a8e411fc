# SPDX-License-Identifier: Apache-2.0
"""libportailrse in a Django project: which obligations apply to a company, why
and until when. See docs/django.md."""
