package hotswitch.sip.header;

/**
 * What is watched (RFC 6665 §8.2.1).
 *
 * @param id tells apart what one dialog watches of one package; "" without
 */
public record EventPackage(String name, String id) {
    /** Of an Event value; null: there is no such header. */
    public static EventPackage parse(String value) {
        if (value == null) {
            return null;
        }
        String[] parts = value.split(";");
        String id = "";
        for (int i = 1; i < parts.length && id.isEmpty(); i++) {
            int equals = parts[i].indexOf('=');
            if (equals > 0 && parts[i].substring(0, equals).strip().equalsIgnoreCase("id")) {
                id = parts[i].substring(equals + 1).strip();
            }
        }
        return new EventPackage(parts.length == 0 ? "" : parts[0].strip(), id);
    }

    public boolean is(String other) {
        return name.equalsIgnoreCase(other);
    }
}
