/* What the doctor says of machines that are laid out here, and what it never takes for good.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/cli/doctor_folder.h"
#include "door/cli/doctor_machine.h"

#include "tap.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

static char root[] = "/tmp/holdfast-doctor-XXXXXX";
static char path_made[512];

static const char *at(const char *name)
{
    snprintf(path_made, sizeof path_made, "%s/%s", root, name);
    return path_made;
}

static void make_folders_above(const char *name)
{
    for (const char *slash = strchr(name, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        char folder[400];

        snprintf(folder, sizeof folder, "%.*s", (int)(slash - name), name);
        (void)mkdir(at(folder), 0700); /* it may be there */
    }
}

static void put(const char *name, const char *text)
{
    make_folders_above(name);
    FILE *out = fopen(at(name), "we");

    CHECK(out != NULL && fputs(text, out) >= 0 && fclose(out) == 0);
}

static void link_to(const char *target, const char *name)
{
    make_folders_above(name);
    (void)unlink(at(name)); /* it may be there */
    CHECK_INT(symlink(target, at(name)), 0);
}

/* The devices of the invented machine; their links lead as those of a real one. */
static void lay_out(void)
{
    put("sys/devices/sda/uevent", "MAJOR=8\nMINOR=0\nDEVNAME=sda\nDEVTYPE=disk\n");
    put("sys/devices/sda/device/vendor", "ATA     \n");
    put("sys/devices/sda/sda1/partition", "1\n");
    put("sys/devices/sda/sda1/uevent", "DEVNAME=sda1\n");
    put("sys/devices/vda/uevent", "DEVNAME=vda\n");
    put("sys/devices/sdv/uevent", "DEVNAME=sdv\n");
    put("sys/devices/sdv/device/vendor", "QEMU    \n");
    put("sys/devices/loop0/uevent", "DEVNAME=loop0\n");
    put("sys/devices/dm-0/dm/uuid", "CRYPT-LUKS2-0123456789abcdef-root\n");
    link_to("../../sda/sda1", "sys/devices/dm-0/slaves/sda1");
    put("sys/devices/dm-1/dm/uuid", "LVM-abcdef\n");
    link_to("../../dm-0", "sys/devices/dm-1/slaves/dm-0");
    put("sys/devices/dm-2/dm/uuid", "LVM-abcdef\n");
    link_to("../../sda/sda1", "sys/devices/dm-2/slaves/sda1");
    link_to("../../dm-0", "sys/devices/dm-2/slaves/dm-0");
    put("sys/devices/dm-3/dm/uuid", "CRYPT-VERITY-0123\n");
    link_to("../../sda/sda1", "sys/devices/dm-3/slaves/sda1");
    put("sys/devices/dm-4/dm/uuid", "LVM-round\n");
    link_to("../../dm-4", "sys/devices/dm-4/slaves/dm-4");
    put("sys/devices/dm-5/dm/uuid", "");
    put("sys/devices/md0/uevent", "DEVNAME=md0\n");
    link_to("../../dm-0", "sys/devices/md0/slaves/dm-0");
    link_to("../../vda", "sys/devices/md0/slaves/vda");
    put("sys/devices/zram0/uevent", "DEVNAME=zram0\n");
    put("sys/devices/zram0/backing_dev", "none\n");
    put("sys/devices/zram1/backing_dev", "/dev/sda1\n");
}

static void number(const char *device, unsigned major_, unsigned minor_)
{
    char name[60], target[60];

    snprintf(name, sizeof name, "sys/dev/block/%u:%u", major_, minor_);
    snprintf(target, sizeof target, "../../devices/%s", device);
    link_to(target, name);
}

static enum disk disk_of(const char *device)
{
    number(device, 253, 7);
    return doctor_disk_of(root, makedev(253, 7));
}

static void test_disk__encrypted_by_itself_or_all_that_is_below(void)
{
    CHECK_INT(disk_of("dm-0"), DISK_ENCRYPTED);
    CHECK_INT(disk_of("dm-1"), DISK_ENCRYPTED);
}

static void test_disk__one_plain_disk_below_is_plain(void)
{
    CHECK_INT(disk_of("sda"), DISK_PLAIN);
    CHECK_INT(disk_of("sda/sda1"), DISK_PLAIN);
    CHECK_INT(disk_of("dm-2"), DISK_PLAIN);
}

static void test_disk__a_checksum_is_no_encryption(void)
{
    CHECK_INT(disk_of("dm-3"), DISK_PLAIN);
}

static void test_disk__what_cannot_be_told_is_not_taken_for_good(void)
{
    CHECK_INT(disk_of("vda"), DISK_UNKNOWN);
    CHECK_INT(disk_of("sdv"), DISK_UNKNOWN);
    CHECK_INT(disk_of("loop0"), DISK_UNKNOWN);
    CHECK_INT(disk_of("dm-4"), DISK_UNKNOWN); /* a circle ends */
    CHECK_INT(disk_of("dm-5"), DISK_UNKNOWN);
    CHECK_INT(disk_of("md0"), DISK_UNKNOWN); /* one half is encrypted, of the other nobody knows */
    CHECK_INT(disk_of("gone"), DISK_UNKNOWN);
    CHECK_INT(doctor_disk_of(root, makedev(0, 47)), DISK_UNKNOWN); /* overlay, network */
}

/* --- swap ------------------------------------------------------------------------------------ */

static enum doctor_state swap_of(const char *lines)
{
    static const char *const names[] = {"sda1", "dm-0", "dm-1", "vda", "zram0", "zram1"};
    struct doctor_report report = {.n = 0};
    char text[2000], name[60], target[60];

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        snprintf(name, sizeof name, "sys/class/block/%s", names[i]);
        snprintf(target, sizeof target, "../../devices/%s%s", i == 0 ? "sda/" : "", names[i]);
        link_to(target, name);
    }
    snprintf(text, sizeof text, "Filename\tType\tSize\tUsed\tPriority\n%s", lines);
    put("proc/swaps", text);
    doctor_swap(&report, root);
    return doctor_line_of(&report, "swap")->state;
}

static void test_swap__none_encrypted_or_in_memory_is_ok(void)
{
    CHECK_INT(swap_of(""), DOCTOR_OK);
    CHECK_INT(swap_of("/dev/dm-1 partition 1 0 -2\n"), DOCTOR_OK);
    CHECK_INT(swap_of("/dev/zram0 partition 1 0 100\n"), DOCTOR_OK);
}

static void test_swap__to_a_plain_disk_is_missing(void)
{
    CHECK_INT(swap_of("/dev/sda1 partition 1 0 -2\n"), DOCTOR_MISSING);
    CHECK_INT(swap_of("/dev/dm-1 partition 1 0 -2\n/dev/sda1 partition 1 0 -3\n"), DOCTOR_MISSING);
}

static void test_swap__what_cannot_be_told_is_to_be_looked_at(void)
{
    struct doctor_report report = {.n = 0};
    char longer[700];

    CHECK_INT(swap_of("/dev/vda partition 1 0 -2\n"), DOCTOR_LOOK);
    CHECK_INT(swap_of("/dev/zram1 partition 1 0 100\n"), DOCTOR_LOOK);
    CHECK_INT(swap_of("/dev/gone partition 1 0 -2\n"), DOCTOR_LOOK);
    CHECK_INT(swap_of("/gone\\040file file 1 0 -2\n"), DOCTOR_LOOK);
    CHECK_INT(swap_of("nonsense\n"), DOCTOR_LOOK);
    memset(longer, 'x', sizeof longer - 1);
    longer[sizeof longer - 1] = '\0';
    CHECK_INT(swap_of(longer), DOCTOR_LOOK);
    (void)unlink(at("proc/swaps"));
    doctor_swap(&report, root);
    CHECK_INT(report.lines[0].state, DOCTOR_LOOK);
}

static void test_swap__a_file_counts_as_the_disk_it_lies_on(void)
{
    struct stat about;

    put("swapfile", "");
    CHECK_INT(stat(at("swapfile"), &about), 0);
    number("dm-0", major(about.st_dev), minor(about.st_dev));
    CHECK_INT(swap_of("/swapfile file 1 0 -2\n"), DOCTOR_OK);
    (void)unlink(at("sys/dev/block/253:7"));
    number("sda", major(about.st_dev), minor(about.st_dev));
    CHECK_INT(swap_of("/swapfile file 1 0 -2\n"), DOCTOR_MISSING);
}

/* --- the rest of the machine ------------------------------------------------------------------ */

static enum doctor_state dumps_of(const char *pattern)
{
    struct doctor_report report = {.n = 0};

    put("proc/sys/kernel/core_pattern", pattern);
    doctor_dumps(&report, root);
    return report.lines[0].state;
}

static void test_dumps__a_collector_is_to_be_looked_at(void)
{
    CHECK_INT(dumps_of("core\n"), DOCTOR_OK);
    CHECK_INT(dumps_of("|/usr/lib/systemd/systemd-coredump %P\n"), DOCTOR_LOOK);
}

static enum doctor_state clock_of(int64_t now_us, int64_t newest_us, bool is_set)
{
    struct doctor_report report = {.n = 0};

    doctor_clock(&report, now_us, newest_us, is_set);
    return report.lines[0].state;
}

static void test_clock__before_the_newest_entry_is_missing(void)
{
    CHECK_INT(clock_of(10, 10, true), DOCTOR_OK);
    CHECK_INT(clock_of(10, 10, false), DOCTOR_LOOK);
    CHECK_INT(clock_of(10, 11, true), DOCTOR_MISSING);
}

static enum doctor_state room_of(uint64_t free_bytes, uint64_t all_bytes)
{
    struct doctor_report report = {.n = 0};

    doctor_room(&report, free_bytes, all_bytes);
    return report.lines[0].state;
}

static void test_room__a_gibibyte_is_needed_and_a_tenth_is_wished_for(void)
{
    const uint64_t gib = UINT64_C(1) << 30;

    CHECK_INT(room_of(gib - 1, 4 * gib), DOCTOR_MISSING);
    CHECK_INT(room_of(gib, 10 * gib), DOCTOR_OK);
    CHECK_INT(room_of(gib, 11 * gib), DOCTOR_LOOK);
}

/* --- folders --------------------------------------------------------------------------------- */

static struct doctor_report folders_of(const char *data, const char *secrets, const char *backups)
{
    static char paths[3][200];
    struct doctor_report report = {.n = 0};

    snprintf(paths[0], sizeof paths[0], "%s/%s", root, data);
    snprintf(paths[1], sizeof paths[1], "%s/%s", root, secrets);
    snprintf(paths[2], sizeof paths[2], "%s/%s", root, backups);
    const struct doctor_folders folders = {paths[0], paths[1], paths[2], root};

    doctor_folders(&report, &folders);
    return report;
}

static enum doctor_state state_of(const struct doctor_report *report, const char *thing)
{
    const struct doctor_line *line = doctor_line_of(report, thing);

    return line == NULL ? DOCTOR_STATES : line->state;
}

static void test_folders__only_the_owner_may_enter(void)
{
    put("data/practice.db", "");
    put("secrets/pepper", "");
    put("backups/one", "");
    struct doctor_report good = folders_of("data", "secrets", "backups");

    CHECK_INT(state_of(&good, "data folder"), DOCTOR_OK);
    CHECK_INT(state_of(&good, "secrets folder"), DOCTOR_OK);
    CHECK_INT(state_of(&good, "secrets apart"), DOCTOR_OK);
    CHECK_INT(state_of(&good, "backup folder"), DOCTOR_LOOK); /* on the same disk */
    CHECK_INT(chmod(at("secrets"), 0710), 0);
    struct doctor_report open = folders_of("data", "secrets", "backups");

    CHECK_INT(state_of(&open, "data folder"), DOCTOR_OK);
    CHECK_INT(state_of(&open, "secrets folder"), DOCTOR_MISSING);
    CHECK_INT(chmod(at("secrets"), 0700), 0);
}

static void test_folders__none_lies_inside_another(void)
{
    put("data/secrets/pepper", "");
    put("data-secrets/pepper", "");
    struct doctor_report inside = folders_of("data", "data/secrets", "data/secrets");
    struct doctor_report beside = folders_of("data", "data-secrets", "gone");

    CHECK_INT(state_of(&inside, "secrets apart"), DOCTOR_MISSING);
    CHECK_INT(state_of(&inside, "backup folder"), DOCTOR_MISSING);
    CHECK_INT(state_of(&beside, "secrets apart"), DOCTOR_OK);
    CHECK_INT(state_of(&beside, "backup folder"), DOCTOR_MISSING);
}

static void test_report__shows_nothing_that_steers_a_terminal(void)
{
    struct doctor_report report = {.n = 0};

    doctor_say(&report, DOCTOR_LOOK, "a", "b", "%s", "\033[2Jx\ny");
    CHECK_TEXT(span_of(report.lines[0].says), "?[2Jx?y");
    CHECK_INT(doctor_count(&report, DOCTOR_LOOK), 1);
    CHECK_INT(doctor_count(&report, DOCTOR_MISSING), 0);
}

int main(void)
{
    char sweep[100];

    if (mkdtemp(root) == NULL)
        return EXIT_FAILURE;
    lay_out();
    RUN(test_disk__encrypted_by_itself_or_all_that_is_below);
    RUN(test_disk__one_plain_disk_below_is_plain);
    RUN(test_disk__a_checksum_is_no_encryption);
    RUN(test_disk__what_cannot_be_told_is_not_taken_for_good);
    RUN(test_swap__none_encrypted_or_in_memory_is_ok);
    RUN(test_swap__to_a_plain_disk_is_missing);
    RUN(test_swap__what_cannot_be_told_is_to_be_looked_at);
    RUN(test_swap__a_file_counts_as_the_disk_it_lies_on);
    RUN(test_dumps__a_collector_is_to_be_looked_at);
    RUN(test_clock__before_the_newest_entry_is_missing);
    RUN(test_room__a_gibibyte_is_needed_and_a_tenth_is_wished_for);
    RUN(test_folders__only_the_owner_may_enter);
    RUN(test_folders__none_lies_inside_another);
    RUN(test_report__shows_nothing_that_steers_a_terminal);
    snprintf(sweep, sizeof sweep, "rm -rf %s", root);
    return system(sweep) == 0 ? tap_end() : EXIT_FAILURE;
}
