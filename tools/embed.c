/* tools/embed.c - turns files into a C table, so that the program carries what it shows and knows.
 *
 *     embed OUT.c ROOT FILE...
 *
 * Writes `carried_files` as src/carried/carried.h declares it: name (the path below ROOT, forward
 * slashes), bytes, SHA-256 (FIPS 180-4). Names come out sorted, so the same files give the same
 * table in whatever order they were listed. A host tool: never part of the program.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_FILE = 8 << 20, MAX_FILES = 1000, LINE_BYTES = 64 };

struct file {
    char name[PATH_MAX];
    unsigned char *bytes;
    size_t len;
};

_Noreturn static void die(const char *what, const char *which)
{
    fprintf(stderr, "embed: %s: %s\n", which, what);
    exit(1);
}

/* --- SHA-256 ------------------------------------------------------------------------------- */

static const uint32_t sha_k[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

static uint32_t turn(uint32_t x, int n)
{
    return x >> n | x << (32 - n);
}

static void sha_schedule(const unsigned char block[64], uint32_t w[64])
{
    for (size_t i = 0; i < 16; i++)
        w[i] = (uint32_t)block[4 * i] << 24 | (uint32_t)block[4 * i + 1] << 16 |
               (uint32_t)block[4 * i + 2] << 8 | block[4 * i + 3];
    for (size_t i = 16; i < 64; i++) {
        uint32_t s0 = turn(w[i - 15], 7) ^ turn(w[i - 15], 18) ^ w[i - 15] >> 3;
        uint32_t s1 = turn(w[i - 2], 17) ^ turn(w[i - 2], 19) ^ w[i - 2] >> 10;

        w[i] = w[i - 16] + s0 + w[i - 7] + s1;
    }
}

static void sha_block(uint32_t h[8], const unsigned char block[64])
{
    uint32_t w[64], s[8];

    sha_schedule(block, w);
    memcpy(s, h, sizeof s);
    for (size_t i = 0; i < 64; i++) {
        uint32_t e1 = turn(s[4], 6) ^ turn(s[4], 11) ^ turn(s[4], 25);
        uint32_t t1 = s[7] + e1 + ((s[4] & s[5]) ^ (~s[4] & s[6])) + sha_k[i] + w[i];
        uint32_t e0 = turn(s[0], 2) ^ turn(s[0], 13) ^ turn(s[0], 22);
        uint32_t t2 = e0 + ((s[0] & s[1]) ^ (s[0] & s[2]) ^ (s[1] & s[2]));

        memmove(s + 1, s, 7 * sizeof s[0]);
        s[4] += t1;
        s[0] = t1 + t2;
    }
    for (size_t i = 0; i < 8; i++)
        h[i] += s[i];
}

/* `bytes` has room for 128 more bytes than `len`: the padding is written behind them. */
static void sha256(unsigned char *bytes, size_t len, uint32_t h[8])
{
    static const uint32_t start[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                      0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
    size_t whole = (len + 8) / 64 * 64 + 64;

    memcpy(h, start, sizeof start);
    memset(bytes + len, 0, whole - len);
    bytes[len] = 0x80;
    for (size_t i = 0; i < 8; i++)
        bytes[whole - 1 - i] = (unsigned char)((uint64_t)len * 8 >> 8 * i);
    for (size_t at = 0; at < whole; at += 64)
        sha_block(h, bytes + at);
    bytes[len] = 0;
}

/* --- files --------------------------------------------------------------------------------- */

static void read_file(const char *path, struct file *file)
{
    FILE *in = fopen(path, "rb");

    if (in == NULL)
        die("can't be opened", path);
    file->bytes = malloc(MAX_FILE + 129);
    if (file->bytes == NULL)
        die("no memory", path);
    file->len = fread(file->bytes, 1, MAX_FILE + 1, in);
    if (ferror(in) || file->len > MAX_FILE)
        die("can't be read, or is above 8 MiB", path);
    fclose(in);
}

static void name_file(const char *path, const char *root, struct file *file)
{
    char whole[PATH_MAX], base[PATH_MAX];

    if (realpath(path, whole) == NULL || realpath(root, base) == NULL)
        die("no such path", path);
    size_t len = strlen(base);
    if (strncmp(whole, base, len) != 0 || whole[len] != '/')
        die("lies outside the root", path);
    memcpy(file->name, whole + len + 1, strlen(whole + len + 1) + 1);
}

static int by_name(const void *a, const void *b)
{
    return strcmp(((const struct file *)a)->name, ((const struct file *)b)->name);
}

/* --- the table ----------------------------------------------------------------------------- */

/* Octal escapes take at most three digits, so the next byte can't be swallowed by one. '?' is
 * escaped for the sake of trigraphs. */
static void write_byte(FILE *out, unsigned char c)
{
    if (c >= 0x20 && c < 0x7f && c != '"' && c != '\\' && c != '?')
        fputc(c, out);
    else
        fprintf(out, "\\%03o", c);
}

static void write_bytes(FILE *out, const struct file *file, size_t n)
{
    fprintf(out, "static const char bytes_%zu[] =\n", n);
    for (size_t at = 0; at < file->len || at == 0; at += LINE_BYTES) {
        fputs("    \"", out);
        for (size_t i = at; i < file->len && i < at + LINE_BYTES; i++)
            write_byte(out, file->bytes[i]);
        fputs("\"\n", out);
    }
    fputs("    ;\n", out);
}

static void write_row(FILE *out, struct file *file, size_t n)
{
    uint32_t h[8];

    sha256(file->bytes, file->len, h);
    fprintf(out, "    {SPAN_INIT(\"%s\"), {bytes_%zu, %zu}, {", file->name, n, file->len);
    for (size_t i = 0; i < 32; i++)
        fprintf(out, "%u, ", h[i / 4] >> (24 - 8 * (i % 4)) & 255);
    fputs("}},\n", out);
}

static void write_table(FILE *out, struct file *files, size_t count)
{
    fputs("/* Made by tools/embed; not to be edited. */\n#include \"carried/carried.h\"\n\n", out);
    for (size_t i = 0; i < count; i++)
        write_bytes(out, &files[i], i);
    fputs("\nconst struct carried carried_files[] = {\n", out);
    for (size_t i = 0; i < count; i++)
        write_row(out, &files[i], i);
    fprintf(out, "};\n\nconst size_t carried_count = %zu;\n", count);
}

int main(int argc, char **argv)
{
    if (argc < 4 || argc - 3 > MAX_FILES)
        die("embed OUT.c ROOT FILE...", "usage");
    size_t count = (size_t)argc - 3;
    struct file *files = calloc(count, sizeof *files);
    FILE *out = fopen(argv[1], "wb");

    if (files == NULL || out == NULL)
        die("can't be written", argv[1]);
    for (size_t i = 0; i < count; i++) {
        name_file(argv[i + 3], argv[2], &files[i]);
        read_file(argv[i + 3], &files[i]);
    }
    qsort(files, count, sizeof *files, by_name);
    write_table(out, files, count);
    if (fclose(out) != 0)
        die("can't be written", argv[1]);
    for (size_t i = 0; i < count; i++)
        free(files[i].bytes);
    free(files);
    return 0;
}
