package hotswitch.sip.message;

import java.util.HexFormat;

/** Why a text is not written into a message, with its control characters as digits: they forge no lines of a log. */
final class Unwritable {
    private static final int SHOWN_MAX = 200;

    private Unwritable() {}

    static IllegalArgumentException of(CharSequence value) {
        StringBuilder text = new StringBuilder("not for a SIP header: ");
        for (int i = 0; i < Math.min(value.length(), SHOWN_MAX); i++) {
            char c = value.charAt(i);
            if (c < ' ' || c == 0x7f) {
                text.append("\\x").append(HexFormat.of().toHexDigits((byte) c));
            } else {
                text.append(c);
            }
        }
        return new IllegalArgumentException(text.toString());
    }
}
