//! Both engines are migrated to the same tables, columns and rules.

use crate::support::engines::World;

const SQLITE_COLUMNS: &str = "SELECT t.name || '.' || c.name || CASE WHEN c.\"notnull\" = 1 THEN '' ELSE ' or nothing' END \
    FROM sqlite_master t JOIN pragma_table_info(t.name) c WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite%' \
    AND t.name NOT LIKE '\\_sqlx%' ESCAPE '\\'";
const POSTGRES_COLUMNS: &str = "SELECT table_name || '.' || column_name || CASE WHEN is_nullable = 'NO' THEN '' ELSE ' or nothing' END \
    FROM information_schema.columns WHERE table_schema = 'public' AND table_name NOT LIKE '\\_sqlx%'";

/// Unique indexes as `table(columns)`, primary keys too.
const SQLITE_UNIQUE: &str = "SELECT t.name || '(' || (SELECT group_concat(c.name) FROM (SELECT name FROM pragma_index_info(i.name) \
    ORDER BY name) c) || ')' FROM sqlite_master t JOIN pragma_index_list(t.name) i WHERE t.type = 'table' \
    AND i.\"unique\" = 1 AND t.name NOT LIKE '\\_sqlx%' ESCAPE '\\'";
const POSTGRES_UNIQUE: &str = "SELECT t.relname || '(' || (SELECT string_agg(a.attname, ',' ORDER BY a.attname) FROM pg_attribute a \
    WHERE a.attrelid = t.oid AND a.attnum = ANY(i.indkey)) || ')' FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid \
    JOIN pg_namespace n ON n.oid = t.relnamespace WHERE i.indisunique AND n.nspname = 'public' AND t.relname NOT LIKE '\\_sqlx%'";

/// Foreign keys as `table(columns)->table`.
const SQLITE_FOREIGN: &str = "SELECT name || '(' || group_concat(\"from\") || ')->' || target FROM (SELECT t.name, f.id, f.\"from\", f.\"table\" AS target \
    FROM sqlite_master t JOIN pragma_foreign_key_list(t.name) f WHERE t.type = 'table' ORDER BY t.name, f.id, f.\"from\") GROUP BY name, id";
const POSTGRES_FOREIGN: &str = "SELECT f.conrelid::regclass::text || '(' || (SELECT string_agg(a.attname, ',' ORDER BY a.attname) FROM pg_attribute a \
    WHERE a.attrelid = f.conrelid AND a.attnum = ANY(f.conkey)) || ')->' || f.confrelid::regclass::text FROM pg_constraint f WHERE f.contype = 'f'";

/// The other indexes by name.
const SQLITE_INDEXES: &str = "SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL";
const POSTGRES_INDEXES: &str = "SELECT i.relname::text FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid \
    JOIN pg_namespace n ON n.oid = i.relnamespace WHERE NOT x.indisunique AND n.nspname = 'public'";

async fn sorted(world: &World, statement: &str) -> Vec<String> {
    let mut rows = world.look(statement).await;
    rows.sort();
    rows.dedup();
    rows
}

#[tokio::test]
async fn both_engines_have_the_same_tables_columns_and_rules() {
    let (sqlite, postgres) = (World::sqlite().await, World::postgres().await);
    for (what, on_sqlite, on_postgres) in [
        ("columns", SQLITE_COLUMNS, POSTGRES_COLUMNS),
        ("unique keys", SQLITE_UNIQUE, POSTGRES_UNIQUE),
        ("foreign keys", SQLITE_FOREIGN, POSTGRES_FOREIGN),
        ("indexes", SQLITE_INDEXES, POSTGRES_INDEXES),
    ] {
        let (left, right) = (sorted(&sqlite, on_sqlite).await, sorted(&postgres, on_postgres).await);
        assert!(left.len() > 2, "{what}: {left:?}");
        assert_eq!(left, right, "{what}");
    }
}

#[tokio::test]
async fn times_and_counts_are_64_bits_wide_on_both() {
    let (sqlite, postgres) = (World::sqlite().await, World::postgres().await);
    let narrow = "SELECT t.name || '.' || c.name FROM sqlite_master t JOIN pragma_table_info(t.name) c \
        WHERE t.type = 'table' AND t.name NOT LIKE '\\_sqlx%' ESCAPE '\\' AND c.type NOT IN ('BLOB', 'TEXT', 'BIGINT', 'BOOLEAN')";
    assert_eq!(sqlite.look(narrow).await, Vec::<String>::new());
    let narrow = "SELECT table_name || '.' || column_name FROM information_schema.columns WHERE table_schema = 'public' \
        AND table_name NOT LIKE '\\_sqlx%' AND data_type NOT IN ('uuid', 'bytea', 'text', 'bigint', 'boolean', 'jsonb')";
    assert_eq!(postgres.look(narrow).await, Vec::<String>::new());
}
