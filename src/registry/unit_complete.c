/* SPDX-License-Identifier: Apache-2.0 */
/* Two registers on one unit. What one is silent on the other tells; where both
 * speak and differ, the one that was changed later is right, and when no date
 * tells, the first keeps its word and the difference is for the host to see.
 *
 * A person who refused diffusion is not named again by an older copy. */
#include "base/fold.h"
#include "registry/unit.h"
#include "registry/unit_read.h"

#define TEXT(name) offsetof(prse_unit, name)

/* How texts are compared, and what is taken along. */
typedef enum manner {
    CODE,
    NAME,
    FILL_ONLY /* registers choose among several: no difference counts */
} manner;

typedef struct field {
    const char *name;
    size_t at;
    manner how;
    int identity; /* what a refusal of diffusion hides */
} field;

static const field fields[] = {
    {"denomination", TEXT(denomination), NAME, 1},
    {"sigle", TEXT(sigle), NAME, 1},
    {"nom_usuel", TEXT(nom_usuel), FILL_ONLY, 1},
    {"categorie_juridique", TEXT(categorie_juridique), CODE, 0},
    {"naf", TEXT(naf), CODE, 0},
    {"naf25", TEXT(naf25), CODE, 0},
    {"categorie_entreprise", TEXT(categorie_entreprise), CODE, 0},
    {"date_creation", TEXT(date_creation), CODE, 0},
    {"date_fermeture", TEXT(date_fermeture), CODE, 0},
    {"ess", TEXT(ess), CODE, 0},
    {"societe_mission", TEXT(societe_mission), CODE, 0},
    {"siret_siege", TEXT(siret_siege), CODE, 0},
};

static const field seat_fields[] = {
    {"code_postal", TEXT(code_postal), CODE, 1},
    {"code_commune", TEXT(code_commune), CODE, 0},
    {"commune", TEXT(commune), NAME, 0},
    {"departement", TEXT(departement), CODE, 0},
    {"code_pays", TEXT(code_pays), CODE, 0},
    {"pays", TEXT(pays), NAME, 0},
};

typedef struct meeting {
    prse_unit *unit;
    const prse_unit *other;
    int later; /* 1: the other was changed later, -1: before, 0: untold */
    prse__unit_conflict *out;
    size_t count;
} meeting;

static prse_str *text_at(prse_unit *unit, size_t at)
{
    return (prse_str *)(void *)((char *)unit + at);
}

static prse_str other_text(const meeting *m, size_t at)
{
    const void *place = (const char *)m->other + at;
    return *(const prse_str *)place;
}

static void report(meeting *m, const char *name, prse_str first,
                   prse_str second)
{
    if (m->later == 0 && m->count < PRSE__UNIT_CONFLICTS)
        m->out[m->count++] = (prse__unit_conflict){name, first, second};
}

static int same(manner how, prse_str a, prse_str b)
{
    return how == NAME ? prse__fold_same(a, b) : prse__str_eq(a, b);
}

static void meet(meeting *m, const field *f)
{
    prse_str *own = text_at(m->unit, f->at);
    prse_str theirs = other_text(m, f->at);
    int hidden = f->identity && (m->unit->partial || m->other->partial);
    if (!theirs.len || (hidden && !own->len))
        return;
    if (!own->len) {
        *own = theirs;
        return;
    }
    if (f->how == FILL_ONLY || same(f->how, *own, theirs))
        return;
    report(m, f->name, *own, theirs);
    if (m->later > 0)
        *own = theirs;
}

/* --- The seat --- */

static int has_seat(const prse_unit *unit)
{
    return unit->code_postal.len || unit->code_commune.len ||
           unit->commune.len || unit->departement.len || unit->code_pays.len;
}

static void take_seat(meeting *m)
{
    for (size_t i = 0; i < sizeof seat_fields / sizeof *seat_fields; i++) {
        const field *f = &seat_fields[i];
        int hidden = f->identity && (m->unit->partial || m->other->partial);
        prse_str nothing = {NULL, 0};
        *text_at(m->unit, f->at) = hidden ? nothing : other_text(m, f->at);
    }
}

/* The first of country and commune in which two seats differ: a move is one
 * difference. No country is France, once a seat is told. */
static const field *move_of(const meeting *m)
{
    static const field country = {"code_pays", TEXT(code_pays), CODE, 0};
    static const field commune = {"code_commune", TEXT(code_commune), CODE, 0};
    const prse_unit *a = m->unit, *b = m->other;
    if (!prse__str_eq(a->code_pays, b->code_pays))
        return &country;
    return a->code_commune.len && b->code_commune.len &&
                   !prse__str_eq(a->code_commune, b->code_commune)
               ? &commune
               : NULL;
}

/* Addresses of two places are never mixed. */
static void meet_seats(meeting *m, int same_seat)
{
    if (!has_seat(m->other) || (!same_seat && m->later <= 0))
        return;
    if (!has_seat(m->unit) || !same_seat) {
        take_seat(m);
        return;
    }
    const field *moved = move_of(m);
    if (moved) {
        report(m, moved->name, *text_at(m->unit, moved->at),
               other_text(m, moved->at));
        if (m->later > 0)
            take_seat(m);
        return;
    }
    for (size_t i = 0; i < sizeof seat_fields / sizeof *seat_fields; i++)
        meet(m, &seat_fields[i]);
}

/* --- Headcount, state, diffusion --- */

static int is_known(prse_str headcount)
{
    return headcount.len && !prse__str_is(headcount, "NN");
}

static void take_headcount(meeting *m)
{
    m->unit->tranche_effectif = m->other->tranche_effectif;
    m->unit->annee_effectif = m->other->annee_effectif;
}

/* A class and its year stay together; of two years the later one counts. */
static void meet_headcounts(meeting *m)
{
    prse_unit *unit = m->unit;
    int order = prse__str_cmp(unit->annee_effectif, m->other->annee_effectif);
    if (!is_known(m->other->tranche_effectif)) {
        if (!unit->tranche_effectif.len)
            take_headcount(m);
        return;
    }
    if (!is_known(unit->tranche_effectif)) {
        if (m->later >= 0 || !unit->tranche_effectif.len)
            take_headcount(m);
        return;
    }
    if (order < 0)
        take_headcount(m);
    if (order != 0 || prse__str_eq(unit->tranche_effectif,
                                   m->other->tranche_effectif))
        return;
    report(m, "tranche_effectif", unit->tranche_effectif,
           m->other->tranche_effectif);
    if (m->later > 0)
        take_headcount(m);
}

static prse_str state(int32_t open)
{
    return open ? PRSE_STR("A") : PRSE_STR("C");
}

static void meet_states(meeting *m)
{
    int32_t own = m->unit->open, theirs = m->other->open;
    if (theirs < 0 || own == theirs)
        return;
    if (own >= 0)
        report(m, "open", state(own), state(theirs));
    if (own < 0 || m->later > 0)
        m->unit->open = theirs;
}

/* Legal persons keep their name in public; of natural persons a refusal that an
 * older copy does not know hides it there too. */
static void meet_refusals(meeting *m)
{
    if (m->unit->partial || !m->other->partial || m->later < 0)
        return;
    m->unit->partial = 1;
    if (m->unit->natural_person || m->other->natural_person)
        prse__unit_hide(m->unit);
}

static int later_of(prse_str own, prse_str theirs)
{
    int order = own.len && theirs.len ? prse__str_cmp(theirs, own) : 0;
    return (order > 0) - (order < 0);
}

size_t prse__unit_complete(prse__unit *unit, const prse__unit *other,
                           prse__unit_conflict out[PRSE__UNIT_CONFLICTS])
{
    meeting m = {.unit = &unit->is, .other = &other->is, .out = out};
    m.later = later_of(unit->is.date_mise_a_jour, other->is.date_mise_a_jour);
    int same_seat = !unit->is.siret_siege.len || !other->is.siret_siege.len ||
                    prse__str_eq(unit->is.siret_siege, other->is.siret_siege);
    meet_refusals(&m);
    meet_states(&m);
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        meet(&m, &fields[i]);
    meet_seats(&m, same_seat);
    meet_headcounts(&m);
    if (unit->is.open == 1)
        unit->is.date_fermeture = (prse_str){NULL, 0};
    if (other->is.natural_person)
        unit->is.natural_person = 1;
    if (!unit->finance_count) {
        unit->finances = other->finances;
        unit->finance_count = other->finance_count;
    }
    if (m.later > 0 || !unit->is.date_mise_a_jour.len)
        unit->is.date_mise_a_jour = other->is.date_mise_a_jour;
    return m.count;
}
