/* SPDX-License-Identifier: Apache-2.0 */
/* Lack of memory inside libpq, which is a shared library: the program's own
 * malloc comes first when it is bound, and strikes only when libpq asks. */
#define _GNU_SOURCE 1
#include <link.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *old, size_t size);
void *malloc(size_t size);
void *calloc(size_t count, size_t size);
void *realloc(void *old, size_t size);

static uintptr_t from, to; /* where libpq's code is */

static int find_libpq(struct dl_phdr_info *info, size_t size, void *user)
{
    (void)size, (void)user;
    if (!strstr(info->dlpi_name, "libpq.so"))
        return 0;
    for (int i = 0; i < info->dlpi_phnum; i++) {
        const ElfW(Phdr) *part = &info->dlpi_phdr[i];
        if (part->p_type == PT_LOAD && (part->p_flags & PF_X)) {
            from = info->dlpi_addr + part->p_vaddr;
            to = from + part->p_memsz;
        }
    }
    return 1;
}

__attribute__((constructor)) static void find(void)
{
    dl_iterate_phdr(find_libpq, NULL);
}

static int is_libpq(const void *caller)
{
    return (uintptr_t)caller >= from && (uintptr_t)caller < to;
}

void *malloc(size_t size)
{
    return is_libpq(__builtin_return_address(0)) ? __wrap_malloc(size)
                                                 : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
    return is_libpq(__builtin_return_address(0)) ? __wrap_calloc(count, size)
                                                 : __libc_calloc(count, size);
}

void *realloc(void *old, size_t size)
{
    return is_libpq(__builtin_return_address(0)) ? __wrap_realloc(old, size)
                                                 : __libc_realloc(old, size);
}
