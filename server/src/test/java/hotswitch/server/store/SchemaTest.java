package hotswitch.server.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.acd.Fact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

/** Flyway is passed over when the tables are as the newest migration leaves them, and only then. */
final class SchemaTest {
    private static final Path MIGRATIONS = Path.of("src/main/resources/db");

    @TempDir
    private Path data;

    @Test
    void theVersionIsThatOfTheNewestMigration() throws IOException {
        assertEquals(Schema.VERSION, Integer.toString(newest("migration")));
        assertEquals(Schema.SQLITE_VERSION, Integer.toString(Math.max(newest("migration"), newest("sqlite"))));
    }

    private static int newest(String folder) throws IOException {
        try (Stream<Path> files = Files.list(MIGRATIONS.resolve(folder))) {
            return files.map(file -> file.getFileName().toString())
                    .mapToInt(name -> Integer.parseInt(name.substring(1, name.indexOf("__"))))
                    .max()
                    .orElseThrow();
        }
    }

    /** What a table of before holds is in the new one, and a row's key is its number: SQLite keeps no second index. */
    @Test
    void rowsOfBeforeAreTakenAlong() throws SQLException {
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + data.resolve("hotswitch.db"));
        Flyway.configure()
                .locations(Schema.locations(false))
                .target("7")
                .dataSource(source)
                .load()
                .migrate();
        try (var connection = source.getConnection();
                var fill = connection.createStatement()) {
            fill.execute("INSERT INTO agent_spans VALUES (7, 1, 'READY', 8, 9)");
            fill.execute("INSERT INTO waits VALUES (8, 5, 'appeals', 1, 2, 3)");
        }
        RecordStore.open(data, "").close();
        try (var connection = source.getConnection();
                var ask = connection.createStatement()) {
            assertEquals("7 READY", text(ask.executeQuery("SELECT rowid || ' ' || state FROM agent_spans")));
            assertEquals("8 appeals", text(ask.executeQuery("SELECT rowid || ' ' || queue FROM waits")));
            assertEquals(
                    "0",
                    text(ask.executeQuery("SELECT COUNT(*) FROM sqlite_master WHERE tbl_name IN ('calls',"
                            + " 'receipts', 'audits', 'agent_spans', 'call_flows', 'call_intervals', 'items', 'waits',"
                            + " 'leg_quality') AND name LIKE 'sqlite_autoindex%'")));
        }
    }

    /** In SQLite a text that went in as bytes is text, and compares as such. */
    @Test
    void textsAreTexts() throws SQLException {
        try (RecordStore store = RecordStore.open(data, "")) {
            store.fact(1, 5, new Fact.CallNoted(10, "name", "王先生"));
            store.fact(2, 6, new Fact.CallNoted(11, "name", ""));
            store.endOfBatch();
        }
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + data.resolve("hotswitch.db"));
        try (var connection = source.getConnection();
                var ask = connection.createStatement()) {
            String all = "SELECT group_concat(typeof(name) || typeof(value) || value, ' ') FROM call_notes";
            assertEquals("texttext王先生 texttext", text(ask.executeQuery(all)));
            assertEquals("10", text(ask.executeQuery("SELECT call_id FROM call_notes WHERE value = '王先生'")));
        }
    }

    private static String text(ResultSet one) throws SQLException {
        one.next();
        return one.getString(1);
    }

    @Test
    void emptyTablesAreMigratedOnce() throws SQLException {
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + data.resolve("hotswitch.db"));
        assertFalse(Schema.isCurrent(source, true));
        RecordStore.open(data, "").close();
        assertTrue(Schema.isCurrent(source, true));
        try (RecordStore again = RecordStore.open(data, "")) {
            assertEquals(0, again.last());
        }
        try (var connection = source.getConnection();
                var undo = connection.createStatement()) {
            undo.execute("DELETE FROM flyway_schema_history WHERE version = '" + Schema.SQLITE_VERSION + "'");
        }
        assertFalse(Schema.isCurrent(source, true));
    }
}
