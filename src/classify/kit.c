/* SPDX-License-Identifier: Apache-2.0 */
#include "classify/kit.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "classify/check.h"

#define TEXT(literal) {literal, sizeof literal - 1}

const prse_str prse__classify_kit_texts[PRSE__CLASSIFY_KIT_TEXTS] = {
    TEXT(""),
    TEXT(" \t\r\n"),
    TEXT("a"),
    TEXT("zero \0 byte"),
    TEXT("Nos émissions de CO\u2082 ont baissé."),
    TEXT("Chaque salarié a suivi deux jours de formation."),
    TEXT("LES DÉCHETS SONT TRIÉS, PUIS RECYCLÉS\u00a0!"),
    TEXT("\U0001f30d\U0001f30d"),
    TEXT("Ωμέγα, привет, 水"),
    TEXT("e\u0301cosyste\u0300me"),
    TEXT("12 345,67 % ; 8/9"),
    TEXT("\ufb01n de vie ; \u0153uvre"),
};

void prse__classify_kit_wrong(prse__classify_kit *kit, const char *format, ...)
{
    va_list values;
    if (kit->wrong[0])
        return;
    va_start(values, format);
    vsnprintf(kit->wrong, sizeof kit->wrong, format, values);
    va_end(values);
}

int prse__classify_kit_is(prse__classify_kit *kit, const char *call,
                          prse_status status, prse_status expected,
                          const prse_error *why)
{
    if (status == PRSE_ENOMEM && expected != PRSE_ENOMEM)
        kit->fatal = PRSE_ENOMEM;
    if (status == expected)
        return 1;
    prse__classify_kit_wrong(kit, "%s answers %s instead of %s%s%s", call,
                             prse_status_name(status),
                             prse_status_name(expected), status ? ": " : "",
                             status ? why->message : "");
    return 0;
}

int prse__classify_kit_ask(prse__classify_kit *kit, const prse_str *texts,
                           size_t count, prse_label *out)
{
    prse_error why = {0};
    prse_status status = prse_classifier_classify(kit->classifier, texts,
                                                  count, out, NULL, &why);
    return prse__classify_kit_is(kit, "classify()", status, PRSE_OK, &why);
}

static const double SAME_SHARE = 1e-3;

/* Sums of floats depend on what else is summed in a call. */
static int same_share(double a, double b)
{
    return a - b < SAME_SHARE && b - a < SAME_SHARE;
}

int prse__classify_kit_same(const prse_label *a, const prse_label *b)
{
    return a->label == b->label && a->second == b->second &&
           same_share(a->confidence, b->confidence) &&
           same_share(a->second_confidence, b->second_confidence) &&
           a->evidence_count == b->evidence_count &&
           memcmp(a->evidence, b->evidence, sizeof a->evidence) == 0;
}

typedef struct telling {
    prse__classify_kit kit;
    prse_kit_case told;
    void *user;
    int failed;
} telling;

static void run(telling *it, const prse__classify_case *cases)
{
    for (; cases->name && !it->kit.fatal; cases++) {
        it->kit.wrong[0] = '\0';
        cases->run(&it->kit);
        if (it->kit.fatal)
            return;
        it->failed += it->kit.wrong[0] != '\0';
        it->told(it->user, prse_str_of(cases->name),
                 prse_str_of(it->kit.wrong));
    }
}

static prse_status verdict(const telling *it, prse_error *err)
{
    if (it->kit.fatal)
        return prse__error_nomem(err);
    if (it->failed > 0)
        return prse__error_set(err, PRSE_ESCHEMA, "prse_classifier",
                               "%d of the contract's cases do not hold",
                               it->failed);
    return PRSE_OK;
}

prse_status prse_classifier_kit(const prse_classifier *classifier,
                                prse_kit_case told, void *user,
                                prse_error *err)
{
    static const prse__classify_case *const all[] = {
        prse__classify_kit_labels, prse__classify_kit_answers,
        prse__classify_kit_wishes, prse__classify_kit_threads};
    telling it = {.kit = {.classifier = classifier}, .told = told,
                  .user = user};
    prse_status status = prse__classify_accept(classifier, err);
    if (status)
        return prse__error_set(err, PRSE_EINVAL, "classifier",
                               "it is not a whole prse_classifier");
    if (!told)
        return prse__error_set(err, PRSE_EINVAL, "told", "it is NULL");
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        run(&it, all[i]);
    return verdict(&it, err);
}
