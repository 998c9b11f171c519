package hotswitch.server.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

/** Flyway is passed over when the tables are as the newest migration leaves them, and only then. */
final class SchemaTest {
    private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");

    @TempDir
    private Path data;

    @Test
    void theVersionIsThatOfTheNewestMigration() throws IOException {
        try (Stream<Path> files = Files.list(MIGRATIONS)) {
            int newest = files.map(file -> file.getFileName().toString())
                    .mapToInt(name -> Integer.parseInt(name.substring(1, name.indexOf("__"))))
                    .max()
                    .orElseThrow();
            assertEquals(Schema.VERSION, Integer.toString(newest));
        }
    }

    @Test
    void emptyTablesAreMigratedOnce() throws SQLException {
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + data.resolve("hotswitch.db"));
        assertFalse(Schema.isCurrent(source));
        RecordStore.open(data, "").close();
        assertTrue(Schema.isCurrent(source));
        try (RecordStore again = RecordStore.open(data, "")) {
            assertEquals(0, again.last());
        }
        try (var connection = source.getConnection();
                var undo = connection.createStatement()) {
            undo.execute("DELETE FROM flyway_schema_history WHERE version = '" + Schema.VERSION + "'");
        }
        assertFalse(Schema.isCurrent(source));
    }
}
