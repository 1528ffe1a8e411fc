/* SPDX-License-Identifier: Apache-2.0 */
#include "print.h"

#include <portailrse/obligation.h>
#include <portailrse/pack.h>
#include <stdio.h>

static void quoted(prse_str text)
{
    putchar('"');
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        if (c == '"' || c == '\\')
            printf("\\%c", c);
        else if (c < 0x20)
            printf("\\u%04x", c);
        else
            putchar(c);
    }
    putchar('"');
}

void net_print_str(const char *name, prse_str text)
{
    printf("\"%s\":", name);
    quoted(text);
}

void net_print_int(const char *name, int64_t value)
{
    printf("\"%s\":%lld", name, (long long)value);
}

void net_print_raw(const char *name, prse_str json)
{
    printf("\"%s\":", name);
    for (size_t i = 0; i < json.len; i++)
        putchar(json.ptr[i] == '\n' ? ' ' : json.ptr[i]);
}

void net_print_unit(const prse_unit *unit)
{
    const struct {
        const char *name;
        prse_str text;
    } texts[] = {{"siren", unit->siren},
                 {"siret_siege", unit->siret_siege},
                 {"denomination", unit->denomination},
                 {"sigle", unit->sigle},
                 {"nom_usuel", unit->nom_usuel},
                 {"categorie_juridique", unit->categorie_juridique},
                 {"naf", unit->naf},
                 {"naf25", unit->naf25},
                 {"categorie_entreprise", unit->categorie_entreprise},
                 {"tranche_effectif", unit->tranche_effectif},
                 {"annee_effectif", unit->annee_effectif},
                 {"date_creation", unit->date_creation},
                 {"date_fermeture", unit->date_fermeture},
                 {"date_mise_a_jour", unit->date_mise_a_jour},
                 {"code_postal", unit->code_postal},
                 {"code_commune", unit->code_commune},
                 {"commune", unit->commune},
                 {"departement", unit->departement},
                 {"code_pays", unit->code_pays},
                 {"pays", unit->pays},
                 {"ess", unit->ess},
                 {"societe_mission", unit->societe_mission},
                 {"source", unit->source}};
    putchar('{');
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        net_print_str(texts[i].name, texts[i].text);
        putchar(',');
    }
    printf("\"open\":%d,\"partial\":%d,\"natural_person\":%d}", unit->open,
           unit->partial, unit->natural_person);
}

void net_print_trace(const prse_trace *trace)
{
    printf("{\"service\":");
    quoted(trace->name);
    printf(",\"outcome\":%d,\"origin\":%d,\"http\":%d,\"attempts\":%u,"
           "\"took_ms\":%lld,\"status\":\"%s\",\"message\":",
           trace->outcome, trace->origin, trace->http, trace->attempts,
           (long long)trace->took_ms,
           prse_status_name((prse_status)trace->status));
    quoted(trace->message);
    putchar('}');
}

static void print_facts(const prse_facts *facts, const prse_pack *pack)
{
    prse_fact_state state = {.size = sizeof state};
    prse_fact_info info = {.size = sizeof info};
    const char *comma = "";
    printf("\"facts\":{");
    for (size_t i = 0; i < prse_facts_count(facts); i++) {
        if (prse_facts_get(facts, i, &state, NULL) || !state.given ||
            prse_pack_fact(pack, state.fact, PRSE_LANG_EN, &info, NULL))
            continue;
        printf("%s\"%.*s/%d\":", comma, (int)info.id.len, info.id.ptr,
               state.year);
        quoted(state.value);
        comma = ",";
    }
    putchar('}');
}

static void print_outputs(prse_report *report, const prse_pack *pack,
                          size_t obligation, const char **comma)
{
    prse_part_info part = {.size = sizeof part};
    prse_str value;
    int known;
    for (size_t i = 0; !prse_pack_part(pack, obligation, PRSE_PART_OUTPUT, i,
                                       PRSE_LANG_EN, &part);
         i++) {
        if (prse_report_output(&value, report, obligation, i, &known, NULL))
            continue;
        printf("%s\"%.*s\":", *comma, (int)part.id.len, part.id.ptr);
        quoted(known ? value : PRSE_STR("?"));
        *comma = ",";
    }
}

static void print_obligations(prse_report *report, const prse_pack *pack)
{
    prse_obligation_info info = {.size = sizeof info};
    const char *comma = "";
    printf("\"obligations\":{");
    for (size_t i = 0; i < prse_pack_obligation_count(pack); i++) {
        prse_compliance done = PRSE_UNDECIDED;
        prse_pack_obligation(pack, i, PRSE_LANG_EN, &info, NULL);
        prse_report_compliance(report, i, &done, NULL);
        printf("%s\"%.*s\":[%d,%d]", comma, (int)info.id.len, info.id.ptr,
               (int)prse_report_answer(report, i), (int)done);
        comma = ",";
    }
    printf("},\"outputs\":{");
    comma = "";
    for (size_t i = 0; i < prse_pack_obligation_count(pack); i++)
        print_outputs(report, pack, i, &comma);
    putchar('}');
}

void net_print_dashboard(prse_dashboard *dashboard, const prse_pack *pack)
{
    print_facts(prse_dashboard_facts(dashboard), pack);
    putchar(',');
    print_obligations(prse_dashboard_report(dashboard), pack);
    putchar(',');
    net_print_int("partial", prse_dashboard_partial(dashboard));
}
