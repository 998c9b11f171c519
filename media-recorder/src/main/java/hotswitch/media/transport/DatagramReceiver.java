package hotswitch.media.transport;

import java.net.InetSocketAddress;
import org.agrona.MutableDirectBuffer;

/** Takes what a port receives, on the port's loop. */
public interface DatagramReceiver {
    /**
     * @param buffer the loop's receive buffer: valid within this call, and free to be changed
     * @param from the sender, or null when the port is connected (then it is the peer it is connected to)
     */
    void onDatagram(MutableDirectBuffer buffer, int length, InetSocketAddress from, long nowNs);
}
