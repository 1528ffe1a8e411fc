/* SPDX-License-Identifier: Apache-2.0 */
/* Built without expat. */
#include "formats/xml_fields.h"

prse_status prse__xml_fields_read(prse_str xml, const char *what,
                                  prse__xml_field field, void *user,
                                  prse_error *err)
{
    (void)xml, (void)field, (void)user;
    return prse__error_set(err, PRSE_EUNSUPPORTED, what,
                           "the library was built without expat");
}
