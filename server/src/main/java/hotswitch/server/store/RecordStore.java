package hotswitch.server.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import hotswitch.acd.Fact;
import hotswitch.acd.Fact.Audited;
import hotswitch.acd.Fact.Receipt;
import hotswitch.acd.agent.AgentState;
import hotswitch.acd.codec.BytesReader;
import hotswitch.acd.codec.CallFacts;
import hotswitch.acd.codec.FactCodec;
import hotswitch.server.journal.FactSink;
import java.nio.file.Path;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.sqlite.SQLiteOpenMode;

/**
 * Tables projected from the facts. Each batch of facts and the number of its last one are one transaction, so nothing
 * is
 * lost or doubled by a crash; the whole can be deleted and is rebuilt.
 */
public final class RecordStore implements FactSink, AutoCloseable {
    private static final String NAME = "records";
    /** The note that tells which service a caller got by himself; flows cannot write one of this name. */
    static final String SELF_SERVED = "#self-served";

    private static final String OPEN_MODE =
            Integer.toString(SQLiteOpenMode.READWRITE.flag | SQLiteOpenMode.CREATE.flag | SQLiteOpenMode.NOMUTEX.flag);

    private final HikariDataSource source;
    private final Jdbi jdbi;
    private final boolean sqlite;
    private RecordBatch rows;
    private final CallFacts facts = new CallFacts();
    private final Rings rings = new Rings();

    private volatile long last;
    /** The newest fact that is in the batch. */
    private long newest;

    private RecordStore(HikariDataSource source, boolean sqlite) {
        this.source = source;
        this.jdbi = Jdbi.create(source);
        this.sqlite = sqlite;
        begin();
    }

    /** From where the tables stand. */
    private void begin() {
        rows = RecordBatch.open(source, sqlite);
        last = jdbi.withHandle(h -> h.createQuery("SELECT last_seq FROM projection WHERE name = :name")
                .bind("name", NAME)
                .mapTo(Long.class)
                .findOne()
                .orElse(0L));
        rings.open(jdbi, NAME);
        newest = last;
    }

    /** After a failure: what the last batch had not written is forgotten. By the thread that brings the facts. */
    public void again() {
        rows.close();
        begin();
    }

    /** Where SQLite has the tables of a data folder. */
    public static Path file(Path data) {
        return data.resolve("hotswitch.db");
    }

    /** SQLite in the data folder unless a JDBC URL is given. */
    public static RecordStore open(Path data, String url) {
        HikariConfig config = new HikariConfig();
        boolean sqlite = url.isEmpty();
        config.setJdbcUrl(sqlite ? "jdbc:sqlite:" + file(data) : url);
        config.setMaximumPoolSize(5);
        config.setPoolName("records");
        if (sqlite) {
            // The journal is the truth: after a power cut the tables are taken up from the last whole transaction.
            config.addDataSourceProperty("journal_mode", "WAL");
            // The driver lets one thread at a time in: SQLite need not lock again for each value of each row.
            config.addDataSourceProperty("open_mode", OPEN_MODE);
            config.addDataSourceProperty("synchronous", "NORMAL");
            config.addDataSourceProperty("busy_timeout", "10000");
            config.addDataSourceProperty("cache_size", "-16384"); // KiB; the indexes that a busy hour writes to
            // A page that comes again and again is carried from the log into the file once in 16 MiB, not in 4.
            config.setConnectionInitSql("PRAGMA wal_autocheckpoint = 4000");
        }
        HikariDataSource source = new HikariDataSource(config);
        if (!Schema.isCurrent(source, sqlite)) {
            Flyway.configure()
                    .locations(Schema.locations(sqlite))
                    .dataSource(source)
                    .load()
                    .migrate();
        }
        return new RecordStore(source, sqlite);
    }

    /** Number of the newest fact that is in the tables. */
    public long last() {
        return last;
    }

    @Override
    public boolean takes(int type) {
        return switch (type) {
            case FactCodec.CALL_ENDED,
                    FactCodec.RECORDING_CHANGED,
                    FactCodec.RECEIPT,
                    FactCodec.AGENT_CHANGED,
                    FactCodec.AUDITED,
                    FactCodec.FLOW_ENTERED,
                    FactCodec.CALL_NOTED,
                    FactCodec.SELF_SERVED,
                    FactCodec.MESSAGE_LEFT,
                    FactCodec.LEG_MEASURED,
                    FactCodec.TALK_INTERVAL,
                    FactCodec.ITEM_CHANGED,
                    FactCodec.WAIT_MEASURED,
                    FactCodec.ALARM -> true;
            default -> false;
        };
    }

    @Override
    public void fact(long seq, long timeNs, Fact fact) {
        if (seq <= last) {
            return;
        }
        try {
            write(seq, timeNs, fact);
        } catch (SQLException e) {
            throw refused(seq, e);
        }
        newest = seq;
    }

    @Override
    public boolean reads(int type) {
        return type == FactCodec.RECEIPT || CallFacts.has(type);
    }

    @Override
    public void read(long seq, long timeNs, BytesReader in, int length) {
        if (seq <= last) {
            return;
        }
        try {
            write(timeNs, in, length);
        } catch (SQLException e) {
            throw refused(seq, e);
        }
        newest = seq;
    }

    private void write(long timeNs, BytesReader in, int length) throws SQLException {
        int type = in.peek();
        switch (type) {
            case FactCodec.RECEIPT, FactCodec.FLOW_ENTERED, FactCodec.LEG_MEASURED, FactCodec.TALK_INTERVAL ->
                rows.packs().ofCall(FactCodec.callId(in), timeNs, in, length);
            case FactCodec.WAIT_MEASURED -> rows.packs().ofWait(timeNs, in, length);
            case FactCodec.AGENT_CHANGED -> agent(timeNs, in, length);
            case FactCodec.RECORDING_CHANGED -> {
                facts.read(in.i8(), in);
                rows.recording(facts.recording, timeNs);
            }
            case FactCodec.CALL_ENDED -> {
                facts.read(in.i8(), in);
                ended(timeNs, facts.ended);
            }
            default -> throw new IllegalStateException("facts of type " + type + " were not asked for");
        }
    }

    /** What the caller waited is part of what the parties did, in its place among the other facts. */
    private void ended(long timeNs, CallFacts.Ended call) throws SQLException {
        rows.call(call);
        if (call.queuedNs != 0) {
            rows.packs().markCall(call.callId, timeNs, FactCodec.CALL_ENDED);
        }
    }

    private void agent(long timeNs, BytesReader in, int length) {
        int from = in.position();
        facts.read(in.i8(), in);
        CallFacts.AgentChange changed = facts.agentChange;
        long rang = rings.changed(changed);
        if (rang != Rings.NO_CALL) {
            in.backTo(from);
            rows.packs().ofCall(rang, timeNs, in, length);
        }
        if (changed.former != AgentState.LOGGED_OFF) {
            in.backTo(from);
            rows.packs().ofAgent(changed.formerFromNs(timeNs), timeNs, in, length);
        }
    }

    @Override
    public void endOfBatch() {
        if (newest <= last) {
            return;
        }
        try {
            rows.commit(NAME, newest, rings.bytes());
        } catch (SQLException e) {
            throw refused(newest, e);
        }
        last = newest;
    }

    /** What was begun is undone at once: nobody else could write meanwhile. */
    private IllegalStateException refused(long seq, SQLException why) {
        IllegalStateException refused = new IllegalStateException("the tables refuse facts up to " + seq, why);
        try {
            rows.close();
        } catch (IllegalStateException also) {
            refused.addSuppressed(also);
        }
        return refused;
    }

    private void write(long seq, long timeNs, Fact fact) throws SQLException {
        switch (fact) {
            case Audited f -> rows.audit(seq, timeNs, f);
            case Fact.DeviceChanged f -> {}
            case Fact.LineChanged f -> {}
            case Fact.RequestDone f -> {}
            case Fact.Alarm f -> rows.alarm(f, timeNs);
            case Fact.ConfigChanged f -> {}
            case Fact.CallNoted f -> rows.note(f);
            case Fact.SelfServed f -> rows.note(new Fact.CallNoted(f.callId(), SELF_SERVED, f.service()));
            case Fact.MessageLeft f -> rows.message(f);
            case Fact.EmergencyChanged f -> {}
            case Fact.CallbackChanged f -> {}
            case Fact.SurgeChanged f -> {}
            case Fact.WrapUpExtended f -> {}
            case Fact.BreakOver f -> {}
            case Fact.ItemChanged f -> rows.item(timeNs, f);
            case Fact.ItemOverdue f -> {}
            case Receipt f -> throw unread(f);
            case Fact.OfEveryCall f -> throw unread(f);
        }
    }

    private static IllegalStateException unread(Fact fact) {
        return new IllegalStateException("is read where it lies: " + fact);
    }

    public Records records() {
        return new Records(jdbi);
    }

    @Override
    public void close() {
        rows.close();
        source.close();
    }
}
