/* SPDX-License-Identifier: Apache-2.0 */
#include "runs/words.h"

/* The first two are the protocol's own words. */
static const struct {
    prse_status status;
    prse__run_words words;
} failures[] = {
    {PRSE_ESCHEMA,
     {PRSE_STEP_NO_PDF, "Le fichier .pdf n'est pas un PDF"}},
    {PRSE_EPARSE,
     {PRSE_STEP_SPLIT_FAILED,
      "Erreur lors de l’extraction des phrases à analyser"}},
    {PRSE_EDENIED,
     {PRSE_STEP_FAILED,
      "Le document est protégé par un mot de passe et ne peut pas être lu"}},
    {PRSE_ELIMIT,
     {PRSE_STEP_FAILED,
      "Le document est trop volumineux ou compte trop de pages"}},
    {PRSE_ETIMEOUT,
     {PRSE_STEP_FAILED, "L’analyse du document a pris trop de temps"}},
    {PRSE_ENOTFOUND,
     {PRSE_STEP_FAILED, "Le document n’a pas pu être obtenu"}},
    {PRSE_EUNSUPPORTED,
     {PRSE_STEP_FAILED,
      "Le service d’analyse n’est pas équipé pour lire les PDF"}},
};

prse__run_words prse__run_failed(prse_str status_name)
{
    for (size_t i = 0; i < sizeof failures / sizeof failures[0]; i++)
        if (prse__str_is(status_name, prse_status_name(failures[i].status)))
            return failures[i].words;
    return (prse__run_words){PRSE_STEP_FAILED,
                             "L’analyse du document a échoué"};
}

prse__run_words prse__run_canceled(void)
{
    return (prse__run_words){PRSE_STEP_FAILED, "L’analyse a été annulée"};
}

const char *prse__run_needs_ocr(void)
{
    return "Ce document est fait d’images de texte : il faut d’abord une "
           "reconnaissance de caractères (OCR)";
}
