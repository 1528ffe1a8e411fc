/* SPDX-License-Identifier: Apache-2.0 */
/* What of a page may outlive its reading: the keys that the reader of pages
 * knows, and no other, so that a new one can't bring a person's name along. */
#include "formats/json_pick.h"
#include "platforms/bilans_ges.h"
#include "platforms/reading.h"

static const char *const kept[] = {
    "hydra:totalItems", "totalItems", "hydra:member", "member",
    "hydra:view", "view", "hydra:next", "next",
    "identitySheet", "reportingYear", "consolidationMode",
    "publication", "status", "publicatedAt",
    "associatedSiren", "entity", "siren",
};

static int is_kept(prse_str key)
{
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        if (prse__str_is(key, kept[i]))
            return 1;
    return 0;
}

void prse__bilans_keep(prse__buf *out, prse_str body)
{
    prse__arena *arena = NULL;
    const prse__node *root = prse__reading_body(&arena, body);
    if (root)
        prse__json_pick(out, root, is_kept);
    else
        out->failed = 1;
    prse__arena_free(arena);
}
