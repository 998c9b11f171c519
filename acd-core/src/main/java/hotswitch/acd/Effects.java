package hotswitch.acd;

/** Where the core's output goes: a ring in production, text in stories, nothing for orders in replay. */
public interface Effects {

    void order(Order order);

    /** {@code seq} is gap-free; {@code timeNs} is the command's time. */
    void fact(long seq, long timeNs, Fact fact);
}
