package hotswitch.server.e2e;

import hotswitch.server.e2e.rig.Api;
import hotswitch.server.e2e.rig.Await;
import hotswitch.server.e2e.rig.Phone;
import hotswitch.server.e2e.rig.PhoneCall;
import hotswitch.server.e2e.rig.SwitchProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A disk of 400 MiB is filled and emptied under a call: as a program, for a mount namespace of its own. */
final class FullDisk {
    private static final int MIB = 1 << 20;

    private FullDisk() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        try (SwitchProcess hotline = SwitchProcess.prepare("full-disk")
                .set("node.disk.alarm-mib", 200)
                .set("node.disk.refuse-mib", 150)
                .set("recording.enabled", false)
                .set("node.drain-seconds", 1)) {
            Path data = Files.createDirectories(hotline.data());
            Process mount = new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=400m", "tmpfs", data.toString())
                    .inheritIO()
                    .start();
            must(mount.waitFor() == 0, "the disk is there");
            hotline.start();
            story(hotline, data);
            hotline.terminate();
            must(hotline.awaitEnd() == 0, "a clean end");
            must(hotline.run("journal", "verify", "--data", data.toString()).status() == 0, "the journal in order");
            new ProcessBuilder("umount", data.toString()).inheritIO().start().waitFor();
        }
        // The HTTP client's threads are of no more use.
        System.exit(0);
    }

    private static void story(SwitchProcess hotline, Path data) throws IOException {
        Api api = hotline.api("supervisor");
        try (Phone inside = Phone.caller(hotline.sip(), "13900170001");
                Phone outside = Phone.caller(hotline.sip(), "13900170002")) {
            PhoneCall talking = inside.dial("12345");
            talking.awaitAnswered();
            must(free(api) > 200L * MIB, "ample: " + free(api));
            Path filler = data.resolve("filler");
            long fill = (free(api) / MIB) - 100;
            for (int i = 0; i < fill; i++) {
                Files.write(filler, new byte[MIB], StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            }
            Await.until("refusing", () -> api.send("GET", "/readyz", null).status() == 503);
            must(outside.dial("12345").awaitFinal().status() == 503, "a new call is refused");
            String made = "{\"agent\":1001,\"to\":\"13900170003\"}";
            must(api.send("POST", "/api/v1/calls", made).status() == 503, "so is one by the API");
            must(talking.info('1').status() == 200, "the call inside goes on");
            must(talking.hangUp().status() == 200, "and ends as ever");
            api.awaitRecord("13900170001");
            Files.delete(filler);
            Await.until("serving", () -> api.send("GET", "/readyz", null).status() == 200);
            PhoneCall again = outside.dial("12345");
            again.awaitAnswered();
            must(again.hangUp().status() == 200, "a call as ever");
        }
    }

    private static long free(Api api) {
        return (long) api.metric("hotswitch_data_free_bytes");
    }

    private static void must(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }
}
