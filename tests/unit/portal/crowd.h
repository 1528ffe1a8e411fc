/* SPDX-License-Identifier: Apache-2.0 */
/* Sixteen threads at the same thing, on whatever store. */
#ifndef PRSE_TESTS_PORTAL_CROWD_H
#define PRSE_TESTS_PORTAL_CROWD_H

#include "scene.h"

/* All accept the same code: one is let in. */
void crowd_accept(scene *s);
/* Sixteen owners and a reader: all owners leave, and one can't. */
void crowd_leave(scene *s);
/* All change the same company so many times: as many events. */
void crowd_write(scene *s, int times);

#endif
