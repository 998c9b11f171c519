package hotswitch.media.transport;

import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The threads of the media plane: Netty's native epoll, one loop a thread. */
public final class MediaLoops implements AutoCloseable {
    private final MultiThreadIoEventLoopGroup group;
    private final List<MediaLoop> loops;

    public MediaLoops(int size, MediaClock clock) {
        group = new MultiThreadIoEventLoopGroup(
                size, new DefaultThreadFactory("media", true), EpollIoHandler.newFactory());
        List<MediaLoop> made = new ArrayList<>(size);
        for (int i = 0; i < size; i++) made.add(new MediaLoop(group.next(), clock));
        loops = List.copyOf(made);
    }

    public MediaLoop loop(int index) {
        return loops.get(index);
    }

    public int size() {
        return loops.size();
    }

    /** Ends the threads; ports that are still attached are closed by their loop. */
    @Override
    public void close() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
    }
}
