-- Who can open what. Secrets only as frames and sealed boxes. The bytes: docs/formats.md
-- SPDX-License-Identifier: AGPL-3.0-or-later
CREATE TABLE IF NOT EXISTS person_key (
    practice BYTEA NOT NULL, person BYTEA NOT NULL, keygen BIGINT NOT NULL, roles BIGINT NOT NULL,
    sign_pub BYTEA NOT NULL, box_pub BYTEA NOT NULL, frame BYTEA NOT NULL, mac BYTEA NOT NULL,
    PRIMARY KEY (practice, person, keygen));
CREATE TABLE IF NOT EXISTS slot (
    practice BYTEA NOT NULL, kind BIGINT NOT NULL, login BYTEA NOT NULL, person BYTEA NOT NULL,
    keygen BIGINT NOT NULL, salt BYTEA NOT NULL, passes BIGINT NOT NULL, memory BIGINT NOT NULL,
    verifier BYTEA NOT NULL, frame BYTEA NOT NULL, mac BYTEA NOT NULL,
    PRIMARY KEY (practice, kind, login));
CREATE INDEX IF NOT EXISTS slot_person ON slot (practice, person, kind);
-- Earlier sign-ins had fewer columns. They end, and everybody signs in anew.
DROP TABLE IF EXISTS pass;
CREATE TABLE IF NOT EXISTS passes (
    practice BYTEA NOT NULL, name BYTEA NOT NULL, person BYTEA NOT NULL, keygen BIGINT NOT NULL,
    kind BIGINT NOT NULL, roles BIGINT NOT NULL, proof BIGINT NOT NULL, client BYTEA NOT NULL,
    session BYTEA NOT NULL, purpose BIGINT NOT NULL, most_proof BIGINT NOT NULL,
    idle_us BIGINT NOT NULL, seen_us BIGINT NOT NULL, until_us BIGINT NOT NULL,
    key_until_us BIGINT NOT NULL, tries BIGINT NOT NULL, since_us BIGINT NOT NULL,
    proved_us BIGINT NOT NULL, lock BIGINT NOT NULL, device BIGINT NOT NULL, frame BYTEA NOT NULL,
    mac BYTEA NOT NULL,
    PRIMARY KEY (practice, name));
CREATE INDEX IF NOT EXISTS passes_person ON passes (practice, person, keygen);
CREATE TABLE IF NOT EXISTS key_wrap (
    practice BYTEA NOT NULL, client BYTEA NOT NULL, recipient BYTEA NOT NULL,
    epoch BIGINT NOT NULL, compartment BIGINT NOT NULL, grant_seq BIGINT NOT NULL,
    bytes BYTEA NOT NULL, mac BYTEA NOT NULL,
    PRIMARY KEY (practice, client, grant_seq, epoch, compartment));
CREATE INDEX IF NOT EXISTS key_wrap_recipient ON key_wrap (practice, client, recipient);
CREATE TABLE IF NOT EXISTS passkey (
    practice BYTEA NOT NULL, name BYTEA NOT NULL, person BYTEA NOT NULL, keygen BIGINT NOT NULL,
    id BYTEA NOT NULL, algorithm BIGINT NOT NULL, key BYTEA NOT NULL, count BIGINT NOT NULL,
    device BIGINT NOT NULL, added_us BIGINT NOT NULL, frame BYTEA NOT NULL, mac BYTEA NOT NULL,
    PRIMARY KEY (practice, name));
CREATE INDEX IF NOT EXISTS passkey_person ON passkey (practice, person);
CREATE TABLE IF NOT EXISTS tally (
    practice BYTEA NOT NULL, name TEXT NOT NULL, n BIGINT NOT NULL, sum BYTEA NOT NULL,
    mac BYTEA NOT NULL,
    PRIMARY KEY (practice, name));
