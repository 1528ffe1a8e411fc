/* SPDX-License-Identifier: Apache-2.0 */
/* Version 1 and version 2 answer at the same addresses, so that only the shape
 * of an answer tells them apart. */
#include "platforms/egapro_read.h"

#define DECLARATION "d\u00e9claration"
#define DATA_YEAR "ann\u00e9e_indicateurs"

static prse__egapro_version version_of(const prse__node *root)
{
    const prse__node *declaration = prse__accents_get(root, DECLARATION);
    if (declaration && declaration->kind == PRSE__NODE_MAP)
        return PRSE__EGAPRO_V1;
    if (!declaration && (prse__node_get(root, "globalAnnualMeanGap") ||
                         prse__node_get(root, "workforceEma")))
        return PRSE__EGAPRO_V2;
    return PRSE__EGAPRO_NONE;
}

static int32_t year_of(const prse__node *root, prse__egapro_version version)
{
    int32_t year = 0;
    const prse__node *declaration = prse__accents_get(root, DECLARATION);
    prse__value_year(&year, version == PRSE__EGAPRO_V1
                                ? prse__accents_get(declaration, DATA_YEAR)
                                : prse__node_get(root, "year"));
    return year;
}

static const prse__node *siren_of(const prse__node *root,
                                  prse__egapro_version version)
{
    return prse__node_get(version == PRSE__EGAPRO_V1
                              ? prse__node_get(root, "entreprise")
                              : root,
                          "siren");
}

/* --- A list: every declaration of a company --- */

static int is_list_of_them(const prse__node *root)
{
    if (!root || root->kind != PRSE__NODE_LIST)
        return 0;
    for (const prse__node *n = root->first; n; n = n->next)
        if (version_of(n) == PRSE__EGAPRO_NONE)
            return 0;
    return 1;
}

static const prse__node *of_year(const prse__node *list, int32_t year)
{
    for (const prse__node *n = list->first; n; n = n->next)
        if (!year || year_of(n, version_of(n)) == year)
            return n;
    return NULL;
}

int prse__egapro_is_known(const prse__node *root)
{
    return version_of(root) != PRSE__EGAPRO_NONE || is_list_of_them(root);
}

static void check(prse__egapro_found *found, prse__reading *reading,
                  prse_str siren, int32_t year)
{
    found->year = year_of(found->root, found->version);
    if (prse__value_other_siren(siren_of(found->root, found->version), siren))
        prse__reading_refuse(reading, "autre_siren");
    else if (year && found->year && found->year != year)
        prse__reading_refuse(reading, "autre_annee");
}

void prse__egapro_find(prse__egapro_found *found, prse__reading *reading,
                       prse_str siren, int32_t year)
{
    const prse__node *root = reading->root;
    *found = (prse__egapro_found){
        .has_key = prse__accents_get(root, DECLARATION) != NULL};
    if (reading->outcome != PRSE_OUTCOME_READ)
        return;
    int list = is_list_of_them(root);
    found->root = list ? of_year(root, year) : root;
    found->version = version_of(found->root);
    if (list && !root->first)
        reading->outcome = PRSE_OUTCOME_ABSENT;
    else if (list && !found->root)
        prse__reading_refuse(reading, "autre_annee");
    else if (found->version == PRSE__EGAPRO_NONE)
        prse__reading_refuse(reading, "forme_inconnue");
    else
        check(found, reading, siren, year);
}
