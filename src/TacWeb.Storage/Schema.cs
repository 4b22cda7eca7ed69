using System.Globalization;
using Microsoft.Data.Sqlite;
using TacWeb.Core;

namespace TacWeb.Storage;

/// <summary>The tables, as steps from one version of the schema to the next. A step that was released is never changed.</summary>
internal static class Schema
{
    private static readonly string[] Steps =
    [
        """
        CREATE TABLE datasets (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, name TEXT NOT NULL, images INTEGER NOT NULL, skipped TEXT NOT NULL, created TEXT NOT NULL);
        CREATE TABLE dataset_images (dataset INTEGER NOT NULL REFERENCES datasets(id) ON DELETE CASCADE, row INTEGER NOT NULL, path TEXT NOT NULL, hash TEXT NOT NULL, class TEXT,
            PRIMARY KEY (dataset, row)) WITHOUT ROWID;
        CREATE TABLE encoders (id INTEGER PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE, dimension INTEGER NOT NULL);
        CREATE TABLE embeddings (encoder INTEGER NOT NULL REFERENCES encoders(id), hash TEXT NOT NULL, row INTEGER, error TEXT, PRIMARY KEY (encoder, hash)) WITHOUT ROWID;
        CREATE INDEX embeddings_row ON embeddings (encoder, row);
        CREATE TABLE jobs (id INTEGER PRIMARY KEY, key TEXT NOT NULL, kind TEXT NOT NULL, request TEXT NOT NULL, started TEXT NOT NULL, finished TEXT);
        CREATE UNIQUE INDEX jobs_unfinished ON jobs (key) WHERE finished IS NULL;
        CREATE TABLE job_steps (job INTEGER NOT NULL REFERENCES jobs(id) ON DELETE CASCADE, step TEXT NOT NULL, key TEXT NOT NULL, timings TEXT NOT NULL, PRIMARY KEY (job, step)) WITHOUT ROWID;
        CREATE TABLE runs (id INTEGER PRIMARY KEY, job INTEGER NOT NULL, dataset INTEGER NOT NULL REFERENCES datasets(id), asked TEXT NOT NULL, name TEXT NOT NULL, method TEXT NOT NULL,
            encoder TEXT NOT NULL, vocabulary TEXT NOT NULL, images INTEGER NOT NULL, clusters INTEGER NOT NULL, seed INTEGER NOT NULL,
            accuracy REAL, nmi REAL, ari REAL, ami REAL, purity REAL, started TEXT NOT NULL, seconds REAL NOT NULL, UNIQUE (job, asked));
        """,
        """
        ALTER TABLE datasets ADD COLUMN deleted TEXT;
        CREATE INDEX dataset_images_class ON dataset_images (dataset, class, row);
        CREATE INDEX dataset_images_hash ON dataset_images (hash);
        CREATE TABLE queue (id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, title TEXT NOT NULL, request TEXT NOT NULL, state TEXT NOT NULL, attempts INTEGER NOT NULL DEFAULT 0,
            created TEXT NOT NULL, started TEXT, finished TEXT, message TEXT, result TEXT);
        CREATE INDEX queue_state ON queue (state, id);
        CREATE TABLE queue_log (id INTEGER PRIMARY KEY, job INTEGER NOT NULL REFERENCES queue(id) ON DELETE CASCADE, at TEXT NOT NULL, text TEXT NOT NULL);
        CREATE INDEX queue_log_job ON queue_log (job, id);
        CREATE TABLE cluster_names (run INTEGER NOT NULL REFERENCES runs(id) ON DELETE CASCADE, cluster INTEGER NOT NULL, name TEXT NOT NULL, PRIMARY KEY (run, cluster)) WITHOUT ROWID;
        CREATE TABLE rates (stage TEXT PRIMARY KEY, seconds REAL NOT NULL) WITHOUT ROWID;
        """,
        """
        CREATE TABLE corrections (id INTEGER PRIMARY KEY AUTOINCREMENT, run INTEGER NOT NULL REFERENCES runs(id) ON DELETE CASCADE, body TEXT NOT NULL, at TEXT NOT NULL);
        CREATE INDEX corrections_run ON corrections (run, id);
        """,
        """
        ALTER TABLE datasets ADD COLUMN owner INTEGER;
        ALTER TABLE queue ADD COLUMN owner INTEGER;
        CREATE INDEX datasets_owner ON datasets (owner);
        CREATE INDEX queue_owner ON queue (owner, id);
        CREATE TABLE users (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE COLLATE NOCASE, password TEXT, admin INTEGER NOT NULL, created TEXT NOT NULL);
        CREATE TABLE invitations (user INTEGER PRIMARY KEY REFERENCES users(id) ON DELETE CASCADE, hash TEXT NOT NULL UNIQUE, expires TEXT NOT NULL);
        CREATE TABLE sessions (hash TEXT PRIMARY KEY, user INTEGER NOT NULL REFERENCES users(id) ON DELETE CASCADE, created TEXT NOT NULL, expires TEXT NOT NULL) WITHOUT ROWID;
        CREATE INDEX sessions_user ON sessions (user);
        CREATE TABLE api_tokens (id INTEGER PRIMARY KEY AUTOINCREMENT, user INTEGER NOT NULL REFERENCES users(id) ON DELETE CASCADE, name TEXT NOT NULL, hash TEXT NOT NULL UNIQUE,
            created TEXT NOT NULL, used TEXT);
        CREATE INDEX api_tokens_user ON api_tokens (user);
        CREATE TABLE audit (id INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, who TEXT NOT NULL, what TEXT NOT NULL, address TEXT NOT NULL);
        """,
    ];

    public static void Update(SqliteConnection connection, string path)
    {
        int version = Convert.ToInt32(Database.Scalar(connection, "PRAGMA user_version"), CultureInfo.InvariantCulture);
        if (version > Steps.Length)
        {
            throw new TacWebException($"The database {path} was written by a newer version of the program (schema {version}, known up to {Steps.Length}).");
        }

        for (; version < Steps.Length; version++)
        {
            using SqliteTransaction transaction = connection.BeginTransaction();
            Database.Run(connection, Steps[version]);
            Database.Run(connection, $"PRAGMA user_version = {(version + 1).ToString(CultureInfo.InvariantCulture)}");
            transaction.Commit();
        }
    }
}
