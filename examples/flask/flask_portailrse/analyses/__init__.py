# SPDX-License-Identifier: Apache-2.0
"""Analyses of documents: who may ask for them, how they are asked for, done
and told. Switched on by PORTAILRSE_QUEUE."""
