/* SPDX-License-Identifier: Apache-2.0 */
/* Any steps with any values: the stores in memory and in SQLite answer the
 * same, and what is no text, number or JSON reaches neither. */
#include <stdlib.h>
#include <unistd.h>

#include "fuzz/fuzz.h"
#include "portailrse/store.h"
#include "store/steps.h"

static sides both;
static char path[] = "/tmp/prse-fuzz-XXXXXX";

static void remove_file(void)
{
    static const char *const ends[] = {"-wal", "-shm", ""};
    char name[sizeof path + 4];
    sides_free(&both);
    for (int i = 0; i < 3; i++) {
        strcpy(name, path);
        strcat(name, ends[i]);
        unlink(name);
    }
}

static void open_sides(sides *s)
{
    prse_store_sqlite_options opts = {.size = sizeof opts,
                                      .durability = PRSE_NOT_FLUSHED};
    close(mkstemp(path));
    atexit(remove_file);
    FUZZ_ASSERT(!prse_store_memory(&s->stores[0], NULL) &&
                !prse_store_sqlite(&s->stores[1], prse_str_of(path), &opts,
                                   NULL));
    s->count = 2;
    for (size_t i = 0; i < s->count; i++)
        FUZZ_ASSERT(!prse_store_migrate(&s->stores[i], &steps_schema, NULL));
}

/* Nothing is kept, so that every input meets empty stores. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    steps choices = {.data = data, .size = size};
    sides_step step;
    if (both.count == 0)
        open_sides(&both);
    while (size > 0 && !steps_end(&choices)) {
        FUZZ_ASSERT(sides_begin(&both, 1) && both.status == PRSE_OK);
        do {
            steps_next(&choices, &step, &both.tx[0]);
            FUZZ_ASSERT(sides_take(&both, &step));
        } while (!steps_end(&choices) && !sides_is_over(&step, both.status));
        sides_rollback(&both);
    }
    return 0;
}
