/* SPDX-License-Identifier: Apache-2.0 */
/* Small XML documents, as services answer them, through expat: each element is
 * told when it ends, with its path and its own text. No document type (and so
 * no entities), bounded depth and length. */
#ifndef PRSE_FORMATS_XML_FIELDS_H
#define PRSE_FORMATS_XML_FIELDS_H

#include "base/error.h"
#include "base/str.h"

/* `path` is "ListBucketResult/Contents/Key", without namespaces; `text` is
 * UTF-8, as written. Both are borrowed during the call. A status other than
 * PRSE_OK ends the reading, with err filled. */
typedef prse_status (*prse__xml_field)(void *user, prse_str path,
                                       prse_str text, prse_error *err);

/* `what` names the document in errors. PRSE_EPARSE, PRSE_ELIMIT (deeper than
 * 16, a text of more than 64 KiB, 16 MiB in all), PRSE_ENOMEM,
 * PRSE_EUNSUPPORTED (built without expat). */
prse_status prse__xml_fields_read(prse_str xml, const char *what,
                                  prse__xml_field field, void *user,
                                  prse_error *err);

#endif
