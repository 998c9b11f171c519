package hotswitch.trunk;

/** A range of addresses written as {@code 10.1.0.0/16}, {@code 2001:db8::/32} or one address (RFC 4632). */
public final class Cidr implements Comparable<Cidr> {
    private static final int V4_OFFSET = 96;

    private final IpAddress network;
    private final int bits;
    private final String text;

    private Cidr(IpAddress network, int bits, String text) {
        this.network = network;
        this.bits = bits;
        this.text = text;
    }

    /**
     * @throws IllegalArgumentException if the text is no range, or has bits set after its prefix: such a line means
     *     something else than its writer thinks
     */
    public static Cidr parse(String text) {
        int slash = text.indexOf('/');
        IpAddress address = IpAddress.parse(slash < 0 ? text : text.substring(0, slash));
        if (address == null) {
            throw new IllegalArgumentException("no numeric address: " + text);
        }
        int width = address.isV4() ? 32 : 128;
        int length = slash < 0 ? width : length(text.substring(slash + 1), width, text);
        int bits = address.isV4() ? V4_OFFSET + length : length;
        if (!address.prefix(bits).equals(address)) {
            throw new IllegalArgumentException("bits set after the prefix: " + text);
        }
        return new Cidr(address, bits, text);
    }

    boolean contains(IpAddress address) {
        return address.prefix(bits).equals(network);
    }

    /** The longer prefix first; among equals by address. */
    @Override
    public int compareTo(Cidr other) {
        int byLength = Integer.compare(other.bits, bits);
        int byHigh = byLength != 0 ? byLength : Long.compareUnsigned(network.high(), other.network.high());
        return byHigh != 0 ? byHigh : Long.compareUnsigned(network.low(), other.network.low());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Cidr cidr && bits == cidr.bits && network.equals(cidr.network);
    }

    @Override
    public int hashCode() {
        return 31 * network.hashCode() + bits;
    }

    /** As it was written. */
    @Override
    public String toString() {
        return text;
    }

    private static int length(String text, int width, String whole) {
        boolean digits = !text.isEmpty() && text.length() <= 3 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        int length = digits ? Integer.parseInt(text) : -1;
        if (length < 0 || length > width) {
            throw new IllegalArgumentException("no prefix length of 0 to " + width + ": " + whole);
        }
        return length;
    }
}
