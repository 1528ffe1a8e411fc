/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/unit_copy.h"

#include <string.h>

#define TEXT(name) {#name, offsetof(prse_unit, name)}

const prse__unit_text prse__unit_texts[PRSE__UNIT_TEXTS] = {
    TEXT(siren), TEXT(siret_siege), TEXT(denomination), TEXT(sigle),
    TEXT(nom_usuel), TEXT(categorie_juridique), TEXT(naf), TEXT(naf25),
    TEXT(categorie_entreprise), TEXT(tranche_effectif), TEXT(annee_effectif),
    TEXT(date_creation), TEXT(date_fermeture), TEXT(date_mise_a_jour),
    TEXT(code_postal), TEXT(code_commune), TEXT(commune), TEXT(departement),
    TEXT(code_pays), TEXT(pays), TEXT(ess), TEXT(societe_mission),
    TEXT(source)};

prse_str prse__unit_text_get(const prse_unit *unit, size_t index)
{
    prse_str text;
    memcpy(&text, (const char *)unit + prse__unit_texts[index].at,
           sizeof text);
    return text;
}

void prse__unit_text_set(prse_unit *unit, size_t index, prse_str text)
{
    memcpy((char *)unit + prse__unit_texts[index].at, &text, sizeof text);
}

/* Copies the texts into the arena; finances are left out. 0: no memory. */
static int copy_unit(prse_unit *out, prse__arena *arena, const prse_unit *unit)
{
    *out = *unit;
    for (size_t i = 0; i < PRSE__UNIT_TEXTS; i++) {
        prse_str text = prse__unit_text_get(unit, i);
        prse_str copy = text.len ? prse__str_dup(arena, text) : text;
        if (text.len && !copy.ptr)
            return 0;
        prse__unit_text_set(out, i, copy);
    }
    return 1;
}

prse_status prse__units_add(prse_units *units, const prse_unit *unit,
                            prse_error *err)
{
    prse__unit_list *list = &units->list;
    prse__unit *more =
        prse__arena_alloc(units->arena, list->count + 1, sizeof *more);
    if (!more)
        return prse__error_nomem(err);
    for (size_t i = 0; i < list->count; i++)
        more[i] = list->units[i];
    if (!copy_unit(&more[list->count].is, units->arena, unit))
        return prse__error_nomem(err);
    list->units = more;
    list->count++;
    return PRSE_OK;
}
