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
                writer.begin(HeaderName.CONTACT)
                        .text("<")
                        .text(binding.contact().toString())
                        .text(">;expires=")
                        .number(binding.remainingS(nowNs));
                if (binding.qThousandths() < 1000) {
                    writer.text(";q=").text(binding.q());
                }
                if (!binding.origin().instance().isEmpty()) {
                    writer.text(";+sip.instance=\"")
                            .text(binding.origin().instance())
                            .text("\"");
                }
                if (binding.origin().regId() > 0) {
                    writer.text(";reg-id=").number(binding.origin().regId());
                }
                writer.text(names.isEmpty() ? "" : names.get(i)).crlf();
            }
            for (int i = 0; i < path.size(); i++) {
                writer.header(HeaderName.PATH, path.get(i));
            }
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

    /** 400: malformed; 403, 404: another's address, domain; 439: RFC 5626 §6; 500: overtaken (RFC 3261 §10.3). */
    record Refused(int status, String why) implements RegisterResult {
        @Override
        public void write(SipWriter writer) {
            writer.begin(HeaderName.WARNING)
                    .text("399 hotswitch \"")
                    .text(why)
                    .text("\"")
                    .crlf();
        }
    }
}
