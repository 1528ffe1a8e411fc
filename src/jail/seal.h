/* SPDX-License-Identifier: Apache-2.0 */
/* For the helpers themselves: the second wall. */
#ifndef PRSE_JAIL_SEAL_H
#define PRSE_JAIL_SEAL_H

/* Descriptor on which a helper tells that it is sealed, and the word. */
enum { PRSE__SEAL_FILE = 3, PRSE__SEALED = 'S' };

/* Seals the process and tells so; ends it where that is not possible. */
void prse__seal(void);

#endif
