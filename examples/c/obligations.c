/* SPDX-License-Identifier: Apache-2.0 */
/* The obligations of one company: answers, reasons, and what to ask next.
 *
 *   obligations PACK DAY [FACT=VALUE]...
 *   obligations packs/fr-rse 2026-11-23 effectif=50..249 est_cotee=false
 *
 * A fact is exact (60), a set of values (50..249, ">= 50") or left out. An
 * answer is "unknown" only where what is left out could still change it. */
#include <stdio.h>
#include <string.h>

#include <portailrse/obligation.h>

static const char *const answers[] = {"not subject", "subject", "unknown",
                                      "recommended", "insufficient"};

/* "effectif=60" */
static prse_status set_facts(prse_facts *facts, char **words, prse_error *err)
{
    prse_status status = PRSE_OK;
    for (; *words && !status; words++) {
        prse_str id = {*words, strcspn(*words, "=")};
        const char *value = *words + id.len + ((*words)[id.len] == '=');
        status = prse_facts_set(facts, id, 0, prse_str_of(value), err);
    }
    return status;
}

static prse_status show_answers(prse_report *report, const prse_pack *pack,
                                prse_error *err)
{
    prse_obligation_info info = {.size = sizeof info};
    prse_str why = {0};
    for (size_t i = 0; i < prse_pack_obligation_count(pack); i++) {
        prse_status status =
            prse_pack_obligation(pack, i, PRSE_LANG_EN, &info, err);
        if (!status)
            status = prse_report_sentence(&why, report, i, PRSE_SENTENCE_REASON,
                                          PRSE_LANG_EN, err);
        if (status)
            return status;
        printf("%-12s %.*s\n", answers[prse_report_answer(report, i)],
               (int)info.label.len, info.label.ptr);
        if (why.len > 0)
            printf("%-12s %.*s\n", "", (int)why.len, why.ptr);
    }
    return PRSE_OK;
}

int main(int count, char **words)
{
    prse_engine *engine = NULL;
    prse_pack *pack = NULL;
    prse_facts *facts = NULL;
    prse_report *report = NULL;
    prse_question next = {.size = sizeof next};
    prse_error err = {0};
    if (count < 3) {
        fprintf(stderr, "usage: %s PACK DAY [FACT=VALUE]...\n", words[0]);
        return 2;
    }
    int failed =
        prse_engine_new(&engine, NULL, &err) ||
        prse_pack_load(&pack, engine, words[1], NULL, &err) ||
        prse_facts_new(&facts, pack, &err) ||
        set_facts(facts, words + 3, &err) ||
        prse_report_new(&report, pack, &err) ||
        prse_report_evaluate(report, facts, prse_str_of(words[2]), &err) ||
        show_answers(report, pack, &err);
    if (failed)
        fprintf(stderr, "%s: %s\n", err.subject, err.message);
    else if (!prse_report_question(report, PRSE_LANG_EN, &next, &err))
        printf("next: %.*s\n", (int)next.text.len, next.text.ptr);
    prse_report_free(report); /* each of these accepts NULL */
    prse_facts_free(facts);
    prse_pack_unref(pack);
    prse_engine_unref(engine);
    return failed;
}
