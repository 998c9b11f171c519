package hotswitch.ivr.script;

import hotswitch.acd.snapshot.XxHash64;
import java.nio.charset.StandardCharsets;
import org.agrona.concurrent.UnsafeBuffer;

/** What a flow can do, as 16 hex digits: its own steps and those of the flows that it calls. */
public final class ContentHash {
    private ContentHash() {}

    public static String of(Script script, String flow) {
        StringBuilder text = new StringBuilder(flow).append('\n');
        for (String name : Reach.of(script, flow)) text.append(ScriptWriter.write(script.flow(name)));
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        return "%016x".formatted(XxHash64.of(new UnsafeBuffer(bytes), 0, bytes.length));
    }
}
