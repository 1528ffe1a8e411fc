/* SPDX-License-Identifier: Apache-2.0 */
/* Another administration's rules, asked one question at a time: an invented
 * town and its shops. Nothing here knows what they are about.
 *
 *   other_pack PACK DAY
 *   other_pack packs/demo-commune 2026-11-23
 *
 * A line answers a question: o (oui), n (non), a value as facts are written, or
 * ? for what nobody knows. Only what can still change an answer is asked. */
#include <stdio.h>
#include <string.h>

#include <portailrse/obligation.h>

static const char *const answers[] = {"non", "OUI", "à préciser", "conseillé",
                                      "faits insuffisants"};

/* What is said to a question becomes a fact, or a question less. */
static prse_status take(prse_facts *facts, prse_report *report,
                        const prse_pack *pack, const prse_question *asked,
                        prse_str said, prse_error *err)
{
    prse_fact_info fact = {.size = sizeof fact};
    if (said.len == 0 || said.ptr[0] == '?')
        return prse_report_skip(report, asked->fact, asked->year, err);
    if (asked->condition.len > 0 && strchr("on", said.ptr[0]))
        said = said.ptr[0] == 'o' ? asked->yes : asked->no;
    if (prse_pack_fact(pack, asked->fact, PRSE_LANG_FR, &fact, err))
        return (prse_status)err->code;
    return prse_facts_set(facts, fact.id, asked->year, said, err);
}

/* Asks until everything is decided or nothing is left to ask. */
static prse_status ask(prse_facts *facts, prse_report *report,
                       const prse_pack *pack, prse_str day, prse_error *err)
{
    prse_question next = {.size = sizeof next};
    char line[1000] = "";
    for (;;) {
        prse_status status = prse_report_evaluate(report, facts, day, err);
        if (!status)
            status = prse_report_question(report, PRSE_LANG_FR, &next, err);
        if (status)
            return status == PRSE_ENOTFOUND ? PRSE_OK : status;
        printf("%.*s\n", (int)next.text.len, next.text.ptr);
        prse_str said = {line, 0};
        if (fgets(line, sizeof line, stdin))
            said.len = strcspn(line, "\n");
        if (take(facts, report, pack, &next, said, err))
            printf("  %s\n", err->message); /* and it is asked again */
    }
}

int main(int count, char **words)
{
    prse_engine *engine = NULL;
    prse_pack *pack = NULL;
    prse_facts *facts = NULL;
    prse_report *report = NULL;
    prse_obligation_info info = {.size = sizeof info};
    prse_error err = {0};
    prse_str day = prse_str_of(count > 2 ? words[2] : "");
    int failed =
        prse_engine_new(&engine, NULL, &err) ||
        prse_pack_load(&pack, engine, count > 1 ? words[1] : "", NULL, &err) ||
        prse_facts_new(&facts, pack, &err) ||
        prse_report_new(&report, pack, &err) ||
        ask(facts, report, pack, day, &err);
    if (failed)
        fprintf(stderr, "%s: %s\n", err.subject, err.message);
    for (size_t i = 0; !failed && i < prse_pack_obligation_count(pack); i++)
        if (!prse_pack_obligation(pack, i, PRSE_LANG_FR, &info, &err))
            printf("%s : %.*s\n", answers[prse_report_answer(report, i)],
                   (int)info.label.len, info.label.ptr);
    prse_report_free(report);
    prse_facts_free(facts);
    prse_pack_unref(pack);
    prse_engine_unref(engine);
    return failed;
}
