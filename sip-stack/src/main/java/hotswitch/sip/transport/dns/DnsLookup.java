package hotswitch.sip.transport.dns;

import hotswitch.sip.locate.DnsAnswer;
import hotswitch.sip.locate.DnsRecord;
import hotswitch.sip.locate.Lookup;
import io.netty.buffer.ByteBuf;
import io.netty.channel.AddressedEnvelope;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.handler.codec.dns.DefaultDnsQuestion;
import io.netty.handler.codec.dns.DefaultDnsRecordDecoder;
import io.netty.handler.codec.dns.DnsRawRecord;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.handler.codec.dns.DnsResponse;
import io.netty.handler.codec.dns.DnsResponseCode;
import io.netty.handler.codec.dns.DnsSection;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.DnsServerAddressStreamProvider;
import io.netty.resolver.dns.DnsServerAddressStreamProviders;
import io.netty.resolver.dns.SequentialDnsServerAddressStreamProvider;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks name servers, over UDP and, where an answer was cut short, over TCP. Answers come on its own thread. */
public final class DnsLookup implements Lookup, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DnsLookup.class);
    private static final int QUERY_MS = 2_000;
    /** RFC 2308 §5 lets up to three hours pass; a carrier that mends its zone should not wait for that. */
    private static final long NEGATIVE_MAX_S = 300;

    private final MultiThreadIoEventLoopGroup group;
    private final EventLoop loop;
    private final DnsNameResolver resolver;

    /** @param servers asked in turn; empty: those of the system */
    public DnsLookup(List<InetSocketAddress> servers) {
        group = new MultiThreadIoEventLoopGroup(
                1, new DefaultThreadFactory("names", true), EpollIoHandler.newFactory());
        loop = group.next();
        DnsServerAddressStreamProvider provider = servers.isEmpty()
                ? DnsServerAddressStreamProviders.platformDefault()
                : new SequentialDnsServerAddressStreamProvider(servers);
        resolver = new DnsNameResolverBuilder(loop)
                .datagramChannelType(EpollDatagramChannel.class)
                .socketChannelType(EpollSocketChannel.class)
                .nameServerProvider(provider)
                .queryTimeoutMillis(QUERY_MS)
                .build();
    }

    /** Runs this on the thread on which answers come. */
    public void execute(Runnable what) {
        loop.execute(what);
    }

    /** The same, later. */
    public void later(Runnable what, long seconds) {
        var unused = loop.schedule(what, seconds, TimeUnit.SECONDS);
    }

    @Override
    public void ask(Type type, String name, Consumer<DnsAnswer> then) {
        DnsRecordType wanted = DnsRecordType.valueOf(type.name());
        Future<AddressedEnvelope<DnsResponse, InetSocketAddress>> asked;
        try {
            asked = resolver.query(new DefaultDnsQuestion(name.endsWith(".") ? name : name + '.', wanted));
        } catch (IllegalArgumentException noName) {
            LOG.warn("no name to ask for: {}", name, noName);
            then.accept(DnsAnswer.failure());
            return;
        }
        asked.addListener(done -> {
            if (!asked.isSuccess()) {
                LOG.warn("no answer about {} {}: {}", type, name, asked.cause().toString());
                then.accept(DnsAnswer.failure());
                return;
            }
            AddressedEnvelope<DnsResponse, InetSocketAddress> envelope = asked.getNow();
            DnsAnswer answer;
            try {
                answer = read(envelope.content(), wanted);
            } finally {
                envelope.release();
            }
            then.accept(answer);
        });
    }

    private static DnsAnswer read(DnsResponse response, DnsRecordType wanted) {
        DnsResponseCode code = response.code();
        if (!code.equals(DnsResponseCode.NOERROR) && !code.equals(DnsResponseCode.NXDOMAIN)) {
            return DnsAnswer.failure();
        }
        List<DnsRecord> records = new ArrayList<>();
        long ttlS = Long.MAX_VALUE;
        for (int i = 0; i < response.count(DnsSection.ANSWER); i++) {
            io.netty.handler.codec.dns.DnsRecord each = response.recordAt(DnsSection.ANSWER, i);
            ttlS = Math.min(ttlS, each.timeToLive());
            if (each.type().equals(wanted) && each instanceof DnsRawRecord raw) {
                add(raw, records);
            }
        }
        return new DnsAnswer(records, records.isEmpty() ? negativeTtlS(response) : ttlS, false);
    }

    /** RFC 2308 §5: the lesser of the SOA record's time to live and its last number. */
    private static long negativeTtlS(DnsResponse response) {
        for (int i = 0; i < response.count(DnsSection.AUTHORITY); i++) {
            io.netty.handler.codec.dns.DnsRecord each = response.recordAt(DnsSection.AUTHORITY, i);
            if (each.type().equals(DnsRecordType.SOA)
                    && each instanceof DnsRawRecord raw
                    && raw.content().readableBytes() >= 20) {
                ByteBuf soa = raw.content();
                long minimum = soa.getUnsignedInt(soa.writerIndex() - Integer.BYTES);
                return Math.min(NEGATIVE_MAX_S, Math.min(minimum, each.timeToLive()));
            }
        }
        return NEGATIVE_MAX_S;
    }

    private static void add(DnsRawRecord raw, List<DnsRecord> into) {
        ByteBuf data = raw.content().duplicate();
        try {
            if (raw.type().equals(DnsRecordType.SRV)) {
                int priority = data.readUnsignedShort();
                int weight = data.readUnsignedShort();
                into.add(new DnsRecord.Srv(priority, weight, data.readUnsignedShort(), name(data)));
            } else if (raw.type().equals(DnsRecordType.NAPTR)) {
                int order = data.readUnsignedShort();
                int preference = data.readUnsignedShort();
                String flags = text(data);
                String service = text(data);
                text(data); // a regular expression: not for terminal records of SIP (RFC 3263 §4.1)
                into.add(new DnsRecord.Naptr(order, preference, flags, service, name(data)));
            } else {
                byte[] address = new byte[data.readableBytes()];
                data.readBytes(address);
                into.add(new DnsRecord.Address(InetAddress.getByAddress(address).getHostAddress()));
            }
        } catch (IndexOutOfBoundsException | UnknownHostException | io.netty.handler.codec.CorruptedFrameException e) {
            LOG.warn("a record of {} that cannot be read", raw.name(), e);
        }
    }

    private static String text(ByteBuf data) {
        return data.readCharSequence(data.readUnsignedByte(), StandardCharsets.US_ASCII)
                .toString();
    }

    private static String name(ByteBuf data) {
        String name = DefaultDnsRecordDecoder.decodeName(data);
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }

    @Override
    public void close() {
        resolver.close();
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
