/* SPDX-License-Identifier: Apache-2.0 */
/* Sources that no dashboard could use. */
#include "engine/inquiry.h"
#include "engine/pack_check.h"

static int is_yearly(prse_str root)
{
    for (size_t i = 0; i < PRSE__RECORDS; i++)
        if (prse__str_is(root, prse__platforms[i].record))
            return prse__platforms[i].yearly;
    return 0;
}

/* What a platform has once a year cannot be asked for without the year. */
static void look_at(prse__checking *k, const prse__source *source)
{
    for (size_t i = 0; i < source->root_count; i++) {
        if (source->year.count || !is_yearly(source->roots[i]))
            continue;
        prse__buf_adds(&k->message, "`");
        prse__buf_add(&k->message, source->roots[i]);
        prse__buf_adds(&k->message, "` is asked for one year: say which, with "
                                    "a key such as `year: annee - 1`");
        prse__place place = source->mapping_count
                                ? source->mappings[0].place
                                : (prse__place){0};
        prse__check_say(k, place, "source", source->id);
    }
}

void prse__check_sources(prse__checking *k)
{
    for (size_t i = 0; i < k->tree->source_count; i++)
        look_at(k, &k->tree->sources[i]);
}
