package hotswitch.sip.sdp;

/** Whether a text is an IPv4 or IPv6 address in digits (RFC 3986 §3.2.2), and neither a name nor nearly one. */
final class NumericAddress {
    private static final int V6_GROUPS = 8;

    private NumericAddress() {}

    static boolean is(String text) {
        return text.indexOf(':') < 0 ? isV4(text, 0) : isV6(text);
    }

    /** Of an address: whether it is one of IPv6. */
    static boolean isOfV6(String address) {
        return address.indexOf(':') >= 0;
    }

    /** Of an address: whether many may listen there, 224.0.0.0/4 and ff00::/8, or all. */
    static boolean isShared(String address) {
        if (isOfV6(address)) {
            return address.regionMatches(true, 0, "ff", 0, 2) && address.indexOf(':') == 4;
        }
        int dot = address.indexOf('.');
        int first = dot < 3 ? 0 : Integer.parseInt(address, 0, dot, 10);
        return (first >= 224 && first < 240) || address.equals("255.255.255.255");
    }

    /** Four octets of 0 to 255; a leading zero would make octal of them for some readers. */
    private static boolean isV4(String text, int from) {
        int octets = 0;
        int at = from;
        while (octets < 4) {
            int value = 0;
            int begin = at;
            while (at < text.length() && at < begin + 3 && isDigit(text.charAt(at))) {
                value = value * 10 + text.charAt(at++) - '0';
            }
            boolean octal = at > begin + 1 && text.charAt(begin) == '0';
            if (at == begin || octal || value > 255) {
                return false;
            }
            octets++;
            if (octets < 4 && (at == text.length() || text.charAt(at++) != '.')) {
                return false;
            }
        }
        return at == text.length();
    }

    /** Groups of up to four hexadecimal digits, one gap at the most, perhaps an IPv4 address for the last two. */
    private static boolean isV6(String text) {
        int groups = 0;
        boolean gap = false;
        int at = 0;
        if (text.startsWith("::")) {
            gap = true;
            at = 2;
        }
        while (at < text.length()) {
            if (groups >= V6_GROUPS) {
                return false;
            }
            int end = at;
            while (end < text.length() && Character.digit(text.charAt(end), 16) >= 0 && text.charAt(end) < 0x80) {
                end++;
            }
            if (end < text.length() && text.charAt(end) == '.') {
                return isV4(text, at) && full(groups + 2, gap);
            }
            if (end == at || end > at + 4) {
                return false;
            }
            groups++;
            if (end == text.length()) {
                return full(groups, gap);
            }
            boolean second = text.startsWith("::", end);
            if (text.charAt(end) != ':' || (second && gap) || (!second && end + 1 == text.length())) {
                return false;
            }
            gap |= second;
            at = end + (second ? 2 : 1);
        }
        return full(groups, gap);
    }

    private static boolean full(int groups, boolean gap) {
        return gap ? groups < V6_GROUPS : groups == V6_GROUPS;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
