/* SPDX-License-Identifier: Apache-2.0 */
/* A program that was taken over: attack NAME tries one thing and says "done"
 * when it worked, "refused" when the system said no. More words are arguments
 * of the attempt. Not part of the library, and without sanitizers. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/shm.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* Each returns 0 or more when it worked, as system calls do. */
static long open_read(void)
{
    return open("/etc/passwd", O_RDONLY);
}

static long open_write(void)
{
    return open("/tmp/prse-attack", O_WRONLY | O_CREAT, 0600);
}

static long open_own(void)
{
    return open("/proc/self/mem", O_RDWR);
}

static long open_old(void)
{
#ifdef SYS_open
    return syscall(SYS_open, "/etc/passwd", O_RDONLY);
#else
    return syscall(SYS_openat, AT_FDCWD, "/etc/passwd", O_RDONLY);
#endif
}

static long open_how(void)
{
    unsigned long long how[3] = {O_RDONLY, 0, 0};
    return syscall(SYS_openat2, AT_FDCWD, "/etc/passwd", how, sizeof how);
}

static long create(void)
{
    return creat("/tmp/prse-attack", 0600);
}

static long temporary(void)
{
    return open("/tmp", O_TMPFILE | O_RDWR, 0600);
}

static long folder(void)
{
    return mkdir("/tmp/prse-attack-folder", 0700);
}

static long take_away(void)
{
    return unlink("/tmp/prse-attack-victim");
}

static long link_to(void)
{
    return symlink("/etc/passwd", "/tmp/prse-attack-link");
}

static long memory_file(void)
{
    return memfd_create("x", 0);
}

static long internet(void)
{
    return socket(AF_INET, SOCK_STREAM, 0);
}

static long local(void)
{
    return socket(AF_UNIX, SOCK_STREAM, 0);
}

static long netlink(void)
{
    return socket(AF_NETLINK, SOCK_RAW, 0);
}

static long pair(void)
{
    int files[2];
    return socketpair(AF_UNIX, SOCK_STREAM, 0, files);
}

static long reach(void)
{
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(53)};
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return connect(0, (struct sockaddr *)&to, sizeof to) == 0 ||
                   errno == ECONNREFUSED || errno == EPROTOTYPE ||
                   errno == ENOTSOCK || errno == EISCONN || errno == EINVAL
               ? 0
               : -1;
}

static long send_message(void)
{
    struct iovec part = {"x", 1};
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
    return sendmsg(0, &message, MSG_NOSIGNAL) >= 0 || errno == ENOTSOCK ||
                   errno == EPIPE
               ? 0
               : -1;
}

static long run(void)
{
    char *const argv[] = {"/bin/echo", "done", NULL}, *const env[] = {NULL};
    return execve("/bin/echo", argv, env);
}

static long run_at(void)
{
    char *const argv[] = {"/bin/echo", "done", NULL}, *const env[] = {NULL};
    return syscall(SYS_execveat, AT_FDCWD, "/bin/echo", argv, env, 0);
}

static long split(void)
{
    pid_t child = fork();
    if (child == 0)
        _exit(0);
    return child;
}

static long split_old(void)
{
    pid_t child = vfork();
    if (child == 0)
        _exit(0);
    return child;
}

static long split_new(void)
{
    unsigned long long how[11] = {0};
    how[4] = SIGCHLD;
    long child = syscall(SYS_clone3, how, sizeof how);
    if (child == 0)
        _exit(0);
    return child;
}

static long trace(void)
{
    return ptrace(PTRACE_TRACEME, 0, NULL, NULL);
}

static long spy(void)
{
    char here[8], there[8] = "x";
    struct iovec to = {here, 8}, from = {there, 8};
    return process_vm_readv(getpid(), &to, 1, &from, 1, 0);
}

static long end_parent(void)
{
    return kill(getppid(), 0);
}

static long end_other(void)
{
    return syscall(SYS_tgkill, getppid(), getppid(), 0);
}

static long other_handle(void)
{
    return syscall(SYS_pidfd_open, getppid(), 0);
}

static long map_code(void)
{
    void *code = mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC,
                      MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return code == MAP_FAILED ? -1 : 0;
}

static long make_code(void)
{
    void *data = mmap(NULL, 4096, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return mprotect(data, 4096, PROT_READ | PROT_EXEC);
}

static long make_code_by_key(void)
{
    void *data = mmap(NULL, 4096, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return syscall(SYS_pkey_mprotect, data, 4096, PROT_READ | PROT_EXEC, -1);
}

static long shared_memory(void)
{
    return shmget(IPC_PRIVATE, 4096, IPC_CREAT | 0600);
}

static long more_memory(void)
{
    struct rlimit all = {RLIM_INFINITY, RLIM_INFINITY};
    return setrlimit(RLIMIT_AS, &all);
}

static long dumpable(void)
{
    return prctl(PR_SET_DUMPABLE, 1);
}

static long apart(void)
{
    return unshare(CLONE_NEWUSER);
}

static long mount_one(void)
{
    return mount("none", "/tmp", "tmpfs", 0, NULL);
}

static long move(void)
{
    return chdir("/");
}

static long ring(void)
{
    char params[120] = {0};
    return syscall(SYS_io_uring_setup, 4, params);
}

static long kernel_program(void)
{
    char attributes[128] = {0};
    return syscall(SYS_bpf, 0, attributes, sizeof attributes);
}

static long double_up(void)
{
    return dup(1);
}

static long terminal(void)
{
    int count;
    return syscall(SYS_ioctl, 1, 0x541BUL /* FIONREAD */, &count);
}

static long wait_long(void)
{
    struct timespec little = {0, 1000};
    return nanosleep(&little, NULL);
}

static long write_elsewhere(void)
{
    return write(9, "x", 1) == 1 || errno == EBADF ? 0 : -1;
}

static long old_gate(void)
{
#if defined(__x86_64__)
    long answer;
    __asm__ volatile("int $0x80" : "=a"(answer) : "a"(20) : "memory");
    return answer; /* getpid() of 32 bits */
#else
    return syscall(SYS_getppid);
#endif
}

static long other_numbers(void)
{
    return syscall(0x40000000L + SYS_getpid) >= 0 || errno == ENOSYS ? 0 : -1;
}

static long look(void)
{
    struct stat found;
    return stat("/etc/passwd", &found);
}

/* Not attempts: what the limits are tried with. */
static long spin(void)
{
    for (volatile unsigned long i = 0;; i++)
        if (i == ~0ul)
            return -1;
}

static void *volatile eaten; /* or a compiler does without */

static long eat(void)
{
    size_t all = 0;
    for (char *block; (block = malloc(1 << 20)) != NULL; all++) {
        memset(block, 1, 1 << 20);
        eaten = block;
    }
    printf("%zu MiB\n", all);
    return -1;
}

static long flood(void)
{
    char line[4096];
    memset(line, 'x', sizeof line);
    while (write(1, line, sizeof line) > 0)
        continue;
    return -1;
}

static long hang(void)
{
    char byte;
    while (read(0, &byte, 1) >= 0)
        continue;
    return -1;
}

static long crash(void)
{
    raise(SIGSEGV);
    return -1;
}

static long echo(void)
{
    char part[4096];
    ssize_t got;
    while ((got = read(0, part, sizeof part)) > 0)
        if (write(1, part, (size_t)got) != got)
            return -1;
    fputs("one line\nand another\n", stderr);
    exit(7);
}

static long deaf(void)
{
    close(0);
    fputs("done without reading\n", stdout);
    return -1;
}

static long complain(void)
{
    for (int i = 0; i < 200000; i++)
        fputs("Syntax Error: again\n", stderr);
    exit(1);
}

static long list_files(void)
{
    for (int i = 0; i < 64; i++)
        if (fcntl(i, F_GETFL) >= 0)
            printf("%d ", i);
    exit(0);
}

static long list_environment(void)
{
    extern char **environ;
    for (char **at = environ; *at; at++)
        printf("%.*s ", (int)strcspn(*at, "="), *at);
    exit(0);
}

static const struct {
    const char *name;
    long (*attempt)(void);
} all[] = {
#define A(name) {#name, name}
    A(open_read), A(open_write), A(open_own), A(open_old), A(open_how),
    A(create), A(temporary), A(folder), A(take_away), A(link_to),
    A(memory_file), A(internet), A(local), A(netlink), A(pair), A(reach),
    A(send_message), A(run), A(run_at), A(split), A(split_old), A(split_new),
    A(trace), A(spy), A(end_parent), A(end_other), A(other_handle),
    A(map_code), A(make_code), A(make_code_by_key), A(shared_memory),
    A(more_memory), A(dumpable), A(apart), A(mount_one), A(move), A(ring),
    A(kernel_program), A(double_up), A(terminal), A(wait_long),
    A(write_elsewhere), A(old_gate), A(other_numbers), A(look), {"", NULL},
    A(spin), A(eat), A(flood), A(hang), A(crash), A(echo), A(deaf),
    A(complain), A(list_files), A(list_environment),
};

int main(int argc, char **argv)
{
    if (argc < 2) { /* the names of all attempts */
        for (size_t i = 0; all[i].attempt; i++)
            puts(all[i].name);
        return 0;
    }
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        if (all[i].attempt && strcmp(argv[1], all[i].name) == 0) {
            long answer = all[i].attempt();
            puts(answer >= 0 ? "done" : "refused");
            return 0;
        }
    return 99;
}
