/* SPDX-License-Identifier: Apache-2.0 */
#include "scenarios_services.h"

#include <stdio.h>
#include <string.h>

/* Runs the call while all went well. */
#define DO(call) \
    do { \
        if (!status) \
            status = (call); \
    } while (0)

/* Looks at what a call gave, if it did. */
#define EXPECT(truth) \
    do { \
        if (!status && !(truth) && !log->text[0]) \
            snprintf(log->text, sizeof log->text, "%s:%d: %s", __FILE__, \
                     __LINE__, #truth); \
    } while (0)

static int is(prse_str text, const char *other)
{
    return text.len == strlen(other) &&
           (text.len == 0 || memcmp(text.ptr, other, text.len) == 0);
}

static int has(prse_str text, const char *part)
{
    size_t size = strlen(part);
    for (size_t i = 0; i + size <= text.len; i++)
        if (memcmp(text.ptr + i, part, size) == 0)
            return 1;
    return 0;
}

/* A company and its report. */
typedef struct company {
    prse_pack *pack;
    prse_facts *facts;
    prse_report *report;
} company;

static prse_status open_company(company *c, prse_error *err)
{
    prse_status status = PRSE_OK;
    *c = (company){0};
    DO(scenario_pack(&c->pack, err));
    DO(prse_facts_new(&c->facts, c->pack, err));
    DO(prse_report_new(&c->report, c->pack, err));
    return status;
}

static void close_company(company *c)
{
    prse_report_free(c->report);
    prse_facts_free(c->facts);
    prse_pack_unref(c->pack);
}

static prse_status set(company *c, const char *id, int32_t year,
                       const char *value, prse_error *err)
{
    return prse_facts_set(c->facts, prse_str_of(id), year,
                          prse_str_of(value), err);
}

static prse_status evaluate(company *c, prse_error *err)
{
    return prse_report_evaluate(c->report, c->facts, PRSE_STR("2026-11-23"),
                                err);
}

/* --- Packs --- */

static prse_status pack_info(scene_log *log, prse_error *err)
{
    prse_pack *pack = NULL;
    prse_text *text = NULL;
    prse_fact_info fact = {.size = sizeof fact};
    prse_obligation_info obligation = {.size = sizeof obligation};
    prse_part_info part = {.size = sizeof part};
    prse_status status = scenario_pack(&pack, err);
    EXPECT(is(prse_pack_id(pack), "essai"));
    EXPECT(is(prse_pack_version(pack), "2026.1"));
    EXPECT(is(prse_pack_label(pack, PRSE_LANG_EN), "Trial"));
    EXPECT(prse_pack_digest(pack).len == 64);
    EXPECT(prse_pack_fact_count(pack) == 7);
    EXPECT(prse_pack_fact_index(pack, PRSE_STR("effectif")) == 1);
    EXPECT(prse_pack_fact_index(pack, PRSE_STR("effectifs")) == SIZE_MAX);
    DO(prse_pack_fact(pack, 1, PRSE_LANG_FR, &fact, err));
    EXPECT(is(fact.id, "effectif") && fact.years == 2);
    EXPECT(is(fact.unit, "salariés") && fact.bracket_count == 2);
    EXPECT(is(prse_pack_fact_bracket(pack, 1, 1), "grand"));
    EXPECT(is(prse_pack_fact_bracket(pack, 1, 2), ""));
    prse_str label = PRSE_STR("");
    EXPECT(is(prse_pack_fact_choice(pack, 3, 1, PRSE_LANG_FR, &label),
              "sas"));
    EXPECT(is(label, "Simplifiée"));
    EXPECT(prse_pack_obligation_count(pack) == 2);
    DO(prse_pack_obligation(pack, 0, PRSE_LANG_EN, &obligation, err));
    EXPECT(is(obligation.label, "Display") && obligation.duty_count == 2);
    EXPECT(obligation.deadline_count == 3 && obligation.has_status == 1);
    DO(prse_pack_part(pack, 0, PRSE_PART_LAW, 1, PRSE_LANG_EN, &part));
    EXPECT(part.law_status == 1 && is(part.law_title, "A future act"));
    DO(prse_pack_part(pack, 0, PRSE_PART_DEADLINE, 1, PRSE_LANG_FR, &part));
    EXPECT(is(part.id, "revision") && is(part.text, "Révision"));
    DO(prse_pack_json(&text, pack, err));
    EXPECT(has(prse_text_str(text), "affichage"));
    prse_text_free(text);
    prse_pack_unref(pack);
    return status;
}

static prse_status pack_call(scene_log *log, prse_error *err)
{
    prse_pack *pack = NULL;
    prse_text *text = NULL;
    prse_status status = scenario_pack(&pack, err);
    DO(prse_pack_call(&text, pack, PRSE_STR("points"), PRSE_STR("[2]"),
                      PRSE_STR("2026-11-23"), err));
    EXPECT(is(prse_text_str(text), "40"));
    prse_text_free(text);
    prse_pack_unref(pack);
    return status;
}

/* Facts and reports hold their pack, a pack its engine. */
static prse_status references(scene_log *log, prse_error *err)
{
    company c;
    prse_status status = open_company(&c, err);
    if (!status) {
        prse_pack_unref(prse_pack_ref(c.pack));
        prse_pack_unref(c.pack);
        c.pack = NULL;
    }
    DO(evaluate(&c, err));
    EXPECT(prse_report_answer(c.report, 0) == PRSE_UNKNOWN);
    close_company(&c);
    return status;
}

/* --- Facts --- */

static prse_status facts_by_hand(scene_log *log, prse_error *err)
{
    company c;
    prse_fact_state state = {.size = sizeof state};
    prse_status status = open_company(&c, err);
    EXPECT(prse_facts_count(c.facts) == 8);
    DO(set(&c, "effectif", 0, "50..249", err));
    DO(prse_facts_set_int(c.facts, 1, -1, 60, err));
    DO(set(&c, "siren", 0, "123456789", err));
    DO(set(&c, "creation", 0, "null", err));
    DO(prse_facts_get(c.facts, 1, &state, err));
    EXPECT(is(state.value, "[50..249]") && !state.exact && state.given);
    DO(prse_facts_get(c.facts, 2, &state, err));
    EXPECT(is(state.value, "60") && state.exact && state.year == -1);
    DO(prse_facts_get(c.facts, 3, &state, err));
    EXPECT(is(state.value, "unknown") && !state.given);
    DO(prse_facts_get(c.facts, 5, &state, err));
    EXPECT(is(state.value, "null") && state.exact);
    DO(set(&c, "effectif", 0, "unknown", err));
    DO(prse_facts_get(c.facts, 1, &state, err));
    EXPECT(!state.given);
    if (!status)
        prse_facts_clear(c.facts);
    DO(prse_facts_get(c.facts, 2, &state, err));
    EXPECT(!state.given);
    close_company(&c);
    return status;
}

static prse_status facts_of_json(scene_log *log, prse_error *err)
{
    static const char JSON[] =
        "{\"effectif\": {\"2025\": 60, \"2024\": \"10 or 70\"},\n"
        " \"forme\": [\"sa\", \"sas\"], \"accord\": true,\n"
        " \"creation\": \"2020-05-17\", \"score\": null }";
    static const char GOOD[] =
        "{\"effectif\": {\"2025\": 60, \"2024\": \"10 or 70\"},\n"
        " \"forme\": [\"sa\", \"sas\"], \"accord\": true,\n"
        " \"creation\": \"2020-05-17\" }";
    company c;
    prse_fact_state state = {.size = sizeof state};
    prse_error other = {0};
    prse_status status = open_company(&c, err);
    if (!status &&
        prse_facts_set_json(c.facts, PRSE_STR(JSON), "f.json", &other) ==
            PRSE_ENOMEM) {
        *err = other;
        status = PRSE_ENOMEM;
    }
    DO(prse_facts_get(c.facts, 1, &state, err));
    EXPECT(other.code == PRSE_ETYPE && other.line == 3 && !state.given);
    DO(prse_facts_set_json(c.facts, PRSE_STR(GOOD), "f.json", err));
    DO(prse_facts_get(c.facts, 1, &state, err));
    EXPECT(is(state.value, "60") && is(state.source, "f.json"));
    DO(prse_facts_get(c.facts, 2, &state, err));
    EXPECT(is(state.value, "10 or 70"));
    DO(prse_facts_get(c.facts, 4, &state, err));
    EXPECT(is(state.value, "sa or sas"));
    DO(prse_facts_set_json(c.facts,
                           PRSE_STR("{\"effectif\": {\"2026\": 80}}"), NULL,
                           err));
    DO(prse_facts_get(c.facts, 2, &state, err));
    EXPECT(is(state.value, "60"));
    close_company(&c);
    return status;
}

static const char ANSWER[] =
    "{\"results\": [{\"siren\": \"123456789\", \"tranche\": \"21\",\n"
    " \"annee\": \"2023\", \"score\": \"beaucoup\"}]}";

static prse_status facts_of_a_source(scene_log *log, prse_error *err)
{
    company c;
    prse_fact_state state = {.size = sizeof state};
    prse_status status = open_company(&c, err);
    DO(prse_facts_set_json(c.facts, PRSE_STR(ANSWER), "api", err));
    DO(prse_facts_get(c.facts, 1, &state, err));
    EXPECT(is(state.value, ">= 50") && is(state.source, "annuaire 2023"));
    close_company(&c);
    return status;
}

static prse_status warnings_of_a_source(scene_log *log, prse_error *err)
{
    company c;
    prse_status status = open_company(&c, err);
    DO(prse_facts_set_json(c.facts, PRSE_STR(ANSWER), "api", err));
    EXPECT(prse_facts_warning_count(c.facts) == 1);
    EXPECT(has(prse_facts_warning(c.facts, 0, PRSE_LANG_FR), "beaucoup"));
    EXPECT(has(prse_facts_warning(c.facts, 0, PRSE_LANG_EN), "score"));
    EXPECT(is(prse_facts_warning(c.facts, 1, PRSE_LANG_EN), ""));
    close_company(&c);
    return status;
}

static prse_status facts_that_do_not_fit(scene_log *log, prse_error *err)
{
    company c;
    prse_status status = open_company(&c, err);
    DO(set(&c, "effectif", 0, "2000000", err));
    EXPECT(prse_facts_warning_count(c.facts) == 1);
    EXPECT(is(prse_facts_warning(c.facts, 0, PRSE_LANG_EN), "Too many"));
    DO(set(&c, "effectif", 0, "20", err));
    EXPECT(prse_facts_warning_count(c.facts) == 0);
    close_company(&c);
    return status;
}

/* --- Reports --- */

static prse_status subject(company *c, prse_error *err)
{
    prse_status status = open_company(c, err);
    DO(set(c, "effectif", 0, "60", err));
    DO(set(c, "forme", 0, "sa", err));
    DO(set(c, "accord", 0, "true", err));
    DO(set(c, "creation", 0, "2020-02-29", err));
    DO(set(c, "score", 0, "1", err));
    DO(evaluate(c, err));
    return status;
}

static prse_status report_answers(scene_log *log, prse_error *err)
{
    company c;
    prse_fact_use uses[4];
    prse_compliance compliance = PRSE_UNDECIDED;
    prse_str text = {0};
    int known = 0;
    prse_status status = subject(&c, err);
    EXPECT(prse_report_answer(c.report, 0) == PRSE_SUBJECT);
    EXPECT(prse_report_answer(c.report, 1) == PRSE_UNKNOWN);
    EXPECT(prse_report_answer(c.report, 2) == PRSE_UNKNOWN);
    EXPECT(prse_report_criterion(c.report, 0, 0) == 1);
    EXPECT(prse_report_criterion(c.report, 0, 1) == -1);
    EXPECT(prse_report_duty(c.report, 0, 0) == 1);
    EXPECT(prse_report_first_year(c.report, 0) == 2024);
    EXPECT(prse_report_reason(c.report, 0, uses, 4) == 2);
    EXPECT(uses[0].fact == 1 && uses[1].fact == 3);
    EXPECT(prse_report_missing(c.report, 1, uses, 4) == 1);
    EXPECT(uses[0].fact == 1 && uses[0].year == -1);
    DO(prse_report_output(&text, c.report, 0, 0, &known, err));
    EXPECT(is(text, "court") && known == 1);
    DO(prse_report_output(&text, c.report, 0, 1, &known, err));
    EXPECT(is(text, "100") && known == 1);
    DO(prse_report_compliance(c.report, 0, &compliance, err));
    EXPECT(compliance == PRSE_TO_UPDATE);
    DO(set(&c, "publie", 0, "true", err));
    DO(evaluate(&c, err));
    DO(prse_report_compliance(c.report, 0, &compliance, err));
    EXPECT(compliance == PRSE_UP_TO_DATE);
    close_company(&c);
    return status;
}

static prse_status report_sentences(scene_log *log, prse_error *err)
{
    company c;
    prse_str text = {0};
    prse_status status = subject(&c, err);
    for (size_t o = 0; o < 2; o++)
        for (int what = 0; what < 4; what++)
            for (int lang = 0; lang < 2; lang++)
                DO(prse_report_sentence(&text, c.report, o,
                                        (prse_sentence)what, (prse_lang)lang,
                                        err));
    DO(prse_report_sentence(&text, c.report, 0, PRSE_SENTENCE_REASON,
                            PRSE_LANG_EN, err));
    EXPECT(has(text, "the headcount (60 employees) reaches 50"));
    DO(prse_report_sentence(&text, c.report, 0, PRSE_SENTENCE_CHANGE,
                            PRSE_LANG_EN, err));
    EXPECT(has(text, "50"));
    DO(prse_report_sentence(&text, c.report, 1, PRSE_SENTENCE_MISSING,
                            PRSE_LANG_FR, err));
    EXPECT(has(text, "ffectif"));
    close_company(&c);
    return status;
}

static prse_status report_deadlines(scene_log *log, prse_error *err)
{
    company c;
    prse_due due = {.size = sizeof due};
    prse_status status = subject(&c, err);
    DO(prse_report_due(c.report, 0, 0, PRSE_LANG_FR, &due, err));
    EXPECT(due.known && due.year == 2027 && due.month == 2 && due.day == 28);
    DO(prse_report_due(c.report, 0, 1, PRSE_LANG_FR, &due, err));
    EXPECT(due.year == 2026 && due.month == 12 && due.day == 31);
    EXPECT(due.every == 6 && is(due.label, "Révision"));
    DO(prse_report_due(c.report, 0, 2, PRSE_LANG_EN, &due, err));
    EXPECT(due.known && due.year == 2024 && due.month == 2 && due.day == 29);
    DO(set(&c, "creation", 0, "unknown", err));
    DO(evaluate(&c, err));
    DO(prse_report_due(c.report, 0, 2, PRSE_LANG_EN, &due, err));
    EXPECT(!due.known);
    close_company(&c);
    return status;
}

/* Yes to every question, until there is none. */
static prse_status report_questions(scene_log *log, prse_error *err)
{
    company c;
    prse_status status = open_company(&c, err);
    int asked = 0;
    while (!status) {
        prse_question q = {.size = sizeof q};
        DO(evaluate(&c, err));
        DO(prse_report_question(c.report, PRSE_LANG_FR, &q, err));
        if (status)
            break;
        prse_fact_info info = {.size = sizeof info};
        DO(prse_pack_fact(c.pack, q.fact, PRSE_LANG_FR, &info, err));
        EXPECT(q.text.len && q.why.len && ++asked < 20);
        if (q.yes.len)
            DO(prse_facts_set(c.facts, info.id, q.year, q.yes, err));
        else
            DO(prse_report_skip(c.report, q.fact, q.year, err));
        if (log->text[0])
            break;
    }
    if (status == PRSE_ENOTFOUND) {
        *err = (prse_error){0};
        status = PRSE_OK;
    }
    EXPECT(asked >= 3);
    DO(prse_report_skip(c.report, SIZE_MAX, 0, err));
    close_company(&c);
    return status;
}

static prse_status report_as_json(scene_log *log, prse_error *err)
{
    company c;
    prse_text *text = NULL;
    prse_status status = subject(&c, err);
    DO(prse_report_json(&text, c.report, PRSE_LANG_FR, err));
    EXPECT(has(prse_text_str(text), "\"affichage\""));
    EXPECT(has(prse_text_str(text), "2024"));
    prse_text_free(text);
    text = NULL;
    /* nothing is left to ask: that is no failure */
    DO(set(&c, "effectif", -1, "60", err));
    DO(evaluate(&c, err));
    DO(prse_report_json(&text, c.report, PRSE_LANG_EN, err));
    EXPECT(has(prse_text_str(text), "\"question\": null"));
    EXPECT(err->code == PRSE_OK);
    prse_text_free(text);
    close_company(&c);
    return status;
}

static prse_status report_of_one(scene_log *log, prse_error *err)
{
    company c;
    prse_status status = subject(&c, err);
    DO(set(&c, "effectif", -1, "60", err));
    DO(prse_report_evaluate_one(c.report, c.facts, 1, PRSE_STR("2026-11-23"),
                                err));
    EXPECT(prse_report_answer(c.report, 0) == PRSE_UNKNOWN);
    EXPECT(prse_report_answer(c.report, 1) == PRSE_SUBJECT);
    close_company(&c);
    return status;
}

const scenario scenarios[] = {
    {"pack info", pack_info},
    {"pack call", pack_call},
    {"references", references},
    {"facts by hand", facts_by_hand},
    {"facts of JSON", facts_of_json},
    {"facts of a source", facts_of_a_source},
    {"warnings of a source", warnings_of_a_source},
    {"facts that do not fit", facts_that_do_not_fit},
    {"report answers", report_answers},
    {"report sentences", report_sentences},
    {"report deadlines", report_deadlines},
    {"report questions", report_questions},
    {"report as JSON", report_as_json},
    {"report of one", report_of_one},
    {"company", scenario_company},
    {"search", scenario_search},
    {"records", scenario_records},
    {"dashboard", scenario_dashboard},
};
const size_t scenario_count = sizeof scenarios / sizeof *scenarios;
