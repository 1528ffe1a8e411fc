/* SPDX-License-Identifier: Apache-2.0 */
#include "answers.h"
#include "base/fold.h"

typedef struct pair {
    prse__unit unit, other;
    prse__unit_conflict conflicts[PRSE__UNIT_CONFLICTS];
    size_t count;
} pair;

static prse__unit unit_with(const char *name)
{
    prse__unit unit = {.is = {.open = -1, .siren = PRSE_STR("552032534")}};
    unit.is.denomination = prse_str_of(name);
    return unit;
}

static pair same_pair(void)
{
    return (pair){.unit = unit_with("MAISON"), .other = unit_with("MAISON")};
}

static void meet(pair *p)
{
    p->count = prse__unit_complete(&p->unit, &p->other, p->conflicts);
}

static void conflict(const pair *p, size_t at, const char *field,
                     const char *first, const char *second)
{
    cr_assert_lt(at, p->count, "%zu conflicts", p->count);
    cr_assert_str_eq(p->conflicts[at].field, field);
    SAME(p->conflicts[at].first, first);
    SAME(p->conflicts[at].second, second);
}

static void days(pair *p, const char *own, const char *theirs)
{
    p->unit.is.date_mise_a_jour = prse_str_of(own);
    p->other.is.date_mise_a_jour = prse_str_of(theirs);
}

static void headcounts(pair *p, const char *own, const char *own_year,
                       const char *theirs, const char *their_year)
{
    p->unit.is.tranche_effectif = prse_str_of(own);
    p->unit.is.annee_effectif = prse_str_of(own_year);
    p->other.is.tranche_effectif = prse_str_of(theirs);
    p->other.is.annee_effectif = prse_str_of(their_year);
}

/* --- Filling --- */

PRSE_TEST(unit_complete, fills_what_is_silent)
{
    pair p = same_pair();
    static const prse__finance year = {.year = 2023, .ca = {"5", 1}};
    p.unit.is.denomination = PRSE_STR("");
    p.other.is.sigle = PRSE_STR("GM");
    p.other.is.naf = PRSE_STR("70.10Z");
    p.other.is.open = 1;
    p.other.is.siret_siege = PRSE_STR("55203253400646");
    p.other.is.code_postal = PRSE_STR("75009");
    p.other.finances = &year;
    p.other.finance_count = 1;
    meet(&p);
    cr_assert_eq(p.count, 0);
    SAME(p.unit.is.denomination, "MAISON");
    SAME(p.unit.is.sigle, "GM");
    SAME(p.unit.is.naf, "70.10Z");
    SAME(p.unit.is.siret_siege, "55203253400646");
    SAME(p.unit.is.code_postal, "75009");
    cr_assert_eq(p.unit.is.open, 1);
    cr_assert_eq(p.unit.finance_count, 1);
}

PRSE_TEST(unit_complete, silence_changes_nothing)
{
    pair p = same_pair();
    p.unit.is.open = 1;
    p.unit.is.naf = PRSE_STR("70.10Z");
    headcounts(&p, "12", "2023", "NN", "");
    p.other.is.denomination = PRSE_STR("");
    meet(&p);
    cr_assert_eq(p.count, 0);
    SAME(p.unit.is.denomination, "MAISON");
    SAME(p.unit.is.tranche_effectif, "12");
    cr_assert_eq(p.unit.is.open, 1);
}

/* --- Differing --- */

PRSE_TEST(unit_complete, names_differ_by_more_than_their_writing)
{
    static const struct {
        const char *a, *b;
        int same;
    } names[] = {
        {"L'OR\u00c9AL", "l oreal", 1},
        {"S.N.C.F.", "SNCF", 1},
        {"DUPONT & FILS", "Dupont et Fils", 1},
        {"C\u0152UR", "COEUR", 1},
        {"\u00c9t\u00e9", "E\u0301TE\u0301", 1},
        {"Stra\u00dfe \u0141\u00f3d\u017a", "STRASSE LODZ", 1},
        {"\u00ff\u0178\u00fe", "YYTH", 1},
        {"", " - ", 1},
        {"DUPONT", "DUPOND", 0},
        {"DUPONT", "DUPONT SA", 0},
        {"\u0391\u0392", "\u0391", 0},
        {"A 1", "A 2", 0},
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        cr_assert_eq(prse__fold_same(prse_str_of(names[i].a),
                                     prse_str_of(names[i].b)),
                     names[i].same, "%s, %s", names[i].a, names[i].b);
}

PRSE_TEST(unit_complete, difference_without_dates_is_told_and_not_settled)
{
    pair p = same_pair();
    p.other.is.denomination = PRSE_STR("AUTRE");
    p.unit.is.categorie_juridique = PRSE_STR("5710");
    p.other.is.categorie_juridique = PRSE_STR("5599");
    p.unit.is.open = 1;
    p.other.is.open = 0;
    p.other.is.date_fermeture = PRSE_STR("2024-01-01");
    meet(&p);
    cr_assert_eq(p.count, 3);
    conflict(&p, 0, "open", "A", "C");
    conflict(&p, 1, "denomination", "MAISON", "AUTRE");
    conflict(&p, 2, "categorie_juridique", "5710", "5599");
    SAME(p.unit.is.denomination, "MAISON");
    SAME(p.unit.is.date_fermeture, "");
    cr_assert_eq(p.unit.is.open, 1);
}

PRSE_TEST(unit_complete, the_later_register_is_right)
{
    pair p = same_pair();
    p.other.is.denomination = PRSE_STR("AUTRE");
    days(&p, "2026-01-01", "2025-01-01");
    meet(&p);
    cr_assert_eq(p.count, 0);
    SAME(p.unit.is.denomination, "MAISON");
    days(&p, "2025-01-01", "2026-01-01");
    meet(&p);
    cr_assert_eq(p.count, 0);
    SAME(p.unit.is.denomination, "AUTRE");
    SAME(p.unit.is.date_mise_a_jour, "2026-01-01");
}

PRSE_TEST(unit_complete, registers_of_one_day_differ)
{
    pair p = same_pair();
    p.other.is.denomination = PRSE_STR("AUTRE");
    days(&p, "2026-01-01", "2026-01-01");
    meet(&p);
    cr_assert_eq(p.count, 1);
}

PRSE_TEST(unit_complete, unit_that_opens_again_has_no_closing_day)
{
    pair p = same_pair();
    p.unit.is.open = 0;
    p.unit.is.date_fermeture = PRSE_STR("2024-01-01");
    p.other.is.open = 1;
    days(&p, "2025-01-01", "2026-01-01");
    meet(&p);
    cr_assert_eq(p.unit.is.open, 1);
    SAME(p.unit.is.date_fermeture, "");
}

PRSE_TEST(unit_complete, trade_names_are_no_difference)
{
    pair p = same_pair();
    p.unit.is.nom_usuel = PRSE_STR("AU COIN");
    p.other.is.nom_usuel = PRSE_STR("CHEZ NOUS");
    meet(&p);
    cr_assert_eq(p.count, 0);
}

/* --- Headcount --- */

PRSE_TEST(unit_complete, headcounts_of_one_year_may_differ)
{
    pair p = same_pair();
    headcounts(&p, "32", "2023", "31", "2023");
    meet(&p);
    cr_assert_eq(p.count, 1);
    conflict(&p, 0, "tranche_effectif", "32", "31");
    SAME(p.unit.is.tranche_effectif, "32");
}

PRSE_TEST(unit_complete, headcount_of_the_later_year_counts)
{
    pair p = same_pair();
    headcounts(&p, "32", "2023", "31", "2022");
    meet(&p);
    cr_assert_eq(p.count, 0);
    SAME(p.unit.is.tranche_effectif, "32");
    headcounts(&p, "32", "2022", "31", "2023");
    meet(&p);
    cr_assert_eq(p.count, 0);
    SAME(p.unit.is.tranche_effectif, "31");
    SAME(p.unit.is.annee_effectif, "2023");
}

PRSE_TEST(unit_complete, headcount_of_one_year_is_the_later_register_s)
{
    pair p = same_pair();
    headcounts(&p, "32", "2023", "31", "2023");
    days(&p, "2025-01-01", "2026-01-01");
    meet(&p);
    cr_assert_eq(p.count, 0);
    SAME(p.unit.is.tranche_effectif, "31");
}

PRSE_TEST(unit_complete, unknown_headcount_is_silence)
{
    pair p = same_pair();
    headcounts(&p, "NN", "", "12", "2023");
    meet(&p);
    cr_assert_eq(p.count, 0);
    SAME(p.unit.is.tranche_effectif, "12");
    SAME(p.unit.is.annee_effectif, "2023");
    headcounts(&p, "", "", "NN", "");
    meet(&p);
    SAME(p.unit.is.tranche_effectif, "NN");
}

PRSE_TEST(unit_complete, later_unknown_headcount_is_not_filled_from_the_past)
{
    pair p = same_pair();
    headcounts(&p, "NN", "", "12", "2021");
    days(&p, "2026-01-01", "2022-01-01");
    meet(&p);
    SAME(p.unit.is.tranche_effectif, "NN");
}

/* --- Seats --- */

static void seat(prse__unit *unit, const char *siret, const char *postcode,
                 const char *commune, const char *country)
{
    unit->is.siret_siege = prse_str_of(siret);
    unit->is.code_postal = prse_str_of(postcode);
    unit->is.code_commune = prse_str_of(commune);
    unit->is.code_pays = prse_str_of(country);
}

PRSE_TEST(unit_complete, two_seats_are_one_difference_and_never_mixed)
{
    pair p = same_pair();
    seat(&p.unit, "55203253400646", "", "", "");
    seat(&p.other, "55203253400018", "35000", "35238", "");
    meet(&p);
    cr_assert_eq(p.count, 1);
    conflict(&p, 0, "siret_siege", "55203253400646", "55203253400018");
    SAME(p.unit.is.code_postal, "");
}

PRSE_TEST(unit_complete, later_seat_comes_with_its_address)
{
    pair p = same_pair();
    seat(&p.unit, "55203253400646", "75009", "75109", "");
    seat(&p.other, "55203253400018", "", "35238", "");
    days(&p, "2025-01-01", "2026-01-01");
    meet(&p);
    cr_assert_eq(p.count, 0);
    SAME(p.unit.is.siret_siege, "55203253400018");
    SAME(p.unit.is.code_commune, "35238");
    SAME(p.unit.is.code_postal, "");
}

PRSE_TEST(unit_complete, france_and_a_country_differ)
{
    pair p = same_pair();
    seat(&p.unit, "", "75009", "75109", "");
    seat(&p.other, "", "", "", "99109");
    meet(&p);
    cr_assert_eq(p.count, 1);
    conflict(&p, 0, "code_pays", "", "99109");
    SAME(p.unit.is.code_pays, "");
}

PRSE_TEST(unit_complete, country_fills_a_seat_that_is_not_told)
{
    pair p = same_pair();
    seat(&p.other, "", "", "", "99109");
    p.other.is.pays = PRSE_STR("ALLEMAGNE");
    meet(&p);
    cr_assert_eq(p.count, 0);
    SAME(p.unit.is.code_pays, "99109");
    SAME(p.unit.is.pays, "ALLEMAGNE");
}

PRSE_TEST(unit_complete, move_is_one_difference)
{
    pair p = same_pair();
    seat(&p.unit, "55203253400646", "75009", "75109", "");
    seat(&p.other, "55203253400646", "35000", "35238", "");
    meet(&p);
    cr_assert_eq(p.count, 1);
    conflict(&p, 0, "code_commune", "75109", "35238");
}

PRSE_TEST(unit_complete, later_move_comes_with_its_address)
{
    pair p = same_pair();
    seat(&p.unit, "55203253400646", "75009", "75109", "");
    seat(&p.other, "55203253400646", "35000", "35238", "");
    days(&p, "2025-01-01", "2026-01-01");
    meet(&p);
    cr_assert_eq(p.count, 0);
    SAME(p.unit.is.code_postal, "35000");
}

PRSE_TEST(unit_complete, address_of_one_place_is_filled)
{
    pair p = same_pair();
    seat(&p.unit, "55203253400646", "", "75109", "");
    seat(&p.other, "55203253400646", "75009", "75109", "");
    p.other.is.commune = PRSE_STR("PARIS");
    meet(&p);
    cr_assert_eq(p.count, 0);
    SAME(p.unit.is.code_postal, "75009");
    SAME(p.unit.is.commune, "PARIS");
}

/* --- Refusals of diffusion --- */

PRSE_TEST(unit_complete, hidden_person_is_not_named_by_an_older_copy)
{
    pair p = same_pair();
    p.unit.is.denomination = PRSE_STR("");
    p.unit.is.partial = p.unit.is.natural_person = 1;
    p.other.is.sigle = PRSE_STR("X");
    seat(&p.other, "55203253400646", "75009", "75109", "");
    meet(&p);
    SAME(p.unit.is.denomination, "");
    SAME(p.unit.is.sigle, "");
    SAME(p.unit.is.code_postal, "");
    SAME(p.unit.is.code_commune, "75109");
}

PRSE_TEST(unit_complete, refusal_in_the_other_register_hides_a_person)
{
    pair p = same_pair();
    p.unit.is.natural_person = 1;
    p.unit.is.code_postal = PRSE_STR("75009");
    p.other.is.denomination = PRSE_STR("");
    p.other.is.partial = 1;
    meet(&p);
    cr_assert_eq(p.unit.is.partial, 1);
    SAME(p.unit.is.denomination, "");
    SAME(p.unit.is.code_postal, "");
}

PRSE_TEST(unit_complete, older_refusal_that_was_taken_back_hides_nobody)
{
    pair p = same_pair();
    p.unit.is.natural_person = 1;
    p.other.is.denomination = PRSE_STR("");
    p.other.is.partial = 1;
    days(&p, "2026-01-01", "2025-01-01");
    meet(&p);
    cr_assert_eq(p.unit.is.partial, 0);
    SAME(p.unit.is.denomination, "MAISON");
}

PRSE_TEST(unit_complete, legal_person_keeps_its_name)
{
    pair p = same_pair();
    p.other.is.partial = 1;
    meet(&p);
    cr_assert_eq(p.unit.is.partial, 1);
    SAME(p.unit.is.denomination, "MAISON");
}

/* --- Limits --- */

PRSE_TEST(unit_complete, differs_in_everything_at_once)
{
    pair p = {.unit = unit_with("a"), .other = unit_with("b")};
    prse_str *texts = &p.unit.is.siren, *others = &p.other.is.siren;
    size_t count = (sizeof(prse_unit) - offsetof(prse_unit, siren)) /
                   sizeof(prse_str);
    for (size_t i = 1; i < count; i++) {
        texts[i] = PRSE_STR("a");
        others[i] = PRSE_STR("b");
    }
    p.unit.is.date_mise_a_jour = p.other.is.date_mise_a_jour = PRSE_STR("");
    p.unit.is.annee_effectif = p.other.is.annee_effectif = PRSE_STR("2023");
    p.unit.is.siret_siege = p.other.is.siret_siege;
    p.unit.is.open = 0;
    p.other.is.open = 1;
    meet(&p);
    cr_assert_leq(p.count, PRSE__UNIT_CONFLICTS);
    cr_assert_geq(p.count, 10);
}
