package hotswitch.server.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/** The rows of one statement that wait for the end of the batch. */
final class Rows implements AutoCloseable {
    private final PreparedStatement statement;
    private final Numbers numbers;
    /** Null: texts are given to the driver as they are. */
    private final Texts texts;

    private int at;
    private boolean waiting;

    Rows(PreparedStatement statement, Numbers numbers, Texts texts) {
        this.statement = statement;
        this.numbers = numbers;
        this.texts = texts;
    }

    /** Begins a row; its values follow in the order of the statement's marks, then {@link #end}. */
    Rows row() {
        at = 0;
        return this;
    }

    Rows add(long value) throws SQLException {
        statement.setObject(++at, numbers.of(value));
        return this;
    }

    Rows add(String value) throws SQLException {
        if (texts == null) {
            statement.setString(++at, value);
        } else {
            statement.setBytes(++at, texts.of(value));
        }
        return this;
    }

    Rows add(byte[] value) throws SQLException {
        statement.setBytes(++at, value);
        return this;
    }

    void end() throws SQLException {
        statement.addBatch();
        waiting = true;
    }

    void execute() throws SQLException {
        if (waiting) {
            statement.executeLargeBatch(); // the other one copies its counts by way of a stream
            waiting = false;
        }
    }

    @Override
    public void close() throws SQLException {
        statement.close();
    }
}
