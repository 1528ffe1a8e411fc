/* SPDX-License-Identifier: Apache-2.0 */
/* A host that calls anything in any order with any small argument: a status
 * other than PRSE_OK comes with a filled error, and only then. */
#include "api/scenarios.h"
#include "fuzz/fuzz.h"

typedef struct host {
    const uint8_t *data;
    size_t size;
    prse_pack *pack;
    prse_facts *facts[2];
    prse_report *report;
} host;

static unsigned byte(host *h)
{
    if (h->size == 0)
        return 0;
    h->size--;
    return *h->data++;
}

/* A small number, now and then none that fits. */
static size_t number(host *h)
{
    unsigned value = byte(h);
    return value == 255 ? SIZE_MAX : value % 16;
}

static int32_t year(host *h)
{
    return -(int32_t)(byte(h) % 4) + (byte(h) == 255);
}

static prse_str words(host *h)
{
    static const char *const WORDS[] = {
        "effectif",   "accord", "forme",  "creation", "score", "siren",
        "2026-11-23", "60",     "true",   "null",     "sa",    "50..249",
        ">= 50",      "grand",  "points", "[1]",      "",      "unknown",
        "{\"effectif\": {\"2025\": 60}}", "{}",       "é",     "not null",
        "sa or sas",  "2020-02-29"};
    return prse_str_of(WORDS[byte(h) % (sizeof WORDS / sizeof *WORDS)]);
}

static prse_facts *facts(host *h)
{
    return h->facts[byte(h) % 2];
}

/* --- Calls --- */

typedef prse_status call(host *h, prse_error *err);

static prse_status set(host *h, prse_error *err)
{
    prse_facts *f = facts(h);
    prse_str id = words(h);
    int32_t y = year(h);
    return prse_facts_set(f, id, y, words(h), err);
}

static prse_status set_int(host *h, prse_error *err)
{
    prse_facts *f = facts(h);
    size_t index = number(h);
    int32_t y = year(h);
    return prse_facts_set_int(f, index, y, (int64_t)byte(h) - 9, err);
}

static prse_status set_json(host *h, prse_error *err)
{
    prse_facts *f = facts(h);
    return prse_facts_set_json(f, words(h), NULL, err);
}

static prse_status get(host *h, prse_error *err)
{
    prse_fact_state state = {.size = byte(h) ? sizeof state : 0};
    return prse_facts_get(facts(h), number(h), &state, err);
}

static prse_status clear(host *h, prse_error *err)
{
    (void)err;
    prse_facts_clear(facts(h));
    return PRSE_OK;
}

static prse_status warnings(host *h, prse_error *err)
{
    prse_facts *f = facts(h);
    (void)err;
    prse_facts_warning_count(f);
    prse_facts_warning(f, number(h), PRSE_LANG_EN);
    return PRSE_OK;
}

static prse_status evaluate(host *h, prse_error *err)
{
    prse_facts *f = facts(h);
    prse_str day = byte(h) < 16 ? words(h) : PRSE_STR("2026-11-23");
    return prse_report_evaluate(h->report, f, day, err);
}

static prse_status evaluate_one(host *h, prse_error *err)
{
    prse_facts *f = facts(h);
    return prse_report_evaluate_one(h->report, f, number(h),
                                    PRSE_STR("2027-01-01"), err);
}

static prse_status look(host *h, prse_error *err)
{
    prse_fact_use uses[2];
    size_t o = number(h), item = number(h);
    (void)err;
    prse_report_answer(h->report, o);
    prse_report_criterion(h->report, o, item);
    prse_report_duty(h->report, o, item);
    prse_report_first_year(h->report, o);
    prse_report_reason(h->report, o, uses, item % 3);
    prse_report_missing(h->report, o, uses, item % 3);
    return PRSE_OK;
}

static prse_status compliance(host *h, prse_error *err)
{
    prse_compliance out;
    return prse_report_compliance(h->report, number(h), &out, err);
}

static prse_status output(host *h, prse_error *err)
{
    prse_str text;
    int known;
    size_t o = number(h);
    return prse_report_output(&text, h->report, o, number(h), &known, err);
}

static prse_status sentence(host *h, prse_error *err)
{
    prse_str text;
    size_t o = number(h);
    return prse_report_sentence(&text, h->report, o,
                                (prse_sentence)(byte(h) % 5),
                                (prse_lang)(byte(h) % 2), err);
}

static prse_status due(host *h, prse_error *err)
{
    prse_due out = {.size = byte(h) ? sizeof out : 0};
    size_t o = number(h);
    return prse_report_due(h->report, o, number(h), PRSE_LANG_FR, &out, err);
}

static prse_status question(host *h, prse_error *err)
{
    prse_question out = {.size = byte(h) ? sizeof out : 0};
    return prse_report_question(h->report, PRSE_LANG_EN, &out, err);
}

static prse_status skip(host *h, prse_error *err)
{
    size_t fact = number(h);
    return prse_report_skip(h->report, fact, year(h), err);
}

static prse_status json(host *h, prse_error *err)
{
    prse_text *text = NULL;
    prse_status status =
        prse_report_json(&text, h->report, (prse_lang)(byte(h) % 2), err);
    prse_text_free(text);
    return status;
}

static prse_status call_function(host *h, prse_error *err)
{
    prse_text *text = NULL;
    prse_str name = words(h);
    prse_str arguments = words(h);
    prse_status status = prse_pack_call(&text, h->pack, name, arguments,
                                        PRSE_STR("2026-11-23"), err);
    prse_text_free(text);
    return status;
}

static prse_status info(host *h, prse_error *err)
{
    prse_fact_info out = {.size = byte(h) ? sizeof out : 0};
    return prse_pack_fact(h->pack, number(h), PRSE_LANG_FR, &out, err);
}

static call *const CALLS[] = {
    set,      set_int, set_json,   get,      clear,    warnings,
    evaluate, look,    compliance, output,   sentence, due,
    question, skip,    json,       evaluate_one, call_function, info};

static prse_pack *the_pack(void)
{
    static prse_pack *pack;
    if (!pack)
        FUZZ_ASSERT(scenario_pack(&pack, NULL) == PRSE_OK);
    return pack;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    host h = {.data = data, .size = size, .pack = the_pack()};
    FUZZ_ASSERT(prse_facts_new(&h.facts[0], h.pack, NULL) == PRSE_OK);
    FUZZ_ASSERT(prse_facts_new(&h.facts[1], h.pack, NULL) == PRSE_OK);
    FUZZ_ASSERT(prse_report_new(&h.report, h.pack, NULL) == PRSE_OK);
    while (h.size > 0) {
        prse_error err = {0};
        call *one = CALLS[byte(&h) % (sizeof CALLS / sizeof *CALLS)];
        fuzz_check(one(&h, &err), &err);
    }
    prse_report_free(h.report);
    prse_facts_free(h.facts[0]);
    prse_facts_free(h.facts[1]);
    return 0;
}
