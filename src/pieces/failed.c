/* SPDX-License-Identifier: Apache-2.0 */
/* Failures of SentencePiece, in our form. */
#include "base/error.h"
#include "pieces/failed.h"

prse_status prse__pieces_failed(int memory, const char *path,
                                const char *message, prse_error *err)
{
    if (memory)
        return prse__error_nomem(err);
    return prse__error_at(err, PRSE_ESCHEMA, (prse__place){path, 0, 0},
                          "SentencePiece", "%s", message);
}
