-- The packs that an owner took, as they were: so that a newer version can be held against them.
-- SPDX-License-Identifier: AGPL-3.0-or-later
CREATE TABLE IF NOT EXISTS pack (
    practice BYTEA NOT NULL, hash BYTEA NOT NULL, name TEXT NOT NULL, bytes BYTEA NOT NULL,
    mac BYTEA NOT NULL,
    PRIMARY KEY (practice, hash));
