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
import org.agrona.collections.IntHashSet;
import org.agrona.collections.Long2LongHashMap;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;

/**
 * Tables projected from the facts. Each batch of facts and the number of its last one are one transaction, so nothing
 * is
 * lost or doubled by a crash; the whole can be deleted and is rebuilt.
 */
public final class RecordStore implements FactSink, AutoCloseable {
    private static final String NAME = "records";
    /** The note that tells which service a caller got by himself; flows cannot write one of this name. */
    static final String SELF_SERVED = "#self-served";

    private static final long NO_CALL = 0;

    private final HikariDataSource source;
    private final Jdbi jdbi;
    private final boolean sqlite;
    private RecordBatch rows;
    private final Rooms rooms = new Rooms();
    private final CallFacts facts = new CallFacts();
    /** For which call each agent's phone rings. */
    private final Long2LongHashMap ringing = new Long2LongHashMap(NO_CALL);
    /** The same as the table has it. */
    private final Long2LongHashMap written = new Long2LongHashMap(NO_CALL);
    /** Agents whose phone began or stopped to ring in this batch. */
    private final IntHashSet rung = new IntHashSet();

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
        jdbi.useHandle(h -> h.createQuery("SELECT agent, call_id FROM rings WHERE call_id <> 0")
                .map((rs, ctx) -> ringing.put(rs.getLong(1), rs.getLong(2)))
                .list());
        ringing.forEachLong(written::put);
        newest = last;
    }

    /** After a failure: what the last batch had not written is forgotten. By the thread that brings the facts. */
    public void again() {
        rows.close();
        rooms.giveBack();
        ringing.clear();
        written.clear();
        rung.clear();
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

    /** Receipts, the largest of all facts, are kept as they are. */
    @Override
    public void read(long seq, long timeNs, BytesReader in, int length) {
        if (seq <= last) {
            return;
        }
        try {
            if (in.peek() == FactCodec.RECEIPT) {
                long callId = FactCodec.receiptCallId(in);
                byte[] receipt = rooms.take(length);
                in.into(receipt, 0, length);
                rows.receipt(seq, timeNs, callId, receipt);
            } else {
                int type = in.i8();
                facts.read(type, in);
                write(seq, timeNs, type);
            }
        } catch (SQLException e) {
            throw refused(seq, e);
        }
        newest = seq;
    }

    private void write(long seq, long timeNs, int type) throws SQLException {
        switch (type) {
            case FactCodec.CALL_ENDED -> ended(seq, facts.ended);
            case FactCodec.RECORDING_CHANGED -> rows.recording(facts.recording, timeNs);
            case FactCodec.AGENT_CHANGED -> span(seq, timeNs, facts.agentChange);
            case FactCodec.FLOW_ENTERED -> rows.flow(seq, timeNs, facts.entered);
            case FactCodec.LEG_MEASURED -> rows.quality(seq, facts.measured);
            case FactCodec.TALK_INTERVAL -> rows.interval(seq, facts.talk);
            case FactCodec.WAIT_MEASURED -> rows.wait(seq, timeNs, facts.waited);
            default -> throw new IllegalStateException("facts of type " + type + " were not asked for");
        }
    }

    @Override
    public void endOfBatch() {
        if (newest <= last) {
            rooms.giveBack();
            return;
        }
        try {
            writeRings();
            rows.commit(NAME, newest);
        } catch (SQLException e) {
            throw refused(newest, e);
        }
        last = newest;
        rooms.giveBack();
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

    private void ended(long seq, CallFacts.Ended call) throws SQLException {
        rows.call(call);
        if (call.queuedNs != 0) {
            rows.waited(seq, call);
        }
    }

    private void rings(long seq, long timeNs, CallFacts.AgentChange changed) throws SQLException {
        if (changed.former == AgentState.ALERTING && changed.state != AgentState.ALERTING) {
            long callId = ringing.remove(changed.agent);
            if (callId != NO_CALL) {
                rows.rang(seq, timeNs, callId, changed);
                rung.add(changed.agent);
            }
        }
        if (changed.state == AgentState.ALERTING) {
            ringing.put(changed.agent, changed.callId);
            rung.add(changed.agent);
        }
    }

    /** What rang and stopped within the batch is no row. */
    private void writeRings() throws SQLException {
        IntHashSet.IntIterator agents = rung.iterator();
        while (agents.hasNext()) {
            int agent = agents.nextValue();
            long callId = ringing.get(agent);
            long former = callId == NO_CALL ? written.remove(agent) : written.put(agent, callId);
            if (callId != former) {
                rows.rings(agent, callId);
            }
        }
        rung.clear();
    }

    private void span(long seq, long timeNs, CallFacts.AgentChange changed) throws SQLException {
        rings(seq, timeNs, changed);
        if (changed.former != AgentState.LOGGED_OFF) {
            rows.span(seq, timeNs, changed);
        }
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
