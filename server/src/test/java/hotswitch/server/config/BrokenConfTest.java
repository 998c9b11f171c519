package hotswitch.server.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import org.junit.jupiter.params.provider.CsvSource;

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

    /** In {@code file} the first {@code old} becomes {@code changed}; its line must be named, or that of the last column. */
    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        hotswitch.yaml    | port: 5060            | prot: 5060                  | there is no key sip.prot; did you mean port?
        hotswitch.yaml    | port: 5060            | port: high                  | sip.port is "high", no whole number; write a number from 1 to 65535
        hotswitch.yaml    | port: 5060            | port: 70000                 | sip.port is 70000; write a number from 1 to 65535
        hotswitch.yaml    | address: 127.0.0.1    | address: localhost          | sip.address is "localhost"; write an IP address
        hotswitch.yaml    | ports: 20000-29999    | ports: 20000                | media.ports is "20000", no range of ports
        hotswitch.yaml    | sync: process         | sync: proces                | journal.sync is "proces"; did you mean process?
        hotswitch.yaml    | enabled: true         | enabled: maybe              | recording.enabled is "maybe"; write true or false
        hotswitch.yaml    | days: 92              | days: 89                    | recording.days is 89, recordings must be kept for three months; write 92
        hotswitch.yaml    | digest: [MD5,         | digest: [SHA1,              | security.digest is "SHA1"; write MD5 or SHA-256
        hotswitch.yaml    | port: 8080            | port: 5060                  | api.port 5060 is a SIP port too; change one of them|# HTTP and
        hotswitch.yaml    | port: 5060            | port: 20500                 | sip.port 20500 lies inside media.ports
        hotswitch.yaml    | key-file: ""          | key-file: keys/no           | recording.key-file: there is no file keys/no
        hotswitch.yaml    | name: hotswitch       | name: [a                    | this is no YAML|drain-seconds
        hotswitch.yaml    | node:                 | nodes:                      | there is no key nodes; did you mean node?
        devices.csv       | 8002,demo-8002        | 8001,demo-8002              | the seat 8001 is already defined in devices.csv:5; remove or rename one
        devices.csv       | 8003,demo-8003        | 8003,abc                    | the password is too short
        devices.csv       | 8004,demo-8004,hall   | 8004,demo-8004              | the line has 2 columns, the header has 3
        devices.csv       | 8058,demo-8058        | tel:05x,                    | "05x" is no telephone number
        devices.csv       | device,password       | device,pasword              | there is no column "pasword"; did you mean password?
        agents.csv        | ,8001,agent           | ,8100,agent                 | there is no seat 8100; did you mean
        agents.csv        | 1002,                 | 1001,                       | the agent 1001 is already defined in agents.csv:6|,8002,agent
        agents.csv        | 1003,                 | one,                        | id is "one", no number
        agents.csv        | ,1001,                | ,12,                        | the pin is no number of 4 to 16 digits
        agents.csv        | appeals:3             | appeals:6                   | the level of appeals is "6"; write 1 (beginner) to 5
        agents.csv        | appeals:3             | appeals                     | the level of appeals is ""
        agents.csv        | 8001,agent            | 8001,boss                   | there is no role boss; define it in roles.yaml
        agents.csv        | 1001,王               | 1001,"王                    | a quotation mark is never closed
        queues.yaml       | skills: {appeals: 1}  | skills: {apeals: 1}         | there is no skill apeals; did you mean appeals?
        queues.yaml       | skills: {appeals: 1}  | skills: {appeals: 9}        | the level of appeals is "9"
        queues.yaml       | strategy: longest-idle | strategy: random           | queues.appeals.strategy is "random"; write one of longest-idle, skill-first
        queues.yaml       | offer-ms: 15000       | offer-ms: 15                | queues.appeals.offer-ms is 15; write a number from 1000 to 300000
        queues.yaml       | offer-ms: 15000       | offer-s: 15                 | there is no key queues.appeals.offer-s; did you mean offer-ms?
        queues.yaml       | to: lines             | to: line                    | queues.appeals.overflow.to is "line"; write lines, "queue:NAME" or "release:PROMPT"
        queues.yaml       | to: lines             | to: "queue:advise"          | there is no queue advise; did you mean advice?
        queues.yaml       | to: lines             | to: "release:late"          | there is no prompt late; put its WAV file into prompts/
        queues.yaml       | music: music          | music: musik                | there is no prompt musik; did you mean music?
        queues.yaml       | displayed: "12345"    | displayed: "110"            | there is no displayed number 110
        queues.yaml       | strategy: linear      | strategy: round             | backup-lines.strategy is "round"
        queues.yaml       | connect-prompt: ringback | connect-prompt: ring     | there is no prompt ring
        trunks.yaml       | "udp:127.0.0.1:5080"  | "127.0.0.1:5080"            | trunks.carrier-a.to is "127.0.0.1:5080"; write udp:ADDRESS:PORT
        trunks.yaml       | "udp:127.0.0.1:5080"  | "udp:127.0.0.1:5060"        | the trunk carrier-a leads to this switch itself|carrier-a:
        trunks.yaml       | "127.0.0.0/8"         | "127.0.0.1/8"               | is no network: bits set after the prefix: 127.0.0.1/8; write ADDRESS or NETWORK/BITS
        trunks.yaml       | "127.0.0.0/8"         | "127.0.0.2/32"              | calls from 127.0.0.2 belong to the trunks carrier-a and carrier-b|carrier-b:
        trunks.yaml       | "127.0.0.0/8"         | "10.0.0.0/40"               | no prefix length of 0 to 32
        trunks.yaml       | "127.0.0.0/8"         | "10.0.0.1@0"                | has the port "0"; write 1 to 65535
        trunks.yaml       | "127.0.0.0/8"         | "::1/64"                    | bits set after the prefix
        trunks.yaml       | [carrier-a, carrier-b] | [carrier-c]                | there is no trunk carrier-c; did you mean carrier-a?
        trunks.yaml       | pattern: "."          | pattern: ".0"               | no number pattern: .0
        trunks.yaml       | strip: 3              | strip: many                 | strip is "many", no whole number
        numbers.yaml      | "12345": main         | "12345": mian               | there is no flow mian; did you mean main?
        numbers.yaml      | "12346": menu         | "12345": menu               | dialled.12345 stands twice, first in line 4
        numbers.yaml      | "12346": menu         | "12 346": menu              | "12 346" is no telephone number
        numbers.yaml      | authorisation:        | authorization:              | there is no key displayed.12345.authorization; did you mean authorisation?
        numbers.yaml      | agents: []            | agents: [9999]              | there is no agent 9999
        numbers.yaml      | trunks: []            | trunks: [x]                 | there is no trunk x
        backup-lines.csv  | ,carrier-a,1          | ,carrier-x,1                | there is no trunk carrier-x; did you mean carrier-a?
        backup-lines.csv  | line-02               | line-01                     | the backup line line-01 is already defined|057100000102
        backup-lines.csv  | carrier-a,3           | carrier-a,third             | order is "third", no number
        calendar.yaml     | zone: Asia/Shanghai   | zone: Asia/Peking           | there is no time zone Asia/Peking
        calendar.yaml     | mon-fri:              | fri-mon:                    | fri-mon is no span of days
        calendar.yaml     | mon-fri:              | monday:                     | "monday" is no day
        calendar.yaml     | "08:30-12:00"         | "12:00-08:30"               | is "12:00-08:30"; write "08:30-12:00"
        calendar.yaml     | from: 2026-01-01      | from: 2026-02-30            | there is no day "2026-02-30"
        calendar.yaml     | to: 2026-05-05        | to: 2026-04-05              | the holiday ends on 2026-04-05 and begins on 2026-05-01
        calendar.yaml     | date: 2026-10-10      | date: 2026-10-01            | 2026-10-01 is a holiday and a workday
        calendar.yaml     | office:               | always:                     | the schedule always cannot be changed
        roles.yaml        | rights: [agents.self, queues | rights: [agent.self, queues | roles.agent.rights is "agent.self"; did you mean agents.self?
        kpi.yaml          | [answered-in-time]    | [answerd]                   | definitions.numerator is "answerd"; did you mean answered?
        kpi.yaml          | from: 2026-01-01      | from: January               | from is "January"; write a day as 2026-01-31
        flows/main.yaml   | queue: appeals        | queue: apeals               | there is no queue apeals; did you mean appeals?
        flows/main.yaml   | - play: [notice]      | - play: [notic]             | there is no prompt notic; put notic.wav into prompts/
        flows/main.yaml   | - play: [notice]      | - pley: [notice]            | the step does nothing; write exactly one of answer, play
        flows/main.yaml   | - answer              | - anser                     | steps is "anser"; did you mean answer?
        flows/main.yaml   | - answer              | - queue                     | steps is only the word queue
        flows/main.yaml   | barge-in: true        | bargein: true               | there is no key steps.bargein; did you mean barge-in?
        flows/menu.yaml   | 3: english            | 33: english                 | is no choice; a choice is one digit, * or #
        flows/menu.yaml   | - id: advice          | - id: advize                | choice 2 leads to advice, and no step has that id|choose
        flows/menu.yaml   | otherwise: appeals    | otherwise: choose           | a caller who presses nothing comes back here for ever|choose
        flows/main.yaml   | - hours: always       | - hours: night              | the calendar has no schedule night
        """)
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

    @Test
    void overflowThatComesBack() throws IOException {
        Conf conf = new Conf(temp).replace("queues.yaml", "to: lines", "to: \"queue:english\"");
        List<String> faults = conf.faults();
        assertEquals(2, faults.size(), faults.toString());
        assertTold(faults, "the overflow of the queue appeals comes back to it");
        assertTold(faults, "the overflow of the queue english comes back to it");
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
