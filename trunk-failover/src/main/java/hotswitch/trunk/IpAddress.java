package hotswitch.trunk;

/** An address as 128 bits; IPv4 is its mapped form (RFC 4291 §2.5.5.2), so the two never collide and compare alike. */
record IpAddress(long high, long low) {
    private static final long V4_MAPPED = 0xffff_0000_0000L;

    /** Null if the text is not a numeric address. A zone ({@code %eth0}) is ignored. */
    static IpAddress parse(String text) {
        int zone = text.indexOf('%');
        String bare = zone < 0 ? text : text.substring(0, zone);
        if (bare.indexOf(':') >= 0) {
            return v6(bare);
        }
        long v4 = v4(bare);
        return v4 < 0 ? null : new IpAddress(0, V4_MAPPED | v4);
    }

    boolean isV4() {
        return high == 0 && (low & ~0xffff_ffffL) == V4_MAPPED;
    }

    /** With all bits after the first {@code bits} cleared. */
    IpAddress prefix(int bits) {
        return new IpAddress(high & mask(bits), low & mask(bits - 64));
    }

    private static long mask(int bits) {
        if (bits <= 0) {
            return 0;
        }
        return bits >= 64 ? -1L : -1L << (64 - bits);
    }

    /** 32 bits, or -1. */
    private static long v4(String text) {
        long value = 0;
        int part = 0;
        int digits = 0;
        int parts = 1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.' && digits > 0) {
                value = value << 8 | part;
                part = 0;
                digits = 0;
                parts++;
            } else if (c >= '0' && c <= '9' && digits < 3) {
                part = part * 10 + c - '0';
                digits++;
            } else {
                return -1;
            }
            if (part > 255) {
                return -1;
            }
        }
        return parts == 4 && digits > 0 ? value << 8 | part : -1;
    }

    private static IpAddress v6(String text) {
        int gap = text.indexOf("::");
        int[] head = groups(gap < 0 ? text : text.substring(0, gap));
        int[] tail = gap < 0 ? new int[0] : groups(text.substring(gap + 2));
        if (head == null || tail == null) {
            return null;
        }
        int given = head.length + tail.length;
        if (gap < 0 ? given != 8 : given > 7) {
            return null;
        }
        int[] all = new int[8];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(tail, 0, all, 8 - tail.length, tail.length);
        return new IpAddress(join(all, 0), join(all, 4));
    }

    private static long join(int[] groups, int from) {
        return (long) groups[from] << 48
                | (long) groups[from + 1] << 32
                | (long) groups[from + 2] << 16
                | groups[from + 3];
    }

    /** Groups of 16 bits, the last two perhaps written as IPv4; null if they are none. */
    private static int[] groups(String text) {
        if (text.isEmpty()) {
            return new int[0];
        }
        String[] parts = text.split(":", -1);
        boolean endsInV4 = parts[parts.length - 1].indexOf('.') >= 0;
        int[] groups = new int[parts.length + (endsInV4 ? 1 : 0)];
        for (int i = 0; i < parts.length - (endsInV4 ? 1 : 0); i++) {
            groups[i] = hex(parts[i]);
            if (groups[i] < 0) {
                return null;
            }
        }
        if (endsInV4) {
            long v4 = v4(parts[parts.length - 1]);
            if (v4 < 0) {
                return null;
            }
            groups[groups.length - 2] = (int) (v4 >> 16);
            groups[groups.length - 1] = (int) (v4 & 0xffff);
        }
        return groups;
    }

    private static int hex(String text) {
        if (text.isEmpty() || text.length() > 4) {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = Character.digit(text.charAt(i), 16);
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }
}
