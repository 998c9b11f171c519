package hotswitch.acd.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Lists as bytes: their size, then their elements in order. */
public final class ListCodec {
    private ListCodec() {}

    public static <T> BytesWriter write(BytesWriter out, List<T> list, BiConsumer<BytesWriter, T> element) {
        out.i32(list.size());
        for (int i = 0; i < list.size(); i++) {
            element.accept(out, list.get(i));
        }
        return out;
    }

    public static <T> List<T> read(BytesReader in, Function<BytesReader, T> element) {
        int n = in.i32();
        if (n < 0 || n > in.remaining()) {
            throw new IndexOutOfBoundsException("list of " + n + ", " + in.remaining() + " bytes left");
        }
        List<T> list = new ArrayList<>(n);
        for (int i = 0; i < n; i++) {
            list.add(element.apply(in));
        }
        return List.copyOf(list);
    }

    public static BytesWriter writeTexts(BytesWriter out, List<String> list) {
        return write(out, list, BytesWriter::text);
    }

    public static List<String> readTexts(BytesReader in) {
        return read(in, BytesReader::text);
    }
}
