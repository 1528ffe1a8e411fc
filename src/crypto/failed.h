/* SPDX-License-Identifier: Apache-2.0 */
/* Why OpenSSL did not do something. */
#ifndef PRSE_CRYPTO_FAILED_H
#define PRSE_CRYPTO_FAILED_H

#include "base/error.h"

/* Empties OpenSSL's list of errors. PRSE_ENOMEM when memory ran out, else
 * PRSE_EUNSUPPORTED: computing does not fail where it is offered. */
prse_status prse__crypto_failed(prse_error *err, const char *what);
int prse__crypto_lacked_memory(void); /* empties the list too */

#endif
