package hotswitch.server.trace;

import hotswitch.sip.transaction.Transport;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A message as a HEP3 packet: "HEP3", the length, then chunks of vendor, type, length and value; all big-endian. */
final class Hep {
    private static final byte[] BEGIN = "HEP3".getBytes(StandardCharsets.US_ASCII);
    private static final int CHUNK_HEADER = 6;
    private static final int ROOM = 256;
    private static final int FAMILY = 1;
    private static final int PROTOCOL = 2;
    private static final int SOURCE_IPV4 = 3;
    private static final int TARGET_IPV4 = 4;
    private static final int SOURCE_IPV6 = 5;
    private static final int TARGET_IPV6 = 6;
    private static final int SOURCE_PORT = 7;
    private static final int TARGET_PORT = 8;
    private static final int SECONDS = 9;
    private static final int MICROSECONDS = 10;
    private static final int PAYLOAD_KIND = 11;
    private static final int AGENT_ID = 12;
    private static final int PAYLOAD = 15;
    private static final int CORRELATION = 17;

    private static final byte AF_INET = 2;
    private static final byte AF_INET6 = 10;
    private static final byte TCP = 6;
    private static final byte UDP = 17;
    private static final byte SIP = 1;
    private static final long NS_PER_S = 1_000_000_000L;
    private static final long NS_PER_US = 1_000;

    private final ByteBuffer out;

    private Hep(int bytes) {
        out = ByteBuffer.allocate(bytes);
        out.put(BEGIN).putShort((short) 0);
    }

    /** {@code correlation}: what its legs have in common, "" unknown. */
    static ByteBuffer packet(Trace.Message message, int agentId, String correlation) {
        byte[] common = correlation.getBytes(StandardCharsets.UTF_8);
        Family family = Family.of(message);
        boolean ipv4 = family.ipv4();
        Hep hep = new Hep(ROOM + common.length + message.text().length);
        hep.one(FAMILY, ipv4 ? AF_INET : AF_INET6);
        hep.one(PROTOCOL, message.transport() == Transport.UDP ? UDP : TCP);
        hep.bytes(ipv4 ? SOURCE_IPV4 : SOURCE_IPV6, family.from());
        hep.bytes(ipv4 ? TARGET_IPV4 : TARGET_IPV6, family.to());
        hep.two(SOURCE_PORT, message.from().port());
        hep.two(TARGET_PORT, message.to().port());
        hep.four(SECONDS, (int) (message.timeNs() / NS_PER_S));
        hep.four(MICROSECONDS, (int) (message.timeNs() % NS_PER_S / NS_PER_US));
        hep.one(PAYLOAD_KIND, SIP);
        hep.four(AGENT_ID, agentId);
        if (common.length > 0) {
            hep.bytes(CORRELATION, common);
        }
        hep.bytes(PAYLOAD, message.text());
        return hep.whole();
    }

    private ByteBuffer whole() {
        out.putShort(BEGIN.length, (short) out.position());
        return out.flip();
    }

    private Hep chunk(int type, int length) {
        out.putShort((short) 0).putShort((short) type).putShort((short) (CHUNK_HEADER + length));
        return this;
    }

    private void one(int type, byte value) {
        chunk(type, 1).out.put(value);
    }

    private void two(int type, int value) {
        chunk(type, 2).out.putShort((short) value);
    }

    private void four(int type, int value) {
        chunk(type, 4).out.putInt(value);
    }

    private void bytes(int type, byte[] value) {
        chunk(type, value.length).out.put(value);
    }
}
