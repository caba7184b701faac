package io.holdfast.postgres;

import java.util.regex.Pattern;

/**
 * Where the tables lie, so that two applications can share a database.
 *
 * @param schema the schema, which is made where it is missing: 1 to 40 small letters, digits and underscores, and no word that SQL
 *     reserves
 * @param prefix what the names of all tables begin with: up to 20 such characters, and may be empty
 */
public record Tables(String schema, String prefix) {
    private static final Pattern SCHEMA = Pattern.compile("[a-z_][a-z0-9_]{0,39}");
    private static final Pattern PREFIX = Pattern.compile("([a-z_][a-z0-9_]{0,19})?");
    private static final Pattern TABLE = Pattern.compile("\\{([a-z_]+)}");

    /** {@return tables in the schema {@code public} whose names begin with {@code holdfast_}} */
    public static Tables usual() {
        return new Tables("public", "holdfast_");
    }

    /** Refuses what would have to be quoted. */
    public Tables {
        if (!SCHEMA.matcher(schema).matches() || !PREFIX.matcher(prefix).matches()) {
            throw new IllegalArgumentException("expected a schema and a prefix of small letters, digits and underscores"
                    + " but found others; choose names that need no quotes");
        }
    }

    /** A statement with the names of its tables, which it has in braces. */
    String in(String sql) {
        return TABLE.matcher(sql).replaceAll(table -> schema + "." + prefix + table.group(1));
    }
}
