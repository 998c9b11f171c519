package hotswitch.sip.header;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Parameters of a header or a URI in their order. A parameter without a value has the value "". */
public final class Params {
    static final Params NONE = new Params(List.of());

    /** One parameter; the name in lower case. */
    public record Param(String name, String value) {}

    private final List<Param> list;

    private Params(List<Param> list) {
        this.list = list;
    }

    /** Header parameters {@code *( SEMI name [ EQUAL value ] )} up to a comma or the end; null when malformed. */
    static Params parse(HeaderText text) {
        List<Param> list = new ArrayList<>(4);
        while (text.take(';')) {
            String name = text.token();
            String value = text.take('=') ? text.value() : "";
            if (name.isEmpty() || value == null) {
                return null;
            }
            list.add(new Param(name.toLowerCase(Locale.ROOT), value));
        }
        text.skipSpace();
        return text.atEnd() || text.peek() == ',' ? new Params(List.copyOf(list)) : null;
    }

    /** URI parameters: {@code name[=value]} between the separators, escapes decoded; null when malformed. */
    static Params split(String text, char separator) {
        List<Param> list = new ArrayList<>(4);
        int from = 0;
        while (from <= text.length()) {
            int to = text.indexOf(separator, from);
            to = to < 0 ? text.length() : to;
            int equal = text.indexOf('=', from);
            boolean valued = equal >= 0 && equal < to;
            String name = HeaderText.unescaped(text.substring(from, valued ? equal : to));
            String value = valued ? HeaderText.unescaped(text.substring(equal + 1, to)) : "";
            if (name == null || name.isEmpty() || value == null) {
                return null;
            }
            list.add(new Param(name.toLowerCase(Locale.ROOT), value));
            from = to + 1;
        }
        return new Params(List.copyOf(list));
    }

    /** Value of the first parameter of this name; "" when it has none, null when there is no such parameter. */
    public String get(String name) {
        for (Param param : list) {
            if (param.name.equalsIgnoreCase(name)) {
                return param.value;
            }
        }
        return null;
    }

    public boolean has(String name) {
        return get(name) != null;
    }

    public List<Param> list() {
        return list;
    }
}
