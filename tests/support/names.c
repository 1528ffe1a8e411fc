/* SPDX-License-Identifier: Apache-2.0 */
/* A name server for tests: libcurl's look-ups end here, since what a
 * program defines goes before what its libraries define. */
#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static const struct {
    const char *name, *address;
} names[] = {
    {"metadata.example", "169.254.169.254"},
    {"home.example", "127.0.0.1"},
    {"office.example", "10.0.0.1"},
    {"two.office.example", "10.0.0.1"},
    {"127.0.0.1", "127.0.0.1"},
};

/* A name that leads elsewhere the second time: public, then this computer. */
static const char *rebound(void)
{
    static atomic_int asked;
    return atomic_fetch_add(&asked, 1) % 2 ? "127.0.0.1" : "203.0.114.1";
}

static const char *address_of(const char *name)
{
    if (strcmp(name, "rebind.example") == 0)
        return rebound();
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (strcmp(name, names[i].name) == 0)
            return names[i].address;
    return NULL;
}

typedef struct found {
    struct addrinfo info; /* first: it is what is freed */
    struct sockaddr_in address;
} found;

static struct addrinfo *make(const char *address, uint16_t port)
{
    found *it = calloc(1, sizeof *it);
    if (!it)
        return NULL;
    it->address.sin_family = AF_INET;
    it->address.sin_port = htons(port);
    inet_pton(AF_INET, address, &it->address.sin_addr);
    it->info = (struct addrinfo){
        .ai_family = AF_INET, .ai_socktype = SOCK_STREAM,
        .ai_protocol = IPPROTO_TCP, .ai_addrlen = sizeof it->address,
        .ai_addr = (struct sockaddr *)&it->address};
    return &it->info;
}

int getaddrinfo(const char *name, const char *service,
                const struct addrinfo *hints, struct addrinfo **out)
{
    uint16_t port =
        (uint16_t)(service ? strtoul(service, NULL, 10) : 0);
    (void)hints;
    *out = NULL;
    if (strcmp(name, "slow.example") == 0)
        nanosleep(&(struct timespec){.tv_sec = 1}, NULL);
    const char *address = address_of(name);
    if (address) {
        *out = make(address, port);
        return *out ? 0 : EAI_MEMORY;
    }
    return EAI_NONAME;
}

void freeaddrinfo(struct addrinfo *list)
{
    free(list);
}
