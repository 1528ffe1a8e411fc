/* SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "portailrse/camembert.h"

static prse_status absent(prse_error *err)
{
    return prse__error_set(err, PRSE_EUNSUPPORTED, NULL,
                           "this build runs no local models: it has no oneDNN "
                           "or no SentencePiece");
}

prse_status prse_classifier_camembert(prse_classifier *out, prse_str folder,
                                      const prse_camembert_options *opts,
                                      prse_error *err)
{
    (void)out;
    (void)folder;
    (void)opts;
    return absent(err);
}

prse_status prse_camembert_check(prse_camembert_report *out, prse_str folder,
                                 const prse_camembert_options *opts,
                                 prse_finding found, void *user,
                                 prse_error *err)
{
    (void)out;
    (void)folder;
    (void)opts;
    (void)found;
    (void)user;
    return absent(err);
}
