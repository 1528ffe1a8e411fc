/* SPDX-License-Identifier: Apache-2.0 */
/* Blocks of version 2: the company and its gaps of pay. */
#include "platforms/egapro_read.h"

typedef struct field {
    const char *record, *answer;
} field;

/* Ends with no name. */
static const field staff[] = {{"effectif", "workforceEma"},
                              {"femmes", "totalWomen"},
                              {"hommes", "totalMen"},
                              {NULL, NULL}};
static const field gaps[] = {
    {"global_annuel_moyen", "globalAnnualMeanGap"},
    {"global_annuel_median", "globalAnnualMedianGap"},
    {"global_horaire_moyen", "globalHourlyMeanGap"},
    {"global_horaire_median", "globalHourlyMedianGap"},
    {"variable_annuel_moyen", "variableAnnualMeanGap"},
    {"variable_annuel_median", "variableAnnualMedianGap"},
    {"variable_horaire_moyen", "variableHourlyMeanGap"},
    {"variable_horaire_median", "variableHourlyMedianGap"},
    {"variable_part_femmes", "variableProportionWomen"},
    {"variable_part_hommes", "variableProportionMen"},
    {NULL, NULL}};
static const field by_year[] = {
    {"q1_femmes", "annualQuartile1ProportionWomen"},
    {"q1_hommes", "annualQuartile1ProportionMen"},
    {"q2_femmes", "annualQuartile2ProportionWomen"},
    {"q2_hommes", "annualQuartile2ProportionMen"},
    {"q3_femmes", "annualQuartile3ProportionWomen"},
    {"q3_hommes", "annualQuartile3ProportionMen"},
    {"q4_femmes", "annualQuartile4ProportionWomen"},
    {"q4_hommes", "annualQuartile4ProportionMen"},
    {NULL, NULL}};
static const field by_hour[] = {
    {"q1_femmes", "hourlyQuartile1ProportionWomen"},
    {"q1_hommes", "hourlyQuartile1ProportionMen"},
    {"q2_femmes", "hourlyQuartile2ProportionWomen"},
    {"q2_hommes", "hourlyQuartile2ProportionMen"},
    {"q3_femmes", "hourlyQuartile3ProportionWomen"},
    {"q3_hommes", "hourlyQuartile3ProportionMen"},
    {"q4_femmes", "hourlyQuartile4ProportionWomen"},
    {"q4_hommes", "hourlyQuartile4ProportionMen"},
    {NULL, NULL}};

static void write_numbers(prse__json *json, const field *fields,
                          const prse__node *root)
{
    for (; fields->record; fields++)
        prse__record_number(json, fields->record,
                            prse__node_get(root, fields->answer));
}

static void write_block(prse__json *json, const char *name,
                        const field *fields, const prse__node *root)
{
    prse__record_open(json, name);
    write_numbers(json, fields, root);
    prse__record_close(json);
}

void prse__egapro_write_v2(prse__json *json, const prse__node *root)
{
    prse__record_open(json, "entreprise");
    prse__egapro_write_name(json, "raison_sociale",
                            prse__node_get(root, "name"));
    prse__egapro_write_name(json, "region", prse__node_get(root, "region"));
    prse__egapro_write_name(json, "departement",
                            prse__node_get(root, "departmentLabel"));
    prse__record_text(json, "code_naf", prse__node_get(root, "nafCode"));
    write_numbers(json, staff, root);
    prse__record_close(json);
    prse__record_open(json, "ecarts");
    write_numbers(json, gaps, root);
    write_block(json, "quartiles_annuels", by_year, root);
    write_block(json, "quartiles_horaires", by_hour, root);
    prse__record_close(json);
}
