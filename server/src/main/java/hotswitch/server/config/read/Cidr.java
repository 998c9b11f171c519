package hotswitch.server.config.read;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** A network: an address and how many of its bits count. */
record Cidr(InetAddress network, int bits) {

    /** What is wrong with the text; "" if nothing. */
    static String fault(String text) {
        int slash = text.indexOf('/');
        String host = slash < 0 ? text : text.substring(0, slash);
        if (!Words.isAddress(host)) return "no IP address";
        InetAddress address = InetAddress.ofLiteral(host);
        int max = address.getAddress().length * 8;
        if (slash < 0) return "";
        String digits = text.substring(slash + 1);
        if (!digits.matches("[0-9]{1,3}") || Integer.parseInt(digits) > max) return "the bits are 0 to " + max;
        int bits = Integer.parseInt(digits);
        InetAddress network = masked(address, bits);
        return network.equals(address) ? "" : "the network is " + network.getHostAddress() + "/" + bits;
    }

    /** The text must have no {@link #fault}. */
    static Cidr of(String text) {
        int slash = text.indexOf('/');
        InetAddress address = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
        int bits = slash < 0 ? address.getAddress().length * 8 : Integer.parseInt(text.substring(slash + 1));
        return new Cidr(address, bits);
    }

    private static InetAddress masked(InetAddress address, int bits) {
        byte[] bytes = Arrays.copyOf(address.getAddress(), address.getAddress().length);
        for (int bit = bits; bit < bytes.length * 8; bit++) bytes[bit / 8] &= (byte) ~(0x80 >> (bit % 8));
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return network.getHostAddress() + "/" + bits;
    }
}
