/* What people typed is nowhere in the server's memory once their exchange is over.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "pages.h"
#include "raw.h"
#include "tap.h"

#include <fcntl.h>

enum {
    WORD = 24,
    CHUNK = 64 * 1024,
    EXCHANGES = 20,
    LARGEST = 1 << 28, /* bytes of a mapping; beyond are the shadows of sanitizers */
};

/* The word is only ever whole in buffers that are wiped; this is its disguise. */
static const char disguised[WORD + 1] = "BNO@SX,bnjnsdr,vnser,023";
static char room[64 * 1024], chunk[CHUNK + WORD];

static void word_write(char ret[WORD + 1])
{
    for (size_t i = 0; i < WORD; i++)
        ret[i] = (char)(disguised[i] ^ 1);
    ret[WORD] = '\0';
}

static bool is_word(const char *at)
{
    for (size_t i = 0; i < WORD; i++) {
        if ((at[i] ^ 1) != disguised[i])
            return false;
    }
    return true;
}

/* Posts the word in body, query and cookie. */
static void type_it(uint16_t port, bool closes)
{
    char request[600], word[WORD + 1];

    word_write(word);
    snprintf(request, sizeof request,
             "POST /form?q=%s HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Site: same-origin\r\n"
             "Content-Type: application/x-www-form-urlencoded\r\nCookie: holdfast=%s\r\n"
             "Content-Length: %d\r\n%s\r\ntoken=good&note=%s",
             word, word, 16 + WORD, closes ? "Connection: close\r\n" : "", word);
    int fd = raw_connect(port);

    raw_send(fd, span_of(request));
    ssize_t got = recv(fd, room, sizeof room, 0);

    CHECK(got > 0 && raw_has(span_at(room, (size_t)got), word));
    close(fd);
    explicit_bzero(request, sizeof request);
    explicit_bzero(word, sizeof word);
    explicit_bzero(room, sizeof room);
}

static int found_in(int memory, uint64_t from, uint64_t to)
{
    int found = 0;

    for (uint64_t at = from; at < to; at += CHUNK) {
        ssize_t got = pread(memory, chunk, sizeof chunk, (off_t)at);

        for (ssize_t i = 0; i + WORD <= got; i++)
            found += is_word(chunk + i);
        explicit_bzero(chunk, sizeof chunk);
    }
    return found;
}

/* A line of /proc/self/maps: "55e4f0-55e4f1 rw-p ..."; true for memory that can hold what came. */
static bool mapping_of(const char *line, uint64_t *ret_from, uint64_t *ret_to)
{
    char *end = NULL;

    *ret_from = strtoull(line, &end, 16);
    *ret_to = strtoull(end + 1, &end, 16);
    bool is_chunk = *ret_from <= (uint64_t)(uintptr_t)chunk && (uint64_t)(uintptr_t)chunk < *ret_to;

    return strncmp(end, " rw", 3) == 0 && *ret_to - *ret_from < LARGEST && !is_chunk;
}

static int found_anywhere(void)
{
    int memory = open("/proc/self/mem", O_RDONLY | O_CLOEXEC), found = 0;
    FILE *maps = fopen("/proc/self/maps", "re");
    char line[600];
    uint64_t from, to;

    while (maps != NULL && fgets(line, sizeof line, maps) != NULL) {
        if (mapping_of(line, &from, &to))
            found += found_in(memory, from, to);
    }
    if (maps != NULL)
        fclose(maps);
    close(memory);
    return found;
}

static void test_memory_search__finds_a_word_that_is_there(void)
{
    char *word = malloc(WORD + 1);

    if (word == NULL)
        return;
    word_write(word);
    CHECK(found_anywhere() > 0);
    explicit_bzero(word, WORD);
    free(word);
    CHECK_INT(found_anywhere(), 0);
}

static void test_typed_word__is_gone_when_its_exchange_is_over(void)
{
    struct http_config config = pages_config();
    struct http_server *server = NULL;

    CHECK_INT(http_server_new(&config, &server, NULL), HF_OK);
    CHECK_INT(http_server_start(server, NULL), HF_OK);
    for (int i = 0; i < EXCHANGES; i++)
        type_it(http_server_port(server), i % 2 == 0);
    sleep_ms(1200); /* the connections' own end */
    CHECK_INT(found_anywhere(), 0);
    http_server_free(server);
}

int main(void)
{
    RUN(test_memory_search__finds_a_word_that_is_there);
    RUN(test_typed_word__is_gone_when_its_exchange_is_over);
    return tap_end();
}
