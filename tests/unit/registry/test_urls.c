/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "http/url.h"
#include "registry/directory.h"
#include "registry/sirene.h"
#include "support/test.h"

#define DIRECTORY "https://recherche.example"
#define SIRENE "https://sirene.example/3.11"

typedef void search_url(prse__buf *url, prse_str base, prse_str text,
                        const prse_search_options *search);

/* What the server reads behind `name=`, percent decoded. */
static void query(char *out, size_t size, const char *url, const char *name)
{
    char mark[64];
    snprintf(mark, sizeof mark, "%s=", name);
    const char *at = strstr(url, mark);
    size_t n = 0;
    out[0] = '\0';
    cr_assert(!at || at[-1] == '?' || at[-1] == '&');
    for (at = at ? at + strlen(mark) : ""; *at && *at != '&' && n + 1 < size;)
        if (*at == '%') {
            out[n++] = (char)(prse__hex_digit(at[1]) * 16 +
                              prse__hex_digit(at[2]));
            at += 3;
        } else {
            out[n++] = *at++;
        }
    out[n] = '\0';
}

static void asks(search_url *how, const char *base, const char *text,
                 const prse_search_options *search, const char *name,
                 const char *wanted)
{
    prse__buf url;
    char value[2048];
    prse__buf_init(&url, 0);
    how(&url, prse_str_of(base), prse_str_of(text), search);
    cr_assert_not(url.failed);
    for (size_t i = 0; i < url.len; i++)
        cr_assert(url.ptr[i] > ' ' && url.ptr[i] < 0x7F &&
                      !strchr("\"<>\\^`{|}#[]", url.ptr[i]),
                  "%s", url.ptr);
    query(value, sizeof value, url.ptr, name);
    cr_assert_str_eq(value, wanted);
    prse__buf_free(&url);
}

static void directory_asks(const char *text,
                           const prse_search_options *search,
                           const char *name, const char *wanted)
{
    asks(prse__directory_search_url, DIRECTORY, text, search, name, wanted);
}

static void sirene_asks(const char *text, const prse_search_options *search,
                        const char *wanted)
{
    char query_text[2048];
    snprintf(query_text, sizeof query_text, "etablissementSiege:true%s",
             wanted);
    asks(prse__sirene_search_url, SIRENE, text, search, "q", query_text);
}

/* --- The directory --- */

PRSE_TEST(urls, directory_is_asked_for_a_number)
{
    prse__buf url;
    prse__buf_init(&url, 0);
    prse__directory_number_url(&url, PRSE_STR(DIRECTORY),
                               PRSE_STR("552032534"));
    cr_assert_str_eq(url.ptr,
                     DIRECTORY "/search?q=552032534&page=1&per_page=1&minimal="
                               "true&include=siege%2Cfinances%2Ccomplements");
    prse__buf_free(&url);
}

PRSE_TEST(urls, directory_is_not_asked_for_directors)
{
    directory_asks("la poste", NULL, "minimal", "true");
    directory_asks("la poste", NULL, "include",
                   "siege,finances,complements");
}

PRSE_TEST(urls, directory_takes_filters)
{
    prse_search_options search = {
        .size = sizeof search,
        .limit = 5,
        .only_open = 1,
        .departement = PRSE_STR("2A"),
        .naf = PRSE_STR("70.10Z"),
        .categorie_juridique = PRSE_STR("5710"),
        .tranche_effectif = PRSE_STR("12,21")};
    directory_asks("x y z", &search, "q", "x y z");
    directory_asks("x y z", &search, "per_page", "5");
    directory_asks("x y z", &search, "departement", "2A");
    directory_asks("x y z", &search, "activite_principale", "70.10Z");
    directory_asks("x y z", &search, "nature_juridique", "5710");
    directory_asks("x y z", &search, "tranche_effectif_salarie", "12,21");
    directory_asks("x y z", &search, "etat_administratif", "A");
    directory_asks("", &search, "q", "");
}

PRSE_TEST(urls, directory_is_asked_for_more_when_a_filter_is_ours)
{
    prse_search_options search = {
        .size = sizeof search, .limit = 5, .naf = PRSE_STR("70")};
    directory_asks("x y z", &search, "activite_principale", "");
    directory_asks("x y z", &search, "per_page", "25");
    directory_asks("x y z", NULL, "per_page", "10");
    search = (prse_search_options){.size = sizeof search, .limit = 900};
    directory_asks("x y z", &search, "per_page", "25");
}

PRSE_TEST(urls, text_adds_no_parameter_and_no_header)
{
    directory_asks("a&page=9#x\r\nHost: y", NULL, "q",
                   "a&page=9#x\r\nHost: y");
    directory_asks("a&page=9", NULL, "page", "1");
    directory_asks("\u00E9t\u00E9", NULL, "q", "\u00E9t\u00E9");
    prse_search_options search = {.size = sizeof search,
                                  .departement = PRSE_STR("35&q=x y")};
    directory_asks("a", &search, "q", "a");
    directory_asks("a", &search, "departement", "35&q=x y");
}

PRSE_TEST(urls, long_text_is_cut_at_a_character)
{
    char text[1000] = "";
    while (strlen(text) < 900)
        strcat(text, "a\u00E9");
    char wanted[1000];
    snprintf(wanted, sizeof wanted, "%.199s", text);
    directory_asks(text, NULL, "q", wanted);
}

/* --- Sirene --- */

PRSE_TEST(urls, sirene_is_asked_for_numbers)
{
    prse__buf url;
    prse__buf_init(&url, 0);
    prse__sirene_unit_url(&url, PRSE_STR(SIRENE), PRSE_STR("552032534"));
    cr_assert_str_eq(url.ptr, SIRENE "/siren/552032534");
    prse__buf_clear(&url);
    prse__sirene_seat_url(&url, PRSE_STR(SIRENE),
                          PRSE_STR("55203253400646"));
    cr_assert_str_eq(url.ptr, SIRENE "/siret/55203253400646");
    prse__buf_clear(&url);
    prse__sirene_unit_url(&url, PRSE_STR(SIRENE),
                          PRSE_STR("../informations?x#y"));
    cr_assert_str_eq(url.ptr, SIRENE "/siren/..%2Finformations%3Fx%23y");
    prse__buf_free(&url);
}

#define WORD " AND denominationUniteLegale:"

PRSE_TEST(urls, sirene_looks_for_every_word)
{
    sirene_asks("la poste", NULL, WORD "la" WORD "poste");
    sirene_asks("  grande\tmaison \n", NULL, WORD "grande" WORD "maison");
    sirene_asks("", NULL, "");
    sirene_asks("x\u3000OR\u00A0y\u2028\x01z", NULL,
                WORD "x" WORD "or" WORD "y" WORD "z");
}

PRSE_TEST(urls, signs_of_the_query_language_are_escaped)
{
    sirene_asks("a:b", NULL, WORD "a\\:b");
    sirene_asks("x) OR siren:(1*", NULL,
                WORD "x\\)" WORD "or" WORD "siren\\:\\(1\\*");
    sirene_asks("\"a\" ~b? [c TO d] {e} ^f +g !h \\i j/k", NULL,
                WORD "\\\"a\\\"" WORD "\\~b\\?" WORD "\\[c" WORD "to" WORD
                     "d\\]" WORD "\\{e\\}" WORD "\\^f" WORD "\\+g" WORD
                     "\\!h" WORD "\\\\i" WORD "j\\/k");
    sirene_asks("saint-malo l'or", NULL, WORD "saint\\-malo" WORD "l'or");
}

PRSE_TEST(urls, operators_are_words)
{
    sirene_asks("rock AND NOT roll OR", NULL,
                WORD "rock" WORD "and" WORD "not" WORD "roll" WORD "or");
}

PRSE_TEST(urls, words_of_signs_alone_are_left_out)
{
    sirene_asks("dupont & fils - * ()", NULL, WORD "dupont" WORD "fils");
}

PRSE_TEST(urls, text_has_words_without_end)
{
    sirene_asks("a b c d e f g h i j k l m n o p", NULL,
                WORD "a" WORD "b" WORD "c" WORD "d" WORD "e" WORD "f" WORD
                     "g" WORD "h" WORD "i" WORD "j" WORD "k" WORD "l");
}

PRSE_TEST(urls, sirene_takes_filters)
{
    prse_search_options search = {
        .size = sizeof search,
        .only_open = 1,
        .departement = PRSE_STR("2A"),
        .naf = PRSE_STR("70.1"),
        .categorie_juridique = PRSE_STR("5710"),
        .tranche_effectif = PRSE_STR("12,,21")};
    sirene_asks("x", &search,
                WORD "x AND etatAdministratifUniteLegale:A AND "
                     "codeCommuneEtablissement:2A* AND "
                     "activitePrincipaleUniteLegale:70.1* AND "
                     "categorieJuridiqueUniteLegale:5710 AND "
                     "(trancheEffectifsUniteLegale:12 OR "
                     "trancheEffectifsUniteLegale:21)");
    search = (prse_search_options){
        .size = sizeof search,
        .naf = PRSE_STR("70) OR *:*"),
        .tranche_effectif = PRSE_STR("12 OR siren:*")};
    sirene_asks("x", &search,
                WORD "x AND activitePrincipaleUniteLegale:70\\?\\?OR\\?"
                     "\\?\\?\\? AND (trancheEffectifsUniteLegale:"
                     "12\\?OR\\?siren\\?\\?)");
}
