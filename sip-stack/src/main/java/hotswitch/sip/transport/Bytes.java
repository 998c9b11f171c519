package hotswitch.sip.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.ByteBuffer;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** The border between Netty's buffers, which stay in this package, and Agrona's. */
final class Bytes {
    private Bytes() {}

    /** Lays the view over what is readable; nothing is copied. */
    static void wrap(UnsafeBuffer view, ByteBuf readable) {
        int length = readable.readableBytes();
        if (readable.hasMemoryAddress()) {
            view.wrap(readable.memoryAddress() + readable.readerIndex(), length);
        } else {
            ByteBuffer bytes = readable.internalNioBuffer(readable.readerIndex(), length);
            view.wrap(bytes, bytes.position(), length);
        }
    }

    static ByteBuf copy(ByteBufAllocator allocator, DirectBuffer buffer, int offset, int length) {
        ByteBuf copy = allocator.directBuffer(length, length);
        if (copy.hasMemoryAddress()) {
            buffer.getBytes(offset, new UnsafeBuffer(copy.memoryAddress(), length), 0, length);
        } else {
            buffer.getBytes(offset, copy.internalNioBuffer(0, length), length);
        }
        return copy.writerIndex(length);
    }
}
