package hotswitch.acd.codec;

import hotswitch.acd.config.AgentDuty;
import hotswitch.acd.config.AgentDuty.Capacity;
import hotswitch.acd.config.CentreConfig;
import hotswitch.acd.config.CentreConfig.*;

/**
 * The configuration as canonical bytes, behind a format number. Equal configurations have equal bytes and so one
 * SHA-256.
 */
public final class ConfigCodec {
    private static final int FORMAT = 5;
    private static final Strategy[] STRATEGIES = Strategy.values();
    private static final OverflowKind[] OVERFLOW_KINDS = OverflowKind.values();
    private static final HuntStrategy[] HUNT_STRATEGIES = HuntStrategy.values();

    private ConfigCodec() {}

    public static byte[] toBytes(CentreConfig config) {
        BytesWriter out = new BytesWriter();
        write(config, out);
        return out.toBytes();
    }

    public static CentreConfig fromBytes(byte[] bytes) {
        return read(new BytesReader(bytes));
    }

    public static void write(CentreConfig c, BytesWriter out) {
        out.i8(FORMAT);
        ListCodec.write(out, c.agents(), ConfigCodec::agent);
        ListCodec.write(
                out, c.devices(), (o, d) -> o.text(d.name()).text(d.number()).text(d.site()));
        ListCodec.write(out, c.queues(), ConfigCodec::queue);
        ListCodec.write(out, c.numbers(), (o, n) -> o.text(n.dnis()).text(n.flow()));
        hunt(out, c.hunt());
        ListCodec.write(out, c.displays(), ConfigCodec::display);
        times(out, c.times());
        out.text(c.flows());
        RoutingCodec.write(c.routing(), out);
        ServicesCodec.write(c.services(), out);
    }

    /** Throws {@link IllegalArgumentException} on a format of another version. */
    public static CentreConfig read(BytesReader in) {
        int format = in.i8();
        if (format != FORMAT) {
            throw new IllegalArgumentException("configuration format " + format + " is not of this version");
        }
        return new CentreConfig(
                ListCodec.read(in, ConfigCodec::agent),
                ListCodec.read(in, i -> new DeviceConfig(i.text(), i.text(), i.text())),
                ListCodec.read(in, ConfigCodec::queue),
                ListCodec.read(in, i -> new NumberConfig(i.text(), i.text())),
                hunt(in),
                ListCodec.read(in, ConfigCodec::display),
                times(in),
                in.text(),
                RoutingCodec.read(in),
                ServicesCodec.read(in));
    }

    static void skill(BytesWriter out, Skill s) {
        out.text(s.name()).i32(s.level());
    }

    static Skill skill(BytesReader in) {
        return new Skill(in.text(), in.i32());
    }

    private static void agent(BytesWriter out, AgentConfig a) {
        ListCodec.write(out.i32(a.id()).text(a.name()), a.skills(), ConfigCodec::skill)
                .text(a.seat())
                .text(a.role());
        ListCodec.write(
                out.flag(a.duty().autoAnswer()),
                a.duty().capacities(),
                (o, c) -> o.text(c.channel()).i32(c.itemsMax()));
    }

    private static AgentConfig agent(BytesReader in) {
        return new AgentConfig(
                in.i32(),
                in.text(),
                ListCodec.read(in, ConfigCodec::skill),
                in.text(),
                in.text(),
                duty(new AgentDuty(in.flag(), ListCodec.read(in, i -> new Capacity(i.text(), i.i32())))));
    }

    /** Nearly all work alike, and shall look at the same one. */
    private static AgentDuty duty(AgentDuty read) {
        return read.equals(AgentDuty.USUAL) ? AgentDuty.USUAL : read;
    }

    private static void queue(BytesWriter out, QueueConfig q) {
        ListCodec.write(out.text(q.name()), q.asks(), ConfigCodec::skill);
        out.i8(q.strategy().ordinal());
        out.i32(q.bounds().waitingMax()).i64(q.bounds().waitMaxMs());
        Overflow o = q.overflow();
        out.i8(o.kind().ordinal()).text(o.target()).text(o.displayed());
        out.flag(o.whenNoAgentLoggedOn()).i64(o.whenExpectedMs());
        QueueTimes t = q.times();
        out.i64(t.offerMs()).i64(t.wrapUpMs()).i64(t.serviceLevelMs()).i64(t.shortAbandonMs());
        Announcements a = q.announcements();
        out.text(a.music()).i64(a.everyMs()).text(a.before()).text(a.after()).flag(a.expected());
    }

    private static QueueConfig queue(BytesReader in) {
        return new QueueConfig(
                in.text(),
                ListCodec.read(in, ConfigCodec::skill),
                STRATEGIES[in.i8()],
                new Bounds(in.i32(), in.i64()),
                new Overflow(OVERFLOW_KINDS[in.i8()], in.text(), in.text(), in.flag(), in.i64()),
                new QueueTimes(in.i64(), in.i64(), in.i64(), in.i64()),
                new Announcements(in.text(), in.i64(), in.text(), in.text(), in.flag()));
    }

    private static void hunt(BytesWriter out, HuntConfig h) {
        ListCodec.write(
                out,
                h.lines(),
                (o, l) -> o.text(l.name()).text(l.number()).text(l.trunk()).i32(l.order()));
        out.i8(h.strategy().ordinal()).i64(h.ringMs()).i64(h.restMs());
        out.i32(h.waitingMax()).i64(h.waitMaxMs());
        out.text(h.waitPrompt()).text(h.music()).text(h.displayed());
    }

    private static HuntConfig hunt(BytesReader in) {
        return new HuntConfig(
                ListCodec.read(in, i -> new LineConfig(i.text(), i.text(), i.text(), i.i32())),
                HUNT_STRATEGIES[in.i8()],
                in.i64(),
                in.i64(),
                in.i32(),
                in.i64(),
                in.text(),
                in.text(),
                in.text());
    }

    private static void display(BytesWriter out, DisplayConfig d) {
        out.text(d.number()).text(d.authorisation());
        ListCodec.writeTexts(out, d.trunks());
        ListCodec.writeTexts(out, d.queues());
        ListCodec.write(out, d.agents(), BytesWriter::i32);
    }

    private static DisplayConfig display(BytesReader in) {
        return new DisplayConfig(
                in.text(),
                in.text(),
                ListCodec.readTexts(in),
                ListCodec.readTexts(in),
                ListCodec.read(in, BytesReader::i32));
    }

    private static void times(BytesWriter out, TimesConfig t) {
        out.i64(t.outboundRingMs())
                .i64(t.idempotencyMs())
                .text(t.connectPrompt())
                .text(t.music());
        out.flag(t.recording()).flag(t.drills());
    }

    private static TimesConfig times(BytesReader in) {
        return new TimesConfig(in.i64(), in.i64(), in.text(), in.text(), in.flag(), in.flag());
    }
}
