package hotswitch.call.status;

import hotswitch.sip.registrar.Binding;
import java.util.List;

/** Where the telephones of a seat are reached now; nowhere where nobody registered. */
public record PhoneStatus(String seat, List<Contact> contacts) {
    public PhoneStatus {
        contacts = List.copyOf(contacts);
    }

    public static PhoneStatus of(String seat, List<Binding> bindings, long nowNs) {
        return new PhoneStatus(
                seat, bindings.stream().map(each -> Contact.of(each, nowNs)).toList());
    }

    /**
     * One telephone, or one way to it. {@code uri}: as it says itself; {@code transport}, {@code address} and {@code
     * port}: where it is sent to, another place than the URI's where a NAT or a connection lies between.
     *
     * @param expiresS seconds until it must have registered again
     */
    public record Contact(String uri, String transport, String address, int port, long expiresS) {
        static Contact of(Binding binding, long nowNs) {
            return new Contact(
                    binding.contact().toString(),
                    binding.target().transport().viaName(),
                    binding.target().address(),
                    binding.target().port(),
                    binding.remainingS(nowNs));
        }
    }
}
