# SPDX-License-Identifier: Apache-2.0
"""Packs, facts and verdicts, as a host uses them."""
import datetime
import decimal
import json

import pytest

import portailrse as rse

pytestmark = pytest.mark.core
DAY = "2026-11-27"


# --- packs ---

def test_a_pack_comes_with_the_library(pack):
    assert pack.id == "fr-rse"
    assert len(pack.digest) == 64
    assert pack.label(rse.Lang.EN) != pack.label(rse.Lang.FR)


def test_a_pack_says_what_its_facts_are(pack):
    effectif = next(f for f in pack.facts_info() if f.id == "effectif")
    assert effectif.type in (rse.FactType.COUNT, rse.FactType.NUMBER)
    assert "50-249" in effectif.brackets
    assert effectif.question and effectif.label


def test_a_pack_says_what_its_obligations_are(pack):
    bdese = next(o for o in pack.obligations(rse.Lang.EN) if o.id == "bdese")
    assert [c.id for c in bdese.criteria] == ["effectif_50", "effectif_300"]
    assert bdese.laws and all(law.law_title for law in bdese.laws)


def test_a_broken_pack_is_refused_with_its_place():
    with pytest.raises(rse.Error) as caught:
        rse.Pack.load_files({"pack.yaml": "id: [\n"})
    assert isinstance(caught.value, ValueError)
    assert (caught.value.file, caught.value.line) == ("pack.yaml", 2)
    assert str(caught.value).startswith("pack.yaml:2:")


def test_a_pack_that_is_not_there_is_an_os_error():
    with pytest.raises(OSError, match="nowhere"):
        rse.Pack.load("nowhere")


def test_a_folder_is_a_pack_too(pack, packs):
    assert rse.Pack.load(packs / "fr-rse").digest == pack.digest


def test_an_overlay_moves_a_threshold(pack, tmp_path):
    reform = tmp_path / "reform.yaml"
    reform.write_text("""overlay: reform
label: { fr: Réforme, en: Reform }
thresholds:
  seuil_bdese: { law: ct_L2312_2, from: { 2018-01-01: 70 } }
""")
    reformed = rse.Pack.load("fr-rse", overlays=[str(reform)])
    facts = {"effectif": 60}
    assert pack.answers(facts, date=DAY)["bdese"] is rse.Answer.SUBJECT
    assert reformed.answers(facts, date=DAY)["bdese"] \
        is rse.Answer.NOT_SUBJECT
    assert reformed.digest != pack.digest


def test_authors_tools_are_there(town):
    text, count = town.check()
    assert count == 0 and text
    _, failed = town.test()
    assert failed == 0
    told, differences = town.diff(town, date=DAY)
    assert differences == 0


# --- facts ---

@pytest.mark.parametrize("value, written", [
    (60, "60"), ("50..249", "[50..249]"), ("50-249", "[50..250)"),
    ("unknown", None), (decimal.Decimal("60"), "60"), (60.0, "60")])
def test_a_number_may_be_given_in_many_ways(pack, value, written):
    assert rse.Facts(pack, {"effectif": value}).get("effectif") == written


def test_booleans_are_those_of_python(pack):
    facts = rse.Facts(pack, {"est_cotee": False})
    assert facts["est_cotee"] == "false"


def test_days_are_those_of_python(pack):
    day = next(f.id for f in pack.facts_info()
               if f.type == rse.FactType.DATE)
    facts = rse.Facts(pack, {day: datetime.date(2025, 12, 31)})
    assert facts[day] == "2025-12-31"


def test_facts_are_a_mapping(pack):
    facts = rse.Facts(pack, {"effectif": 60, "est_cotee": True})
    assert dict(facts) == {"effectif": "60", "est_cotee": "true"}
    del facts["effectif"]
    assert len(facts) == 1 and "effectif" not in facts
    facts.update(effectif="10..49", appartient_groupe=False)
    assert facts.get("effectif") == "[10..49]"
    with pytest.raises(KeyError):
        facts["effectif_groupe"]
    with pytest.raises(KeyError):
        del facts["effectif_groupe"]
    facts.clear()
    assert not facts


def test_an_earlier_year_has_its_own_value(pack):
    facts = rse.Facts(pack, {"effectif_securite_sociale": 60,
                             "effectif_securite_sociale@-1": "10..49"})
    assert facts["effectif_securite_sociale@-1"] == "[10..49]"


def test_a_wrong_value_names_its_fact(pack):
    with pytest.raises(rse.FactError) as caught:
        rse.Facts(pack, {"effectif": "many"})
    assert caught.value.subject == "effectif"
    assert "50..249" in caught.value.message


def test_an_unknown_fact_is_a_key_error(pack):
    with pytest.raises(KeyError):
        rse.Facts(pack, {"effectifs": 60})


def test_facts_come_from_json_with_their_place(pack):
    facts = rse.Facts(pack)
    facts.set_json('{"effectif": 60}', "facts.json")
    assert facts["effectif"] == "60"
    with pytest.raises(rse.Error) as caught:
        facts.set_json('{"effectif":\n true}', "facts.json")
    assert (caught.value.file, caught.value.line) == ("facts.json", 2)
    assert facts["effectif"] == "60"  # Unchanged on failure.


def test_contradicting_facts_are_told(pack):
    facts = rse.Facts(pack, {"effectif": 10, "effectif_outre_mer": 300})
    english, french = (facts.warnings(lang) for lang in (rse.Lang.EN,
                                                         rse.Lang.FR))
    assert english and french and english != french


# --- verdicts ---

def test_a_verdict_says_everything(pack):
    verdicts = pack.evaluate({"effectif": "50..249"}, date=DAY,
                             lang=rse.Lang.EN)
    bdese = verdicts["bdese"]
    assert bdese.answer is rse.Answer.SUBJECT
    assert bdese.criteria == {"effectif_50": True, "effectif_300": False}
    assert ("effectif", 0) in bdese.reason_facts
    assert "50 employees" in bdese.reason
    assert "less than 50 employees" in bdese.change
    assert bdese.missing == [] and bdese.missing_text == ""
    assert bdese.compliance in list(rse.Compliance)
    assert repr(bdese) == "<bdese: SUBJECT>"


def test_an_unknown_answer_says_what_is_missing(pack):
    beges = pack.evaluate({"effectif": "50..249"}, date=DAY)["beges"]
    assert beges.answer is rse.Answer.UNKNOWN
    assert ("effectif_outre_mer", 0) in beges.missing
    assert beges.reason_facts == []


def test_deadlines_are_days(pack):
    due = [d for v in pack.evaluate({"effectif": 320}, date=DAY)
           for d in v.deadlines if d.date]
    assert due and all(isinstance(d.date, datetime.date) for d in due)


def test_verdicts_are_a_sequence_and_a_mapping(pack):
    verdicts = pack.evaluate({}, date=datetime.date(2026, 11, 27))
    assert [v.id for v in verdicts] == list(pack.obligation_ids)
    assert verdicts[-1].id == pack.obligation_ids[-1]
    assert len(verdicts[1:3]) == 2
    with pytest.raises(IndexError):
        verdicts[99]
    with pytest.raises(KeyError):
        verdicts["nothing"]
    assert set(verdicts.answers) == set(pack.obligation_ids)


def test_questions_lead_to_the_end(pack):
    """Answering yes to every question decides everything that can be."""
    facts = {"effectif": "50..249", "categorie_juridique": "5710",
             "code_pays": "null"}
    for _ in range(60):
        question = pack.evaluate(facts, date=DAY).question
        if question is None or not question.yes:
            break
        key = question.fact + (f"@{question.year}" if question.year else "")
        facts[key] = question.yes
        assert question.text and question.why
    assert question is None or not question.condition


def test_older_verdicts_stand_while_newer_are_made(pack):
    small = pack.evaluate({"effectif": 5}, date=DAY)
    large = pack.evaluate({"effectif": 5000}, date=DAY)
    assert small["bdese"].answer is rse.Answer.NOT_SUBJECT
    assert large["bdese"].answer is rse.Answer.SUBJECT
    assert small["bdese"].reason != large["bdese"].reason
    assert small.facts["effectif"] == "5"


def test_the_fast_way_gives_the_same(pack):
    facts = {"effectif": "300..499", "est_cotee": False}
    assert pack.answers(facts, date=DAY) == \
        pack.evaluate(facts, date=DAY).answers


def test_a_report_can_be_used_again(pack):
    report, facts = rse.Report(pack), rse.Facts(pack, {"effectif": 60})
    assert report.evaluate(facts, DAY)["bdese"].answer is rse.Answer.SUBJECT
    facts["effectif"] = 5
    assert report.evaluate(facts, DAY)["bdese"].answer \
        is rse.Answer.NOT_SUBJECT


def test_a_report_is_json_too(pack):
    told = pack.evaluate({"effectif": 60}, date=DAY).json(rse.Lang.EN)
    assert json.dumps(told) and "bdese" in json.dumps(told)


def test_a_wrong_day_is_a_value_error(pack):
    with pytest.raises(ValueError, match="2026-11-23"):
        pack.answers({}, date="2026-13-01")


def test_the_module_knows_its_version():
    assert rse.__version__ == rse.version()
    assert rse.version_number() == 0x000100


def wide(count):
    """A pack whose one obligation turns on so many facts."""
    names = [f"fait_{i}" for i in range(count)]
    label = "label: { fr: Fait, en: Fact }"
    return rse.Pack.load_files({
        "pack.yaml": "pack: large\nversion: \"1\"\n"
                     "label: { fr: Large, en: Wide }\n"
                     "reviewed: 2026-11-01\nmissing: unknown\n"
                     "files: [facts.yaml, law.yaml, o.yaml]\n",
        "facts.yaml": "facts:\n" + "".join(
            f"  {name}:\n    type: boolean\n    {label}\n" for name in names),
        "law.yaml": "law:\n  loi:\n    title: { fr: Loi, en: Law }\n"
                    "    url: https://example.org/loi\n"
                    "    status: in_force\n    from: 2020-01-01\n"
                    "    reviewed: 2026-11-01\n    confidence: text\n",
        "o.yaml": "obligation: o\nlabel: { fr: O, en: O }\n"
                  "summary: { fr: O, en: O }\nlaw: [loi]\n"
                  "authority: { fr: O, en: O }\nfrom: 2020-01-01\n"
                  f"applies: {' and '.join(names)}\n"})


def test_reasons_and_what_is_missing_have_no_end():
    pack = wide(300)
    unknown = pack.evaluate({}, date="2026-11-27")["o"]
    assert [fact for fact, _ in unknown.missing] == list(pack.fact_ids)
    everything = dict.fromkeys(pack.fact_ids, True)
    known = pack.evaluate(everything, date="2026-11-27")["o"]
    assert known.missing == []
    assert sorted(known.reason_facts) == sorted(
        (fact, 0) for fact in pack.fact_ids)
