package hotswitch.bench.stack;

import hotswitch.sip.header.NameAddr;
import hotswitch.sip.message.HeaderName;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** What each step costs that an INVITE goes through. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class StackCosts {
    private static final String TAG = "4d3c2b1a";
    private static final String CONTACT = "<sip:127.0.0.1:5060>";

    /** All of it looked at, nothing copied. */
    @Benchmark
    public Object index(Messages m) {
        return m.message.index(m.bytes, 0, m.bytes.capacity());
    }

    /** What finds the transaction and the dialog. */
    @Benchmark
    public long keys(Messages m) {
        return m.indexed.branchHash() ^ m.indexed.callIdHash() ^ m.indexed.cseq();
    }

    @Benchmark
    public Object headerAsText(Messages m) {
        return m.indexed.value(HeaderName.CONTACT);
    }

    @Benchmark
    public Object addressParsed(Messages m) {
        return NameAddr.parse(m.indexed.value(HeaderName.FROM));
    }

    /** A 200 with our answer, as it goes to the wire. */
    @Benchmark
    public int okWritten(Messages m) {
        m.writer.startResponse(200).copyDialogHeaders(m.indexed, "127.0.0.2", 5_080, TAG);
        return m.writer
                .header(HeaderName.CONTACT, CONTACT)
                .body("application/sdp", Messages.OFFER)
                .length();
    }

    /** The offer read, our answer written as text. */
    @Benchmark
    public Object offerAnswered(Messages m) {
        return m.negotiator.negotiate(Messages.OFFER, m.media, 4_711, "");
    }
}
