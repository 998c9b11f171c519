package hotswitch.server.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.acd.codec.ConfigCodec;
import hotswitch.acd.config.CentreConfig;
import hotswitch.acd.config.CentreConfig.OverflowKind;
import hotswitch.acd.flow.CentreSight;
import hotswitch.acd.flow.FlowInput;
import hotswitch.acd.flow.FlowRun;
import hotswitch.acd.flow.FlowStep;
import hotswitch.ivr.run.Flows;
import hotswitch.trunk.TrunkConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShippedConfTest {
    /** Nothing is noted and nothing is going on. */
    private static final CentreSight SIGHT = new CentreSight() {
        @Override
        public String attribute(String name) {
            return "";
        }

        @Override
        public long figure(Figure figure, String queue) {
            return 0;
        }

        @Override
        public boolean emergency() {
            return false;
        }

        @Override
        public boolean surge() {
            return false;
        }
    };

    private static final String BOM = "\uFEFF";

    @TempDir
    Path temp;

    private static ServerConfig shipped() {
        return switch (ConfigLoader.load(Conf.SHIPPED, List.of())) {
            case LoadResult.Loaded(var config, var warnings) -> {
                assertEquals(List.of(), warnings);
                yield config;
            }
            case LoadResult.Faulty(var faults, var warnings) -> throw new AssertionError(faults.toString());
        };
    }

    @Test
    void aHotlineOnLoopback() {
        ServerConfig config = shipped();
        CentreConfig centre = config.centre();
        assertEquals(58, centre.devices().size());
        assertEquals(95, centre.agents().size());
        assertEquals("8001", centre.agents().getFirst().seat());
        assertEquals(38, centre.hunt().lines().size());
        assertEquals(
                "[advice, appeals, english]",
                centre.queues().stream()
                        .map(CentreConfig.QueueConfig::name)
                        .toList()
                        .toString());
        assertEquals(OverflowKind.LINES, centre.queues().get(1).overflow().kind());
        assertEquals(
                List.of("carrier-a", "carrier-b"),
                config.trunks().trunks().stream().map(TrunkConfig::name).toList());
        assertEquals(
                "127.0.0.0/8",
                config.trunks().trunks().getFirst().acl().getFirst().cidr().toString());
        assertEquals(
                "127.0.0.2",
                config.trunks().trunks().get(1).acl().getFirst().cidr().toString());
        assertTrue(config.accounts().demonstration());
        assertTrue(config.roles().allows("supervisor", "calls.monitor"));
        assertFalse(config.roles().allows("agent", "calls.monitor"));
        assertFalse(config.roles().allows("nobody", "calls.read"));
        assertTrue(config.promptNames().contains("n99"));
        assertEquals(92, config.node().recording().days());
    }

    @Test
    void theCentreSurvivesItsBytes() {
        CentreConfig centre = shipped().centre();
        assertEquals(centre, ConfigCodec.fromBytes(ConfigCodec.toBytes(centre)));
    }

    @Test
    void theMainFlowGivesANoticeAndThenAHuman() {
        Flows flows = new Flows();
        flows.load("v1", shipped().centre().flows());
        assertTrue(flows.knows("v1", "menu"));
        FlowRun run = new FlowRun().begin("v1", "main", "057100000001", "12345");
        assertEquals(new FlowStep.Answer(), flows.next(run, new FlowInput.Started(), SIGHT, 0));
        assertEquals(new FlowStep.Play(List.of("notice"), true), flows.next(run, new FlowInput.Done(), SIGHT, 0));
        assertEquals(new FlowStep.Enqueue("appeals", 0), flows.next(run, new FlowInput.PlayEnded(false), SIGHT, 0));
    }

    @Test
    void secretsDoNotPrintThemselves() {
        assertFalse(shipped().toString().contains("demo-"), "a password in the text of the configuration");
        assertFalse(shipped().accounts().agents().toString().contains("pin"));
    }

    @Test
    void aSpreadsheetsByteOrderMarkAndLineEndsAreFine() throws IOException {
        Conf conf = new Conf(temp);
        for (String file : List.of("agents.csv", "devices.csv", "backup-lines.csv", "queues.yaml")) {
            String text = Files.readString(conf.dir.resolve(file));
            conf.write(file, BOM + text.replace("\n", "\r\n"));
        }
        assertEquals(shipped().centre(), conf.loaded().centre());
    }

    @Test
    void everyKeyOfTheNodeIsShownWithItsDefault() throws IOException {
        Conf conf = new Conf(temp).write("hotswitch.yaml", "");
        assertEquals(shipped().node(), conf.loaded().node());
        assertEquals(shipped().node(), conf.delete("hotswitch.yaml").loaded().node());
    }

    @Test
    void filesThatMayBeAbsent() throws IOException {
        Conf conf = new Conf(temp).delete("kpi.yaml").delete("calendar.yaml").delete("hotswitch.yaml");
        assertEquals(List.of(), conf.loaded().kpi().definitions());
    }

    @Test
    void setsOverrideTheFile() throws IOException {
        Conf conf = new Conf(temp);
        NodeConfig node = conf.loaded(
                        "sip.port=5070",
                        "media.ports=30000-30099",
                        "security.digest=[SHA-256]",
                        "recording.enabled=false",
                        "sip.register.min-seconds=30",
                        "journal.sync=power",
                        "store.url=jdbc:postgresql://127.0.0.1/hotswitch?a=b")
                .node();
        assertEquals(5070, node.sip().port());
        assertEquals(30_099, node.media().portMax());
        assertEquals(List.of(NodeConfig.Digest.SHA256), node.security().digest());
        assertFalse(node.recording().enabled());
        assertEquals(30, node.sip().register().minSeconds());
        assertEquals(NodeConfig.Sync.POWER, node.journal().sync());
        assertEquals("jdbc:postgresql://127.0.0.1/hotswitch?a=b", node.store().url());
        assertFalse(conf.loaded("recording.enabled=false").centre().times().recording());
    }

    @Test
    void aSeatMayBeATelephoneLine() throws IOException {
        Conf conf = new Conf(temp).append("devices.csv", "tel:057100000777,,home\n");
        CentreConfig.DeviceConfig seat = conf.loaded().centre().devices().getLast();
        assertEquals(new CentreConfig.DeviceConfig("tel:057100000777", "057100000777", "home"), seat);
    }
}
