package hotswitch.sip.message;

/** A text of nothing but ASCII that puts its characters, a byte each, where they are wanted; no string between. */
public interface AsciiText extends CharSequence {
    /** So many bytes as {@link #length} says; there is room for them. */
    void put(byte[] into, int at);
}
