package hotswitch.server.cli;

import hotswitch.server.cti.Tokens;
import hotswitch.server.cti.Tokens.Bearer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code token}: a bearer token for the API. */
@Command(name = "token", description = "print an API token")
public final class TokenCommand implements Callable<Integer> {
    private static final long DAY_S = 86_400;

    @Option(
            names = "--role",
            required = true,
            description = "agent, supervisor, auditor, security-admin, system-admin or integration")
    private String role;

    @Option(names = "--agent", defaultValue = "0", description = "the agent that a token of the role agent reaches")
    private int agent;

    @Option(names = "--data", defaultValue = "data", description = "data folder")
    private Path data;

    @Option(names = "--days", defaultValue = "365", description = "valid for so many days; 0: for ever")
    private long days;

    @Override
    public Integer call() throws IOException {
        if (!Tokens.ROLES.contains(role)) {
            System.err.println("no such role: " + role + "; one of " + String.join(", ", Tokens.ROLES));
            return 2;
        }
        if (role.equals("agent") && agent == 0) {
            System.err.println("a token of the role agent needs --agent ID");
            return 2;
        }
        if (!Files.isDirectory(data)) {
            System.err.println(
                    "the data folder " + data + " is new: a switch with another one will not know this token");
        }
        long nowS = Clock.systemUTC().instant().getEpochSecond();
        long expiresS = days == 0 ? 0 : nowS + days * DAY_S;
        System.out.println(Tokens.of(data).issue(new Bearer(role, agent), nowS, expiresS));
        return 0;
    }
}
