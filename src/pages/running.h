/* SPDX-License-Identifier: Apache-2.0 */
/* Running heads and feet. A line in the margin of a page is one when the same
 * line stands at the same height on two pages near it, and all that stands
 * farther out is one too. Lines are the same when their letters are; where
 * their numbers differ, one of them must count the pages. */
#ifndef PRSE_PAGES_RUNNING_H
#define PRSE_PAGES_RUNNING_H

#include "pages/pages.h"

prse_status prse__running_remove(prse__pages *pages, prse_error *err);

#endif
