package hotswitch.media.relay;

import java.util.List;

/**
 * The counters of the media plane at one moment; totals count closed legs too.
 *
 * @param packetsIn RTP packets accepted
 * @param packetsOut RTP packets sent, relayed and played
 * @param dropped datagrams not accepted, and packets that the kernel would not send
 * @param freePorts ports that {@link MediaEngine#open(long)} could still give
 * @param forwardNsLog2 how long accepted packets took from being read to being sent on: element i counts those of
 *     less than 2^i ns and at least 2^(i-1) (one packet in sixteen is measured)
 * @param openLegs legs that have a port
 */
public record MediaStats(
        long packetsIn, long packetsOut, long dropped, int freePorts, List<Long> forwardNsLog2, int openLegs) {}
