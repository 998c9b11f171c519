package hotswitch.acd.story;

import hotswitch.acd.Effects;
import hotswitch.acd.Fact;
import hotswitch.acd.Order;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Effects as lines: "> " an order, the rest facts. Zeros and empty texts are left out, times are seconds of the
 * story.
 */
final class EffectText implements Effects {
    private static final double NS = 1e9;
    private final long startNs;
    final List<String> lines = new ArrayList<>();
    final List<Order> orders = new ArrayList<>();
    long lastSeq;

    EffectText(long startNs) {
        this.startNs = startNs;
    }

    @Override
    public void order(Order order) {
        orders.add(order);
        lines.add("> " + text((Record) order));
    }

    @Override
    public void fact(long seq, long timeNs, Fact fact) {
        if (lastSeq != 0 && seq != lastSeq + 1) {
            throw new AssertionError("fact " + seq + " after " + lastSeq);
        }
        lastSeq = seq;
        lines.add(text((Record) fact).replaceAll("rules-[0-9a-f]{16}", "rules"));
    }

    private String text(Record record) {
        String name = record.getClass().getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-");
        return name.toLowerCase(Locale.ROOT) + fields(record);
    }

    private String fields(Record record) {
        StringBuilder out = new StringBuilder();
        for (RecordComponent part : record.getClass().getRecordComponents()) {
            out.append(field(part.getName(), value(record, part)));
        }
        return out.toString();
    }

    private String field(String name, Object value) {
        if (value instanceof Record nested) {
            return fields(nested);
        }
        if (value instanceof List<?> list) {
            return list.isEmpty() ? "" : " " + name + "=" + items(list);
        }
        String shortName = name.replaceAll("Id$", "");
        if (name.endsWith("Ns") && value instanceof Long ns) {
            return ns == 0 ? "" : " %s=%.3f".formatted(name.replaceAll("Ns$", ""), (ns - startNs) / NS);
        }
        boolean nothing = value.equals("") || value.equals(0) || value.equals(0L) || value.equals(false);
        return nothing ? "" : " " + shortName + "=" + value;
    }

    private String items(List<?> list) {
        List<String> texts = new ArrayList<>();
        for (Object item : list) {
            texts.add(item instanceof Record nested ? fields(nested).trim().replace(' ', '/') : item.toString());
        }
        return String.join(",", texts);
    }

    private static Object value(Record record, RecordComponent part) {
        try {
            var accessor = part.getAccessor();
            accessor.setAccessible(true);
            return accessor.invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(part.toString(), e);
        }
    }
}
