package hotswitch.acd.codec;

import hotswitch.acd.config.CallersConfig;
import hotswitch.acd.config.CallersConfig.CallerRule;
import hotswitch.acd.config.CallersConfig.Repeat;
import hotswitch.acd.config.QueueDuty;
import hotswitch.acd.config.QueueDuty.WrapUp;
import hotswitch.acd.config.QueueRouting;
import hotswitch.acd.config.QueueRouting.Preference;
import hotswitch.acd.config.QueueRouting.Relaxation;
import hotswitch.acd.config.QueueRouting.Score;
import hotswitch.acd.config.RoutingConfig;

/** How calls and agents come together, as canonical bytes. */
final class RoutingCodec {
    private RoutingCodec() {}

    static void write(RoutingConfig r, BytesWriter out) {
        ListCodec.write(out, r.queues(), RoutingCodec::queue);
        CallersConfig c = r.callers();
        ListCodec.write(
                out,
                c.rules(),
                (o, rule) -> o.text(rule.number())
                        .flag(rule.prefix())
                        .text(rule.kind())
                        .i32(rule.priority()));
        out.i64(c.repeat().withinMs()).i32(c.repeat().priority());
    }

    static RoutingConfig read(BytesReader in) {
        return new RoutingConfig(
                ListCodec.read(in, RoutingCodec::queue),
                new CallersConfig(
                        ListCodec.read(in, i -> new CallerRule(i.text(), i.flag(), i.text(), i.i32())),
                        new Repeat(in.i64(), in.i32())));
    }

    private static void queue(BytesWriter out, QueueRouting q) {
        ListCodec.write(out.text(q.queue()), q.prefers(), ConfigCodec::skill);
        ListCodec.write(
                out,
                q.relax(),
                (o, step) -> ListCodec.write(o.i64(step.afterMs()), step.asks(), ConfigCodec::skill)
                        .flag(step.waivesOwn()));
        out.i64(q.score().weight()).i64(q.score().perPriority()).i64(q.score().perSecond());
        out.i64(q.preference().lastAgentMs()).i64(q.preference().patienceMs());
        duty(q.duty(), out);
        out.i32(q.failedPriority());
    }

    private static QueueRouting queue(BytesReader in) {
        return new QueueRouting(
                in.text(),
                ListCodec.read(in, ConfigCodec::skill),
                ListCodec.read(in, i -> new Relaxation(i.i64(), ListCodec.read(i, ConfigCodec::skill), i.flag())),
                new Score(in.i64(), in.i64(), in.i64()),
                new Preference(in.i64(), in.i64()),
                duty(in),
                in.i32());
    }

    private static void duty(QueueDuty d, BytesWriter out) {
        out.i32(d.ringsAtOnce()).flag(d.autoAnswer());
        out.i64(d.wrapUp().extendMs()).i32(d.wrapUp().extensionsMax()).text(d.channel());
    }

    private static QueueDuty duty(BytesReader in) {
        return new QueueDuty(in.i32(), in.flag(), new WrapUp(in.i64(), in.i32()), in.text());
    }
}
