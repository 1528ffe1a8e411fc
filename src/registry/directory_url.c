/* SPDX-License-Identifier: Apache-2.0 */
/* Only the parts of an answer that are read are asked for: directors never
 * leave the service. */
#include "http/url.h"
#include "registry/directory.h"
#include "registry/units.h"

static void begin(prse__buf *url, prse_str base)
{
    prse__buf_add(url, base);
    prse__buf_adds(url, "/search");
}

static void end(prse__buf *url, uint32_t wanted)
{
    prse__url_query_int(url, "page", 1);
    prse__url_query_int(url, "per_page", wanted);
    prse__url_query(url, "minimal", PRSE_STR("true"));
    prse__url_query(url, "include", PRSE_STR("siege,finances,complements"));
}

void prse__directory_number_url(prse__buf *url, prse_str base, prse_str number)
{
    begin(url, base);
    prse__url_query(url, "q", number);
    end(url, 1);
}

/* The service takes whole codes only; prse__units_keep() does the rest. */
static int is_whole(prse_str code, size_t size)
{
    return code.len == size;
}

static void add_filters(prse__buf *url, const prse_search_options *search)
{
    const struct {
        const char *name;
        prse_str value;
        int usable;
    } filters[] = {
        {"departement", search->departement, 1},
        {"activite_principale", search->naf, is_whole(search->naf, 6)},
        {"nature_juridique", search->categorie_juridique,
         is_whole(search->categorie_juridique, 4)},
        {"tranche_effectif_salarie", search->tranche_effectif, 1},
        {"etat_administratif", PRSE_STR("A"), search->only_open != 0},
    };
    for (size_t i = 0; i < sizeof filters / sizeof *filters; i++)
        if (filters[i].usable && filters[i].value.len)
            prse__url_query(url, filters[i].name, filters[i].value);
}

void prse__directory_search_url(prse__buf *url, prse_str base, prse_str text,
                                const prse_search_options *search)
{
    static const prse_search_options none = {.size = sizeof none};
    const prse_search_options *how = search ? search : &none;
    prse_str query = prse__units_cut(prse__str_trim(text), PRSE__ASKED_TEXT);
    begin(url, base);
    if (query.len)
        prse__url_query(url, "q", query);
    add_filters(url, how);
    end(url, prse__units_to_ask(how));
}
