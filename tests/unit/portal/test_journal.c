/* SPDX-License-Identifier: Apache-2.0 */
/* What was done, and that nobody can change it unseen. */
#include <stdio.h>
#include <string.h>

#include "portal/event.h"
#include "scene.h"
#include "support/test.h"

static void change(scene *s, const char *siren, int times)
{
    prse_unit unit = scene_unit(siren, "ESSAIS");
    for (int i = 0; i < times; i++)
        SCENE_OK(prse_portal_company_save(s->host, &unit, PRSE_VERSION_ANY,
                                          NULL, &err));
}

static prse_records *events(scene *s, const char *siren, int64_t before,
                            uint32_t limit)
{
    prse_records *rows = NULL;
    SCENE_OK(prse_portal_journal(&rows, s->host, prse_str_of(siren), before,
                                 limit, &err));
    return rows;
}

static int is(prse_records *rows, size_t row, const char *column,
              const char *expected)
{
    return prse__str_is(prse_records_text(rows, row, prse_str_of(column)),
                        expected);
}

/* --- Reading --- */

PRSE_TEST(journal, tells_who_did_what_newest_first)
{
    scene s;
    scene_open(&s);
    somebody a = scene_person(&s, "a@exemple.fr", 0);
    prse_unit unit = scene_unit(SIREN_A, "ESSAIS");
    SCENE_OK(prse_portal_company_save(a.session, &unit, PRSE_VERSION_NEW,
                                      NULL, &err));
    s.now_ms += 1500;
    change(&s, SIREN_A, 1);
    prse_records *rows = events(&s, SIREN_A, 0, 0);
    cr_assert_eq(prse_records_count(rows), 2);
    cr_assert(is(rows, 0, "numero", "2"));
    cr_assert(is(rows, 0, "acteur", "hote:essai"));
    cr_assert(is(rows, 0, "action", "company.edit"));
    cr_assert(is(rows, 0, "instant", "2026-03-01T08:00:01.500Z"));
    cr_assert(is(rows, 1, "numero", "1"));
    cr_assert(is(rows, 1, "acteur", a.id));
    cr_assert(is(rows, 1, "action", "company.create"));
    cr_assert(is(rows, 1, "details", "{\"role\":\"proprietaire\"}"));
    cr_assert(is(rows, 1, "precedent",
                 "0000000000000000000000000000000000000000000000000000000000"
                 "000000"));
    cr_assert(prse__str_eq(
        prse_records_text(rows, 0, PRSE_STR("precedent")),
        prse_records_text(rows, 1, PRSE_STR("empreinte"))));
    prse_records_free(rows);
    scene_leave(&a);
    scene_close(&s);
}

PRSE_TEST(journal, is_read_in_pages)
{
    scene s;
    scene_open(&s);
    change(&s, SIREN_A, 250);
    prse_records *rows = events(&s, SIREN_A, 0, 0);
    cr_assert_eq(prse_records_count(rows), 100);
    cr_assert(is(rows, 99, "numero", "151"));
    prse_records_free(rows);
    rows = events(&s, SIREN_A, 151, 149);
    cr_assert_eq(prse_records_count(rows), 149);
    cr_assert(is(rows, 0, "numero", "150"));
    prse_records_free(rows);
    rows = events(&s, SIREN_A, 2, 5);
    cr_assert_eq(prse_records_count(rows), 1);
    prse_records_free(rows);
    rows = events(&s, SIREN_A, 1, 5);
    cr_assert_eq(prse_records_count(rows), 0);
    prse_records_free(rows);
    SCENE_IS(PRSE_EINVAL, prse_portal_journal(&rows, s.host, PRSE_STR(SIREN_A),
                                              -1, 0, &err));
    scene_close(&s);
}

PRSE_TEST(journal, of_the_portal_is_the_hosts)
{
    scene s;
    prse_records *rows = NULL;
    scene_open(&s);
    somebody a = scene_person(&s, "a@exemple.fr", 0);
    rows = events(&s, "", 0, 0);
    cr_assert_eq(prse_records_count(rows), 1);
    cr_assert(is(rows, 0, "chaine", "portail"));
    cr_assert(is(rows, 0, "objet", a.id));
    prse_records_free(rows);
    SCENE_IS(PRSE_EDENIED, prse_portal_journal(&rows, a.session, PRSE_STR(""),
                                               0, 0, &err));
    scene_leave(&a);
    scene_close(&s);
}

PRSE_TEST(journal, says_nothing_of_what_was_refused)
{
    scene s;
    char before[72], after[72];
    scene_open(&s);
    scene_company(&s, SIREN_A);
    somebody a = scene_person(&s, "a@exemple.fr", 0);
    scene_role(&s, SIREN_A, &a, PRSE_ROLE_READER);
    scene_digest(&s, before);
    SCENE_IS(PRSE_EDENIED, prse_portal_company_erase(
                               a.session, PRSE_STR(SIREN_A), &err));
    cr_assert_eq(scene_invite(a.session, SIREN_A, "x@exemple.fr",
                              PRSE_ROLE_OWNER, NULL),
                 PRSE_EDENIED);
    scene_digest(&s, after);
    cr_assert_str_eq(before, after);
    scene_leave(&a);
    scene_close(&s);
}

/* --- Chains --- */

PRSE_TEST(journal, of_many_companies_verifies)
{
    scene s;
    char siren[16];
    int made = 0;
    scene_open(&s);
    for (int n = 100000000; made < 450; n++) {
        prse_number number = {.size = sizeof number};
        snprintf(siren, sizeof siren, "%d", n);
        if (prse_number_read(&number, prse_str_of(siren), NULL))
            continue;
        change(&s, siren, 1 + made % 3);
        made++;
    }
    cr_assert_eq(scene_check(&s, NULL, 0), 0);
    scene_close(&s);
}

/* A change of one row, past the portal. */
typedef struct forgery {
    int64_t number;
    int column;       /* -1: the row goes; -2: an end of a chain goes */
    prse_value value; /* of that column */
} forgery;

static prse_status put_back(prse__tx *tx, prse__portal_collection of,
                            const prse_value *key, int column,
                            const prse_value *value, prse_error *err)
{
    const prse_collection *c = prse__portal_collection_of(of);
    prse__row row = {0};
    prse_status status = prse__tx_row(tx, c, key, &row, err);
    if (!status) {
        row.values[column] = *value;
        status = prse__tx_put(tx, c, row.values, PRSE_VERSION_ANY, NULL, err);
    }
    prse__row_free(&row);
    return status;
}

static prse_status forge(void *user, prse__tx *tx, prse_error *err)
{
    const forgery *f = user;
    prse_value key[] = {prse__field_text(PRSE_STR(SIREN_A)),
                        prse__field_int(f->number)};
    if (f->column == -1)
        return prse__tx_remove(tx, prse__portal_collection_of(PRSE__JOURNAL),
                               key, PRSE_VERSION_ANY, err);
    if (f->column == -2)
        return prse__tx_remove(tx, prse__portal_collection_of(PRSE__CHAINES),
                               key, PRSE_VERSION_ANY, err);
    return put_back(tx, PRSE__JOURNAL, key, f->column, &f->value, err);
}

static size_t found_after(const forgery *f, char *text, size_t room)
{
    scene s;
    scene_open(&s);
    change(&s, SIREN_A, 5);
    change(&s, SIREN_B, 2);
    cr_assert_eq(scene_check(&s, text, room), 0);
    scene_break_in(&s, forge, (void *)(uintptr_t)f);
    size_t found = scene_check(&s, text, room);
    scene_close(&s);
    return found;
}

PRSE_TEST(journal, shows_every_row_that_was_changed)
{
    const struct {
        int column;
        prse_value value;
    } changes[] = {
        {JOURNAL_INSTANT, prse__field_time(1)},
        {JOURNAL_ACTEUR, prse__field_text(PRSE_STR("hote:autre"))},
        {JOURNAL_ACTION, prse__field_text(PRSE_STR("facts.edit"))},
        {JOURNAL_OBJET, prse__field_text(PRSE_STR("x"))},
        {JOURNAL_DETAILS, prse__field_json(PRSE_STR("{\"a\":1}"))},
        {JOURNAL_PRECEDENT, prse__field_text(PRSE_STR("0"))},
        {JOURNAL_EMPREINTE, prse__field_text(PRSE_STR("0"))},
        {-1, prse__field_null()}};
    char text[1000];
    for (int64_t number = 1; number <= 5; number++)
        for (size_t i = 0; i < sizeof changes / sizeof changes[0]; i++) {
            forgery f = {number, changes[i].column, changes[i].value};
            cr_assert_gt(found_after(&f, text, sizeof text), 0,
                         "event %d, column %d", (int)number,
                         changes[i].column);
            cr_assert_not_null(strstr(text, "journal " SIREN_A), "%s", text);
            cr_assert_null(strstr(text, SIREN_B), "%s", text);
        }
}

/* Whoever rewrites an event with its digest would have to rewrite all that
 * follow it. */
static prse_status rewrite(void *user, prse__tx *tx, prse_error *err)
{
    const prse_collection *c = prse__portal_collection_of(PRSE__JOURNAL);
    prse_value key[] = {prse__field_text(PRSE_STR(SIREN_A)),
                        prse__field_int(*(const int64_t *)user)};
    char digest[PRSE__DIGEST_HEX];
    prse__row row = {0};
    prse_status status = prse__tx_row(tx, c, key, &row, err);
    if (!status) {
        row.values[JOURNAL_ACTEUR] = prse__field_text(PRSE_STR("hote:autre"));
        prse__event event = prse__event_of(row.values);
        status = prse__event_digest(digest, &event, err);
    }
    if (!status) {
        row.values[JOURNAL_EMPREINTE] = prse__field_text(prse_str_of(digest));
        status = prse__tx_put(tx, c, row.values, PRSE_VERSION_ANY, NULL, err);
    }
    prse__row_free(&row);
    return status;
}

PRSE_TEST(journal, shows_an_event_that_was_rewritten_with_its_digest)
{
    for (int64_t number = 1; number <= 5; number++) {
        scene s;
        char text[1000];
        scene_open(&s);
        change(&s, SIREN_A, 5);
        scene_break_in(&s, rewrite, &number);
        cr_assert_eq(scene_check(&s, text, sizeof text), 1, "%s", text);
        cr_assert_not_null(strstr(text, number < 5 ? "does not continue"
                                                   : "not the end"));
        scene_close(&s);
    }
}

PRSE_TEST(journal, shows_an_end_that_was_removed)
{
    char text[1000];
    forgery f = {1, -2, prse__field_null()};
    cr_assert_eq(found_after(&f, text, sizeof text), 1);
    cr_assert_not_null(strstr(text, "end is not kept"));
}

static prse_status cut_all(void *user, prse__tx *tx, prse_error *err)
{
    prse_status status = PRSE_OK;
    (void)user;
    for (int64_t number = 1; number <= 5 && !status; number++) {
        forgery f = {number, -1, prse__field_null()};
        status = forge(&f, tx, err);
    }
    return status;
}

PRSE_TEST(journal, shows_a_chain_that_was_removed)
{
    scene s;
    char text[1000];
    scene_open(&s);
    change(&s, SIREN_A, 5);
    change(&s, SIREN_B, 1);
    scene_break_in(&s, cut_all, NULL);
    cr_assert_eq(scene_check(&s, text, sizeof text), 1);
    cr_assert_not_null(strstr(text, SIREN_A ": its events are gone"));
    scene_close(&s);
}

/* What was before a company was erased can't be made up later, although the
 * link to it has nothing to lead to any more. */
static prse_status make_up(void *user, prse__tx *tx, prse_error *err)
{
    char digest[PRSE__DIGEST_HEX];
    prse__event e = {.chain = PRSE_STR(SIREN_A), .number = *(int64_t *)user,
                     .moment_ms = SCENE_START, .actor = PRSE_STR("hote:x"),
                     .action = PRSE_STR("company.edit"),
                     .details = PRSE_STR("{}"),
                     .previous = prse_str_of(PRSE__CHAIN_START)};
    cr_assert_eq(prse__event_digest(digest, &e, err), PRSE_OK);
    prse_value values[JOURNAL_COLUMNS] = {
        [JOURNAL_CHAINE] = prse__field_text(e.chain),
        [JOURNAL_NUMERO] = prse__field_int(e.number),
        [JOURNAL_INSTANT] = prse__field_time(e.moment_ms),
        [JOURNAL_ACTEUR] = prse__field_text(e.actor),
        [JOURNAL_ACTION] = prse__field_text(e.action),
        [JOURNAL_DETAILS] = prse__field_json(e.details),
        [JOURNAL_PRECEDENT] = prse__field_text(e.previous),
        [JOURNAL_EMPREINTE] = prse__field_text(prse_str_of(digest))};
    return prse__tx_put(tx, prse__portal_collection_of(PRSE__JOURNAL), values,
                        PRSE_VERSION_NEW, NULL, err);
}

PRSE_TEST(journal, of_a_company_that_was_erased_has_nothing_before)
{
    scene s;
    int64_t first = 1;
    char text[1000];
    scene_open(&s);
    for (int times = 0; times < 2; times++) {
        change(&s, SIREN_A, 2);
        SCENE_OK(prse_portal_company_erase(s.host, PRSE_STR(SIREN_A), &err));
    }
    cr_assert_eq(scene_check(&s, text, sizeof text), 0, "%s", text);
    scene_break_in(&s, make_up, &first);
    cr_assert_eq(scene_check(&s, text, sizeof text), 1, "%s", text);
    cr_assert_not_null(strstr(text, "was erased"));
    scene_close(&s);
}

PRSE_TEST(event, whose_details_hold_more_than_details_has_no_digest)
{
    char digest[PRSE__DIGEST_HEX];
    prse__event e = {.chain = PRSE_STR(SIREN_A), .number = 1,
                     .actor = PRSE_STR("hote:x"),
                     .action = PRSE_STR("company.edit"),
                     .details = PRSE_STR("{\"faux\":1},\"details\":{}"),
                     .previous = prse_str_of(PRSE__CHAIN_START)};
    SCENE_IS(PRSE_EPARSE, prse__event_digest(digest, &e, &err));
}

static prse_status set_back(void *user, prse__tx *tx, prse_error *err)
{
    prse_value key = prse__field_text(PRSE_STR(SIREN_A));
    prse_value number = prse__field_int(3);
    (void)user;
    return put_back(tx, PRSE__CHAINES, &key, CHAINE_NUMERO, &number, err);
}

PRSE_TEST(journal, goes_on_over_no_event)
{
    scene s;
    scene_open(&s);
    change(&s, SIREN_A, 5);
    scene_break_in(&s, set_back, NULL);
    prse_unit unit = scene_unit(SIREN_A, "ESSAIS");
    SCENE_IS(PRSE_ESCHEMA,
             prse_portal_company_save(s.host, &unit, PRSE_VERSION_ANY, NULL,
                                      &err));
    cr_assert_eq(scene_check(&s, NULL, 0), 1);
    scene_close(&s);
}

/* --- References --- */

static prse_status drop_company(void *user, prse__tx *tx, prse_error *err)
{
    prse_value key = prse__field_text(PRSE_STR(SIREN_A));
    (void)user;
    return prse__tx_remove(tx, prse__portal_collection_of(PRSE__ENTREPRISES),
                           &key, PRSE_VERSION_ANY, err);
}

static prse_status drop_person(void *user, prse__tx *tx, prse_error *err)
{
    prse_value key = prse__field_text(prse_str_of(user));
    return prse__tx_remove(tx, prse__portal_collection_of(PRSE__PERSONNES),
                           &key, PRSE_VERSION_ANY, err);
}

PRSE_TEST(check, finds_rows_that_refer_to_nothing)
{
    scene s;
    char text[1000];
    scene_open(&s);
    scene_company(&s, SIREN_A);
    somebody a = scene_person(&s, "a@exemple.fr", 0);
    somebody b = scene_person(&s, "b@exemple.fr", 0);
    scene_role(&s, SIREN_A, &a, PRSE_ROLE_READER);
    scene_role(&s, SIREN_A, &b, PRSE_ROLE_READER);
    cr_assert_eq(scene_check(&s, text, sizeof text), 0);
    scene_break_in(&s, drop_company, NULL);
    scene_break_in(&s, drop_person, a.id);
    cr_assert_eq(scene_check(&s, text, sizeof text), 2);
    cr_assert_not_null(strstr(text, "habilitations.siren: " SIREN_A));
    cr_assert_not_null(strstr(text, "habilitations.personne: "));
    cr_assert_not_null(strstr(text, a.id));
    cr_assert_null(strstr(text, b.id));
    scene_leave(&a);
    scene_leave(&b);
    scene_close(&s);
}

static int stop_at_once(void *user)
{
    (void)user;
    return 1;
}

static void count_progress(void *user, prse_str what, uint64_t done,
                           uint64_t total)
{
    (void)what;
    (void)done;
    (void)total;
    ++*(int *)user;
}

static void no_finding(void *user, prse_str text)
{
    (void)user;
    cr_assert_fail("%.*s", (int)text.len, text.ptr);
}

PRSE_TEST(check, tells_progress_and_may_be_stopped)
{
    scene s;
    int told = 0;
    scene_open(&s);
    change(&s, SIREN_A, 1);
    prse_store_work work = {.size = sizeof work, .progress = count_progress,
                            .user = &told};
    SCENE_OK(prse_portal_check(s.host, no_finding, NULL, &work, &err));
    cr_assert_gt(told, 1);
    work.should_stop = stop_at_once;
    SCENE_IS(PRSE_ECANCELED,
             prse_portal_check(s.host, no_finding, NULL, &work, &err));
    SCENE_IS(PRSE_EINVAL,
             prse_portal_check(s.host, NULL, NULL, NULL, &err));
    scene_close(&s);
}
