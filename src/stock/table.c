/* SPDX-License-Identifier: Apache-2.0 */
/* Plain columns that anybody can query. What is absent is NULL, which takes no
 * room; days are numbers such as 20261123; codes and names are texts. */
#include "stock/table.h"

#include <inttypes.h>
#include <stddef.h>

/* "PRSE" in the header of the file. */
#define APPLICATION "1347572549"

static const char schema[] =
    "PRAGMA application_id = " APPLICATION ";"
    "PRAGMA user_version = 1;"
    "CREATE TABLE unite_legale ("
    "  siren INTEGER PRIMARY KEY,"
    "  denomination TEXT, sigle TEXT, nom_usuel TEXT,"
    "  autres_noms TEXT,"          /* with | between them */
    "  ouverte INTEGER,"           /* 1, 0; NULL: not told */
    "  partielle INTEGER NOT NULL,"
    "  personne_physique INTEGER NOT NULL,"
    "  nic INTEGER,"               /* of the seat */
    "  categorie_juridique TEXT, naf TEXT, naf25 TEXT,"
    "  categorie_entreprise TEXT, tranche_effectif TEXT,"
    "  annee_effectif INTEGER,"
    "  date_creation INTEGER, date_fermeture INTEGER,"
    "  date_mise_a_jour INTEGER,"
    "  ess TEXT, societe_mission TEXT);"
    "CREATE TABLE siege ("
    "  siren INTEGER PRIMARY KEY,"
    "  code_postal TEXT, code_commune TEXT, commune TEXT, departement TEXT,"
    "  code_pays TEXT, pays TEXT,"
    "  enseignes TEXT);"           /* with | between them */
    "CREATE TABLE egapro ("        /* notes: -1 is NC, not calculable or 0 */
    "  siren INTEGER, annee INTEGER, tranche TEXT,"
    "  remunerations INTEGER, augmentations INTEGER, promotions INTEGER,"
    "  augmentations_et_promotions INTEGER, conges_maternite INTEGER,"
    "  hautes_remunerations INTEGER, note_index INTEGER,"
    "  PRIMARY KEY (siren, annee)) WITHOUT ROWID;"
    "CREATE TABLE registre (cle TEXT PRIMARY KEY, valeur) WITHOUT ROWID;";

_Static_assert(PRSE__STOCK_VERSION == 1, "user_version above");

/* How a text of prse_unit is kept. */
typedef enum form {
    AS_TEXT,
    AS_NUMBER, /* a year */
    AS_DAY     /* "2026-11-23" as 20261123 */
} form;

typedef struct column {
    size_t at; /* offsetof(prse_unit, ...) */
    form form;
} column;

#define TEXT(name) offsetof(prse_unit, name)

/* In the order of the statements below, which have other columns before. */
static const column unit_columns[] = {
    {TEXT(denomination), AS_TEXT},
    {TEXT(sigle), AS_TEXT},
    {TEXT(nom_usuel), AS_TEXT},
    {TEXT(categorie_juridique), AS_TEXT},
    {TEXT(naf), AS_TEXT},
    {TEXT(naf25), AS_TEXT},
    {TEXT(categorie_entreprise), AS_TEXT},
    {TEXT(tranche_effectif), AS_TEXT},
    {TEXT(annee_effectif), AS_NUMBER},
    {TEXT(date_creation), AS_DAY},
    {TEXT(date_fermeture), AS_DAY},
    {TEXT(date_mise_a_jour), AS_DAY},
    {TEXT(ess), AS_TEXT},
    {TEXT(societe_mission), AS_TEXT},
};
enum { UNIT_COLUMNS = sizeof unit_columns / sizeof unit_columns[0] };

static const column seat_columns[] = {
    {TEXT(code_postal), AS_TEXT}, {TEXT(code_commune), AS_TEXT},
    {TEXT(commune), AS_TEXT},     {TEXT(departement), AS_TEXT},
    {TEXT(code_pays), AS_TEXT},   {TEXT(pays), AS_TEXT},
};
enum { SEAT_COLUMNS = sizeof seat_columns / sizeof seat_columns[0] };

#define UNIT_NAMES \
    "denomination, sigle, nom_usuel, categorie_juridique, naf, naf25, " \
    "categorie_entreprise, tranche_effectif, annee_effectif, " \
    "date_creation, date_fermeture, date_mise_a_jour, ess, societe_mission"
#define SEAT_NAMES \
    "code_postal, code_commune, commune, departement, code_pays, pays"

const char prse__stock_put_unit_sql[] =
    "INSERT OR REPLACE INTO unite_legale"
    " (siren, ouverte, partielle, personne_physique, nic, autres_noms, "
    UNIT_NAMES ") VALUES"
    " (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16,?17,?18,?19,"
    "?20)";

const char prse__stock_put_seat_sql[] =
    "INSERT OR REPLACE INTO siege (siren, enseignes, " SEAT_NAMES ") VALUES"
    " (?1,?2,?3,?4,?5,?6,?7,?8)";

const char prse__stock_find_sql[] =
    "SELECT ouverte, partielle, personne_physique, nic, enseignes, "
    UNIT_NAMES ", " SEAT_NAMES
    " FROM unite_legale LEFT JOIN siege USING (siren) WHERE siren = ?1";

const char prse__stock_search_sql[] =
    "SELECT siren, ouverte, categorie_entreprise, tranche_effectif,"
    " departement, naf, categorie_juridique, denomination, sigle, nom_usuel,"
    " autres_noms, enseignes, naf25"
    " FROM unite_legale LEFT JOIN siege USING (siren)";

prse_status prse__stock_create(prse__db *db, prse_error *err)
{
    return prse__db_run(db, schema, err);
}

static prse_status read_number(prse__db *db, const char *sql, int64_t *out,
                               prse_error *err)
{
    prse__stmt *stmt = NULL;
    int row = 0;
    prse_status status = prse__db_prepare(&stmt, db, sql, err);
    if (status == PRSE_OK)
        status = prse__stmt_step(stmt, &row, err);
    if (row)
        *out = prse__stmt_int(stmt, 0);
    prse__stmt_free(stmt);
    return status;
}

prse_status prse__stock_check(prse__db *db, prse_str path, prse_error *err)
{
    int64_t application = 0, version = 0;
    prse_status status =
        read_number(db, "PRAGMA application_id", &application, err);
    if (status == PRSE_OK)
        status = read_number(db, "PRAGMA user_version", &version, err);
    if (status != PRSE_OK)
        return status;
    if (application != prse__stock_number(PRSE_STR(APPLICATION)))
        return prse__error_set(err, PRSE_ESCHEMA, NULL,
                               "%.*s is not a register", (int)path.len,
                               path.ptr);
    if (version != PRSE__STOCK_VERSION)
        return prse__error_set(err, PRSE_ESCHEMA, NULL,
                               "a register of version %" PRId64 ", this "
                               "library reads version %d: import it again",
                               version, PRSE__STOCK_VERSION);
    return PRSE_OK;
}

/* --- Writing --- */

int64_t prse__stock_number(prse_str digits)
{
    int64_t number = 0;
    if (digits.len > 18)
        return -1;
    for (size_t i = 0; i < digits.len; i++) {
        if (digits.ptr[i] < '0' || digits.ptr[i] > '9')
            return -1;
        number = number * 10 + (digits.ptr[i] - '0');
    }
    return number;
}

int64_t prse__stock_day(prse_str day)
{
    return prse__stock_number((prse_str){day.ptr, 4}) * 10000 +
           prse__stock_number((prse_str){day.ptr + 5, 2}) * 100 +
           prse__stock_number((prse_str){day.ptr + 8, 2});
}

prse_str prse__stock_day_text(char to[12], int64_t day)
{
    static const char model[] = "0000-00-00";
    if (day <= 0)
        return (prse_str){NULL, 0};
    for (size_t i = sizeof model - 1; i > 0; i--) {
        to[i - 1] = model[i - 1];
        if (model[i - 1] == '-')
            continue;
        to[i - 1] = (char)('0' + day % 10);
        day /= 10;
    }
    return (prse_str){to, sizeof model - 1};
}

static const prse_str *text_at(const prse_unit *unit, size_t at)
{
    return (const prse_str *)(const void *)((const char *)unit + at);
}

static void bind_text(prse__stmt *stmt, int at, prse_str text)
{
    if (text.len > 0)
        prse__stmt_bind_text(stmt, at, text);
    else
        prse__stmt_bind_null(stmt, at);
}

static void bind_column(prse__stmt *stmt, int at, const prse_unit *unit,
                        const column *how)
{
    prse_str text = *text_at(unit, how->at);
    if (how->form == AS_TEXT || text.len == 0)
        bind_text(stmt, at, text);
    else
        prse__stmt_bind_int(stmt, at, how->form == AS_DAY
                                          ? prse__stock_day(text)
                                          : prse__stock_number(text));
}

/* The SIRET of a seat ends with its NIC. */
static void bind_nic(prse__stmt *stmt, int at, prse_str siret)
{
    if (siret.len == 14)
        prse__stmt_bind_int(stmt, at,
                            prse__stock_number((prse_str){siret.ptr + 9, 5}));
    else
        prse__stmt_bind_null(stmt, at);
}

void prse__stock_bind_unit(prse__stmt *stmt, int64_t siren,
                           const prse_unit *unit, prse_str other_names)
{
    prse__stmt_bind_int(stmt, 1, siren);
    if (unit->open < 0)
        prse__stmt_bind_null(stmt, 2);
    else
        prse__stmt_bind_int(stmt, 2, unit->open);
    prse__stmt_bind_int(stmt, 3, unit->partial);
    prse__stmt_bind_int(stmt, 4, unit->natural_person);
    bind_nic(stmt, 5, unit->siret_siege);
    bind_text(stmt, 6, other_names);
    for (int i = 0; i < UNIT_COLUMNS; i++)
        bind_column(stmt, 7 + i, unit, &unit_columns[i]);
}

void prse__stock_bind_seat(prse__stmt *stmt, int64_t siren,
                           const prse_unit *unit, prse_str signs)
{
    prse__stmt_bind_int(stmt, 1, siren);
    bind_text(stmt, 2, signs);
    for (int i = 0; i < SEAT_COLUMNS; i++)
        bind_column(stmt, 3 + i, unit, &seat_columns[i]);
}

/* --- Reading --- */

typedef struct reading {
    prse__stmt *row;
    prse__arena *arena;
    int failed; /* memory ran out */
} reading;

static prse_str keep(reading *r, prse_str text)
{
    if (text.len == 0)
        return (prse_str){0};
    prse_str kept = prse__str_dup(r->arena, text);
    r->failed |= !kept.ptr;
    return kept;
}

/* `width` digits. */
static prse_str keep_number(reading *r, int64_t number, size_t width)
{
    char digits[20];
    for (size_t i = width; i > 0; i--) {
        digits[i - 1] = (char)('0' + number % 10);
        number /= 10;
    }
    return keep(r, (prse_str){digits, width});
}

static prse_str keep_day(reading *r, int64_t number)
{
    char day[12];
    return keep(r, prse__stock_day_text(day, number));
}

static void read_columns(reading *r, prse_unit *unit, int from,
                         const column *columns, int count)
{
    for (int i = 0; i < count; i++) {
        prse_str *text = (prse_str *)(void *)((char *)unit + columns[i].at);
        if (prse__stmt_is_null(r->row, from + i))
            continue;
        if (columns[i].form == AS_TEXT)
            *text = keep(r, prse__stmt_text(r->row, from + i));
        else if (columns[i].form == AS_DAY)
            *text = keep_day(r, prse__stmt_int(r->row, from + i));
        else
            *text = keep_number(r, prse__stmt_int(r->row, from + i), 4);
    }
}

/* A unit without a usual name goes by the first sign of its seat. */
static prse_str first_name(prse_str names)
{
    size_t len = 0;
    while (len < names.len && names.ptr[len] != '|')
        len++;
    return (prse_str){names.ptr, len};
}

static void read_row(reading *r, int64_t siren, prse_unit *unit)
{
    enum { OPEN, PARTIAL, PERSON, NIC, SIGNS, NAMED };
    unit->size = sizeof *unit;
    unit->source = PRSE_STR("registre");
    unit->siren = keep_number(r, siren, 9);
    unit->open = prse__stmt_is_null(r->row, OPEN)
                     ? -1 : prse__stmt_int(r->row, OPEN) != 0;
    unit->partial = prse__stmt_int(r->row, PARTIAL) != 0;
    unit->natural_person = prse__stmt_int(r->row, PERSON) != 0;
    if (!prse__stmt_is_null(r->row, NIC))
        unit->siret_siege = keep_number(
            r, siren * 100000 + prse__stmt_int(r->row, NIC), 14);
    read_columns(r, unit, NAMED, unit_columns, UNIT_COLUMNS);
    read_columns(r, unit, NAMED + UNIT_COLUMNS, seat_columns, SEAT_COLUMNS);
    if (unit->nom_usuel.len == 0)
        unit->nom_usuel = keep(r, first_name(prse__stmt_text(r->row, SIGNS)));
}

prse_status prse__stock_read(prse__stmt *find, int64_t siren,
                             prse__arena *arena, prse__unit *out, int *found,
                             prse_error *err)
{
    reading r = {find, arena, 0};
    int more = 0;
    *out = (prse__unit){0};
    prse__stmt_bind_int(find, 1, siren);
    prse_status status = prse__stmt_step(find, found, err);
    if (status != PRSE_OK || !*found)
        return status;
    read_row(&r, siren, &out->is);
    status = prse__stmt_step(find, &more, err); /* tells lack of memory */
    if (status == PRSE_OK && r.failed)
        return prse__error_nomem(err);
    return status;
}
