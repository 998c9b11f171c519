package hotswitch.acd.codec;

import hotswitch.acd.config.BreaksConfig;
import hotswitch.acd.config.BreaksConfig.BreakRule;
import hotswitch.acd.config.CentreConfig.NumberConfig;
import hotswitch.acd.config.ChannelsConfig;
import hotswitch.acd.config.ChannelsConfig.Channel;
import hotswitch.acd.config.ParkConfig;
import hotswitch.acd.config.ServicesConfig;
import hotswitch.acd.config.ServicesConfig.CallbackConfig;
import hotswitch.acd.config.ServicesConfig.SurgeConfig;

/** Call-backs, surge mode and breaks as canonical bytes. */
final class ServicesCodec {
    private ServicesCodec() {}

    static void write(ServicesConfig c, BytesWriter out) {
        CallbackConfig b = c.callback();
        out.i32(b.triesMax())
                .i64(b.spacingMs())
                .i64(b.maxMs())
                .text(b.displayed())
                .text(b.digit());
        SurgeConfig s = c.surge();
        out.i32(s.onWaiting()).i32(s.offWaiting()).i64(s.onExpectedMs()).i64(s.offExpectedMs());
        ListCodec.write(out, s.numbers(), (o, n) -> o.text(n.dnis()).text(n.flow()));
        ListCodec.write(out, c.breaks().rules(), ServicesCodec::rule)
                .flag(c.breaks().others());
        ListCodec.write(
                out,
                c.channels().channels(),
                (o, n) -> o.text(n.name()).flag(n.withCalls()).i64(n.dueMs()));
        out.i32(c.park().first()).i32(c.park().last()).i64(c.park().timeoutMs());
    }

    static ServicesConfig read(BytesReader in) {
        return new ServicesConfig(
                new CallbackConfig(in.i32(), in.i64(), in.i64(), in.text(), in.text()),
                new SurgeConfig(
                        in.i32(),
                        in.i32(),
                        in.i64(),
                        in.i64(),
                        ListCodec.read(in, i -> new NumberConfig(i.text(), i.text()))),
                new BreaksConfig(
                        ListCodec.read(in, i -> new BreakRule(i.text(), i.i64(), i.i32(), i.text())), in.flag()),
                new ChannelsConfig(ListCodec.read(in, i -> new Channel(i.text(), i.flag(), i.i64()))),
                new ParkConfig(in.i32(), in.i32(), in.i64()));
    }

    private static void rule(BytesWriter out, BreakRule rule) {
        out.text(rule.reason()).i64(rule.maxMs()).i32(rule.atOnceMax()).text(rule.digit());
    }
}
