/* SPDX-License-Identifier: Apache-2.0 */
/* The options of classify(). */
#include "classify/kit.h"

enum { TEXTS = PRSE__CLASSIFY_KIT_TEXTS };

static int stop_now(void *user)
{
    (void)user;
    return 1;
}

static int never_stop(void *user)
{
    ++*(int *)user;
    return 0;
}

static void stops(prse__classify_kit *kit)
{
    prse_label out[TEXTS];
    prse_error why = {0};
    prse_classify_options opts = {.size = sizeof opts,
                                  .should_stop = stop_now};
    prse_status status = prse_classifier_classify(
        kit->classifier, prse__classify_kit_texts, TEXTS, out, &opts, &why);
    prse__classify_kit_is(kit, "classify() that should stop", status,
                          PRSE_ECANCELED, &why);
}

static void asks(prse__classify_kit *kit)
{
    int asked = 0;
    prse_label out[TEXTS];
    prse_error why = {0};
    prse_classify_options opts = {.size = sizeof opts,
                                  .should_stop = never_stop,
                                  .user = &asked};
    prse_status status = prse_classifier_classify(
        kit->classifier, prse__classify_kit_texts, TEXTS, out, &opts, &why);
    if (prse__classify_kit_is(kit, "classify()", status, PRSE_OK, &why) &&
        asked == 0)
        prse__classify_kit_wrong(kit, "classify() never asks should_stop");
}

typedef struct heard {
    uint64_t done;
    int calls, wrong;
} heard;

static void hear(void *user, uint64_t done, uint64_t total)
{
    heard *it = user;
    it->calls++;
    it->wrong |= done < it->done || done > total || total != TEXTS;
    it->done = done;
}

static void tells_progress(prse__classify_kit *kit)
{
    heard it = {0};
    prse_label out[TEXTS];
    prse_error why = {0};
    prse_classify_options opts = {.size = sizeof opts, .progress = hear,
                                  .user = &it};
    prse_status status = prse_classifier_classify(
        kit->classifier, prse__classify_kit_texts, TEXTS, out, &opts, &why);
    if (!prse__classify_kit_is(kit, "classify()", status, PRSE_OK, &why))
        return;
    if (it.wrong)
        prse__classify_kit_wrong(kit, "progress goes back, or has another "
                                 "total than %d", TEXTS);
    else if (it.calls == 0 || it.done != TEXTS)
        prse__classify_kit_wrong(kit, "progress ends at %llu of %d sentences",
                                 (unsigned long long)it.done, TEXTS);
}

const prse__classify_case prse__classify_kit_wishes[] = {
    {"classify stops when it is asked to", stops},
    {"classify asks whether it should stop", asks},
    {"classify tells its progress to the end", tells_progress},
    {0}};
