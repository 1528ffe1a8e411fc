/* SPDX-License-Identifier: Apache-2.0 */
/* The two indicators that the existing service takes from a declaration into
 * the database of economic, social and environmental data (BDESE). */
#include "platforms/egapro_read.h"

enum { BEST_PAID = 10, HALF = 5 };

/* The platform tells the number of the sex that has fewer, and the sex that
 * has more. Equal numbers are half each, whatever it is called. */
static int women_among_best_paid(int32_t *out, const prse__node *indicators)
{
    const prse__node *from = prse__accents_get(
        indicators, "hautes_r\u00e9mun\u00e9rations");
    int32_t fewer = 0;
    prse_str more = {"", 0};
    if (!prse__value_int(&fewer,
                         prse__accents_get(from, "r\u00e9sultat")) ||
        fewer < 0 || fewer > HALF)
        return 0;
    prse__value_text(&more, prse__node_get(from, "population_favorable"));
    *out = prse__str_is(more, "femmes") ? BEST_PAID - fewer : fewer;
    return fewer == HALF || prse__str_is(more, "femmes") ||
           prse__str_is(more, "hommes");
}

static const char *label_of(prse_str key)
{
    static const struct {
        const char *key, *label;
    } labels[] = {
        {"promotions", "\u00c9cart taux promotion"},
        {"augmentations", "\u00c9cart taux d'augmentation hors promotion"},
        {"augmentations_et_promotions", "\u00c9cart taux d'augmentation"},
        {"r\u00e9mun\u00e9rations",
         "\u00c9cart r\u00e9mun\u00e9rations"},
        {"cong\u00e9s_maternit\u00e9",
         "Retour cong\u00e9 maternit\u00e9"},
        {"hautes_r\u00e9mun\u00e9rations",
         "Hautes r\u00e9mun\u00e9rations"},
    };
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
        if (prse__accents_same(key, prse_str_of(labels[i].key)))
            return labels[i].label;
    return NULL;
}

static void add_objectives(prse__buf *lines, const prse__node *indicators)
{
    int is_map = indicators && indicators->kind == PRSE__NODE_MAP;
    for (const prse__node *n = is_map ? indicators->first : NULL; n;
         n = n->next) {
        prse_str text;
        const char *label = label_of(n->key);
        if (!label || !prse__value_text(&text, prse__node_get(
                                                   n, "objectif_de_"
                                                      "progression")))
            continue;
        prse__buf_adds(lines, lines->len ? "\n" : "");
        prse__buf_adds(lines, label);
        prse__buf_adds(lines, " : ");
        prse__buf_add(lines, text);
    }
}

void prse__egapro_write_bdese(prse__json *json, const prse__node *indicators)
{
    int32_t women = 0;
    prse__buf lines;
    prse__buf_init(&lines, 0);
    add_objectives(&lines, indicators);
    json->buf->failed |= lines.failed;
    prse__record_open(json, "bdese");
    if (women_among_best_paid(&women, indicators))
        prse__json_put_int(json, "nombre_femmes_plus_hautes_remunerations",
                           women);
    else
        prse__record_null(json, "nombre_femmes_plus_hautes_remunerations");
    if (lines.len)
        prse__json_put(json, "objectifs_progression", prse__buf_str(&lines));
    else
        prse__record_null(json, "objectifs_progression");
    prse__record_close(json);
    prse__buf_free(&lines);
}
