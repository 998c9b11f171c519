package hotswitch.bench.heap;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The objects of a heap dump ({@code jcmd GC.heap_dump}, the JVM's HPROF format 1.0.2) by number, from 1, with their
 * class, size and references; object 0 stands for the roots. Sizes are those of a heap with compact headers and
 * references of eight bytes, as ZGC has them; weak references hold nothing.
 */
final class HeapDump {
    private static final int HEADER = 8;
    private static final int ARRAY_HEADER = 12;
    private static final int REFERENCE = 2;
    /** Bytes of a value by HPROF's number of its type. */
    private static final int[] WIDTH = {0, 0, 8, 0, 1, 2, 4, 8, 1, 2, 4, 8};

    private static final String[] PRIMITIVES = {
        "", "", "", "", "boolean[]", "char[]", "float[]", "double[]", "byte[]", "short[]", "int[]", "long[]"
    };

    private final ByteBuffer in;
    private final Map<Long, String> texts = new HashMap<>();
    private final Map<Long, String> names = new HashMap<>();
    private final Map<Long, Loaded> classes = new HashMap<>();
    private final List<Long> roots = new ArrayList<>();
    private final Longs ids = new Longs();
    private final Longs places = new Longs();
    private long[] sorted = {};

    String[] classOf = {};
    int[] size = {};
    /** References of object i: {@code to[from[i]]} up to {@code to[from[i + 1]]}. */
    int[] from = {};

    int[] to = new int[1 << 20];
    private int references;

    /** A class with its own fields, and its statics that are references. */
    private record Loaded(String name, long parent, byte[] types, List<String> fields, List<Long> statics) {}

    private static final class Longs {
        private long[] all = new long[1 << 16];
        private int n;

        void add(long value) {
            if (n == all.length) {
                all = Arrays.copyOf(all, 2 * n);
            }
            all[n++] = value;
        }
    }

    private HeapDump(ByteBuffer in) {
        this.in = in;
    }

    static HeapDump read(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            HeapDump dump = new HeapDump(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()));
            dump.records();
            dump.objects();
            return dump;
        }
    }

    int count() {
        return sorted.length + 1;
    }

    private void records() {
        while (in.get() != 0) {
            // The name of the format.
        }
        in.position(in.position() + Integer.BYTES + Long.BYTES);
        while (in.hasRemaining()) {
            int tag = in.get();
            in.getInt();
            int end = in.getInt() + in.position();
            switch (tag) {
                case 0x01 -> texts.put(in.getLong(), text(end));
                case 0x02 -> {
                    in.getInt();
                    long id = in.getLong();
                    in.getInt();
                    names.put(id, texts.get(in.getLong()).replace('/', '.'));
                }
                case 0x0c, 0x1c -> segment(end);
                default -> {}
            }
            in.position(end);
        }
    }

    private String text(int end) {
        byte[] bytes = new byte[end - in.position()];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private void segment(int end) {
        while (in.position() < end) {
            int at = in.position();
            int tag = in.get() & 0xff;
            long id = in.getLong();
            switch (tag) {
                case 0xff, 0x05, 0x07 -> roots.add(id);
                case 0x01, 0x02, 0x03, 0x08 -> root(id, Long.BYTES);
                case 0x04, 0x06 -> root(id, Integer.BYTES);
                case 0x20 -> loaded(id, at);
                case 0x21 -> {
                    object(id, at);
                    in.position(in.position() + Integer.BYTES + Long.BYTES);
                    in.position(in.getInt() + in.position());
                }
                case 0x22 -> {
                    object(id, at);
                    in.getInt();
                    int length = in.getInt();
                    in.position(in.position() + Long.BYTES + Long.BYTES * length);
                }
                case 0x23 -> {
                    object(id, at);
                    in.getInt();
                    int length = in.getInt();
                    in.position(in.position() + 1 + WIDTH[in.get(in.position())] * length);
                }
                default -> throw new IllegalStateException("no such part of a heap dump: " + tag);
            }
        }
    }

    private void root(long id, int more) {
        roots.add(id);
        in.position(in.position() + more);
    }

    private void object(long id, int at) {
        ids.add(id);
        places.add(at);
    }

    private void loaded(long id, int at) {
        object(id, at);
        in.getInt();
        long parent = in.getLong();
        in.position(in.position() + 5 * Long.BYTES + Integer.BYTES);
        for (int n = in.getShort(); n > 0; n--) {
            in.getShort();
            value(in.get());
        }
        List<Long> statics = new ArrayList<>();
        for (int n = in.getShort(); n > 0; n--) {
            in.getLong();
            int type = in.get();
            long value = value(type);
            if (type == REFERENCE) {
                statics.add(value);
            }
        }
        byte[] types = new byte[in.getShort()];
        List<String> fields = new ArrayList<>();
        for (int i = 0; i < types.length; i++) {
            fields.add(texts.get(in.getLong()));
            types[i] = in.get();
        }
        classes.put(id, new Loaded(names.get(id), parent, types, fields, statics));
    }

    private long value(int type) {
        return switch (WIDTH[type]) {
            case 1 -> in.get();
            case 2 -> in.getShort();
            case 4 -> in.getInt();
            default -> in.getLong();
        };
    }

    // ---- by number

    private void objects() {
        sorted = Arrays.copyOf(ids.all, ids.n);
        Arrays.sort(sorted);
        int[] places = new int[sorted.length];
        for (int i = 0; i < ids.n; i++) {
            places[Arrays.binarySearch(sorted, ids.all[i])] = (int) this.places.all[i];
        }
        classOf = new String[count()];
        size = new int[count()];
        from = new int[count() + 1];
        classOf[0] = "roots";
        roots.forEach(this::refers);
        for (int i = 1; i < count(); i++) {
            from[i] = references;
            in.position(places[i - 1]);
            object(i);
        }
        from[count()] = references;
    }

    private void object(int i) {
        int tag = in.get();
        long id = in.getLong();
        in.getInt();
        if (tag == 0x20) {
            Loaded loaded = classes.get(id);
            classOf[i] = "class " + loaded.name;
            loaded.statics.forEach(this::refers);
        } else if (tag == 0x21) {
            instance(i, in.getLong());
        } else {
            int length = in.getInt();
            long type = tag == 0x22 ? in.getLong() : in.get();
            int width = tag == 0x22 ? Long.BYTES : WIDTH[(int) type];
            classOf[i] = tag == 0x22 ? names.get(type) : PRIMITIVES[(int) type];
            size[i] = aligned(width == Long.BYTES ? aligned(ARRAY_HEADER) : ARRAY_HEADER, (long) width * length);
            for (int n = tag == 0x22 ? length : 0; n > 0; n--) {
                refers(in.getLong());
            }
        }
    }

    private void instance(int i, long type) {
        in.getInt();
        classOf[i] = names.get(type);
        boolean weak = false;
        for (Loaded each = classes.get(type); each != null; each = classes.get(each.parent)) {
            weak |= each.name.equals("java.lang.ref.Reference");
        }
        int bytes = HEADER;
        for (Loaded each = classes.get(type); each != null; each = classes.get(each.parent)) {
            for (int f = 0; f < each.types.length; f++) {
                bytes += WIDTH[each.types[f]];
                long value = value(each.types[f]);
                if (each.types[f] == REFERENCE && !(weak && each.fields.get(f).equals("referent"))) {
                    refers(value);
                }
            }
        }
        size[i] = aligned(bytes, 0);
    }

    private static int aligned(int bytes, long more) {
        return (int) ((bytes + more + 7) & ~7L);
    }

    private static int aligned(int bytes) {
        return aligned(bytes, 0);
    }

    private void refers(long id) {
        int found = id == 0 ? -1 : Arrays.binarySearch(sorted, id);
        if (found < 0) {
            return;
        }
        if (references == to.length) {
            to = Arrays.copyOf(to, 2 * references);
        }
        to[references++] = found + 1;
    }
}
