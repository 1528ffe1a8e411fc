/* SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "portailrse/onnx.h"

prse_status prse_classifier_onnx(prse_classifier *out, prse_str folder,
                                 const prse_onnx_options *opts,
                                 prse_error *err)
{
    (void)out;
    (void)folder;
    (void)opts;
    return prse__error_set(err, PRSE_EUNSUPPORTED, NULL,
                           "this build runs no local models: it has no oneDNN "
                           "or no SentencePiece");
}
