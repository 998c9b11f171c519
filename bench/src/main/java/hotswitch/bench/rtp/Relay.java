package hotswitch.bench.rtp;

import java.io.IOException;

/** A media relay as a process: phone 0 talks with phone 1, phone 2 with phone 3, and so on. */
interface Relay extends AutoCloseable {
    /** Sets up all calls, and tells each phone where to send to. */
    void connect(Phones phones) throws IOException;

    /** All processes whose CPU time counts. */
    long[] pids();

    @Override
    void close() throws IOException;
}
