/* SPDX-License-Identifier: Apache-2.0 */
/* Landlock, where the kernel has it: which files a process may see at all. */
#ifndef PRSE_JAIL_LANDLOCK_H
#define PRSE_JAIL_LANDLOCK_H

/* A new set under which nothing can be opened, bound or connected to; -1 where
 * the kernel has no Landlock. The caller closes it. */
int prse__landlock_new(void);
/* Lets this file, or what is under this folder, be read and executed. What does
 * not exist is passed over. */
void prse__landlock_allow(int set, const char *path);
/* Binds the calling thread for good; a set of -1 binds nothing. 0: done, else
 * errno. Safe between fork and exec. */
int prse__landlock_bind(int set);

#endif
