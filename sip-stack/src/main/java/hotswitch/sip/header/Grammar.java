package hotswitch.sip.header;

import gov.nist.javax.sip.header.SIPHeader;
import gov.nist.javax.sip.parser.ParserFactory;
import java.text.ParseException;

/** The border to JAIN-SIP: one header value through its grammar. */
final class Grammar {
    private Grammar() {}

    /** The parsed header, or null when the value breaks the grammar. */
    static <T extends SIPHeader> T parse(String name, String value, Class<T> type) {
        if (value == null || value.indexOf('\n') >= 0 || value.indexOf('\r') >= 0) {
            return null;
        }
        try {
            SIPHeader header =
                    ParserFactory.createParser(name + ": " + value + "\n").parse();
            return type.isInstance(header) ? type.cast(header) : null;
        } catch (ParseException | IllegalArgumentException malformed) {
            return null;
        }
    }
}
