/* SPDX-License-Identifier: Apache-2.0 */
/* The settings of services: address, key, limits, times. Each is text that an
 * administrator writes, and what the text means. */
#ifndef PRSE_ENGINE_SETTINGS_H
#define PRSE_ENGINE_SETTINGS_H

#include "base/mem.h"
#include "engine/service_names.h"
#include "http/client.h"

enum { PRSE__SETTING_KINDS = 13 };

typedef struct prse__service_settings {
    prse_str url; /* without a trailing "/" */
    prse_str key; /* as its header takes it; empty: none */
    int64_t enabled;
    prse__policy policy;
    prse_str names[PRSE__SETTING_KINDS]; /* empty: it has no such setting */
    prse_str texts[PRSE__SETTING_KINDS];
} prse__service_settings;

typedef struct prse__settings {
    prse__arena *arena;
    prse__service_settings of[PRSE__NETWORK_SERVICES];
} prse__settings;

/* Fills in the defaults. Freed also after a failure. */
prse_status prse__settings_init(prse__settings *settings, prse_error *err);
void prse__settings_free(prse__settings *settings);
/* PRSE_ENOTFOUND, PRSE_EPARSE, PRSE_ENOMEM; changes nothing then. */
prse_status prse__settings_set(prse__settings *settings, prse_str name,
                               prse_str value, prse_error *err);
/* PRSE_ENOTFOUND: there are fewer. Names and values are borrowed. */
prse_status prse__settings_get(const prse__settings *settings, size_t index,
                               prse_setting *out, prse_error *err);

#endif
