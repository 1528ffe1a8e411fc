/* SPDX-License-Identifier: Apache-2.0 */
/* A search asks for seats, not for units: each comes with the current values of
 * its unit, so that former names do not match, and with the address that the
 * department is a part of, which units do not have. */
#include <string.h>

#include "http/url.h"
#include "registry/sirene.h"
#include "registry/units.h"

enum { MOST_WORDS = 12, LONGEST_TEXT = 200 };

void prse__sirene_unit_url(prse__buf *url, prse_str base, prse_str siren)
{
    prse__buf_add(url, base);
    prse__buf_adds(url, "/siren/");
    prse__url_add(url, siren);
}

void prse__sirene_seat_url(prse__buf *url, prse_str base, prse_str siret)
{
    prse__buf_add(url, base);
    prse__buf_adds(url, "/siret/");
    prse__url_add(url, siret);
}

/* --- The query language, Lucene's --- */

static void add_escaped(prse__buf *query, prse_str word)
{
    for (size_t i = 0; i < word.len; i++) {
        char c = word.ptr[i];
        if (strchr("+-&|!(){}[]^\"~*?:\\/<>=", c))
            prse__buf_addc(query, '\\');
        prse__buf_addc(query, c);
    }
}

static void add_clause(prse__buf *query, const char *name, prse_str value,
                       const char *after)
{
    if (query->len)
        prse__buf_adds(query, " AND ");
    prse__buf_adds(query, name);
    prse__buf_addc(query, ':');
    add_escaped(query, value);
    prse__buf_adds(query, after);
}

/* Operators are in capitals; names match whatever their case. */
static int is_operator(prse_str word)
{
    static const char *const operators[] = {"AND", "OR", "NOT", "TO"};
    for (size_t i = 0; i < sizeof operators / sizeof *operators; i++)
        if (prse__str_is(word, operators[i]))
            return 1;
    return 0;
}

static void add_word(prse__buf *query, prse_str word)
{
    char small[3];
    if (!is_operator(word)) {
        add_clause(query, "denominationUniteLegale", word, "");
        return;
    }
    for (size_t i = 0; i < word.len; i++)
        small[i] = (char)(word.ptr[i] - 'A' + 'a');
    add_clause(query, "denominationUniteLegale", (prse_str){small, word.len},
               "");
}

static int is_blank(char c)
{
    return (unsigned char)c <= ' ' || c == 0x7F;
}

/* A word of signs alone, such as "&", is in no index. */
static int has_letter(prse_str word)
{
    for (size_t i = 0; i < word.len; i++) {
        unsigned char c = (unsigned char)word.ptr[i];
        if (c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
            (c >= 'a' && c <= 'z'))
            return 1;
    }
    return 0;
}

static void add_words(prse__buf *query, prse_str text)
{
    size_t from = 0;
    int words = 0;
    for (size_t i = 0; i <= text.len && words < MOST_WORDS; i++) {
        if (i < text.len && !is_blank(text.ptr[i]))
            continue;
        prse_str word = {text.len ? text.ptr + from : NULL, i - from};
        from = i + 1;
        if (has_letter(word)) {
            add_word(query, word);
            words++;
        }
    }
}

/* Codes with commas: one of them. */
static void add_choice(prse__buf *query, const char *name, prse_str codes)
{
    size_t from = 0;
    int count = 0;
    for (size_t i = 0; i <= codes.len && codes.len; i++) {
        if (i < codes.len && codes.ptr[i] != ',')
            continue;
        prse_str code = {codes.ptr + from, i - from};
        from = i + 1;
        if (!code.len)
            continue;
        prse__buf_adds(query, count++ ? " OR " : " AND (");
        prse__buf_adds(query, name);
        prse__buf_addc(query, ':');
        add_escaped(query, code);
    }
    if (count)
        prse__buf_addc(query, ')');
}

static void add_filters(prse__buf *query, const prse_search_options *search)
{
    const struct {
        const char *name;
        prse_str value;
        size_t whole; /* a shorter value is a beginning */
    } filters[] = {
        {"etatAdministratifUniteLegale",
         search->only_open ? PRSE_STR("A") : (prse_str){NULL, 0}, 1},
        {"codeCommuneEtablissement", search->departement, 5},
        {"activitePrincipaleUniteLegale", search->naf, 6},
        {"categorieJuridiqueUniteLegale", search->categorie_juridique, 4},
    };
    for (size_t i = 0; i < sizeof filters / sizeof *filters; i++)
        if (filters[i].value.len)
            add_clause(query, filters[i].name, filters[i].value,
                       filters[i].value.len < filters[i].whole ? "*" : "");
    add_choice(query, "trancheEffectifsUniteLegale",
               search->tranche_effectif);
}

/* A name that Insee withdraws makes the whole call fail: the code of NAF 2025,
 * which has a name for a time only, is not asked for. */
static const char wanted[] =
    "siren,siret,statutDiffusionEtablissement,etablissementSiege,"
    "statutDiffusionUniteLegale,etatAdministratifUniteLegale,"
    "denominationUniteLegale,sigleUniteLegale,"
    "denominationUsuelle1UniteLegale,prenom1UniteLegale,"
    "prenomUsuelUniteLegale,nomUniteLegale,nomUsageUniteLegale,"
    "categorieJuridiqueUniteLegale,activitePrincipaleUniteLegale,"
    "nomenclatureActivitePrincipaleUniteLegale,categorieEntreprise,"
    "trancheEffectifsUniteLegale,anneeEffectifsUniteLegale,"
    "nicSiegeUniteLegale,economieSocialeSolidaireUniteLegale,"
    "dateCreationUniteLegale,dateDernierTraitementUniteLegale,"
    "codePostalEtablissement,codeCommuneEtablissement,"
    "libelleCommuneEtablissement,libelleCommuneEtrangerEtablissement,"
    "codePaysEtrangerEtablissement,libellePaysEtrangerEtablissement";

void prse__sirene_search_url(prse__buf *url, prse_str base, prse_str text,
                             const prse_search_options *search)
{
    static const prse_search_options none = {.size = sizeof none};
    const prse_search_options *how = search ? search : &none;
    prse__buf query;
    prse__buf_init(&query, 0);
    add_clause(&query, "etablissementSiege", PRSE_STR("true"), "");
    add_words(&query, prse__units_cut(text, LONGEST_TEXT));
    add_filters(&query, how);
    prse__buf_add(url, base);
    prse__buf_adds(url, "/siret");
    prse__url_query(url, "q", prse__buf_str(&query));
    prse__url_query_int(url, "nombre", prse__units_limit(how));
    prse__url_query(url, "champs", prse_str_of(wanted));
    if (query.failed)
        url->failed = 1;
    prse__buf_free(&query);
}
