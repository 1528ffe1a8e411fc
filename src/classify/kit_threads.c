/* SPDX-License-Identifier: Apache-2.0 */
/* Several threads on one classifier. */
#include <pthread.h>

#include "classify/kit.h"

enum { THREADS = 4, ROUNDS = 8, TEXTS = PRSE__CLASSIFY_KIT_TEXTS };

typedef struct worker {
    prse__classify_kit kit; /* of its own: what it finds wrong */
    const prse_label *expected;
} worker;

static void *work(void *user)
{
    worker *own = user;
    prse_label out[TEXTS];
    for (int i = 0; i < ROUNDS; i++) {
        if (!prse__classify_kit_ask(&own->kit, prse__classify_kit_texts,
                                    TEXTS, out))
            break;
        for (size_t j = 0; j < TEXTS; j++)
            if (!prse__classify_kit_same(&out[j], &own->expected[j]))
                prse__classify_kit_wrong(&own->kit, "a sentence gets another "
                                         "answer beside other threads");
    }
    return NULL;
}

static void take_over(prse__classify_kit *kit, const worker *own)
{
    if (own->kit.wrong[0])
        prse__classify_kit_wrong(kit, "%s", own->kit.wrong);
    if (own->kit.fatal)
        kit->fatal = own->kit.fatal;
}

static void beside_each_other(prse__classify_kit *kit)
{
    prse_label expected[TEXTS];
    worker workers[THREADS];
    pthread_t threads[THREADS];
    int started = 0;
    if (!prse__classify_kit_ask(kit, prse__classify_kit_texts, TEXTS,
                                expected))
        return;
    for (; started < THREADS; started++) {
        workers[started] = (worker){.kit = {.classifier = kit->classifier},
                                    .expected = expected};
        if (pthread_create(&threads[started], NULL, work,
                           &workers[started]) != 0)
            break;
    }
    for (int i = 0; i < started; i++) {
        pthread_join(threads[i], NULL);
        take_over(kit, &workers[i]);
    }
    if (started < THREADS)
        prse__classify_kit_wrong(kit, "no thread can be started");
}

const prse__classify_case prse__classify_kit_threads[] = {
    {"threads get the same answers beside each other", beside_each_other},
    {0}};
