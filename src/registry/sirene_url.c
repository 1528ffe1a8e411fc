/* SPDX-License-Identifier: Apache-2.0 */
/* A search asks for seats, not for units: each comes with the current values of
 * its unit, so that former names do not match, and with the address that the
 * department is a part of, which units do not have. */
#include <string.h>

#include "http/url.h"
#include "registry/clean.h"
#include "registry/sirene.h"
#include "registry/units.h"

enum { MOST_WORDS = 12 };

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

static int is_letter_or_digit(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
           (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80;
}

static void add_escaped(prse__buf *query, prse_str word)
{
    for (size_t i = 0; i < word.len; i++) {
        if (!is_letter_or_digit(word.ptr[i]) &&
            !strchr("._,';@#$%", word.ptr[i]))
            prse__buf_addc(query, '\\');
        prse__buf_addc(query, word.ptr[i]);
    }
}

static void begin_clause(prse__buf *query, const char *name)
{
    if (query->len)
        prse__buf_adds(query, " AND ");
    prse__buf_adds(query, name);
    prse__buf_addc(query, ':');
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
    begin_clause(query, "denominationUniteLegale");
    if (!is_operator(word)) {
        add_escaped(query, word);
        return;
    }
    for (size_t i = 0; i < word.len; i++)
        prse__buf_addc(query, (char)(word.ptr[i] - 'A' + 'a'));
}

/* A word of signs alone, such as "&", is in no index. */
static int is_word(prse_str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (is_letter_or_digit(text.ptr[i]))
            return 1;
    return 0;
}

/* The next word of a text, moving *pos past it; empty: there is none. */
static prse_str next_word(prse_str text, size_t *pos)
{
    size_t from = *pos;
    while (*pos < text.len) {
        size_t at = *pos;
        if (!prse__clean_invisible(prse__utf8_next(text, pos)))
            continue;
        if (at > from)
            return (prse_str){text.ptr + from, at - from};
        from = *pos;
    }
    return from < text.len ? (prse_str){text.ptr + from, text.len - from}
                           : (prse_str){NULL, 0};
}

static void add_words(prse__buf *query, prse_str text)
{
    size_t pos = 0;
    int words = 0;
    for (prse_str word = next_word(text, &pos); word.len && words < MOST_WORDS;
         word = next_word(text, &pos)) {
        if (!is_word(word))
            continue;
        add_word(query, word);
        words++;
    }
}

/* What is in no code becomes a sign that no code has. */
static void add_code(prse__buf *query, prse_str code)
{
    for (size_t i = 0; i < code.len; i++) {
        char c = code.ptr[i];
        int known = c == '.' || (is_letter_or_digit(c) && (c & 0x80) == 0);
        prse__buf_adds(query, known ? "" : "\\");
        prse__buf_addc(query, known ? c : '?');
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
        add_code(query, code);
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
    for (size_t i = 0; i < sizeof filters / sizeof *filters; i++) {
        if (!filters[i].value.len)
            continue;
        begin_clause(query, filters[i].name);
        add_code(query, filters[i].value);
        if (filters[i].value.len < filters[i].whole)
            prse__buf_addc(query, '*');
    }
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
    prse__buf_adds(&query, "etablissementSiege:true");
    add_words(&query,
              prse__units_cut(prse__str_trim(text), PRSE__ASKED_TEXT));
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
