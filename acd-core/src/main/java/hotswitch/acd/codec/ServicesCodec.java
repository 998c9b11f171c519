package hotswitch.acd.codec;

import hotswitch.acd.config.CentreConfig.NumberConfig;
import hotswitch.acd.config.ServicesConfig;
import hotswitch.acd.config.ServicesConfig.CallbackConfig;
import hotswitch.acd.config.ServicesConfig.SurgeConfig;

/** Call-backs and surge mode as canonical bytes. */
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
        out.i32(s.onWaiting()).i32(s.offWaiting());
        ListCodec.write(out, s.numbers(), (o, n) -> o.text(n.dnis()).text(n.flow()));
    }

    static ServicesConfig read(BytesReader in) {
        return new ServicesConfig(
                new CallbackConfig(in.i32(), in.i64(), in.i64(), in.text(), in.text()),
                new SurgeConfig(in.i32(), in.i32(), ListCodec.read(in, i -> new NumberConfig(i.text(), i.text()))));
    }
}
