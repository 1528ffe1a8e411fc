/* SPDX-License-Identifier: Apache-2.0 */
/* Stock files of the real shape with made-up units, since the real ones hold
 * personal data:
 *
 *   generate [--later] [--with FILE] N SEED UNITS ESTABLISHMENTS
 *
 * N legal units in the 35 columns of StockUniteLegale and their establishments
 * in the 54 of StockEtablissement, both by SIREN. The same N and SEED give the
 * same bytes. --later writes only what changed a month later: a hundredth of
 * the units, and some new ones. --with mixes in the rows of another file of 35
 * columns, by SIREN; their seats are made up. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "words.h"

#define COUNT(list) (sizeof(list) / sizeof *(list))
#define PICK(random, list) list[below(random, (uint32_t)COUNT(list))]

enum { CELL = 160, UNIT_CELLS = 35, SEAT_CELLS = 54, TAIL = 350000 };

/* --- Chance --- */

/* One state a unit, so that a month later the same unit comes out again. */
static uint64_t next(uint64_t *state)
{
    uint64_t z = *state += UINT64_C(0x9E3779B97F4A7C15);
    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return z ^ (z >> 31);
}

static uint32_t below(uint64_t *state, uint32_t limit)
{
    return (uint32_t)(((next(state) >> 32) * limit) >> 32);
}

static int chance(uint64_t *state, uint32_t per_mille)
{
    return below(state, 1000) < per_mille;
}

/* 0 .. limit - 1 after Zipf's law: each power of two is as likely as any. */
static uint32_t zipf(uint64_t *state, uint32_t limit)
{
    uint32_t powers = 0;
    while ((limit + 1) >> (powers + 1))
        powers++;
    for (;;) {
        uint32_t power = below(state, powers + 1);
        uint32_t rank = (1u << power) - 1 + below(state, 1u << power);
        if (rank < limit)
            return rank;
    }
}

/* --- Rows --- */

typedef struct row {
    char cells[SEAT_CELLS][CELL];
} row;

typedef struct text {
    char *to;
    size_t len;
} text;

static void put(text *t, const char *words)
{
    size_t len = strlen(words);
    if (t->len + len >= CELL)
        len = CELL - 1 - t->len;
    memcpy(t->to + t->len, words, len);
    t->len += len;
    t->to[t->len] = '\0';
}

static void put_word(text *t, const char *word)
{
    if (t->len > 0)
        put(t, " ");
    put(t, word);
}

static text cell(row *r, size_t at)
{
    r->cells[at][0] = '\0';
    return (text){r->cells[at], 0};
}

static void set(row *r, size_t at, const char *words)
{
    text t = cell(r, at);
    put(&t, words);
}

static void clear(row *r, size_t count)
{
    for (size_t i = 0; i < count; i++)
        r->cells[i][0] = '\0';
}

typedef struct output {
    FILE *file;
    size_t len;
    char bytes[1 << 18];
} output;

static void flush(output *out)
{
    if (fwrite(out->bytes, 1, out->len, out->file) != out->len)
        exit(1);
    out->len = 0;
}

static void open_output(output *out, const char *path)
{
    out->len = 0;
    out->file = fopen(path, "wb");
    if (!out->file) {
        perror(path);
        exit(1);
    }
}

static void close_output(output *out)
{
    flush(out);
    if (fclose(out->file) != 0)
        exit(1);
}

static void write_cell(output *out, const char *words)
{
    size_t len = strlen(words);
    if (!words[strcspn(words, ",\"\r\n")]) {
        memcpy(out->bytes + out->len, words, len);
        out->len += len;
        return;
    }
    out->bytes[out->len++] = '"';
    for (; *words; words++) {
        if (*words == '"')
            out->bytes[out->len++] = '"';
        out->bytes[out->len++] = *words;
    }
    out->bytes[out->len++] = '"';
}

static void write_row(output *out, const row *r, size_t count)
{
    if (sizeof out->bytes - out->len < (size_t)SEAT_CELLS * 2 * CELL)
        flush(out);
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            out->bytes[out->len++] = ',';
        if (r->cells[i][0])
            write_cell(out, r->cells[i]);
    }
    out->bytes[out->len++] = '\n';
}

/* --- Words --- */

/* The same made-up word for the same rank. */
static void put_made_up(text *t, uint32_t rank, uint32_t salt)
{
    uint64_t state = ((uint64_t)salt << 32) + rank;
    int syllables = 2 + (rank > 20000);
    char word[64];
    text made = {word, 0};
    while (syllables-- > 0) {
        put(&made, PICK(&state, onsets));
        put(&made, PICK(&state, vowels));
        if (syllables == 0 || chance(&state, 150))
            put(&made, PICK(&state, codas));
    }
    put_word(t, word);
}

static void put_surname(text *t, uint64_t *random)
{
    if (chance(random, 420))
        put_word(t, surnames[zipf(random, COUNT(surnames))]);
    else
        put_made_up(t, zipf(random, TAIL), 1);
    if (chance(random, 12)) {
        put(t, "-");
        put(t, surnames[zipf(random, COUNT(surnames))]);
    }
}

static const char *first_name(uint64_t *random, int woman)
{
    return woman ? women[zipf(random, COUNT(women))]
                 : men[zipf(random, COUNT(men))];
}

static void put_initials(text *t, uint64_t *random)
{
    char letters[6] = "";
    uint32_t count = 2 + below(random, 3);
    for (uint32_t i = 0; i < count; i++)
        letters[i] = (char)('A' + below(random, 26));
    put_word(t, letters);
}

/* Villages: 30,000 made-up ones behind the towns. */
typedef struct place {
    char code[8], postcode[8], name[64];
} place;

static void made_up_village(place *p, uint32_t rank)
{
    uint64_t state = rank + UINT64_C(77000000);
    uint32_t department = 1 + below(&state, 95);
    text name = {p->name, 0};
    department += department == 20;
    if (chance(&state, 250)) {
        put(&name, chance(&state, 800) ? "SAINT-" : "SAINTE-");
        put(&name, PICK(&state, men));
    } else {
        if (chance(&state, 150))
            put(&name, chance(&state, 500) ? "LE" : "LA");
        put_made_up(&name, rank, 2);
    }
    if (chance(&state, 200)) {
        static const char *const ends[] = {"-SUR-LOIRE", "-SUR-SEINE",
            "-LES-BAINS", "-EN-PAYS", "-LE-CHATEAU", "-SUR-MER"};
        put(&name, PICK(&state, ends));
    }
    snprintf(p->code, sizeof p->code, "%02" PRIu32 "%03" PRIu32, department,
             600 + below(&state, 399));
    snprintf(p->postcode, sizeof p->postcode, "%02" PRIu32 "%03" PRIu32,
             department, 10 * below(&state, 99));
}

static void pick_place(place *p, uint64_t *random)
{
    memset(p, 0, sizeof *p);
    if (chance(random, 400)) {
        size_t at = zipf(random, COUNT(towns));
        memcpy(p->code, towns[at].code, strlen(towns[at].code));
        memcpy(p->postcode, towns[at].postcode, strlen(towns[at].postcode));
        memcpy(p->name, towns[at].name, strlen(towns[at].name));
        return;
    }
    made_up_village(p, zipf(random, 30000));
}

static void put_place(text *t, uint64_t *random)
{
    place p;
    pick_place(&p, random);
    put_word(t, p.name);
}

/* The distinctive part of a company's name. */
static void put_core(text *t, uint64_t *random)
{
    uint32_t kind = below(random, 100);
    if (kind < 30)
        put_word(t, cores[zipf(random, COUNT(cores))]);
    else if (kind < 50)
        put_surname(t, random);
    else if (kind < 72)
        put_made_up(t, zipf(random, TAIL), 3);
    else if (kind < 82)
        put_initials(t, random);
    else if (kind < 92)
        put_place(t, random);
    else
        put_word(t, first_name(random, (int)below(random, 2)));
}

static void put_ornament(text *t, uint64_t *random)
{
    static const char *const ends[] = {
        "ET FILS", "ET ASSOCIES", "& CO", "& FILS", "2000", "3D", "FRANCE",
        "(SARL)", "24/7", "N 1", "DE L'OUEST", "D'ARMOR", "DES ALPES",
        "L'ATELIER", "DU MOULIN", "DE LA PLACE", "SAINT MICHEL", "B2B"};
    put_word(t, PICK(random, ends));
}

/* --- Legal units --- */

enum unit_cell {
    SIREN, STATUT, PURGEE, CREATION, SIGLE, SEXE, PRENOM_1, PRENOM_2, PRENOM_3,
    PRENOM_4, PRENOM_USUEL, PSEUDONYME, ASSOCIATION, TRANCHE, ANNEE_TRANCHE,
    TRAITEMENT, PERIODES, CATEGORIE, ANNEE_CATEGORIE, DEBUT, ETAT, NOM,
    NOM_USAGE, DENOMINATION, USUELLE_1, USUELLE_2, USUELLE_3, FORME, NAF,
    NOMENCLATURE, NIC, ESS, MISSION, EMPLOYEUR, NAF25
};

static const char unit_header[] =
    "siren,statutDiffusionUniteLegale,unitePurgeeUniteLegale,"
    "dateCreationUniteLegale,sigleUniteLegale,sexeUniteLegale,"
    "prenom1UniteLegale,prenom2UniteLegale,prenom3UniteLegale,"
    "prenom4UniteLegale,prenomUsuelUniteLegale,pseudonymeUniteLegale,"
    "identifiantAssociationUniteLegale,trancheEffectifsUniteLegale,"
    "anneeEffectifsUniteLegale,dateDernierTraitementUniteLegale,"
    "nombrePeriodesUniteLegale,categorieEntreprise,anneeCategorieEntreprise,"
    "dateDebut,etatAdministratifUniteLegale,nomUniteLegale,"
    "nomUsageUniteLegale,denominationUniteLegale,"
    "denominationUsuelle1UniteLegale,denominationUsuelle2UniteLegale,"
    "denominationUsuelle3UniteLegale,categorieJuridiqueUniteLegale,"
    "activitePrincipaleUniteLegale,nomenclatureActivitePrincipaleUniteLegale,"
    "nicSiegeUniteLegale,economieSocialeSolidaireUniteLegale,"
    "societeMissionUniteLegale,caractereEmployeurUniteLegale,"
    "activitePrincipaleNAF25UniteLegale\n";

typedef struct unit {
    uint32_t prefix; /* SIREN without its check digit */
    uint64_t random;
    int later;       /* as it is a month later */
    int open, natural, partial;
    row row;
} unit;

static void set_date(row *r, size_t at, uint64_t *random, uint32_t from,
                     uint32_t to)
{
    uint32_t year = to - zipf(random, to - from);
    text t = cell(r, at);
    char day[48];
    snprintf(day, sizeof day, "%04" PRIu32 "-%02" PRIu32 "-%02" PRIu32, year,
             1 + below(random, 12), 1 + below(random, 28));
    put(&t, day);
}

static void name_person(unit *u)
{
    row *r = &u->row;
    int woman = chance(&u->random, 400);
    const char *usual = first_name(&u->random, woman);
    text name = cell(r, NOM);
    set(r, SEXE, woman ? "F" : "M");
    set(r, PRENOM_1, usual);
    for (size_t i = PRENOM_2; i <= PRENOM_4 && chance(&u->random, 500); i++)
        set(r, i, first_name(&u->random, woman));
    if (chance(&u->random, 20))
        usual = first_name(&u->random, woman);
    set(r, PRENOM_USUEL, usual);
    put_surname(&name, &u->random);
    if (woman && chance(&u->random, 250)) {
        text married = cell(r, NOM_USAGE);
        put_surname(&married, &u->random);
    }
    if (chance(&u->random, 60)) {
        text shop = cell(r, USUELLE_1);
        put_core(&shop, &u->random);
        put_core(&shop, &u->random);
    }
    if (chance(&u->random, 4)) {
        text pen = cell(r, PSEUDONYME);
        put_made_up(&pen, below(&u->random, TAIL), 4);
    }
}

static void set_acronym(unit *u, const char *name)
{
    text t = cell(&u->row, SIGLE);
    for (const char *at = name; *at && t.len < 6; at++)
        if (*at >= 'A' && *at <= 'Z' && (at == name || at[-1] == ' '))
            put(&t, (char[]){*at, '\0'});
    if (t.len < 3)
        u->row.cells[SIGLE][0] = '\0';
}

/* What a name begins with, and the legal form that goes with it. */
static const struct {
    uint32_t share; /* per mille */
    const char *form, *first;
} kinds[] = {
    {115, "6540", "SCI"}, {16, "6540", "SOCIETE CIVILE IMMOBILIERE"},
    {20, "6540", ""}, {60, "5499", "SARL"}, {180, "5499", ""},
    {20, "5498", "EURL"}, {240, "5710", ""}, {25, "5710", "SAS"},
    {20, "5710", "SASU"}, {12, "5599", "SA"}, {10, "5599", ""},
    {18, "5710", "GROUPE"}, {22, "5710", "HOLDING"}, {10, "6533", "GAEC"},
    {14, "6598", "EARL"}, {10, "6599", "SCEA"}, {12, "6589", "SCM"},
    {70, "9220", "ASSOCIATION"}, {20, "9220", "COMITE DES FETES DE"},
    {26, "9220", ""}, {30, "9110", "SDC"}, {12, "7210", "COMMUNE DE"},
    {4, "7430", "SYNDICAT INTERCOMMUNAL DE"}, {8, "8421", "COMITE SOCIAL"},
    {8, "5202", "SNC"}, {10, "3120", ""}, {8, "5710", "SELARL"}};

static size_t pick_kind(uint64_t *random)
{
    uint32_t point = below(random, 1000);
    for (size_t i = 0; i < COUNT(kinds); i++) {
        if (point < kinds[i].share)
            return i;
        point -= kinds[i].share;
    }
    return 4;
}

static void name_company(unit *u)
{
    static const char *const spoilt[] = {
        "\xC3\x89LECTRICIT\xC3\x89", "CAF\xC3\x89", "TH\xC3\x89\xC3\x82TRE",
        "LE \"BON\" COIN", "DURAND, MARTIN ET CIE", "\xC3\x80 LA PLAGE",
        "GAR\xC3\x87ON", "C\xC5\x92UR DE VILLE", "NO\xC3\x8BL"};
    size_t kind = pick_kind(&u->random);
    text name = cell(&u->row, DENOMINATION);
    put(&name, kinds[kind].first);
    if (kinds[kind].form[0] == '7' || strstr(kinds[kind].first, "DE"))
        put_place(&name, &u->random);
    else
        put_core(&name, &u->random);
    for (uint32_t more = 700; chance(&u->random, more) && more > 100;
         more /= 2)
        put_core(&name, &u->random);
    if (chance(&u->random, 80))
        put_ornament(&name, &u->random);
    if (chance(&u->random, 12))
        put_word(&name, PICK(&u->random, spoilt));
    set(&u->row, FORME, kinds[kind].form);
    if (chance(&u->random, 140))
        set_acronym(u, u->row.cells[DENOMINATION]);
    for (size_t i = USUELLE_1; i <= USUELLE_3 && chance(&u->random, 60); i++) {
        text usual = cell(&u->row, i);
        put_core(&usual, &u->random);
        put_core(&usual, &u->random);
    }
}

/* Headcount classes; what is left has none. */
static const struct {
    uint32_t share; /* of open companies, in a million */
    const char *code, *size;
} classes[] = {
    {150000, "NN", "PME"}, {60000, "00", "PME"}, {130000, "01", "PME"},
    {70000, "02", "PME"}, {42000, "03", "PME"}, {27000, "11", "PME"},
    {17000, "12", "PME"}, {5600, "21", "PME"}, {2600, "22", "PME"},
    {500, "31", "ETI"}, {1000, "32", "ETI"}, {600, "41", "ETI"},
    {260, "42", "ETI"}, {120, "51", "GE"}, {40, "52", "GE"}, {20, "53", "GE"}};

static void size_unit(unit *u)
{
    uint32_t point = below(&u->random, 1000000);
    if (u->natural || !u->open)
        point = chance(&u->random, 400) ? 0 : 999999;
    for (size_t i = 0; i < COUNT(classes); i++) {
        if (point < classes[i].share) {
            set(&u->row, TRANCHE, classes[i].code);
            if (i > 0)
                set(&u->row, ANNEE_TRANCHE, "2023");
            if (u->open && (i > 0 || chance(&u->random, 500))) {
                set(&u->row, CATEGORIE, classes[i].size);
                set(&u->row, ANNEE_CATEGORIE, "2023");
            }
            set(&u->row, EMPLOYEUR, i > 1 ? "O" : "N");
            return;
        }
        point -= classes[i].share;
    }
    set(&u->row, EMPLOYEUR, "N");
    if (u->open && chance(&u->random, 550)) {
        set(&u->row, CATEGORIE, "PME");
        set(&u->row, ANNEE_CATEGORIE, "2023");
    }
}

static void set_activity(unit *u)
{
    if (!u->open && chance(&u->random, 300)) {
        set(&u->row, NAF, PICK(&u->random, old_activities));
        set(&u->row, NOMENCLATURE, PICK(&u->random, old_nomenclatures));
        return;
    }
    const char *code = activities[zipf(&u->random, COUNT(activities))];
    set(&u->row, NAF, code);
    set(&u->row, NOMENCLATURE, "NAFRev2");
    if (u->open || chance(&u->random, 300)) {
        char later[CELL];
        memcpy(later, code, 7);
        later[5] = "GHY"[below(&u->random, 3)];
        set(&u->row, NAF25, later);
    }
}

/* Persons who refuse diffusion are masked, as Insee does. */
static void mask(unit *u)
{
    static const enum unit_cell hidden[] = {
        SIGLE, SEXE, PRENOM_1, PRENOM_2, PRENOM_3, PRENOM_4, PRENOM_USUEL,
        PSEUDONYME, NOM, NOM_USAGE, DENOMINATION, USUELLE_1, USUELLE_2,
        USUELLE_3};
    set(&u->row, STATUT, "P");
    if (u->natural)
        for (size_t i = 0; i < COUNT(hidden); i++)
            set(&u->row, hidden[i], "[ND]");
    else
        set(&u->row, SIGLE, "[ND]");
}

static void set_dates(unit *u)
{
    row *r = &u->row;
    char stamp[64];
    text t = cell(r, TRAITEMENT);
    set_date(r, CREATION, &u->random, 1950, 2026);
    set_date(r, DEBUT, &u->random, 1985, 2026);
    snprintf(stamp, sizeof stamp, "20%02" PRIu32 "-%02" PRIu32 "-%02" PRIu32
             "T%02" PRIu32 ":%02" PRIu32 ":%02" PRIu32 ".%03" PRIu32,
             u->later ? 26 : 15 + below(&u->random, 11),
             u->later ? 10 : 1 + below(&u->random, 12),
             1 + below(&u->random, 28), below(&u->random, 24),
             below(&u->random, 60), below(&u->random, 60),
             below(&u->random, 1000));
    put(&t, stamp);
}

static void set_siren(row *r, uint32_t prefix)
{
    char digits[16];
    uint32_t sum = 0;
    snprintf(digits, sizeof digits, "%08" PRIu32, prefix);
    for (uint32_t i = 0; i < 8; i++) {
        uint32_t digit = (uint32_t)(digits[i] - '0') * (1 + i % 2);
        sum += digit > 9 ? digit - 9 : digit;
    }
    digits[8] = (char)('0' + (10 - sum % 10) % 10);
    digits[9] = '\0';
    set(r, SIREN, digits);
}

static void change_later(unit *u)
{
    u->random += u->later ? 1 : 0;
    if (u->later && chance(&u->random, 300))
        u->open = 0;
    if (u->later && chance(&u->random, 50))
        u->partial = 1;
}

static void make_unit(unit *u)
{
    row *r = &u->row;
    clear(r, UNIT_CELLS);
    set_siren(r, u->prefix);
    set(r, STATUT, "O");
    u->natural = chance(&u->random, 564);
    u->open = !chance(&u->random, 450);
    u->partial = chance(&u->random, 80);
    change_later(u);
    set_dates(u);
    set(r, ETAT, u->open ? "A" : "C");
    set(r, PERIODES, (char[]){(char)('1' + below(&u->random, 8)), '\0'});
    set(r, FORME, "1000");
    if (u->natural)
        name_person(u);
    else
        name_company(u);
    size_unit(u);
    set_activity(u);
    set(r, NIC, chance(&u->random, 700) ? "00017" : "00025");
    if (!u->natural && chance(&u->random, 600))
        set(r, ESS, strcmp(r->cells[FORME], "9220") == 0 ? "O" : "N");
    if (!u->natural && chance(&u->random, 300))
        set(r, MISSION, chance(&u->random, 3) ? "O" : "N");
    if (!u->open && chance(&u->random, 250))
        set(r, PURGEE, "true");
    if (u->partial)
        mask(u);
}

/* --- Establishments --- */

enum seat_cell {
    E_SIREN, E_NIC, E_SIRET, E_STATUT, E_CREATION, E_TRANCHE, E_ANNEE,
    E_METIERS, E_TRAITEMENT, E_SIEGE, E_PERIODES, E_COMPLEMENT, E_NUMERO,
    E_INDICE, E_DERNIER_NUMERO, E_DERNIER_INDICE, E_TYPE, E_VOIE, E_POSTAL,
    E_COMMUNE, E_COMMUNE_ETRANGERE, E_SPECIALE, E_CODE_COMMUNE, E_CEDEX,
    E_LIBELLE_CEDEX, E_CODE_PAYS, E_PAYS, E_ADRESSE, E_LAMBERT_X, E_LAMBERT_Y,
    E_DEBUT = 44, E_ETAT, E_ENSEIGNE_1, E_ENSEIGNE_2, E_ENSEIGNE_3, E_USUELLE,
    E_NAF, E_NOMENCLATURE, E_EMPLOYEUR, E_NAF25
};

static const char seat_header[] =
    "siren,nic,siret,statutDiffusionEtablissement,dateCreationEtablissement,"
    "trancheEffectifsEtablissement,anneeEffectifsEtablissement,"
    "activitePrincipaleRegistreMetiersEtablissement,"
    "dateDernierTraitementEtablissement,etablissementSiege,"
    "nombrePeriodesEtablissement,complementAdresseEtablissement,"
    "numeroVoieEtablissement,indiceRepetitionEtablissement,"
    "dernierNumeroVoieEtablissement,"
    "indiceRepetitionDernierNumeroVoieEtablissement,typeVoieEtablissement,"
    "libelleVoieEtablissement,codePostalEtablissement,"
    "libelleCommuneEtablissement,libelleCommuneEtrangerEtablissement,"
    "distributionSpecialeEtablissement,codeCommuneEtablissement,"
    "codeCedexEtablissement,libelleCedexEtablissement,"
    "codePaysEtrangerEtablissement,libellePaysEtrangerEtablissement,"
    "identifiantAdresseEtablissement,coordonneeLambertAbscisseEtablissement,"
    "coordonneeLambertOrdonneeEtablissement,complementAdresse2Etablissement,"
    "numeroVoie2Etablissement,indiceRepetition2Etablissement,"
    "typeVoie2Etablissement,libelleVoie2Etablissement,"
    "codePostal2Etablissement,libelleCommune2Etablissement,"
    "libelleCommuneEtranger2Etablissement,"
    "distributionSpeciale2Etablissement,codeCommune2Etablissement,"
    "codeCedex2Etablissement,libelleCedex2Etablissement,"
    "codePaysEtranger2Etablissement,libellePaysEtranger2Etablissement,"
    "dateDebut,etatAdministratifEtablissement,enseigne1Etablissement,"
    "enseigne2Etablissement,enseigne3Etablissement,"
    "denominationUsuelleEtablissement,activitePrincipaleEtablissement,"
    "nomenclatureActivitePrincipaleEtablissement,"
    "caractereEmployeurEtablissement,activitePrincipaleNAF25Etablissement\n";

static void set_number(row *r, size_t at, uint32_t number)
{
    char digits[16];
    snprintf(digits, sizeof digits, "%" PRIu32, number);
    set(r, at, digits);
}

static void address_abroad(row *r, uint64_t *random)
{
    size_t at = zipf(random, COUNT(countries));
    text town = cell(r, E_COMMUNE_ETRANGERE);
    put_made_up(&town, below(random, 3000), 5);
    set(r, E_CODE_PAYS, countries[at].code);
    set(r, E_PAYS, countries[at].name);
}

static void address(row *r, uint64_t *random)
{
    static const char *const ways[] = {"RUE", "AVENUE", "PLACE", "CHEMIN",
        "ROUTE", "BOULEVARD", "IMPASSE", "ALLEE"};
    place p;
    char point[32];
    text way = cell(r, E_VOIE);
    if (chance(random, 3)) {
        address_abroad(r, random);
        return;
    }
    pick_place(&p, random);
    set(r, E_CODE_COMMUNE, p.code);
    set(r, E_POSTAL, p.postcode);
    set(r, E_COMMUNE, p.name);
    set_number(r, E_NUMERO, 1 + zipf(random, 400));
    set(r, E_TYPE, ways[zipf(random, COUNT(ways))]);
    put(&way, chance(random, 500) ? "DES" : "DU");
    put_word(&way, cores[zipf(random, COUNT(cores))]);
    snprintf(point, sizeof point, "%s_%04" PRIu32 "_B", p.code,
             below(random, 9999));
    set(r, E_ADRESSE, point);
    snprintf(point, sizeof point, "%" PRIu32 ".%02" PRIu32,
             200000 + below(random, 900000), below(random, 100));
    set(r, E_LAMBERT_X, point);
    snprintf(point, sizeof point, "%" PRIu32 ".%02" PRIu32,
             6100000 + below(random, 1000000), below(random, 100));
    set(r, E_LAMBERT_Y, point);
}

static void mask_address(row *r)
{
    static const enum seat_cell hidden[] = {
        E_COMPLEMENT, E_NUMERO, E_TYPE, E_VOIE, E_POSTAL, E_SPECIALE, E_CEDEX,
        E_ADRESSE, E_LAMBERT_X, E_LAMBERT_Y, E_ENSEIGNE_1, E_USUELLE};
    set(r, E_STATUT, "P");
    for (size_t i = 0; i < COUNT(hidden); i++)
        set(r, hidden[i], "[ND]");
}

static void make_seat(row *r, unit *u, const char *nic, int seat)
{
    static const uint8_t same[][2] = {
        {E_SIREN, SIREN}, {E_CREATION, CREATION}, {E_TRANCHE, TRANCHE},
        {E_ANNEE, ANNEE_TRANCHE}, {E_TRAITEMENT, TRAITEMENT}, {E_DEBUT, DEBUT},
        {E_NAF, NAF}, {E_NOMENCLATURE, NOMENCLATURE},
        {E_EMPLOYEUR, EMPLOYEUR}, {E_NAF25, NAF25}, {E_STATUT, STATUT}};
    text siret = cell(r, E_SIRET);
    clear(r, SEAT_CELLS);
    for (size_t i = 0; i < COUNT(same); i++)
        memcpy(r->cells[same[i][0]], u->row.cells[same[i][1]], CELL);
    put(&siret, u->row.cells[SIREN]);
    put(&siret, nic);
    set(r, E_NIC, nic);
    set(r, E_SIEGE, seat ? "true" : "false");
    set(r, E_PERIODES, "2");
    set(r, E_ETAT, u->open ? "A" : "F");
    address(r, &u->random);
    if (chance(&u->random, 90)) {
        text sign = cell(r, E_ENSEIGNE_1);
        put_core(&sign, &u->random);
        put_core(&sign, &u->random);
    }
    if (u->partial)
        mask_address(r);
}

/* The seat and, for two units out of five, another establishment. */
static void write_establishments(output *out, unit *u)
{
    static row r;
    const char *nic = u->row.cells[NIC];
    int moved = strcmp(nic, "00017") != 0;
    if (moved || (nic[4] == '7' && chance(&u->random, 160))) {
        make_seat(&r, u, moved ? "00017" : "00033", 0);
        if (moved) {
            write_row(out, &r, SEAT_CELLS);
            make_seat(&r, u, nic, 1);
            write_row(out, &r, SEAT_CELLS);
            return;
        }
        static row other;
        other = r;
        make_seat(&r, u, nic, 1);
        write_row(out, &r, SEAT_CELLS);
        write_row(out, &other, SEAT_CELLS);
        return;
    }
    make_seat(&r, u, nic, 1);
    write_row(out, &r, SEAT_CELLS);
}

/* --- Rows of another file --- */

typedef struct other_rows {
    FILE *file;
    char line[1 << 14];
    unit unit; /* whose siren is that of the line */
    uint32_t prefix; /* UINT32_MAX: no more */
} other_rows;

/* Cells of a line, quotes taken off. */
static void split(row *r, const char *line)
{
    size_t at = 0, len = 0;
    int quoted = 0;
    clear(r, UNIT_CELLS);
    for (; *line && *line != '\n' && at < UNIT_CELLS; line++) {
        if (*line == '"') {
            quoted = !quoted;
            if (!quoted && line[1] == '"')
                r->cells[at][len++] = '"';
        } else if (*line == ',' && !quoted) {
            at++;
            len = 0;
            continue;
        } else if (*line != '\r' && len + 1 < CELL) {
            r->cells[at][len++] = *line;
        }
        if (at < UNIT_CELLS)
            r->cells[at][len] = '\0';
    }
}

static void read_other(other_rows *other)
{
    unit *u = &other->unit;
    other->prefix = UINT32_MAX;
    if (!other->file ||
        !fgets(other->line, sizeof other->line, other->file))
        return;
    split(&u->row, other->line);
    u->prefix = (uint32_t)(strtoul(u->row.cells[SIREN], NULL, 10) / 10);
    other->prefix = u->prefix;
    u->random = u->prefix;
    u->open = u->row.cells[ETAT][0] == 'A';
    u->partial = u->row.cells[STATUT][0] != 'O';
    u->natural = u->row.cells[FORME][0] == '1';
}

static void open_other(other_rows *other, const char *path)
{
    other->prefix = UINT32_MAX;
    if (!path)
        return;
    other->file = fopen(path, "rb");
    if (!other->file || !fgets(other->line, sizeof other->line, other->file)) {
        perror(path);
        exit(1);
    }
    read_other(other);
}

/* --- The whole --- */

static output units, seats;
static other_rows other;
static unit made;

static void write_unit(unit *u)
{
    write_row(&units, &u->row, UNIT_CELLS);
    write_establishments(&seats, u);
}

/* The rows of the other file that come before a SIREN; 1 when its own is one
 * of them. */
static int write_others(uint32_t prefix)
{
    int same = 0;
    while (other.prefix <= prefix && other.prefix != UINT32_MAX) {
        same |= other.prefix == prefix;
        write_unit(&other.unit);
        read_other(&other);
    }
    return same;
}

/* A hundredth of the units changes in a month, and as many are new. */
static int in_later(uint64_t seed, uint32_t prefix)
{
    uint64_t state = seed * 31 + prefix;
    return chance(&state, 10);
}

static void generate(uint32_t count, uint64_t seed, int later)
{
    uint32_t prefix = 500000, gap = (99900000 - prefix) / (count ? count : 1);
    uint64_t gaps = seed;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t step = 1 + below(&gaps, gap > 1 ? 2 * gap - 2 : 1);
        prefix += step;
        for (int fresh = later && step > 1 && in_later(seed + 7, prefix);
             fresh >= 0; fresh--) {
            made.prefix = prefix - (uint32_t)fresh;
            made.random = seed * UINT64_C(1000003) + made.prefix;
            made.later = later && !fresh;
            if (later && !fresh && !in_later(seed, prefix))
                continue;
            if (write_others(made.prefix))
                continue;
            make_unit(&made);
            write_unit(&made);
        }
    }
    write_others(UINT32_MAX - 1);
}

int main(int argc, char **argv)
{
    int later = 0;
    const char *with = NULL;
    for (; argc > 1 && argv[1][0] == '-'; argc--, argv++) {
        if (strcmp(argv[1], "--later") == 0) {
            later = 1;
        } else if (strcmp(argv[1], "--with") == 0 && argc > 2) {
            with = argv[2];
            argc--;
            argv++;
        }
    }
    if (argc != 5) {
        fputs("usage: generate [--later] [--with FILE] N SEED UNITS "
              "ESTABLISHMENTS\n", stderr);
        return 2;
    }
    open_output(&units, argv[3]);
    open_output(&seats, argv[4]);
    open_other(&other, with);
    fputs(unit_header, units.file);
    fputs(seat_header, seats.file);
    generate((uint32_t)strtoul(argv[1], NULL, 10),
             strtoull(argv[2], NULL, 10), later);
    if (other.file)
        fclose(other.file);
    close_output(&units);
    close_output(&seats);
    return 0;
}
