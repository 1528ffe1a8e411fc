/* SPDX-License-Identifier: Apache-2.0 */
#include "portal/address.h"

#include <string.h>

#include "portal/portal.h"

enum { ADDRESS_MAX = 254 };

static int has_shape(prse_str text)
{
    const char *at = memchr(text.ptr, '@', text.len);
    if (!at || at == text.ptr || memchr(text.ptr, ' ', text.len))
        return 0;
    size_t rest = text.len - (size_t)(at - text.ptr) - 1;
    return rest > 0 && !memchr(at + 1, '@', rest);
}

prse_status prse__address_check(prse_str text, prse_error *err)
{
    prse_status status =
        prse__portal_text(text, ADDRESS_MAX, "courriel", err);
    if (status || (text.len && has_shape(text)))
        return status;
    return prse__error_set(err, PRSE_EPARSE, "courriel",
                           "no e-mail address: expected for instance "
                           "nom@exemple.fr");
}

void prse__address_flat(prse__buf *out, prse_str text)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        prse__buf_addc(out, (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c));
    }
}
