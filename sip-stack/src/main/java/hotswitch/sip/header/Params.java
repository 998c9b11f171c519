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
        text.skipSpace();
        if (text.atEnd()) {
            return NONE;
        }
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

    /** URI parameters in this part of a text: {@code name[=value]}, escapes decoded; null when malformed. */
    static Params split(String text, int begin, int end, char separator) {
        List<Param> list = new ArrayList<>(4);
        int from = begin;
        while (from <= end) {
            int next = text.indexOf(separator, from, end);
            int to = next < 0 ? end : next;
            int equal = text.indexOf('=', from, to);
            String name = HeaderText.unescaped(text.substring(from, equal < 0 ? to : equal));
            String value = equal < 0 ? "" : HeaderText.unescaped(text.substring(equal + 1, to));
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
