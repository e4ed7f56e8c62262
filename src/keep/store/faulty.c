/* keep/store/faulty.c - counts the calls that can fail, and lets one of them.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "keep/store/faulty.h"

static enum faulty_way armed_way;
static int left; /* calls until the failure; 0: not armed */
static int calls;
static bool fired;
static bool is_broken; /* the disk takes nothing at all */

void faulty_arm(enum faulty_way way, int nth)
{
    armed_way = way;
    left = nth;
    calls = 0;
    fired = false;
}

bool faulty_fired(void)
{
    return fired;
}

int faulty_calls(void)
{
    return calls;
}

void faulty_break(bool broken)
{
    is_broken = broken;
}

static bool fails(enum faulty_way way)
{
    calls += way == FAULTY_CALL;
    if (way != armed_way || left == 0 || --left > 0)
        return false;
    fired = true;
    return true;
}

static enum status broken(struct fault *why)
{
    return fault_set(why, HF_FAILED, "the driver was told to fail");
}

static enum status faulty_open(const char *where, void **ret, struct fault *why)
{
    return fails(FAULTY_CALL) ? broken(why) : store_sqlite.open(where, ret, why);
}

static void faulty_close(void *db)
{
    store_sqlite.close(db);
}

static enum status faulty_begin(void *db, enum store_mode mode, struct fault *why)
{
    if (fails(FAULTY_BUSY))
        return fault_set(why, HF_BUSY, "the driver was told to be busy");
    return fails(FAULTY_CALL) ? broken(why) : store_sqlite.begin(db, mode, why);
}

static enum status faulty_commit(void *db, struct fault *why)
{
    if (is_broken || fails(FAULTY_COMMIT) || fails(FAULTY_CALL))
        return broken(why);
    bool unknown = fails(FAULTY_SYNC);
    enum status st = store_sqlite.commit(db, why);

    return unknown && st == HF_OK ? broken(why) : st;
}

static void faulty_rollback(void *db)
{
    store_sqlite.rollback(db);
}

static enum status faulty_settle(void *db, struct fault *why)
{
    return is_broken ? broken(why) : store_sqlite.settle(db, why);
}

static enum status faulty_scour(void *db, struct fault *why)
{
    if (fails(FAULTY_BUSY))
        return fault_set(why, HF_BUSY, "the driver was told to be busy");
    return is_broken || fails(FAULTY_CALL) ? broken(why) : store_sqlite.scour(db, why);
}

static enum status faulty_sound(void *db, struct fault *why)
{
    return store_sqlite.sound(db, why);
}

static enum status faulty_prepare(void *db, const char *sql, void **ret, struct fault *why)
{
    return fails(FAULTY_CALL) ? broken(why) : store_sqlite.prepare(db, sql, ret, why);
}

static enum status faulty_bind(void *statement, int at, struct value value, struct fault *why)
{
    return fails(FAULTY_CALL) ? broken(why) : store_sqlite.bind(statement, at, value, why);
}

static enum status faulty_step(void *statement, struct fault *why)
{
    return fails(FAULTY_CALL) ? broken(why) : store_sqlite.step(statement, why);
}

static struct value faulty_column(void *statement, int at)
{
    return store_sqlite.column(statement, at);
}

static void faulty_finish(void *statement)
{
    store_sqlite.finish(statement);
}

const struct store_driver store_faulty = {
    "faulty",        faulty_open,   faulty_close,  faulty_begin,  faulty_commit,
    faulty_rollback, faulty_settle, faulty_scour,  faulty_sound,  faulty_prepare,
    faulty_bind,     faulty_step,   faulty_column, faulty_finish,
};
