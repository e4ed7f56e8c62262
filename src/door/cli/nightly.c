/* door/cli/nightly.c - see nightly.h.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/cli/nightly.h"

#include "keep/backup/backup.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static const int64_t day_us = INT64_C(24) * 3600 * 1000000, hour_us = INT64_C(3600) * 1000000;

static int64_t now_us(void)
{
    struct timespec now;

    clock_gettime(CLOCK_REALTIME, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

static void tell(struct nightly *n, const struct manifest *made, const struct fault *why)
{
    struct door_shared *shared = n->shared;

    pthread_mutex_lock(&shared->lock);
    struct backup_news *news = &shared->backups;

    news->is_wanted = false;
    if (made != NULL) {
        news->last_us = made->utc_us;
        news->number = made->number;
    }
    snprintf(news->trouble, sizeof news->trouble, "%s", why == NULL ? "" : why->text);
    pthread_mutex_unlock(&shared->lock);
}

/* A folder that is away (a disk that is not plugged in) is a trouble to tell, not an empty one. */
void nightly_begin(struct nightly *n)
{
    struct manifest newest;
    struct fault why;

    fault_clear(&why);
    n->shared->backups.is_scheduled = n->folder != NULL;
    if (n->folder == NULL)
        return;
    enum status st = backup_newest(n->shared->vault, n->folder, &newest, &why);

    tell(n, st == HF_OK ? &newest : NULL, st == HF_OK ? NULL : &why);
}

static bool is_due(struct nightly *n)
{
    pthread_mutex_lock(&n->shared->lock);
    struct backup_news news = n->shared->backups;

    pthread_mutex_unlock(&n->shared->lock);
    int64_t now = now_us();

    return news.is_wanted || (now - news.last_us >= day_us && now - n->tried_us >= hour_us);
}

struct night {
    struct nightly *nightly;
    struct backup_done done;
};

static enum status write_one(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct night *night = arg;

    return backup_write(ltx, night->nightly->shared->vault, night->nightly->folder, BACKUP_KEEP,
                        &night->done, why);
}

static enum status back_up(struct night *night, struct fault *why)
{
    struct nightly *n = night->nightly;
    struct arena arena;
    void *block = malloc(BACKUP_MEMORY);

    if (block == NULL)
        return fault_set(why, HF_FAILED, "there is no memory for a backup");
    arena_init(&arena, block, BACKUP_MEMORY);
    enum status st = ledger_read(n->shared->ledger, n->store, &arena, write_one, night, why);

    vault_wipe(block, arena.peak);
    free(block);
    return st;
}

static void log_trouble(const struct nightly *n, const struct fault *why)
{
    char line[HF_FAULT_TEXT + 20];

    snprintf(line, sizeof line, "no backup: %s", why->text);
    if (n->shared->log != NULL)
        n->shared->log(line);
}

void nightly_turn(void *nightly)
{
    struct nightly *n = nightly;
    struct night night = {.nightly = n};
    struct fault why;

    if (n->folder == NULL || !is_due(n))
        return;
    fault_clear(&why);
    n->tried_us = now_us();
    enum status st = back_up(&night, &why);

    tell(n, st == HF_OK ? &night.done.manifest : NULL, st == HF_OK ? NULL : &why);
    if (st != HF_OK)
        log_trouble(n, &why);
}
