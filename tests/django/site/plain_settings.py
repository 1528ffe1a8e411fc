# SPDX-License-Identifier: Apache-2.0
from portail.settings import *  # noqa: F403

ROOT_URLCONF = "plain_urls"
