/* SPDX-License-Identifier: Apache-2.0 */
#include "callback/label.h"

#include <string.h>

enum { LONGEST = 144 };

static const char *const codes[] = {"ESRS E1", "ESRS E2", "ESRS E3", "ESRS E4",
                                    "ESRS E5", "ESRS S1", "ESRS S2", "ESRS S3",
                                    "ESRS S4", "ESRS G1", "ESRS 1",  "ESRS 2"};

int prse__label_is_known(prse_str label)
{
    if (label.len > LONGEST)
        return 0;
    for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++) {
        size_t len = strlen(codes[i]);
        if (prse__str_starts(label, codes[i]) &&
            (label.len == len || label.ptr[len] == ' '))
            return 1;
    }
    return prse__str_is(label, "Non ESRS");
}
