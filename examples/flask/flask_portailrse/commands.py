# SPDX-License-Identifier: Apache-2.0
"""`flask portailrse check`, `obligations` and `pack`."""
from collections.abc import Iterator

import click
from flask.cli import AppGroup

import portailrse as rse

from .state import Embedded, embedded, today
from .problems import Problem
from .words import LANGS, Words

group = AppGroup("portailrse", help="Obligations of companies.")

_ANSWERS = {
    rse.Answer.SUBJECT: Words("soumise", "subject"),
    rse.Answer.NOT_SUBJECT: Words("non soumise", "not subject"),
    rse.Answer.UNKNOWN: Words("à préciser", "not known"),
    rse.Answer.RECOMMENDED: Words("recommandée", "recommended"),
    rse.Answer.INSUFFICIENT: Words("faits insuffisants", "too few facts"),
}


@group.command("pack")
def show_pack() -> None:
    """Shows the rules in use."""
    here = embedded()
    lang = LANGS[here.settings.lang]
    click.echo(f"{here.pack.id} {here.pack.version} {here.pack.digest}")
    for each in here.pack.obligations(lang=lang):
        click.echo(f"  {each.id}: {each.label}")


@group.command("check")
def check() -> None:
    """Checks rules, register, store and services; fails when one is bad."""
    bad = list(_check(embedded()))
    if bad:
        raise SystemExit(1)


def _check(here: Embedded) -> Iterator[str]:
    """Tells how everything does, and gives what is bad."""
    findings, count = here.pack.check()
    if count:
        click.echo(findings)
        yield "pack"
    click.echo(f"{here.pack.id}: {count} findings")
    for name, wrong in here.broken.items():
        click.echo(f"{name}: {wrong}")
        yield name
    if here.settings.store:
        try:
            here.portal()
        except rse.Error as wrong:
            click.echo(f"store: {wrong}")
            yield "store"
    for service in rse.Service if not here.settings.offline else ():
        health = here.services().check(service)
        click.echo(f"{health.name}: {health.message or 'ok'}")
        if health.message and health.reachable is not None:
            yield health.name


@group.command("obligations")
@click.argument("number")
@click.option("--fact", "pairs", multiple=True, metavar="NAME=VALUE",
              help="What you know of the company; may be repeated.")
@click.option("--date", metavar="DAY", help="Day of the law; default: today.")
@click.option("--lang", type=click.Choice(list(LANGS)))
@click.option("--json", "as_json", is_flag=True, help="All of it, in JSON.")
def show_obligations(number: str, pairs: tuple[str, ...], date: str | None,
                     lang: str | None, as_json: bool) -> None:
    """Shows the dashboard of the company with this NUMBER."""
    here = embedded()
    lang = lang or here.settings.lang
    given = _facts(pairs)
    try:
        with here.dictionary.read(given, lang) as known, \
                here.dashboard() as board:
            board.run(number, known=known, date=date or today(),
                      **here.asking())
            click.echo(board.json(LANGS[lang]) if as_json
                       else "\n".join(_lines(board, lang)))
    except Problem as problem:
        raise click.ClickException("\n".join(
            f"{wrong['fact']}: {wrong['detail']}"
            for wrong in problem.errors)) from problem
    except rse.Error as wrong:
        raise click.ClickException(str(wrong)) from wrong


def _facts(pairs: tuple[str, ...]) -> dict[str, str]:
    for pair in pairs:
        if "=" not in pair:
            raise click.BadParameter(f"NAME=VALUE, not {pair}",
                                     param_hint="--fact")
    return dict(pair.split("=", 1) for pair in pairs)


def _lines(board: rse.Dashboard, lang: str) -> Iterator[str]:
    for verdict in board.verdicts(LANGS[lang]):
        answer = _ANSWERS[verdict.answer].say(lang)
        yield f"{verdict.label}: {answer}"
        if verdict.reason:
            yield f"  {verdict.reason}"
        for due in verdict.deadlines:
            if due.date:
                yield f"  {due.date}: {due.label}"
