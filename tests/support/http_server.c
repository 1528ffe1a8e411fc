/* SPDX-License-Identifier: Apache-2.0 */
#include "support/http_server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define TEXT(lit) lit, sizeof(lit) - 1

static int64_t now_us(void)
{
    struct timespec now = {0};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

static void nap(int64_t ms)
{
    struct timespec time = {.tv_sec = (time_t)(ms / 1000),
                            .tv_nsec = (long)(ms % 1000) * 1000000};
    if (ms > 0)
        nanosleep(&time, NULL);
}

/* 1: all of it left. */
static int say(int socket, const char *bytes, size_t len)
{
    while (len > 0) {
        ssize_t sent = send(socket, bytes, len, MSG_NOSIGNAL);
        if (sent <= 0)
            return 0;
        bytes += sent;
        len -= (size_t)sent;
    }
    return 1;
}

static const struct canned {
    const char *path, *answer;
    size_t len;
    int more; /* 1: the connection goes on */
} canned[] = {
    {"/ok", TEXT("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                 "ETag: \"v1\"\r\nX-Odd:   kept  \r\nContent-Length: 15\r\n\r\n"
                 "{\"answer\": \"x\"}"), 1},
    {"/gzip", TEXT("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n"
                   "Content-Length: 32\r\n\r\n"
                   "\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03\xcb\x48\xcd\xc9"
                   "\xc9\x57\xc8\x18\x25\x47\x49\xaa\x92\x00\xf3\x31\xa2\x0d"
                   "\x58\x02\x00\x00"), 1},
    {"/empty", TEXT("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"), 1},
    {"/404", TEXT("HTTP/1.1 404 Not Found\r\nContent-Length: 4\r\n\r\nnone"),
     1},
    {"/429", TEXT("HTTP/1.1 429 Too Many\r\nRetry-After: 7\r\n"
                  "Content-Length: 4\r\n\r\nslow"), 1},
    {"/500", TEXT("HTTP/1.1 500 Oops\r\nContent-Length: 6\r\n\r\n<html>"), 1},
    {"/redirect", TEXT("HTTP/1.1 302 Found\r\n"
                       "Location: http://169.254.169.254/latest\r\n"
                       "Content-Length: 0\r\n\r\n"), 1},
    {"/truncated", TEXT("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n"
                        "0123456789"), 0},
    {"/garbage", TEXT("\x01\x02 this is no HTTP\r\n\r\n"), 0},
    {"/nothing", "", 0, 0},
};

static int is_path(const char *path, const char *name)
{
    size_t len = strlen(name);
    return strncmp(path, name, len) == 0 &&
           (path[len] == ' ' || path[len] == '?');
}

static void until_gone(int socket)
{
    char byte;
    while (recv(socket, &byte, 1, 0) > 0)
        ;
}

static void drip(int socket)
{
    if (!say(socket, TEXT("HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n")))
        return;
    while (say(socket, TEXT("x")))
        nap(20);
}

static void break_off(int socket)
{
    struct linger hard = {1, 0};
    say(socket, TEXT("HTTP/1.1 200 OK\r\nContent-Len"));
    nap(20);
    setsockopt(socket, SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
}

static void go_on_for_ever(int socket)
{
    static const char chunk[] =
        "20\r\n0123456789abcdef0123456789abcdef\r\n";
    if (!say(socket, TEXT("HTTP/1.1 200 OK\r\n"
                          "Transfer-Encoding: chunked\r\n\r\n")))
        return;
    while (say(socket, TEXT(chunk)))
        ;
}

static void pile_headers(int socket)
{
    if (!say(socket, TEXT("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n")))
        return;
    for (int i = 0; i < 4000; i++)
        if (!say(socket, TEXT("X-Filler: 0123456789012345678901234567\r\n")))
            return;
    say(socket, TEXT("\r\n"));
}

static const struct odd {
    const char *path;
    void (*behave)(int socket);
} odd[] = {{"/slow", until_gone},
           {"/drip", drip},
           {"/reset", break_off},
           {"/huge", go_on_for_ever},
           {"/headers", pile_headers}};

/* 1: the connection goes on. */
static int answer(int socket, const char *request)
{
    const char *path = strchr(request, ' ');
    path = path ? path + 1 : "/404 ";
    for (size_t i = 0; i < sizeof odd / sizeof odd[0]; i++) {
        if (is_path(path, odd[i].path)) {
            odd[i].behave(socket);
            return 0;
        }
    }
    for (size_t i = 0; i < sizeof canned / sizeof canned[0]; i++)
        if (is_path(path, canned[i].path))
            return say(socket, canned[i].answer, canned[i].len) &&
                   canned[i].more;
    if (is_path(path, "/head"))
        return say(socket, TEXT("HTTP/1.1 200 OK\r\n"
                                "Content-Length: 1000000\r\n\r\n"));
    return say(socket, TEXT("HTTP/1.1 404 Not Found\r\n"
                            "Content-Length: 0\r\n\r\n"));
}

static void note(http_server *server, const char *request)
{
    pthread_mutex_lock(&server->lock);
    if (server->seen < HTTP_SERVER_SEEN)
        server->seen_us[server->seen++] = now_us();
    snprintf(server->last, sizeof server->last, "%s", request);
    pthread_mutex_unlock(&server->lock);
}

/* One request with what follows its head already there; 0: gone. */
static int read_request(int socket, char *text, size_t size)
{
    size_t len = 0;
    while (len + 1 < size) {
        ssize_t got = recv(socket, text + len, size - 1 - len, 0);
        if (got <= 0)
            return 0;
        len += (size_t)got;
        text[len] = '\0';
        if (text[0] < 'A' || text[0] > 'Z') /* not even a method */
            return say(socket, TEXT("HTTP/1.1 400 Bad\r\n\r\n")), 0;
        if (strstr(text, "\r\n\r\n"))
            return 1;
    }
    return 0;
}

static void *serve(void *user)
{
    http_server_line *line = user;
    char request[4096];
    int one = 1;
    setsockopt(line->socket, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    while (read_request(line->socket, request, sizeof request)) {
        note(line->server, request);
        nap(line->server->latency_ms);
        if (!answer(line->socket, request))
            break;
    }
    pthread_mutex_lock(&line->server->lock);
    close(line->socket);
    line->socket = -1;
    pthread_mutex_unlock(&line->server->lock);
    return NULL;
}

/* A line that nobody uses any more. */
static http_server_line *free_line(http_server *server)
{
    for (size_t i = 0; i < HTTP_SERVER_LINES; i++) {
        http_server_line *line = &server->lines[i];
        if (line->used && line->socket >= 0)
            continue;
        if (line->used)
            pthread_join(line->thread, NULL);
        line->used = 0;
        return line;
    }
    return NULL;
}

static void welcome(http_server *server, int socket)
{
    pthread_mutex_lock(&server->lock);
    server->connections++;
    pthread_mutex_unlock(&server->lock);
    http_server_line *line = NULL;
    while (!line) {
        pthread_mutex_lock(&server->lock);
        line = free_line(server);
        pthread_mutex_unlock(&server->lock);
        if (!line)
            nap(1);
    }
    pthread_mutex_lock(&server->lock);
    *line = (http_server_line){.server = server, .used = 1, .socket = socket};
    if (pthread_create(&line->thread, NULL, serve, line) != 0)
        line->used = 0;
    pthread_mutex_unlock(&server->lock);
}

static int stopping(http_server *server)
{
    pthread_mutex_lock(&server->lock);
    int stop = server->stopping;
    pthread_mutex_unlock(&server->lock);
    return stop;
}

static void *listen_on(void *user)
{
    http_server *server = user;
    while (!stopping(server)) {
        struct pollfd wanted = {.fd = server->listener, .events = POLLIN};
        if (poll(&wanted, 1, 20) <= 0)
            continue;
        int socket = accept(server->listener, NULL, NULL);
        if (socket >= 0)
            welcome(server, socket);
    }
    return NULL;
}

int http_server_start(http_server *server)
{
    struct sockaddr_in address = {.sin_family = AF_INET};
    socklen_t len = sizeof address;
    memset(server, 0, sizeof *server);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    server->listener = socket(AF_INET, SOCK_STREAM, 0);
    if (server->listener < 0 ||
        bind(server->listener, (struct sockaddr *)&address, len) != 0 ||
        listen(server->listener, 128) != 0 ||
        getsockname(server->listener, (struct sockaddr *)&address, &len) != 0)
        return -1;
    snprintf(server->url, sizeof server->url, "http://127.0.0.1:%u",
             (unsigned)ntohs(address.sin_port));
    pthread_mutex_init(&server->lock, NULL);
    return pthread_create(&server->thread, NULL, listen_on, server);
}

void http_server_stop(http_server *server)
{
    pthread_mutex_lock(&server->lock);
    server->stopping = 1;
    pthread_mutex_unlock(&server->lock);
    pthread_join(server->thread, NULL);
    pthread_mutex_lock(&server->lock);
    for (size_t i = 0; i < HTTP_SERVER_LINES; i++)
        if (server->lines[i].used && server->lines[i].socket >= 0)
            shutdown(server->lines[i].socket, SHUT_RDWR);
    pthread_mutex_unlock(&server->lock);
    for (size_t i = 0; i < HTTP_SERVER_LINES; i++)
        if (server->lines[i].used)
            pthread_join(server->lines[i].thread, NULL);
    close(server->listener);
    pthread_mutex_destroy(&server->lock);
}

size_t http_server_most(http_server *server, int64_t window_ms)
{
    size_t most = 0;
    for (size_t from = 0, to = 0; from < server->seen; from++) {
        while (to < server->seen && server->seen_us[to] <
                   server->seen_us[from] + window_ms * 1000)
            to++;
        if (to - from > most)
            most = to - from;
    }
    return most;
}
