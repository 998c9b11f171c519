package hotswitch.trunk.hunt;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A hunting group as bytes: states of lines, who waits, and what the strategies remember. Same state, same bytes. */
public final class HuntStateCodec {
    private static final byte VERSION = 1;

    private HuntStateCodec() {}

    public static byte[] write(HuntGroup group) {
        HuntGroup.Memory memory = group.memory();
        ByteBuffer out = ByteBuffer.allocate(bytes(group, memory));
        out.put(VERSION);
        text(out, memory.lastTaken());
        out.putLong(memory.ranks()).putLong(memory.arrivals());
        callers(out, memory.waiting());
        callers(out, memory.served());
        out.putShort((short) group.lines().size());
        for (HuntLine line : group.lines()) {
            text(out, line.name());
            line.write(out);
        }
        return out.array();
    }

    /** Gives a group that is configured alike the state that was written; lines that are gone are passed over. */
    public static void read(HuntGroup group, byte[] written) {
        ByteBuffer in = ByteBuffer.wrap(written);
        byte version = in.get();
        if (version != VERSION) {
            throw new IllegalArgumentException("hunting state of version " + version);
        }
        String lastTaken = text(in);
        long ranks = in.getLong();
        long arrivals = in.getLong();
        group.recall(new HuntGroup.Memory(lastTaken, ranks, arrivals, callers(in), callers(in)));
        for (int left = in.getShort(); left > 0; left--) {
            HuntLine line = group.line(text(in));
            if (line == null) {
                in.position(in.position() + HuntLine.BYTES);
            } else {
                line.read(in);
            }
        }
    }

    private static int bytes(HuntGroup group, HuntGroup.Memory memory) {
        int bytes = 1 + textBytes(memory.lastTaken()) + 2 * Long.BYTES + 2;
        bytes += 2 * Integer.BYTES
                + 2 * Long.BYTES * (memory.waiting().size() + memory.served().size());
        for (HuntLine line : group.lines()) {
            bytes += textBytes(line.name()) + HuntLine.BYTES;
        }
        return bytes;
    }

    private static void callers(ByteBuffer out, List<HuntCaller> callers) {
        out.putInt(callers.size());
        for (HuntCaller caller : callers) {
            out.putLong(caller.callId()).putLong(caller.arrival());
        }
    }

    private static List<HuntCaller> callers(ByteBuffer in) {
        List<HuntCaller> callers = new ArrayList<>();
        for (int left = in.getInt(); left > 0; left--) {
            callers.add(new HuntCaller(in.getLong(), in.getLong()));
        }
        return callers;
    }

    private static int textBytes(String text) {
        return 2 + text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static void text(ByteBuffer out, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.putShort((short) bytes.length).put(bytes);
    }

    private static String text(ByteBuffer in) {
        byte[] bytes = new byte[in.getShort()];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
