package hotswitch.server.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** Which migration the tables have. Flyway is asked only when there is one to do: it takes a third of their opening. */
final class Schema {
    /** The newest file of {@code db/migration}. */
    static final String VERSION = "9";
    /** The same where those of {@code db/sqlite} are among them. */
    static final String SQLITE_VERSION = "9";

    private static final String HISTORY =
            "SELECT version, success FROM flyway_schema_history ORDER BY installed_rank DESC";

    private Schema() {}

    /** Where the migrations of this kind of database are. */
    static String[] locations(boolean sqlite) {
        return sqlite ? new String[] {"db/migration", "db/sqlite"} : new String[] {"db/migration"};
    }

    /** False also where nothing can be told: Flyway then says what is wrong. */
    static boolean isCurrent(DataSource source, boolean sqlite) {
        String version = sqlite ? SQLITE_VERSION : VERSION;
        try (Connection connection = source.getConnection();
                Statement ask = connection.createStatement();
                ResultSet newest = ask.executeQuery(HISTORY)) {
            return newest.next() && version.equals(newest.getString(1)) && newest.getBoolean(2);
        } catch (SQLException noHistoryYet) {
            return false;
        }
    }
}
