/* SPDX-License-Identifier: Apache-2.0 */
/* Both halves of the module. */
#ifndef PRSE_FILES_PARTS_H
#define PRSE_FILES_PARTS_H

#include <functional>

#include <arrow/status.h>

#include "files/files.h"

namespace prse::files {

/* 0, or -1 with the reason; exceptions are reasons too. */
int told(char *why, const std::function<arrow::Status()> &work);

int read(struct ArrowArrayStream *out, const char *path,
         prse__files_format format, char *why);

} // namespace prse::files

#endif
