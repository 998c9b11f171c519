package hotswitch.sip.registrar;

import hotswitch.sip.message.HeaderName;
import hotswitch.sip.message.SipWriter;
import java.util.List;

/** The answer to a REGISTER. */
public sealed interface RegisterResult {
    int status();

    /** Writes the headers that belong to the answer, after those of every response. */
    void write(SipWriter writer);

    /** 200 with all contacts and the seconds they have left (RFC 3261 §10.3, step 8). */
    record Registered(List<Binding> bindings, List<String> path, boolean outbound, long nowNs)
            implements RegisterResult {
        @Override
        public int status() {
            return 200;
        }

        @Override
        public void write(SipWriter writer) {
            for (Binding binding : bindings) {
                StringBuilder value = new StringBuilder("<")
                        .append(binding.contact())
                        .append(">;expires=")
                        .append(binding.remainingS(nowNs));
                if (!binding.origin().instance().isEmpty()) {
                    value.append(";+sip.instance=\"")
                            .append(binding.origin().instance())
                            .append('"');
                }
                if (binding.origin().regId() > 0) {
                    value.append(";reg-id=").append(binding.origin().regId());
                }
                writer.header(HeaderName.CONTACT, value.toString());
            }
            path.forEach(each -> writer.header(HeaderName.PATH, each));
            if (outbound) {
                writer.header(HeaderName.REQUIRE, "outbound");
            }
        }
    }

    /** 423: the least seconds that the registrar takes (RFC 3261 §20.23). */
    record TooBrief(long expiresMinS) implements RegisterResult {
        @Override
        public int status() {
            return 423;
        }

        @Override
        public void write(SipWriter writer) {
            writer.header(HeaderName.MIN_EXPIRES, expiresMinS);
        }
    }

    /** 400: malformed; 403: another's address; 439: RFC 5626 §6; 500: overtaken (RFC 3261 §10.3). */
    record Refused(int status, String why) implements RegisterResult {
        @Override
        public void write(SipWriter writer) {
            // The status says it all; why is for our own records.
        }
    }
}
