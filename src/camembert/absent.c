/* SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "portailrse/camembert.h"

prse_status prse_classifier_camembert(prse_classifier *out, prse_str folder,
                                      const prse_camembert_options *opts,
                                      prse_error *err)
{
    (void)out;
    (void)folder;
    (void)opts;
    return prse__error_set(err, PRSE_EUNSUPPORTED, NULL,
                           "this build runs no local models: it has no "
                           "SentencePiece");
}
