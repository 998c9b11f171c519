package hotswitch.bench.rtp;

import hotswitch.bench.run.Child;
import hotswitch.bench.run.FreePorts;
import hotswitch.bench.run.SwitchProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Our media engine in a JVM of its own, with the options of {@code serve}. */
final class OurRelay implements Relay {
    private static final int PORTS_SPARE = 40;
    private final Process process;

    private OurRelay(Process process) {
        this.process = process;
    }

    /** {@code recordings}: null for none. */
    static OurRelay start(int streams, Path recordings) throws IOException {
        List<String> command = new ArrayList<>(Child.pinned(Child.SERVER_CORE));
        command.addAll(SwitchProcess.java(SwitchProcess.SERVE));
        command.add(RelayMain.class.getName());
        command.add(FreePorts.range(2 * streams + PORTS_SPARE));
        command.add(recordings == null ? "" : recordings.toString());
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new OurRelay(process);
    }

    @Override
    public void connect(Phones phones) throws IOException {
        List<String> ports = new ArrayList<>();
        for (int phone = 0; phone < phones.size(); phone++) {
            ports.add(Integer.toString(phones.port(phone)));
        }
        process.getOutputStream().write((String.join(" ", ports) + "\n").getBytes(StandardCharsets.US_ASCII));
        process.getOutputStream().flush();
        String answer = process.inputReader().readLine();
        if (answer == null) {
            throw new IOException("our relay ended");
        }
        String[] relayed = answer.split(" ", -1);
        for (int phone = 0; phone < phones.size(); phone++) {
            phones.connect(phone, Integer.parseInt(relayed[phone]));
        }
    }

    @Override
    public long[] pids() {
        return new long[] {process.pid()};
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
