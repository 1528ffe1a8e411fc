# SPDX-License-Identifier: Apache-2.0
"""`flask portailrse worker`, `token` and `jobs`."""
import json
import logging

import click
from flask.cli import AppGroup, with_appcontext

import portailrse as rse

from ..state import embedded
from .run import STATES, state
from .state import Analyses
from .tokens import read_tokens
from .worker import Team

_DAY_S = 86_400


def add_commands(group: AppGroup) -> None:
    for command in (run_workers, make_token, list_jobs):
        group.add_command(command)


def _here() -> Analyses:
    here = embedded().analyses
    if not here:
        raise click.ClickException("PORTAILRSE_QUEUE is not set")
    return here


@click.command("worker")
@click.option("--workers", default=1, show_default=True,
              type=click.IntRange(1, 64), help="Processes that do runs.")
@with_appcontext
def run_workers(workers: int) -> None:
    """Does the runs of the queue and tells who asked, until it is asked to
    stop."""
    here = _here()
    logging.basicConfig(level=logging.INFO,
                        format="%(asctime)s %(levelname)s %(message)s")
    Team(here, workers).run()


@click.command("token")
@click.argument("name")
@click.option("--days", default=90, show_default=True,
              type=click.IntRange(1, 366), help="Until it expires.")
@click.option("--audience", help="In place of PORTAILRSE_JWT_AUDIENCE.")
@with_appcontext
def make_token(name: str, days: int, audience: str | None) -> None:
    """Makes a token that stands for NAME, which owns the runs that it asks
    for. Its `jti`, by which it can be taken back, is told apart."""
    tokens = read_tokens(_here().settings, audience)
    try:
        token = tokens.issue(name, days * _DAY_S)
    except rse.Error as wrong:
        raise click.ClickException(wrong.message) from wrong
    click.echo(token)
    click.echo("jti " + json.loads(tokens.check(token))["jti"], err=True)


@click.command("jobs")
@click.option("--state", "which", type=click.Choice(STATES),
              help="Only those; the longest in it first.")
@click.option("--limit", default=100, show_default=True,
              type=click.IntRange(1, 10_000))
@with_appcontext
def list_jobs(which: str | None, limit: int) -> None:
    """Lists runs."""
    wanted = rse.JobState(STATES.index(which) + 1) if which else None
    for job in _here().queue().jobs(state=wanted, limit=limit):
        line = [job["id"], state(job), f"{job['cree_le']:%Y-%m-%d %H:%M}",
                f"{job['fait']}/{job['total']}"]
        click.echo(" ".join(line + [job["message"] or ""]).rstrip())
