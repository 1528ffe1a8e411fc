/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/service_names.h"

#include "base/str.h"
#include "registry/sirene.h"

static const prse__service_name NAMES[PRSE__SERVICES] = {
    [PRSE_SERVICE_DIRECTORY] = {"recherche_entreprises",
                                "l'annuaire des entreprises",
                                "the directory of companies", NULL, ""},
    [PRSE_SERVICE_SIRENE] = {"sirene", "le r\u00e9pertoire Sirene",
                             "the Sirene register", PRSE__SIRENE_KEY_HEADER,
                             ""},
    [PRSE_SERVICE_EGAPRO] = {"egapro", "Egapro", "Egapro", "Authorization",
                             "Bearer "},
    [PRSE_SERVICE_BILANS_GES] = {"bilans_ges",
                                 "la plateforme des bilans d'\u00e9missions",
                                 "the platform of emissions balances", NULL,
                                 ""},
    [PRSE_SERVICE_RATIOS] = {"ratios",
                             "les comptes d\u00e9pos\u00e9s (INPI, BCE)",
                             "the accounts on file (INPI, BCE)", NULL, ""},
    [PRSE_SERVICE_REGISTER] = {"registre", "le registre hors ligne",
                               "the offline register", NULL, ""}};

static const prse__service_name PUBLIC_FILE = {
    PRSE__EGAPRO_FILE, "le fichier public d'Egapro", "Egapro's public file",
    NULL, ""};

const prse__service_name *prse__service_named(int32_t service)
{
    return service >= 0 && service < PRSE__SERVICES ? &NAMES[service] : NULL;
}

const prse__service_name *prse__service_of(prse_str id)
{
    for (size_t i = 0; i < PRSE__SERVICES; i++)
        if (prse__str_is(id, NAMES[i].id))
            return &NAMES[i];
    return prse__str_is(id, PRSE__EGAPRO_FILE) ? &PUBLIC_FILE : NULL;
}
