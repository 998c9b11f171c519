package hotswitch.sip.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;

/**
 * Gives every read the same block of memory: what is read is consumed before the next read, so one block serves a
 * whole loop and reading leaves no garbage. Should a reader still hold the block, it gets a fresh one.
 */
final class ReceiveBlock extends DefaultMaxMessagesRecvByteBufAllocator {
    private final int bytes;
    private ByteBuf block;

    ReceiveBlock(int bytes) {
        this.bytes = bytes;
        this.block = Unpooled.directBuffer(bytes, bytes);
    }

    /** Gives the memory back. Nothing may be read afterwards. */
    void free() {
        block.release();
    }

    @Override
    @SuppressWarnings("deprecation") // Netty's own allocators still implement this Handle
    public RecvByteBufAllocator.Handle newHandle() {
        return new BlockHandle();
    }

    private ByteBuf take() {
        if (block.refCnt() > 1) {
            block.release();
            block = Unpooled.directBuffer(bytes, bytes);
        }
        return block.clear().retain();
    }

    private final class BlockHandle extends MaxMessageHandle {
        @Override
        public ByteBuf allocate(ByteBufAllocator unused) {
            return take();
        }

        @Override
        public int guess() {
            return bytes;
        }
    }
}
