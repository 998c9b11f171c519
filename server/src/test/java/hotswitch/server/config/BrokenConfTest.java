package hotswitch.server.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.server.e2e.rig.SecureSwitch;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvFileSource;

/** One thing is wrong; exactly that is told, with its line and how to mend it. */
class BrokenConfTest {
    @TempDir
    static Path shared;

    @TempDir
    Path temp;

    private static Conf kept;

    @BeforeAll
    static void copyOnce() throws IOException {
        kept = new Conf(shared);
    }

    /** In the file the first "old" becomes "changed"; the line of that is named, or that of the last column. */
    @ParameterizedTest(name = "{0}: {2}")
    @CsvFileSource(resources = "broken-conf.txt", delimiter = '|', quoteCharacter = '~')
    void isTold(String file, String old, String changed, String fault, ArgumentsAccessor all) throws IOException {
        byte[] whole = Files.readAllBytes(kept.dir.resolve(file));
        try {
            kept.replace(file, old, changed);
            int line = kept.line(file, all.size() < 5 ? changed : all.getString(4));
            List<String> faults = kept.faults();
            assertTold(faults, file + ":" + line + ": ", fault);
            assertTrue(faults.size() <= 3, () -> "one mistake, but " + String.join("\n    ", faults));
        } finally {
            kept.write(file, whole);
        }
    }

    @Test
    void everythingAtOnceInTheOrderOfFilesAndLines() throws IOException {
        Conf conf = new Conf(temp);
        conf.replace("agents.csv", "appeals:3", "appeals:7").replace("agents.csv", ",8002,agent", ",7002,agent");
        conf.replace("trunks.yaml", "channels: 240", "channels: lots").replace("hotswitch.yaml", "days: 92", "days: 3");
        List<String> files = conf.faults().stream()
                .map(fault -> fault.substring(0, fault.indexOf(':')))
                .toList();
        assertEquals(List.of("agents.csv", "agents.csv", "hotswitch.yaml", "trunks.yaml"), files);
    }

    @Test
    void whatIsWrongInSeveralWaysIsToldInOneGo() throws IOException {
        Conf conf = new Conf(temp);
        conf.replace("agents.csv", "appeals:3", "appeals:9").replace("queues.yaml", "{english: 1}", "{german: 1}");
        conf.replace("calendar.yaml", "\"13:30-17:30\"", "\"11:30-17:30\"");
        conf.replace("queues.yaml", "to: lines", "to: \"queue:english\"");
        List<String> faults = conf.faults();
        assertTold(faults, "agents.csv:", "the level of appeals is \"9\"");
        assertTold(faults, "calendar.yaml:", "overlaps with 08:30-12:00");
        assertTold(faults, "queues.yaml:", "there is no skill german");
        assertTold(faults, "queues.yaml:", "the overflow of the queue appeals comes back to it");
    }

    /** What would follow from a counter that does not exist is not told beside it. */
    @Test
    void aCounterThatDoesNotExistIsOneFault() throws IOException {
        Conf conf = new Conf(temp);
        conf.replace("kpi.yaml", "denominator: [asked]", "denominator: [askd]");
        assertEquals(
                List.of(),
                conf.faults().stream()
                        .filter(fault -> !fault.contains("did you mean asked?"))
                        .toList());
    }

    /** An agent who has it gets no call for it, and nobody would know why. */
    @Test
    void aSkillThatNobodyAsksForIsProbablyMistyped() throws IOException {
        Conf conf = new Conf(temp);
        assertEquals(List.of(), conf.warnings());
        conf.replace("agents.csv", "appeals:3", "apeals:3");
        assertTold(conf.warnings(), "agents.csv:", "nobody asks for the skill apeals; remove it");
        assertTold(conf.warnings(), "agents.csv:", "did you mean appeals?");
        String flow = "steps:\n  - set: skill.apeals\n    value: \"3\"\n  - answer\n  - queue: appeals\n";
        conf.write("flows/other.yaml", flow);
        assertEquals(
                List.of(),
                conf.warnings().stream().filter(w -> w.contains("skill")).toList());
    }

    @Test
    void recordingDaysBelowThreeLongMonthsWarn() throws IOException {
        Conf conf = new Conf(temp).replace("hotswitch.yaml", "days: 92", "days: 90");
        assertEquals(List.of(), conf.faults());
        assertTrue(conf.warnings().getFirst().startsWith("hotswitch.yaml:" + conf.line("hotswitch.yaml", "days: 90")));
    }

    @Test
    void demonstrationPasswordsStayOnLoopback() throws IOException {
        Conf conf = new Conf(temp);
        List<String> faults = conf.faults("sip.address=0.0.0.0");
        assertEquals(2, faults.size(), faults.toString());
        assertTrue(faults.getFirst()
                .startsWith("agents.csv: 95 agents have demonstration PINs, and sip.address is 0.0.0.0; "));
        assertTrue(faults.get(1)
                .startsWith("devices.csv: 58 seats have demonstration passwords, and sip.address is 0.0.0.0; "));
        assertEquals(2, conf.faults("api.address=192.0.2.1").size());
        assertEquals(List.of(), conf.faults("sip.address=::1", "api.address=127.0.0.9"));
    }

    @Test
    void ownPasswordsMayListenAnywhere() throws IOException {
        Conf conf = new Conf(temp);
        conf.write("devices.csv", "device,password,site\n8001,a-good-one,hall\n");
        conf.write(
                "agents.csv", "id,name,pin,skills,seat,role\n1001,王敏,907312,appeals:3；advice:2;english:3,8001,agent\n");
        assertEquals(List.of(), conf.faults("sip.address=0.0.0.0"));
    }

    @Test
    void aCarrierTakesLargeRequestsByOneOfTwo() throws IOException {
        Conf conf = new Conf(temp).replace("trunks.yaml", "large-requests: udp ", "large-requests: sctp ");
        assertTold(conf.faults(), "trunks.yaml:20: ", "trunks.carrier-a.large-requests is \"sctp\"");
    }

    @Test
    void wrongOverrides() throws IOException {
        Conf conf = new Conf(temp);
        assertTold(conf.faults("sip.prot=1"), "--set sip.prot=1: there is no key sip.prot; did you mean port?");
        assertTold(conf.faults("sipp.port=1"), "--set sipp.port=1: there is no key sipp; did you mean sip?");
        assertTold(conf.faults("sip.port"), "--set sip.port: there is no value; write --set KEY=VALUE");
        assertTold(conf.faults("sip.port=x"), "--set sip.port=x: sip.port is \"x\", no whole number");
        assertTold(conf.faults("recording.days=1"), "--set recording.days=1: recording.days is 1");
        assertTold(conf.faults("sip=5"), "--set sip=5: sip is no mapping");
        assertTold(conf.faults("sip.port=[a"), "--set sip.port=[a: this is no YAML");
    }

    /** A reload with these would leave nobody who can connect. */
    @Test
    void aKeyThatIsNotTheCertificates() throws IOException {
        Conf conf = new Conf(temp);
        String[] tls = {"sip.tls.port=5061", "sip.tls.certificate=ours.pem", "sip.tls.key=ours.key"};
        SecureSwitch.certificate(conf.dir);
        assertEquals(List.of(), conf.faults(tls));
        byte[] former = Files.readAllBytes(conf.dir.resolve("ours.key"));
        SecureSwitch.certificate(conf.dir);
        conf.write("ours.key", former);
        assertTold(
                conf.faults(tls),
                "--set sip.tls.key=ours.key: sip.tls.key: ours.key is not the key of the certificate in ours.pem; ");
        conf.write("ours.key", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
        assertTold(conf.faults(tls), "ours.key holds no key for the certificate in ours.pem (PKCS#8 without");
        conf.write("ours.key", "-----BEGIN ENCRYPTED PRIVATE KEY-----\n");
        assertTold(conf.faults(tls), "ours.key holds no key for the certificate in ours.pem (PKCS#8 without");
    }

    @Test
    void aCollectorWithNothingToTellIt() throws IOException {
        Conf conf = new Conf(temp);
        assertTold(
                conf.faults("sip.trace.mib=0", "hep.address=127.0.0.1"),
                "--set hep.address=127.0.0.1: hep.address is set, and sip.trace.mib is 0: there is nothing to tell");
        assertEquals(List.of(), conf.faults("hep.address=127.0.0.1", "hep.id=7"));
        assertTold(conf.faults("hep.address=homer.example"), "hep.address is \"homer.example\"; write an IP address");
    }

    @Test
    void overflowThatComesBack() throws IOException {
        Conf conf = new Conf(temp).replace("queues.yaml", "to: lines", "to: \"queue:english\"");
        List<String> faults = conf.faults();
        assertEquals(2, faults.size(), faults.toString());
        assertTold(faults, "the overflow of the queue appeals comes back to it");
        assertTold(faults, "the overflow of the queue english comes back to it");
    }

    /** Round a flow, too, if who presses nothing comes back. */
    @Test
    void overflowThatComesBackThroughAFlow() throws IOException {
        Conf conf = new Conf(temp).replace("queues.yaml", "to: lines", "to: \"flow:main\"");
        List<String> faults = conf.faults();
        assertEquals(1, faults.size(), faults.toString());
        String line = "queues.yaml:" + conf.line("queues.yaml", "appeals:  ");
        assertTold(faults, line + ": the overflow of the queue appeals comes back to it through the flow main");
        Conf asks = new Conf(temp.resolve("asks")).replace("queues.yaml", "to: lines", "to: \"flow:ask\"");
        asks.write("flows/ask.yaml", """
                steps:
                  - menu: [menu]
                    choices: {1: back}
                    otherwise: bye
                  - id: back
                    queue: appeals
                  - id: bye
                    hangup: NORMAL
                """);
        assertEquals(List.of(), asks.faults(), "whoever wants to wait on presses a key");
    }

    @Test
    void callsAreSentToQueuesOfCallsOnlyAndRelaxationsStayInTheirs() throws IOException {
        Conf conf = new Conf(temp)
                .replace("queues.yaml", "auto-answer: false  ", "channel: chat  ")
                .replace("queues.yaml", "channels: {}  ", "channels: {chat: {due-ms: 0}}  ")
                .replace("queues.yaml", "{after-ms: 20000, skills", "{after-ms: 20000, queue: advice, skills");
        List<String> faults = conf.faults();
        String main = "flows/main.yaml:" + conf.line("flows/main.yaml", "id: human");
        assertTold(faults, main + ": the flow sends calls to appeals, a queue of work items; name a queue without");
        assertTold(faults, "flows/menu.yaml:" + conf.line("flows/menu.yaml", "id: appeals") + ": the flow sends calls");
        assertTold(faults, "queues.yaml:", "the queue english overflows to a queue of work items");
        String relax = "queues.yaml:" + conf.line("queues.yaml", "after-ms: 20000");
        assertTold(faults, relax + ": the relaxation of the queue english names the queue advice");
        conf.replace("queues.yaml", "queue: advice, skills", "queue: advise, skills");
        assertTold(conf.faults(), relax + ": there is no queue advise; did you mean advice");
    }

    @Test
    void aNumberLeadsToAFlowThatAnswers() throws IOException {
        Conf conf = new Conf(temp).replace("flows/menu.yaml", "  - answer\n", "");
        String number = "numbers.yaml:" + conf.line("numbers.yaml", "\"12346\": menu");
        assertTold(conf.faults(), number + ": the flow menu does not answer before its step 1");
    }

    @Test
    void relaxationsOutOfOrderAndCallersWhoStandTwice() throws IOException {
        Conf conf = new Conf(temp)
                .replace("queues.yaml", "      - {after-ms: 20000, skills: {english: 1}}", """
                              - {after-ms: 20000, skills: {english: 2}}
                              - {after-ms: 9000, skills: {english: 1}}""".indent(6)
                        .stripTrailing())
                .replace(
                        "callers.csv",
                        "number,class,priority,remark\n",
                        "number,class,priority,remark\n138*,vip,5,\n138*,staff,,\n139,block,1,\n12a,vip,1,\n");
        List<String> faults = conf.faults();
        assertEquals(4, faults.size(), faults.toString());
        assertTold(faults, "queues.yaml:", "the relaxation after 9000 ms does not come after the one before");
        assertTold(faults, "callers.csv:", "the number 138* stands twice");
        assertTold(faults, "callers.csv:", "a blocked caller has a priority");
        assertTold(faults, "callers.csv:", "\"12a\" is no telephone number");
    }

    @Test
    void aQueueThatNobodyCanAnswerAndLinesThatAreNotThereWarn() throws IOException {
        Conf conf = new Conf(temp).replace("queues.yaml", "{appeals: 1}", "{appeals: 5, advice: 5, english: 5}");
        assertTold(conf.warnings(), "no agent has the skills of the queue appeals");
        assertTold(conf.delete("backup-lines.csv").warnings(), "overflows to backup lines, and there are none");
        assertEquals(List.of(), conf.faults());
    }

    @Test
    void missingFilesAndFolders() throws IOException {
        for (String file :
                List.of("agents.csv", "devices.csv", "queues.yaml", "trunks.yaml", "numbers.yaml", "roles.yaml")) {
            Conf conf = new Conf(temp.resolve(file)).delete(file);
            assertTold(conf.faults(), file + ": the file is missing; copy it from the conf/ that was shipped");
        }
        LoadResult nowhere = ConfigLoader.load(temp.resolve("nowhere"), List.of());
        assertTrue(nowhere instanceof LoadResult.Faulty(var faults, var warnings) && faults.size() == 1);
    }

    @Test
    void otherEncodingsAreRefused() throws IOException {
        Conf conf = new Conf(temp);
        String header = "id,name,pin,skills,seat,role\n";
        conf.write("agents.csv", (header + "1001,王敏,1001,appeals:3,8001,agent\n").getBytes(Charset.forName("GBK")));
        assertTold(conf.faults(), "agents.csv: the file is not UTF-8; save it as UTF-8 (it may be GBK now)");
    }

    @Test
    void promptsThatCannotBePlayed() throws IOException {
        Conf conf = new Conf(temp);
        conf.write("prompts/notice.wav", Conf.wav(16_000, 1, 16)).write("prompts/closed.wav", Conf.wav(8_000, 2, 16));
        conf.write("prompts/menu.wav", "no sound").write("prompts/Late Notice.wav", Conf.wav(8_000, 1, 16));
        conf.delete("prompts/n17.wav").delete("prompts/feature-ok.wav");
        List<String> faults = conf.faults();
        assertTold(
                faults, "prompts/notice.wav: the format is coding 1, 1 channels, 16000 Hz, 16 bits; convert it: sox");
        assertTold(faults, "prompts/closed.wav: the format is coding 1, 2 channels, 8000 Hz, 16 bits");
        assertTold(faults, "prompts/menu.wav: this is no WAV file");
        assertTold(faults, "prompts/Late Notice.wav: a prompt may not have this name");
        assertTold(faults, "the position cannot be spoken: 1 prompts are missing (n17");
        assertTold(faults, "prompts: there is no prompt feature-ok");
    }

    @Test
    void nonsenseNeverThrows() throws IOException {
        List<String> nonsense = List.of(
                "",
                "-",
                "a: b: c",
                "[]",
                "{}",
                "\"",
                "- - -",
                "x",
                "trunks: [1, 2]",
                "queues: 7",
                "steps: {a: 1}",
                "steps: [[[]]]",
                "roles: {a: {rights: {b: c}}}",
                "dialled: {? [a] : b}",
                ",,,\n,",
                "\0",
                "&a [*a]");
        List<String> files = List.of(
                "hotswitch.yaml",
                "queues.yaml",
                "trunks.yaml",
                "numbers.yaml",
                "roles.yaml",
                "kpi.yaml",
                "calendar.yaml",
                "flows/main.yaml",
                "agents.csv",
                "devices.csv",
                "backup-lines.csv");
        Conf conf = new Conf(temp);
        for (String file : files) {
            byte[] kept = Files.readAllBytes(conf.dir.resolve(file));
            for (String text : nonsense) {
                conf.write(file, text.getBytes(StandardCharsets.UTF_8)).load();
            }
            conf.write(file, kept);
        }
        assertEquals(List.of(), conf.faults());
    }

    private static void assertTold(List<String> told, String part) {
        assertTold(told, "", part);
    }

    private static void assertTold(List<String> told, String begin, String part) {
        assertTrue(
                told.stream().anyMatch(each -> each.startsWith(begin) && each.contains(part)),
                () -> "wanted " + begin + part + "\ngot " + String.join("\n    ", told));
    }
}
