/* SPDX-License-Identifier: Apache-2.0 */
#include "camembert/labels.h"

#include "base/error.h"
#include "classify/names.h"

prse_status prse__labels_name(prse_label_info **out, int32_t *none,
                              prse__arena *arena, const prse__config *config,
                              prse_error *err)
{
    *none = -1;
    *out = prse__arena_alloc(arena, config->label_count, sizeof **out);
    if (!*out)
        return prse__error_nomem(err);
    for (uint32_t i = 0; i < config->label_count; i++) {
        prse__classify_name(&(*out)[i], config->labels[i]);
        if (prse__classify_is_none(config->labels[i]))
            *none = (int32_t)i;
    }
    return PRSE_OK;
}
