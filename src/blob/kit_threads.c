/* SPDX-License-Identifier: Apache-2.0 */
/* Several threads on one store. */
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>

#include "blob/kit.h"

enum { ROUNDS = 12, THREADS = 4, BYTES = 300000, OWN = 6 };

typedef struct worker {
    prse__kit kit; /* of its own: what it finds wrong */
    int number;
    atomic_int *done;
    int reads;
} worker;

/* Which of the two contents it is shows in the first byte. */
typedef struct seen {
    uint64_t got;
    int which, mixed;
} seen;

static const uint64_t lengths[2] = {BYTES, BYTES / 2 + 7};

static prse_status look(void *user, prse_str bytes, prse_error *err)
{
    seen *it = user;
    char piece[4096];
    (void)err;
    for (size_t at = 0; at < bytes.len;) {
        size_t room = bytes.len - at < sizeof piece ? bytes.len - at
                                                    : sizeof piece;
        if (it->got == 0) {
            prse__kit_draw(1, 0, piece, 1);
            it->which = bytes.ptr[0] != piece[0];
        }
        prse__kit_draw((uint64_t)it->which + 1, it->got, piece, room);
        it->mixed |= memcmp(piece, bytes.ptr + at, room) != 0;
        at += room;
        it->got += room;
    }
    return PRSE_OK;
}

static void *read_on(void *user)
{
    worker *own = user;
    char whole[PRSE__BLOB_KEY_MAX + 1];
    prse_str key = prse__kit_key(whole, "blob");
    while (!atomic_load(own->done) && !own->kit.wrong[0]) {
        seen it = {0};
        prse_error why = {0};
        prse_status status = prse__blob_get(own->kit.blob, key, 0, UINT64_MAX,
                                            look, &it, NULL, &why);
        if (prse__kit_is(&own->kit, "get()", status, PRSE_OK, &why) &&
            (it.mixed || it.got != lengths[it.which]))
            prse__kit_wrong(&own->kit, "a reader sees neither the old blob "
                            "nor the new one");
        own->reads++;
    }
    return NULL;
}

/* What a thread of ours found is the kit's. */
static void take_over(prse__kit *kit, const worker *own)
{
    if (own->kit.wrong[0])
        prse__kit_wrong(kit, "%s", own->kit.wrong);
    if (own->kit.fatal)
        kit->fatal = own->kit.fatal;
}

static void replace_while_read(prse__kit *kit, uint64_t number)
{
    atomic_int done;
    worker reader = {.kit = {.blob = kit->blob}, .done = &done};
    pthread_t thread;
    (void)number;
    atomic_init(&done, 0);
    prse__kit_content first = {.seed = 1, .bytes = lengths[0]};
    if (!prse__kit_put(kit, "blob", &first, PRSE_OK))
        return;
    if (pthread_create(&thread, NULL, read_on, &reader) != 0) {
        prse__kit_wrong(kit, "no thread can be started");
        return;
    }
    for (int i = 1; i <= ROUNDS; i++) {
        prse__kit_content next = {.seed = (uint64_t)(i % 2) + 1,
                                  .bytes = lengths[i % 2]};
        if (!prse__kit_put(kit, "blob", &next, PRSE_OK))
            break;
    }
    atomic_store(&done, 1);
    pthread_join(thread, NULL);
    take_over(kit, &reader);
}

static void *work(void *user)
{
    worker *own = user;
    char key[32];
    for (int i = 0; i < OWN; i++) {
        prse__kit_content content = {
            .seed = (uint64_t)(own->number * OWN + i) + 1,
            .bytes = (uint64_t)i * 30000 + 1};
        snprintf(key, sizeof key, "t/%d/%d", own->number % 2, i * THREADS +
                 own->number);
        if (!prse__kit_put(&own->kit, key, &content, PRSE_OK) ||
            !prse__kit_holds(&own->kit, key, &content) ||
            !prse__kit_remove(&own->kit, key) ||
            !prse__kit_absent(&own->kit, key))
            break;
    }
    return NULL;
}

static void beside_each_other(prse__kit *kit, uint64_t number)
{
    worker workers[THREADS];
    pthread_t threads[THREADS];
    int started = 0;
    (void)number;
    for (; started < THREADS; started++) {
        workers[started] = (worker){.kit = {.blob = kit->blob},
                                    .number = started};
        if (pthread_create(&threads[started], NULL, work,
                           &workers[started]) != 0)
            break;
    }
    for (int i = 0; i < started; i++) {
        pthread_join(threads[i], NULL);
        take_over(kit, &workers[i]);
    }
    if (started < THREADS)
        prse__kit_wrong(kit, "no thread can be started");
}

const prse__kit_test prse__kit_threads[] = {
    {"a reader sees all of the old blob or of the new one",
     replace_while_read, 0},
    {"threads work beside each other", beside_each_other, 0},
    {0}};
