-- What happened. Only ever added to. The bytes: docs/formats.md
-- SPDX-License-Identifier: AGPL-3.0-or-later
CREATE TABLE IF NOT EXISTS ledger_head (
    practice BYTEA NOT NULL, size BIGINT NOT NULL, tip BYTEA NOT NULL, utc_us BIGINT NOT NULL,
    frontier BYTEA NOT NULL, mac BYTEA NOT NULL,
    PRIMARY KEY (practice));
CREATE TABLE IF NOT EXISTS ledger_entry (
    practice BYTEA NOT NULL, seq BIGINT NOT NULL, client BYTEA NOT NULL,
    client_seq BIGINT NOT NULL, request BYTEA NOT NULL, hash BYTEA NOT NULL,
    bytes BYTEA NOT NULL, mac BYTEA NOT NULL,
    PRIMARY KEY (practice, seq), UNIQUE (practice, client, client_seq),
    UNIQUE (practice, request));
CREATE TABLE IF NOT EXISTS statement (
    practice BYTEA NOT NULL, seq BIGINT NOT NULL, kind BIGINT NOT NULL, person BYTEA NOT NULL,
    keygen BIGINT NOT NULL, client BYTEA NOT NULL, blind BYTEA NOT NULL, bytes BYTEA NOT NULL,
    mac BYTEA NOT NULL,
    PRIMARY KEY (practice, seq));
CREATE INDEX IF NOT EXISTS statement_person ON statement (practice, person, keygen, kind);
CREATE INDEX IF NOT EXISTS statement_client ON statement (practice, client, kind);
CREATE TABLE IF NOT EXISTS record (
    practice BYTEA NOT NULL, seq BIGINT NOT NULL, record BYTEA NOT NULL, client BYTEA NOT NULL,
    compartment BIGINT NOT NULL, epoch BIGINT NOT NULL, same BYTEA NOT NULL,
    frame BYTEA NOT NULL, mac BYTEA NOT NULL,
    PRIMARY KEY (practice, seq));
CREATE TABLE IF NOT EXISTS record_wrap (
    practice BYTEA NOT NULL, seq BIGINT NOT NULL, key_id BYTEA NOT NULL, way BIGINT NOT NULL,
    bytes BYTEA NOT NULL, mac BYTEA NOT NULL,
    PRIMARY KEY (practice, seq, key_id));
CREATE INDEX IF NOT EXISTS record_wrap_key ON record_wrap (practice, key_id);
CREATE TABLE IF NOT EXISTS checkpoint (
    practice BYTEA NOT NULL, size BIGINT NOT NULL, bytes BYTEA NOT NULL, mac BYTEA NOT NULL,
    PRIMARY KEY (practice, size));
