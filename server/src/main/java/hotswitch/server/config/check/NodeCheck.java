package hotswitch.server.config.check;

import hotswitch.server.config.Accounts;
import hotswitch.server.config.NodeConfig;
import hotswitch.server.config.read.AgentsFile;
import hotswitch.server.config.read.DevicesFile;
import hotswitch.server.config.read.NodeFile;
import hotswitch.server.config.read.Reading;
import hotswitch.server.config.text.Place;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** The law on recordings, passwords that everybody knows, ports that are wanted twice. */
public final class NodeCheck {
    private static final int DAYS_MIN = 90;
    private static final int DAYS_QUARTER = 92;
    private static final int JOURNAL_DAYS_MIN = 180;
    private final Reading reading;
    private final NodeFile file;
    private final NodeConfig node;

    private NodeCheck(Reading reading, NodeFile file) {
        this.reading = reading;
        this.file = file;
        this.node = file.config();
    }

    public static void check(Reading reading, NodeFile file, Accounts accounts) {
        NodeCheck check = new NodeCheck(reading, file);
        NodeConfig node = file.config();
        check.days();
        check.journalDays();
        check.disk();
        check.hep();
        check.passwords(accounts);
        check.ports();
        check.file(
                "sip.tls.certificate",
                node.sip().tls().certificate(),
                node.sip().tls().port() > 0);
        check.certificate(node.sip().tls());
        check.file("sip.tls.key", node.sip().tls().key(), node.sip().tls().port() > 0);
        check.key(node.sip().tls());
        check.file("sip.tls.authorities", node.sip().tls().authorities(), false);
        check.file("recording.key-file", node.recording().keyFile(), false);
    }

    private void days() {
        int days = node.recording().days();
        if (days < DAYS_MIN) {
            fault(
                    "recording.days",
                    "recording.days is " + days + ", recordings must be kept for three months",
                    "write 92, or at least 90",
                    "录音保存不得少于 90 天");
        } else if (days < DAYS_QUARTER) {
            reading.faults()
                    .warn(
                            file.root().placeOf("recording.days"),
                            "recording.days is " + days + ", and three months can be 92 days",
                            "write 92",
                            "三个月最长为 92 天");
        }
    }

    /** Records are rebuilt from the facts: no recording may be older than they are. */
    private void journalDays() {
        int days = node.journal().days();
        int least = Math.max(JOURNAL_DAYS_MIN, node.recording().days());
        if (days != 0 && days < least) {
            fault(
                    "journal.days",
                    "journal.days is " + days + ", the journal must be kept for at least " + least + " days",
                    "write " + least + " or more, at least recording.days, or 0 for ever",
                    "日志保存期过短");
        }
    }

    private void hep() {
        if (node.trace().mib() == 0 && !node.trace().hep().address().isEmpty()) {
            fault(
                    "hep.address",
                    "hep.address is set, and sip.trace.mib is 0: there is nothing to tell",
                    "write sip.trace.mib: 64, or leave hep.address empty",
                    "发送 HEP 需要 sip.trace.mib 大于 0");
        }
    }

    private void disk() {
        NodeConfig.Disk disk = node.node().disk();
        if (disk.alarmMib() < disk.refuseMib()) {
            fault(
                    "node.disk.alarm-mib",
                    "node.disk.alarm-mib " + disk.alarmMib() + " is below node.disk.refuse-mib " + disk.refuseMib(),
                    "the alarm must come before calls are refused: write more",
                    "告警阈值应高于拒绝阈值");
        }
    }

    private void passwords(Accounts accounts) {
        String open = "";
        if (!loopback(node.sip().address()))
            open = "sip.address is " + node.sip().address();
        else if (!loopback(node.api().address()))
            open = "api.address is " + node.api().address();
        else if (!loopback(node.media().address()))
            open = "media.address is " + node.media().address();
        if (open.isEmpty()) return;
        long devices = accounts.devices().stream()
                .filter(Accounts.DeviceAccount::demonstration)
                .count();
        long agents = accounts.agents().stream()
                .filter(Accounts.AgentAccount::demonstration)
                .count();
        if (devices > 0) {
            reading.faults()
                    .add(
                            new Place(DevicesFile.NAME, 0),
                            devices + " seats have demonstration passwords, and " + open,
                            "give every seat a password of its own, or listen on 127.0.0.1",
                            "演示密码只能用于本机地址");
        }
        if (agents > 0) {
            reading.faults()
                    .add(
                            new Place(AgentsFile.NAME, 0),
                            agents + " agents have demonstration PINs, and " + open,
                            "give every agent a PIN other than the own number, or listen on 127.0.0.1",
                            "演示 PIN 只能用于本机地址");
        }
    }

    private void ports() {
        NodeConfig.Sip sip = node.sip();
        NodeConfig.Media media = node.media();
        Map<String, Integer> sips = new LinkedHashMap<>();
        sips.put("sip.port", sip.port());
        sips.put("sip.tls.port", sip.tls().port());
        sips.put("sip.ws.port", sip.web().port());
        sips.put("sip.ws.secure-port", sip.web().securePort());
        Map<Integer, String> taken = new TreeMap<>();
        sips.forEach((key, port) -> {
            String other = port == 0 ? null : taken.putIfAbsent(port, key);
            if (other != null) {
                fault(key, key + " " + port + " is " + other + " too", "change one of them", "端口冲突");
            }
        });
        int api = node.api().port();
        if (same(sip.address(), node.api().address()) && taken.containsKey(api)) {
            fault("api.port", "api.port " + api + " is " + taken.get(api) + " too", "change one of them", "端口冲突");
        }
        if (sip.web().securePort() != 0 && sip.tls().port() == 0) {
            String what = "sip.ws.secure-port needs a certificate, and sip.tls.port is 0";
            fault("sip.ws.secure-port", what, "write sip.tls.port, certificate and key", "未启用 TLS");
        }
        boolean inside = sip.port() >= media.portMin() && sip.port() <= media.portMax();
        if (inside && same(sip.address(), media.address())) {
            fault("sip.port", "sip.port " + sip.port() + " lies inside media.ports", "change one of them", "端口冲突");
        }
    }

    private void certificate(NodeConfig.Tls tls) {
        Path file = reading.conf().dir().resolve(tls.certificate());
        if (tls.port() == 0 || tls.certificate().isEmpty() || !Files.isReadable(file)) return;
        X509Certificate own = CertificateFile.first(file);
        Instant now = Instant.now();
        if (own == null) {
            String what = "sip.tls.certificate: " + tls.certificate() + " holds no certificate";
            fault("sip.tls.certificate", what, "write a PEM file that begins with our own", "证书文件无效");
        } else if (own.getNotBefore().toInstant().isAfter(now)) {
            String what = "the certificate in " + tls.certificate() + " is not valid before "
                    + own.getNotBefore().toInstant();
            warn("sip.tls.certificate", what, "look at the clock", "证书尚未生效");
        } else {
            Instant end = own.getNotAfter().toInstant();
            boolean soon = end.isBefore(now.plus(Duration.ofDays(CertificateFile.WARN_DAYS)));
            String what = (end.isBefore(now) ? " ended at " : " ends at ") + end;
            if (soon) {
                String told = "the certificate in " + tls.certificate() + what;
                warn("sip.tls.certificate", told, "replace it in time", "证书即将到期");
            }
        }
    }

    private void warn(String key, String what, String mend, String zh) {
        reading.faults().warn(file(key), what, mend, zh);
    }

    private void key(NodeConfig.Tls tls) {
        Path certificate = reading.conf().dir().resolve(tls.certificate());
        Path key = reading.conf().dir().resolve(tls.key());
        boolean there = !tls.certificate().isEmpty() && !tls.key().isEmpty();
        if (tls.port() == 0 || !there || !Files.isReadable(certificate) || !Files.isReadable(key)) return;
        String fault = CertificateFile.fault(certificate, key);
        if (!fault.isEmpty()) {
            String what = "sip.tls.key: " + tls.key() + " " + fault;
            fault("sip.tls.key", what, "replace both files together, then reload", "私钥与证书不匹配");
        }
    }

    private Place file(String key) {
        return file.root().placeOf(key);
    }

    private void file(String key, String name, boolean required) {
        if (name.isEmpty() && required)
            fault(key, key + " is missing", "name a PEM file, or write sip.tls.port: 0", "缺少文件");
        if (name.isEmpty()) return;
        Path path = reading.conf().dir().resolve(name);
        if (!Files.isReadable(path))
            fault(key, key + ": there is no file " + name, "paths are relative to the configuration's folder", "文件不存在");
    }

    private static boolean loopback(String address) {
        return address(address).isLoopbackAddress();
    }

    private static boolean same(String a, String b) {
        return a.equals(b) || address(a).isAnyLocalAddress() || address(b).isAnyLocalAddress();
    }

    /** What is no address is told elsewhere. */
    private static InetAddress address(String text) {
        try {
            return InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException e) {
            return InetAddress.getLoopbackAddress();
        }
    }

    private void fault(String key, String what, String mend, String zh) {
        reading.faults().add(file.root().placeOf(key), what, mend, zh);
    }
}
