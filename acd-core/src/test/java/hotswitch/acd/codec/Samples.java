package hotswitch.acd.codec;

import hotswitch.acd.AgentIds;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.List;

/** Instances of any record with a different value in each field, so that two swapped fields are noticed. */
final class Samples {
    private int n = 40;

    Object of(Type type) {
        if (type instanceof ParameterizedType list) {
            Type element = list.getActualTypeArguments()[0];
            return List.of(of(element), of(element));
        }
        return ofClass((Class<?>) type);
    }

    private Object ofClass(Class<?> type) {
        n++;
        if (type == int.class || type == Integer.class) {
            return n;
        }
        if (type == long.class) {
            return (1L << 40) + n;
        }
        if (type == boolean.class) {
            return n % 2 == 0;
        }
        if (type == char.class) {
            return (char) ('0' + n % 10);
        }
        if (type == String.class) {
            return n % 3 == 0 ? "热线" + n : "text" + n;
        }
        if (type.isEnum()) {
            Object[] constants = type.getEnumConstants();
            return constants[n % constants.length];
        }
        return type == AgentIds.class ? AgentIds.of(n, n + 1, n + 7) : ofRecord(type);
    }

    private Object ofRecord(Class<?> type) {
        RecordComponent[] parts = type.getRecordComponents();
        Class<?>[] types = new Class<?>[parts.length];
        Object[] values = new Object[parts.length];
        for (int i = 0; i < parts.length; i++) {
            types[i] = parts[i].getType();
            values[i] = of(parts[i].getGenericType());
        }
        try {
            var constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("no sample of " + type, e);
        }
    }
}
