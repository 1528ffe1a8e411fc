# SPDX-License-Identifier: Apache-2.0
"""A portal on a store in memory: companies, years, rights, documents."""
import datetime
import io
import json
import logging

import pytest

import portailrse as rse

SIREN = "356000000"


@pytest.fixture
def portal(tmp_path):
    return rse.Portal(rse.Store.memory(), rse.Blob.folder(str(tmp_path)))


@pytest.fixture
def host(portal):
    session = portal.host("test")
    session.company_save(siren=SIREN, denomination="La Poste")
    return session


@pytest.fixture
def owner(portal, host):
    person = host.person_save(courriel="ada@example.org", prenom="Ada")
    host.member_save(siren=SIREN, person=person, role=rse.Role.OWNER)
    return portal.person(person)


def test_a_company_has_a_version(host):
    row = host.company(SIREN)
    assert row["denomination"] == "La Poste" and row.version == 1
    assert host.company_save(siren=SIREN, denomination="Poste",
                             expected=row.version) == 2
    with pytest.raises(rse.Conflict):
        host.company_save(siren=SIREN, denomination="x", expected=1)
    with pytest.raises(FileExistsError):
        host.company_save(siren=SIREN, expected=rse.VERSION_NEW)


def test_rows_are_mappings_with_the_types_of_python(host, pack):
    host.facts_save(SIREN, 2025, rse.Facts(pack, {"effectif": 60}),
                    closing=datetime.date(2025, 12, 31))
    row, = host.years(SIREN)
    assert row["cloture"] == datetime.date(2025, 12, 31)
    assert row["faits"] == {"effectif": "60"}
    assert row["modifie_le"].tzinfo is datetime.timezone.utc
    assert dict(row)["annee"] == 2025 and "annee" in row


def test_facts_come_back(host, pack):
    host.facts_save(SIREN, 2025, rse.Facts(pack, {"effectif": "50..249"}))
    facts = rse.Facts(pack)
    assert host.facts_load(SIREN, 0, facts) == 1
    assert dict(facts) == {"effectif": "[50..249]"}


def test_contradictions_are_refused_with_the_packs_words(host, pack):
    wrong = rse.Facts(pack, {"effectif": 10, "effectif_outre_mer": 300})
    with pytest.raises(rse.RuleError):
        host.facts_save(SIREN, 2025, wrong)
    host.facts_save(SIREN, 2025, wrong, allow_incoherent=True)


def test_a_right_that_is_missing_is_a_permission_error(portal, host, owner):
    stranger = portal.person(host.person_save(courriel="bob@example.org"))
    assert owner.company(SIREN)
    with pytest.raises(PermissionError):
        stranger.company(SIREN)
    assert owner.role(SIREN) is rse.Role.OWNER


def test_a_token_opens_a_session(portal, host, owner):
    token = owner.token_make(owner.person_id, "script", 1)
    assert portal.token(token).person_id == owner.person_id
    with pytest.raises(PermissionError):
        portal.token("prse_" + "0" * 40)


def test_a_receipt_is_checked_offline(host, pack):
    host.facts_save(SIREN, 2025, rse.Facts(pack, {"effectif": 60}))
    key = rse.SigningKey.make()
    receipt = host.evaluate(SIREN, pack, key=key, date="2026-11-27")
    check, told = rse.receipt_verify(receipt, pack=pack, key=key)
    assert check.holds and check.signature and told
    forged = receipt.replace("2026-11-27", "2026-11-28")
    assert rse.receipt_verify(forged, key=key)[0].holds == 0


def test_a_document_comes_back_byte_by_byte(host):
    content = b"%PDF-1.4\n" + bytes(range(256)) * 1000
    done = []
    document, known = host.upload(SIREN, io.BytesIO(content), kind="analyse",
                                  name="rapport.pdf", progress=done.append)
    assert not known and done[-1] == len(content)
    assert host.document_read(SIREN, document) == content
    assert host.upload(SIREN, content, kind="analyse") == (document, True)
    assert host.documents(SIREN)[0]["nom"] == "rapport.pdf"


def test_what_was_found_stays_with_the_document(host):
    document, _ = host.upload(SIREN, b"%PDF-1.4\n", kind="analyse")
    with pytest.raises(rse.NotFound):
        host.document_result(SIREN, document)
    found = {"format": "passages/1", "passages": []}
    host.document_analysed(SIREN, document, state="success", job="B",
                           number=2, result=json.dumps(found))
    host.document_analysed(SIREN, document, state="error", job="B", number=1)
    host.document_analysed(SIREN, document, state="error", job="A", number=9)
    assert json.loads(host.document_result(SIREN, document)) == found
    row = host.documents(SIREN)[0]
    assert (row["analyse_etat"], row["analyse_travail"]) == ("success", "B")
    host.document_remove(SIREN, document)
    with pytest.raises(rse.NotFound):
        host.document_result(SIREN, document)


def test_a_scanner_refuses_a_document(tmp_path):
    def scan(path):
        assert open(path, "rb").read(5) == b"%PDF-"
        raise PermissionError("a virus")
    portal = rse.Portal(rse.Store.memory(), rse.Blob.folder(str(tmp_path)),
                        scan=scan)
    host = portal.host("test")
    host.company_save(siren=SIREN)
    with pytest.raises(PermissionError, match="a virus"):
        host.upload(SIREN, b"%PDF-1.4\n", kind="analyse")
    assert host.documents(SIREN) == []


def test_the_journal_is_whole(host):
    assert host.check() == []
    assert len(host.journal(SIREN, 0, 0)) == 1


def test_long_work_is_told(portal, host, caplog, tmp_path):
    caplog.set_level(logging.INFO, "portailrse")
    copy = rse.Store.sqlite(str(tmp_path / "copy.sqlite"))
    source = rse.Store.sqlite(str(tmp_path / "source.sqlite"))
    source.migrate(rse.portal_schema())
    copy.copy(source, rse.portal_schema(), progress=rse.progress_to())
    assert caplog.records
    assert json.loads(copy.stat(rse.portal_schema()))["entreprises"] == 0
    assert copy.digest(rse.portal_schema()) == \
        source.digest(rse.portal_schema())


def test_should_stop_stops(tmp_path):
    source = rse.Store.sqlite(str(tmp_path / "a.sqlite"))
    source.migrate(rse.portal_schema())
    with pytest.raises(InterruptedError):
        source.digest(rse.portal_schema(), should_stop=lambda: True)
