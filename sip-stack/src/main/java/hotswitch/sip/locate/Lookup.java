package hotswitch.sip.locate;

import java.util.function.Consumer;

/** Asks the Domain Name System. */
public interface Lookup {
    /** What is asked for. */
    enum Type {
        A,
        AAAA,
        SRV,
        NAPTR
    }

    /** Answers once, later, always on the same thread. */
    void ask(Type type, String name, Consumer<DnsAnswer> then);
}
