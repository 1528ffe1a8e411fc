/* SPDX-License-Identifier: Apache-2.0 */
#include "portailrse/base.h"

#include <string.h>

static const char *const names[] = {
    [PRSE_OK] = "PRSE_OK",
    [PRSE_ENOMEM] = "PRSE_ENOMEM",
    [PRSE_EINVAL] = "PRSE_EINVAL",
    [PRSE_ENOTFOUND] = "PRSE_ENOTFOUND",
    [PRSE_EEXISTS] = "PRSE_EEXISTS",
    [PRSE_ELIMIT] = "PRSE_ELIMIT",
    [PRSE_EPARSE] = "PRSE_EPARSE",
    [PRSE_ESCHEMA] = "PRSE_ESCHEMA",
    [PRSE_ERULE] = "PRSE_ERULE",
    [PRSE_ETYPE] = "PRSE_ETYPE",
    [PRSE_EIO] = "PRSE_EIO",
    [PRSE_EABI] = "PRSE_EABI",
    [PRSE_EUNSUPPORTED] = "PRSE_EUNSUPPORTED",
    [PRSE_EINTERNAL] = "PRSE_EINTERNAL",
    [PRSE_ETIMEOUT] = "PRSE_ETIMEOUT",
    [PRSE_ECANCELED] = "PRSE_ECANCELED",
    [PRSE_EREFUSED] = "PRSE_EREFUSED",
    [PRSE_ETLS] = "PRSE_ETLS",
    [PRSE_EDENIED] = "PRSE_EDENIED",
    [PRSE_ERATE] = "PRSE_ERATE",
    [PRSE_EPEER] = "PRSE_EPEER",
    [PRSE_ECONFLICT] = "PRSE_ECONFLICT",
    [PRSE_EBUSY] = "PRSE_EBUSY",
    [PRSE_EEXPIRED] = "PRSE_EEXPIRED",
};

prse_str prse_str_of(const char *text)
{
    return (prse_str){text, text ? strlen(text) : 0};
}

uint32_t prse_version_number(void)
{
    return PRSE_VERSION_NUMBER;
}

const char *prse_version(void)
{
    return PRSE_VERSION_TEXT;
}

const char *prse_status_name(prse_status status)
{
    size_t i = (size_t)status;
    return i < sizeof names / sizeof *names ? names[i] : "unknown";
}
