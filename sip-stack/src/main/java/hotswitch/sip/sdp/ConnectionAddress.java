package hotswitch.sip.sdp;

/** The address of a {@code c=} line (RFC 8866 §5.7). As text it is made anew only when it differs from the last one. */
final class ConnectionAddress {
    private String address = "";

    void clear() {
        if (!address.isEmpty()) {
            last = address;
            address = "";
        }
    }

    private String last = "";

    /** Of {@code IN IP4 192.0.2.1/127}; "" when there is none. */
    void read(CharSequence text, Fields fields) {
        clear();
        if (fields.size() == 3) {
            int from = fields.from(2);
            int to = fields.slash(2);
            boolean same = last.length() == to - from && Part.startsWith(text, last, from);
            address = same ? last : Part.text(text, from, to);
        }
    }

    String text() {
        return address;
    }
}
