/* SPDX-License-Identifier: Apache-2.0 */
/* portailrse-seal.so, preloaded into a program that knows nothing of it. It
 * stands where the C library starts main(): all libraries are loaded and all
 * their constructors have run, and nothing of the input has been read. (A
 * constructor here would run before those of some libraries.) */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "jail/seal.h"

enum { NO_START = 125 };

typedef int program(int argc, char **argv, char **env);
typedef int starter(program *main, int argc, char **argv, void (*init)(void),
                    void (*fini)(void), void (*linker)(void), void *stack);

starter __libc_start_main;

static program *real;

static int sealed(int argc, char **argv, char **env)
{
    prse__seal();
    return real(argc, argv, env);
}

int __libc_start_main(program *main, int argc, char **argv, void (*init)(void),
                      void (*fini)(void), void (*linker)(void), void *stack)
{
    starter *start;
    *(void **)&start = dlsym(RTLD_NEXT, "__libc_start_main");
    real = main;
    if (!start)
        syscall(SYS_exit_group, NO_START);
    return start(sealed, argc, argv, init, fini, linker, stack);
}
