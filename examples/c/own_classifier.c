/* SPDX-License-Identifier: Apache-2.0 */
/* A classifier of a host's own: sentences that name water, and others. The
 * library checks sentences before they come, and answers before they go. */
#include <stdio.h>
#include <string.h>

#include "portailrse/sys/classifier.h"

static const prse_label_info labels[] = {
    {sizeof labels[0], 0, {"EAU", 3}, {"Parle d'eau", 11}, {"Eau", 3}},
    {sizeof labels[0], 0, {"AUTRE", 5}, {"Autre", 5}, {"Autre", 5}}};

static prse_status describe(void *self, prse_classifier_info *out,
                            prse_error *err)
{
    (void)self, (void)err;
    out->label_count = 2;
    out->none = 1;
    out->batch = 100;
    out->engine = PRSE_STR("water/1");
    out->digest = PRSE_STR("0000000000000000000000000000000000000000000000"
                           "000000000000000001");
    return PRSE_OK;
}

static prse_status label(void *self, uint32_t index, prse_label_info *out,
                         prse_error *err)
{
    (void)self, (void)err;
    *out = labels[index];
    return PRSE_OK;
}

static void classify_one(prse_str text, prse_label *out)
{
    out->label = out->second = 1;
    out->confidence = 0.9;
    for (uint32_t i = 0; i + 3 <= text.len && out->label == 1; i++) {
        if (memcmp(text.ptr + i, "eau", 3) != 0)
            continue;
        out->label = out->second = 0;
        out->evidence_count = 1;
        out->evidence[0] = (prse_evidence){i, 3};
    }
}

static prse_status classify(void *self, const prse_str *texts, size_t count,
                            prse_label *out,
                            const prse_classify_options *opts,
                            prse_error *err)
{
    (void)self, (void)err;
    if (opts->should_stop && opts->should_stop(opts->user))
        return PRSE_ECANCELED; /* the library writes the error */
    for (size_t i = 0; i < count; i++)
        classify_one(texts[i], &out[i]);
    if (opts->progress)
        opts->progress(opts->user, count, count);
    return PRSE_OK;
}

static void told(void *user, prse_str name, prse_str wrong)
{
    *(int *)user += wrong.len == 0;
    if (wrong.len > 0)
        printf("%.*s: %.*s\n", (int)name.len, name.ptr, (int)wrong.len,
               wrong.ptr);
}

int main(void)
{
    int good = 0;
    prse_classifier own = {.size = sizeof own, .describe = describe,
                           .label = label, .classify = classify};
    prse_status status = prse_classifier_kit(&own, told, &good, NULL);
    printf("%d sentences of the contract hold\n", good);
    return status != PRSE_OK;
}
