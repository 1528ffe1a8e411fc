/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/unit.h"

#include <string.h>

#include "cli/amounts.h"
#include "cli/fold.h"
#include "cli/json_string.h"

#define WORDS(field) offsetof(prse_unit, field), 0
#define FLAG(field) offsetof(prse_unit, field), 1

static const cli_unit_field fields[] = {
    {"siren", TEXT_UNIT_SIREN, WORDS(siren)},
    {"siret_siege", TEXT_UNIT_SEAT, WORDS(siret_siege)},
    {"denomination", TEXT_UNIT_NAME, WORDS(denomination)},
    {"sigle", TEXT_UNIT_ACRONYM, WORDS(sigle)},
    {"nom_usuel", TEXT_UNIT_USUAL_NAME, WORDS(nom_usuel)},
    {"ouverte", TEXT_UNIT_OPEN, FLAG(open)},
    {"diffusion_partielle", TEXT_UNIT_PARTIAL, FLAG(partial)},
    {"personne_physique", TEXT_UNIT_PERSON, FLAG(natural_person)},
    {"categorie_juridique", TEXT_UNIT_LEGAL_FORM,
     WORDS(categorie_juridique)},
    {"naf", TEXT_UNIT_NAF, WORDS(naf)},
    {"naf25", TEXT_UNIT_NAF25, WORDS(naf25)},
    {"categorie_entreprise", TEXT_UNIT_SIZE, WORDS(categorie_entreprise)},
    {"tranche_effectif", TEXT_UNIT_HEADCOUNT, WORDS(tranche_effectif)},
    {"annee_effectif", TEXT_UNIT_HEADCOUNT_YEAR, WORDS(annee_effectif)},
    {"date_creation", TEXT_UNIT_CREATED, WORDS(date_creation)},
    {"date_fermeture", TEXT_UNIT_CLOSED, WORDS(date_fermeture)},
    {"code_postal", TEXT_UNIT_POSTCODE, WORDS(code_postal)},
    {"commune", TEXT_UNIT_TOWN, WORDS(commune)},
    {"code_commune", TEXT_UNIT_TOWN_CODE, WORDS(code_commune)},
    {"departement", TEXT_UNIT_DEPARTMENT, WORDS(departement)},
    {"pays", TEXT_UNIT_COUNTRY, WORDS(pays)},
    {"code_pays", TEXT_UNIT_COUNTRY_CODE, WORDS(code_pays)},
    {"ess", TEXT_UNIT_ESS, WORDS(ess)},
    {"societe_mission", TEXT_UNIT_MISSION, WORDS(societe_mission)},
    {"date_mise_a_jour", TEXT_UNIT_UPDATED, WORDS(date_mise_a_jour)},
    {"source", TEXT_UNIT_SOURCE, WORDS(source)},
};

size_t cli_unit_field_count(void)
{
    return sizeof fields / sizeof *fields;
}

const cli_unit_field *cli_unit_field_at(size_t index)
{
    return &fields[index];
}

prse_str cli_unit_value(const prse_unit *unit, const cli_unit_field *field)
{
    const char *at = (const char *)unit + field->offset;
    prse_str text;
    int32_t flag;
    if (!field->is_flag) {
        memcpy(&text, at, sizeof text);
        return text;
    }
    memcpy(&flag, at, sizeof flag);
    return prse_str_of(flag > 0 ? "true" : flag == 0 ? "false" : "");
}

void cli_unit_add_json(cli_buffer *out, const prse_unit *unit,
                       const char *indent)
{
    cli_buffer_add_char(out, '{');
    for (size_t i = 0; i < cli_unit_field_count(); i++) {
        prse_str value = cli_unit_value(unit, &fields[i]);
        cli_buffer_add_text(out, i > 0 ? "," : "");
        cli_buffer_add_text(out, indent);
        cli_json_add_string(out, prse_str_of(fields[i].name));
        cli_buffer_add_text(out, ": ");
        if (value.len == 0)
            cli_buffer_add_text(out, "null");
        else if (fields[i].is_flag)
            cli_buffer_add(out, value);
        else
            cli_json_add_string(out, value);
    }
    cli_buffer_add_char(out, '}');
}

void cli_unit_add_name(cli_buffer *out, const cli_context *cli,
                       const prse_unit *unit)
{
    prse_str name = unit->denomination.len > 0 ? unit->denomination
                                               : unit->nom_usuel;
    if (name.len == 0)
        cli_buffer_add_text(out, cli_text(cli, unit->partial
                                                   ? TEXT_NAME_WITHHELD
                                                   : TEXT_NO_NAME));
    cli_buffer_add(out, name);
    if (unit->sigle.len == 0 || cli_fold_same(unit->sigle, name))
        return;
    cli_buffer_add_text(out, " (");
    cli_buffer_add(out, unit->sigle);
    cli_buffer_add_char(out, ')');
}

void cli_unit_add_place(cli_buffer *out, const prse_unit *unit)
{
    prse_str rest = unit->pays.len > 0 ? unit->pays : unit->departement;
    cli_buffer_add(out, unit->commune);
    if (rest.len == 0)
        return;
    cli_buffer_add_text(out, unit->commune.len > 0 ? " (" : "(");
    cli_buffer_add(out, rest);
    cli_buffer_add_char(out, ')');
}

/* Insee's classes of salaried headcount; -1: no upper end. */
static const struct {
    const char *code;
    int32_t least, most;
} classes[] = {
    {"00", 0, 0},         {"01", 1, 2},         {"02", 3, 5},
    {"03", 6, 9},         {"11", 10, 19},       {"12", 20, 49},
    {"21", 50, 99},       {"22", 100, 199},     {"31", 200, 249},
    {"32", 250, 499},     {"41", 500, 999},     {"42", 1000, 1999},
    {"51", 2000, 4999},   {"52", 5000, 9999},   {"53", 10000, -1},
};

enum { CLASSES = sizeof classes / sizeof *classes };

static size_t class_of(prse_str code)
{
    size_t i = 0;
    while (i < CLASSES && !cli_str_is(code, classes[i].code))
        i++;
    return i;
}

int cli_unit_is_class(prse_str code)
{
    return class_of(code) < CLASSES || cli_str_is(code, "NN");
}

void cli_unit_add_headcount(cli_buffer *out, const cli_context *cli,
                            prse_str code)
{
    size_t i = class_of(code);
    if (i == CLASSES) {
        cli_buffer_add_text(out, cli_text(cli, TEXT_HEADCOUNT_UNKNOWN));
        return;
    }
    cli_buffer ends[2] = {{0}, {0}};
    cli_add_count(&ends[0], cli, (uint64_t)classes[i].least);
    if (classes[i].most > 0)
        cli_add_count(&ends[1], cli, (uint64_t)classes[i].most);
    prse_str values[] = {cli_buffer_str(&ends[0]), cli_buffer_str(&ends[1])};
    if (classes[i].most == 0)
        cli_buffer_add(out, values[0]);
    else
        cli_add_words(out, cli, classes[i].most < 0 ? TEXT_HEADCOUNT_OR_MORE
                                                    : TEXT_HEADCOUNT_RANGE,
                      values, 2);
    cli_buffer_free(&ends[0]);
    cli_buffer_free(&ends[1]);
}

void cli_add_source(cli_buffer *out, const cli_context *cli, prse_str source)
{
    static const struct {
        const char *name;
        cli_text_id words;
    } sources[] = {
        {"recherche_entreprises", TEXT_SERVICE_DIRECTORY},
        {"sirene", TEXT_SERVICE_SIRENE},
        {"egapro", TEXT_SERVICE_EGAPRO},
        {"bilans_ges", TEXT_SERVICE_BILANS_GES},
        {"ratios", TEXT_SERVICE_RATIOS},
        {"registre", TEXT_SERVICE_REGISTER},
        {"egapro_fichier_public", TEXT_EGAPRO_FILE},
    };
    for (size_t i = 0; i < sizeof sources / sizeof *sources; i++) {
        if (cli_str_is(source, sources[i].name)) {
            cli_buffer_add_text(out, cli_text(cli, sources[i].words));
            return;
        }
    }
    cli_buffer_add(out, source);
}
