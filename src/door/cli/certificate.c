/* door/cli/certificate.c - see certificate.h.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/cli/certificate.h"

#include "keep/vault/vault.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { DAY = 24 * 3600 };

static const char *const names_of_this_machine[] = {"127.0.0.1", "::1", "localhost"};

/* --- reading --------------------------------------------------------------------------------- */

static enum status read_pem(const char *path, char ret[CERTIFICATE_PEM_MOST], struct fault *why)
{
    FILE *in = fopen(path, "rbe");

    if (in == NULL)
        return fault_set(why, HF_INVALID, "%s can't be read", path);
    size_t n = fread(ret, 1, CERTIFICATE_PEM_MOST - 1, in);
    bool whole = feof(in) != 0;

    (void)fclose(in); /* read only: nothing can be lost */
    ret[n] = '\0';
    return whole && n > 0 ? HF_OK : fault_set(why, HF_INVALID, "%s is no PEM file", path);
}

/* Looked at before reading: what changes meanwhile is another file at the next turn. */
static void look(const char *path, struct stat *ret)
{
    if (stat(path, ret) != 0)
        *ret = (struct stat){0};
}

enum status certificate_read(struct certificate *c, struct certificate_pem *ret, struct fault *why)
{
    look(c->path, &c->tried);
    look(c->key_path, &c->key_tried);
    enum status st = read_pem(c->path, ret->chain, why);

    if (st == HF_OK)
        st = read_pem(c->key_path, ret->key, why);
    if (st == HF_OK && (c->key_tried.st_mode & S_IRWXO) != 0)
        st = fault_set(why, HF_INVALID, "everybody on this machine can read %s: chmod o= it",
                       c->key_path);
    return st;
}

void certificate_wipe(struct certificate_pem *pem)
{
    vault_wipe(pem, sizeof *pem);
}

enum status certificate_until_s(const char *path, int64_t *ret, struct fault *why)
{
    char *pem = malloc(CERTIFICATE_PEM_MOST);

    if (pem == NULL)
        return fault_set(why, HF_FAILED, "there is no memory for a certificate");
    enum status st = read_pem(path, pem, why);

    if (st == HF_OK)
        st = http_certificate_until_s(pem, ret, why);
    free(pem);
    return st;
}

/* --- telling --------------------------------------------------------------------------------- */

static int64_t now_s(void)
{
    return (int64_t)time(NULL);
}

static void tell_end(struct certificate *c, const char *what)
{
    time_t until = (time_t)http_server_certified_until_s(c->server);
    char line[160], day[16] = "?";
    struct tm tm;

    if (gmtime_r(&until, &tm) != NULL)
        (void)strftime(day, sizeof day, "%Y-%m-%d", &tm); /* ten letters */
    snprintf(line, sizeof line, "%s %s", what, day);
    c->log(line);
}

static bool is_of_this_machine(const char *host)
{
    for (size_t i = 0; i < sizeof names_of_this_machine / sizeof *names_of_this_machine; i++)
        if (strcmp(host, names_of_this_machine[i]) == 0)
            return true;
    return false;
}

static void tell_names(struct certificate *c)
{
    char line[320];

    for (size_t i = 0; c->hosts[i] != NULL; i++) {
        if (is_of_this_machine(c->hosts[i]) || http_server_is_certified_as(c->server, c->hosts[i]))
            continue;
        snprintf(line, sizeof line, "the certificate does not speak for %.200s: browsers refuse it",
                 c->hosts[i]);
        c->log(line);
    }
}

static void warn(struct certificate *c)
{
    int64_t now = now_s(), left_s = http_server_certified_until_s(c->server) - now;

    if (left_s > (int64_t)CERTIFICATE_WARN_DAYS * DAY || now - c->warned_s < DAY)
        return;
    c->warned_s = now;
    tell_end(c, "nobody can come in any more unless the certificate is renewed before");
}

static void tell_kept(struct certificate *c, const struct fault *why)
{
    char line[HF_FAULT_TEXT + 64];

    snprintf(line, sizeof line, "the certificate stays the old one: %s", why->text);
    c->log(line);
}

/* --- renewing -------------------------------------------------------------------------------- */

static enum status take(struct certificate *c, struct certificate_pem *pem, struct fault *why)
{
    enum status st = certificate_read(c, pem, why);

    if (st == HF_OK)
        st = http_server_renew(c->server, pem->chain, pem->key, now_s(), why);
    certificate_wipe(pem);
    return st;
}

/* Under the lock. */
static void renew(struct certificate *c)
{
    struct certificate_pem *pem = malloc(sizeof *pem);
    struct fault why;

    fault_clear(&why);
    enum status st = pem == NULL ? fault_set(&why, HF_FAILED, "there is no memory for the new one")
                                 : take(c, pem, &why);

    free(pem);
    if (st != HF_OK) {
        tell_kept(c, &why);
        return;
    }
    c->warned_s = 0;
    tell_end(c, "the certificate was renewed and holds until");
    tell_names(c);
    warn(c);
}

static bool is_same(const struct stat *a, const struct stat *b)
{
    return a->st_dev == b->st_dev && a->st_ino == b->st_ino && a->st_size == b->st_size &&
           a->st_mode == b->st_mode && a->st_mtim.tv_sec == b->st_mtim.tv_sec &&
           a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

/* A file that is away is one that is being changed: what is shown stays, and it is looked for. */
static bool is_other(const char *path, const struct stat *tried)
{
    struct stat now;

    return stat(path, &now) == 0 && !is_same(&now, tried);
}

void certificate_begin(struct certificate *c)
{
    pthread_mutex_init(&c->lock, NULL);
    if (c->path == NULL)
        return;
    tell_end(c, "the certificate holds until");
    tell_names(c);
    warn(c);
}

void certificate_renew(struct certificate *c)
{
    pthread_mutex_lock(&c->lock);
    renew(c);
    pthread_mutex_unlock(&c->lock);
}

void certificate_turn(struct certificate *c)
{
    if (c->path == NULL)
        return;
    pthread_mutex_lock(&c->lock);
    if (is_other(c->path, &c->tried) || is_other(c->key_path, &c->key_tried))
        renew(c);
    warn(c);
    pthread_mutex_unlock(&c->lock);
}
