/* SPDX-License-Identifier: Apache-2.0 */
/* Blocks of version 1: the company, the index and its indicators. */
#include "platforms/egapro_read.h"

#define PERIOD_END "fin_p\u00e9riode_r\u00e9f\u00e9rence"

/* Names in records and in answers. */
static const struct {
    const char *record, *answer;
} indicators[] = {
    {"remunerations", "r\u00e9mun\u00e9rations"},
    {"augmentations", "augmentations"},
    {"augmentations_et_promotions", "augmentations_et_promotions"},
    {"promotions", "promotions"},
    {"conges_maternite", "cong\u00e9s_maternit\u00e9"},
    {"hautes_remunerations",
     "hautes_r\u00e9mun\u00e9rations"},
};
enum { INDICATORS = sizeof indicators / sizeof *indicators };

/* A company may have asked that its name and address be published nowhere. */
static int is_hidden(prse__json *json, prse_str text)
{
    static const char *const words[] = {"non_diffusible", "non_diffuse"};
    prse__buf folded;
    int hidden = 0;
    prse__buf_init(&folded, 0);
    prse__accents_fold(&folded, text);
    json->buf->failed |= folded.failed;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        hidden |= prse__str_is(prse__buf_str(&folded), words[i]);
    prse__buf_free(&folded);
    return hidden;
}

void prse__egapro_write_name(prse__json *json, const char *key,
                             const prse__node *node)
{
    prse_str text;
    if (prse__value_text(&text, node) && is_hidden(json, text))
        prse__record_null(json, key);
    else
        prse__record_text(json, key, node);
}

static size_t size_of_list(const prse__node *node)
{
    return node && node->kind == PRSE__NODE_LIST ? node->count : 0;
}

static void write_group(prse__json *json, const prse__node *group)
{
    if (!group || group->kind != PRSE__NODE_MAP)
        return;
    prse__egapro_write_name(json, "ues", prse__node_get(group, "nom"));
    prse__json_put_int(
        json, "ues_entreprises",
        (int64_t)size_of_list(prse__node_get(group, "entreprises")));
}

typedef void writer(prse__json *json, const char *key,
                    const prse__node *node);

void prse__egapro_write_company(prse__json *json, const prse__node *company)
{
    const prse__node *staff = prse__node_get(company, "effectif");
    const struct {
        const char *key;
        const prse__node *node;
        writer *write;
    } fields[] = {
        {"raison_sociale", prse__node_get(company, "raison_sociale"),
         prse__egapro_write_name},
        {"region", prse__accents_get(company, "r\u00e9gion"),
         prse__record_text},
        {"departement", prse__accents_get(company, "d\u00e9partement"),
         prse__record_text},
        {"code_naf", prse__node_get(company, "code_naf"), prse__record_text},
        {"code_pays", prse__node_get(company, "code_pays"),
         prse__record_text},
        {"effectif", prse__node_get(staff, "total"), prse__record_number},
        {"tranche", prse__node_get(staff, "tranche"), prse__record_text},
    };
    prse__record_open(json, "entreprise");
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (fields[i].node)
            fields[i].write(json, fields[i].key, fields[i].node);
    write_group(json, prse__node_get(company, "ues"));
    prse__record_close(json);
}

/* --- Indicators --- */

static void write_indicator(prse__json *json, const char *name,
                            const prse__node *from)
{
    const prse__node *result =
        prse__accents_get(from, "r\u00e9sultat");
    const prse__node *favoured = prse__node_get(from, "population_favorable");
    prse__record_open(json, name);
    prse__record_number(json, "note", prse__node_get(from, "note"));
    prse__record_text(json, "non_calculable",
                      prse__node_get(from, "non_calculable"));
    prse__record_text(json, "objectif_de_progression",
                      prse__node_get(from, "objectif_de_progression"));
    if (result)
        prse__record_number(json, "resultat", result);
    if (favoured)
        prse__record_text(json, "population_favorable", favoured);
    prse__record_close(json);
}

static void write_indicators(prse__json *json, const prse__node *from)
{
    if (!from || from->kind != PRSE__NODE_MAP)
        return;
    prse__record_open(json, "indicateurs");
    for (size_t i = 0; i < INDICATORS; i++) {
        const prse__node *node =
            prse__accents_get(from, indicators[i].answer);
        if (node && node->kind == PRSE__NODE_MAP)
            write_indicator(json, indicators[i].record, node);
    }
    prse__record_close(json);
}

/* --- The declaration --- */

static void write_day(prse__json *json, const char *key,
                      const prse__node *node)
{
    if (node)
        prse__record_day(json, key, node);
}

void prse__egapro_write_v1(prse__json *json, const prse__node *root)
{
    const prse__node *indicateurs = prse__node_get(root, "indicateurs");
    const prse__node *declaration =
        prse__accents_get(root, "d\u00e9claration");
    const prse__node *publication =
        prse__node_get(declaration, "publication");
    prse__egapro_write_company(json, prse__node_get(root, "entreprise"));
    prse__record_number(json, "index", prse__node_get(declaration, "index"));
    prse__record_text(json, "mesures_correctives",
                      prse__node_get(declaration, "mesures_correctives"));
    write_day(json, "date", prse__node_get(declaration, "date"));
    write_day(json, "fin_periode_reference",
              prse__accents_get(declaration, PERIOD_END));
    write_day(json, "date_publication", prse__node_get(publication, "date"));
    write_indicators(json, indicateurs);
    prse__egapro_write_bdese(json, indicateurs);
}
