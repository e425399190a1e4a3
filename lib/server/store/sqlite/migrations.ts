/** The steps of the schema; `user_version` counts those taken. A change appends one; steps never change. */
export const MIGRATIONS = [
  `
  CREATE TABLE sessions (
    ref TEXT PRIMARY KEY,
    user_id TEXT NOT NULL,
    user_name TEXT NOT NULL,
    user_agent TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    active_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX sessions_by_user ON sessions (user_id);
  CREATE INDEX sessions_by_expiry ON sessions (expires_at);

  -- AUTOINCREMENT: a version is never given twice, so a compare-and-set begun before a grant was deleted
  -- cannot succeed on the one stored afterwards.
  CREATE TABLE grants (
    version INTEGER PRIMARY KEY AUTOINCREMENT,
    user_id TEXT NOT NULL UNIQUE,
    sealed TEXT NOT NULL
  ) STRICT;

  CREATE TABLE locks (
    name TEXT PRIMARY KEY,
    owner TEXT NOT NULL,
    expires_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE starts (
    label TEXT NOT NULL,
    started_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX starts_by_label ON starts (label, started_at);
  `,
  `ALTER TABLE sessions ADD COLUMN account_id TEXT NOT NULL DEFAULT ''`,
  `
  CREATE TABLE random_grants (
    user_id TEXT PRIMARY KEY,
    version TEXT NOT NULL,
    sealed TEXT NOT NULL
  ) STRICT;
  INSERT INTO random_grants SELECT user_id, lower(hex(randomblob(16))), sealed FROM grants;
  DROP TABLE grants;
  ALTER TABLE random_grants RENAME TO grants;

  CREATE TABLE views (
    user_id TEXT PRIMARY KEY,
    version TEXT NOT NULL,
    sealed TEXT NOT NULL
  ) STRICT;
  `,
]
