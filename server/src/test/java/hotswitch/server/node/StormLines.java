package hotswitch.server.node;

import java.io.IOException;

/** What many phones say and hear by, all of them on one thread. */
interface StormLines extends AutoCloseable {
    /** Hears one message. */
    interface Ear {
        void hears(String message) throws IOException;
    }

    /** Transport and address, as a Via has them. */
    String via(int phone);

    /** As a Contact's URI has them. */
    String contact(int phone);

    /** Whether what is not answered is said again. */
    boolean repeats();

    void say(int phone, String message) throws IOException;

    /** Hears what has come, or waits for it a moment; false: nothing came. */
    boolean hear(Ear ear) throws IOException;

    @Override
    void close() throws IOException;
}
