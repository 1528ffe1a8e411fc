/* SPDX-License-Identifier: Apache-2.0 */
/* Reading the text of a setting. */
#ifndef PRSE_ENGINE_SETTINGS_READ_H
#define PRSE_ENGINE_SETTINGS_READ_H

#include "engine/settings.h"

typedef struct prse__setting_read {
    prse__arena *arena;
    const char *name; /* of the setting, for errors */
    int64_t low, high; /* of a number */
    const char *before; /* of a key: what its header has first */
    prse_error *err;
} prse__setting_read;

/* Each reads `text` into `to`. PRSE_EPARSE, PRSE_ENOMEM. */
typedef prse_status prse__setting_reader(const prse__setting_read *r,
                                         prse_str text, void *to);

prse__setting_reader prse__read_setting_url, /* prse_str */
    prse__read_setting_key,                  /* prse_str */
    prse__read_setting_flag,                 /* int64_t */
    prse__read_setting_time,                 /* int64_t, milliseconds */
    prse__read_setting_rate,                 /* prse__policy */
    prse__read_setting_size,                 /* uint64_t, bytes */
    prse__read_setting_count;                /* uint32_t */

#endif
