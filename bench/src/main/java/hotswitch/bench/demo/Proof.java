package hotswitch.bench.demo;

import com.fasterxml.jackson.databind.JsonNode;
import hotswitch.bench.run.SwitchApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Looks at what the switch kept: every recording as a file with the right fingerprint and the right length. */
final class Proof {
    private static final long BOUND_NS = TimeUnit.SECONDS.toNanos(40);
    private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final long LENGTH_TOLERANCE_MS = 300;
    private final SwitchApi api;
    private final Path folder;

    /** @param faults one line for each thing that is not as it should be */
    record Recordings(int kept, long bytes, long lengthMs, List<String> faults) {}

    Proof(SwitchApi api, Path folder) {
        this.api = api;
        this.folder = folder;
    }

    /** Waits until so many calls have records and no recording is open, or the bound is reached. */
    JsonNode records(int calls) {
        long endNs = System.nanoTime() + BOUND_NS;
        JsonNode records = api.get("/calls?ended=true");
        while ((records.size() < calls || open()) && System.nanoTime() < endNs) {
            LockSupport.parkNanos(LOOK_NS);
            records = api.get("/calls?ended=true");
        }
        return records;
    }

    private boolean open() {
        for (JsonNode row : api.get("/recordings")) {
            if (row.get("state").asText().equals("open")) {
                return true;
            }
        }
        return false;
    }

    Recordings recordings() throws IOException {
        int kept = 0;
        long bytes = 0;
        long lengthMs = 0;
        List<String> faults = new ArrayList<>();
        for (JsonNode row : api.get("/recordings")) {
            String fault = fault(row);
            if (fault.isEmpty()) {
                kept++;
                bytes += Files.size(file(row));
                lengthMs += row.get("lengthMs").asLong();
            } else {
                faults.add("recording " + row.get("id").asText() + ": " + fault);
            }
        }
        return new Recordings(kept, bytes, lengthMs, faults);
    }

    private Path file(JsonNode row) {
        return folder.resolve(row.get("file").asText());
    }

    private String fault(JsonNode row) throws IOException {
        String state = row.get("state").asText();
        if (!state.equals("kept")) {
            return "is " + state;
        }
        if (!Files.exists(file(row))) {
            return "no file " + file(row);
        }
        if (!sha256(file(row)).equals(row.get("sha256").asText())) {
            return "another SHA-256";
        }
        long offMs = OggLength.ms(file(row)) - row.get("lengthMs").asLong();
        return Math.abs(offMs) <= LENGTH_TOLERANCE_MS ? "" : "the file is " + offMs + " ms longer than its record says";
    }

    private static String sha256(Path file) throws IOException {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
