package hotswitch.acd.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.acd.Command;
import hotswitch.acd.Fact;
import hotswitch.acd.config.CentreConfig;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every command, every fact and a configuration: written, read, equal, and no byte left over. */
final class CodecTest {

    @Test
    void everyCommandComesBackEqual() {
        Samples samples = new Samples();
        List<Class<?>> all = kinds(Command.class).toList();
        assertTrue(all.contains(Command.Tick.class) && all.contains(Command.SetAgentState.class), all::toString);
        for (Class<?> type : all) {
            Command command = (Command) samples.of(type);
            BytesWriter out = new BytesWriter();
            CommandCodec.write(command, out);
            BytesReader in = new BytesReader(out.toBytes());
            assertEquals(command, CommandCodec.read(in));
            assertEquals(0, in.remaining(), type.getSimpleName());
        }
    }

    private static Stream<Class<?>> kinds(Class<?> type) {
        return type.isRecord()
                ? Stream.of(type)
                : Arrays.stream(type.getPermittedSubclasses()).flatMap(CodecTest::kinds);
    }

    @Test
    void everyFactComesBackEqual() {
        Samples samples = new Samples();
        for (Class<?> type : kinds(Fact.class).toList()) {
            Fact fact = (Fact) samples.of(type);
            BytesWriter out = new BytesWriter();
            FactCodec.write(fact, out);
            BytesReader in = new BytesReader(out.toBytes());
            assertEquals(fact, FactCodec.read(in));
            assertEquals(0, in.remaining(), type.getSimpleName());
        }
    }

    @Test
    void aConfigurationComesBackEqual() {
        CentreConfig config = (CentreConfig) new Samples().of(CentreConfig.class);
        byte[] bytes = ConfigCodec.toBytes(config);
        assertEquals(config, ConfigCodec.fromBytes(bytes));
    }

    @Test
    void bytesOfALaterVersionAreNamed() {
        byte[] later = {-1};
        assertThrows(IllegalArgumentException.class, () -> CommandCodec.read(new BytesReader(later)));
        assertThrows(IllegalArgumentException.class, () -> FactCodec.read(new BytesReader(later)));
        assertThrows(IllegalArgumentException.class, () -> ConfigCodec.fromBytes(later));
    }

    @Test
    void missingBytesAreNoticed() {
        BytesWriter out = new BytesWriter();
        CommandCodec.write(new Command.CallArrived(2, 4, "13800000000", "12345", "carrier-a"), out);
        byte[] whole = out.toBytes();
        for (int n = 0; n < whole.length; n++) {
            byte[] part = java.util.Arrays.copyOf(whole, n);
            assertThrows(IndexOutOfBoundsException.class, () -> CommandCodec.read(new BytesReader(part)));
        }
    }
}
