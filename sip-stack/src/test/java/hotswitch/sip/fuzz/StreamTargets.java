package hotswitch.sip.fuzz;

import hotswitch.sip.message.StreamFrame;
import hotswitch.sip.stream.FrameSink;
import hotswitch.sip.stream.StreamFault;
import hotswitch.sip.stream.StreamFramer;
import hotswitch.sip.stream.StunBinding;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Bytes of a stream: however they are cut, they say the same. */
final class StreamTargets {
    private StreamTargets() {}

    static void stream(byte[] bytes) {
        Heard whole = fed(bytes, bytes.length);
        Heard single = fed(bytes, 1);
        Heard uneven = fed(bytes, 1 + (bytes.length == 0 ? 0 : bytes[0] & 0x3f));
        if (!whole.equals(single) || !whole.equals(uneven)) {
            throw new AssertionError("cut otherwise, read otherwise: " + whole + " / " + single + " / " + uneven);
        }
    }

    private record Heard(List<String> frames, int pings, StreamFault fault) {}

    private static Heard fed(byte[] bytes, int piece) {
        List<String> frames = new ArrayList<>();
        int[] pings = new int[1];
        FrameSink sink = new FrameSink() {
            @Override
            public void onFrame(DirectBuffer buffer, int offset, int length) {
                byte[] frame = new byte[length];
                buffer.getBytes(offset, frame);
                frames.add(new String(frame, java.nio.charset.StandardCharsets.ISO_8859_1));
            }

            @Override
            public void onPing() {
                pings[0]++;
            }
        };
        StreamFramer framer = new StreamFramer();
        StreamFault fault = null;
        for (int at = 0; at < bytes.length && fault == null; at += piece) {
            int length = Math.min(piece, bytes.length - at);
            fault = framer.feed(new UnsafeBuffer(bytes), at, length, sink);
        }
        return new Heard(frames, pings[0], fault);
    }

    static void keepAlive(byte[] bytes) {
        UnsafeBuffer buffer = new UnsafeBuffer(bytes);
        int blank = StreamFrame.keepAliveLength(bytes, 0, bytes.length);
        if (blank < 0 || blank > bytes.length || blank % 2 != 0) {
            throw new AssertionError("keep-alive of " + blank);
        }
        if (StunBinding.isRequest(buffer, 0, bytes.length)) {
            UnsafeBuffer answer = new UnsafeBuffer(new byte[StunBinding.ANSWER_BYTES_MAX]);
            int length = StunBinding.answer(buffer, 0, new byte[16], 5060, answer);
            if (length != StunBinding.ANSWER_BYTES_MAX || StunBinding.isRequest(answer, 0, length)) {
                throw new AssertionError("binding answered with " + length);
            }
        }
        int frame = StreamFrame.length(bytes, 0, bytes.length);
        if (frame > bytes.length || frame < StreamFrame.MALFORMED) {
            throw new AssertionError("frame of " + frame);
        }
    }
}
