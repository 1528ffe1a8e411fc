/* SPDX-License-Identifier: Apache-2.0 */
/* Portals show these texts and some look for them: they are facts of the
 * protocol. The last two are ours. */
#include "callback/step.h"

#include "callback/body.h"

static const struct {
    const char *status;
    const char *msg; /* of PRSE_STEP_SPLIT: after how many */
} steps[] = {
    [PRSE_STEP_STARTED] = {"processing", ""},
    [PRSE_STEP_OPENED] = {"processing", "Fichier pdf correct"},
    [PRSE_STEP_SPLIT] = {"text_processed", " phrases trouvée(s) dans le PDF"},
    [PRSE_STEP_CLASSIFIED] = {"analysis_complete", "Fin d'analyse"},
    [PRSE_STEP_NO_SENTENCE] =
        {"analysis_complete",
         "Aucune phrase n’a été détectée pour l’analyse"},
    [PRSE_STEP_SUCCESS] = {"success", ""},
    [PRSE_STEP_NO_PDF] = {"error", "Le fichier .pdf n'est pas un PDF"},
    [PRSE_STEP_SPLIT_FAILED] =
        {"error", "Erreur lors de l’extraction des phrases à analyser"},
    [PRSE_STEP_FAILED] = {"error", "L’analyse du document a échoué"},
};

static const char TOO_LARGE[] =
    "Le résultat de l’analyse est trop volumineux pour être transmis";

const char *prse__step_status(int32_t step)
{
    if (step < 0 || (size_t)step >= sizeof steps / sizeof steps[0])
        return NULL;
    return steps[step].status;
}

void prse__step_msg(prse__buf *out, const prse_callback_event *event)
{
    if (event->step == PRSE_STEP_FAILED && event->msg.len > 0) {
        prse__buf_add(out, prse__body_cut(event->msg));
        return;
    }
    if (event->step == PRSE_STEP_SPLIT)
        prse__buf_addf(out, "%llu", (unsigned long long)event->sentences);
    prse__buf_adds(out, steps[event->step].msg);
}

void prse__step_too_large(prse__buf *out)
{
    prse__buf_adds(out, TOO_LARGE);
}
