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
    record Registered(List<Binding> bindings, List<String> path, boolean outbound, long nowNs, List<String> names)
            implements RegisterResult {
        Registered(List<Binding> bindings, List<String> path, boolean outbound, long nowNs) {
            this(bindings, path, outbound, nowNs, List.of());
        }

        /** With parameters for each contact, none for nobody. */
        public Registered with(List<String> parameters) {
            return new Registered(bindings, path, outbound, nowNs, parameters);
        }

        @Override
        public int status() {
            return 200;
        }

        @Override
        public void write(SipWriter writer) {
            for (int i = 0; i < bindings.size(); i++) {
                Binding binding = bindings.get(i);
                StringBuilder value = new StringBuilder("<")
                        .append(binding.contact())
                        .append(">;expires=")
                        .append(binding.remainingS(nowNs));
                if (binding.qThousandths() < 1000) {
                    value.append(";q=").append(binding.q());
                }
                if (!binding.origin().instance().isEmpty()) {
                    value.append(";+sip.instance=\"")
                            .append(binding.origin().instance())
                            .append('"');
                }
                if (binding.origin().regId() > 0) {
                    value.append(";reg-id=").append(binding.origin().regId());
                }
                value.append(names.isEmpty() ? "" : names.get(i));
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
