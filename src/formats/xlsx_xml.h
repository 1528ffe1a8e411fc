/* SPDX-License-Identifier: Apache-2.0 */
/* One XML part of a workbook through expat: no document type (and so no
 * entities), bounded depth, size and tokens. Names come without their
 * namespace. */
#ifndef PRSE_FORMATS_XLSX_XML_H
#define PRSE_FORMATS_XLSX_XML_H

#include "formats/zip.h"

/* Each may be NULL. A status other than PRSE_OK ends the reading. */
typedef struct prse__xml_events {
    prse_status (*open)(void *user, const char *name, const char **attributes,
                        prse_error *err);
    prse_status (*close)(void *user, const char *name, prse_error *err);
    prse_status (*text)(void *user, prse_str text, prse_error *err);
    void (*progress)(void *user, uint64_t read, uint64_t size);
    void *user;
} prse__xml_events;

/* PRSE_ESCHEMA when the archive has no part of that name. */
prse_status prse__xml_read_part(prse__zip *zip, prse_str part,
                                uint64_t most_bytes,
                                const prse__xml_events *events,
                                prse_error *err);

/* Value of an attribute, NULL when absent. */
const char *prse__xml_attribute(const char **attributes, const char *name);

#endif
