/* SPDX-License-Identifier: Apache-2.0 */
/* What services are called. */
#ifndef PRSE_ENGINE_SERVICE_NAMES_H
#define PRSE_ENGINE_SERVICE_NAMES_H

#include "portailrse/services.h"

enum {
    PRSE__NETWORK_SERVICES = 5, /* the first ones; the register is a file */
    PRSE__SERVICES = 6
};

typedef struct prse__service_name {
    const char *id;         /* in settings, traces and records */
    const char *fr, *en;    /* "d'après ...", "according to ..." */
    const char *key_header; /* NULL: the service takes no key */
    const char *key_before; /* what goes before the key in that header */
} prse__service_name;

/* Who speaks when Egapro does not: no service, but it has a name. */
#define PRSE__EGAPRO_FILE "egapro_fichier_public"

/* NULL: no such service. */
const prse__service_name *prse__service_named(int32_t service);
/* By its id, also that of the public file; NULL: none. */
const prse__service_name *prse__service_of(prse_str id);

#endif
