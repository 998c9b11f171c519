package hotswitch.server;

import hotswitch.server.cli.CheckCommand;
import hotswitch.server.cli.JournalCommand;
import hotswitch.server.cli.KpiCommand;
import hotswitch.server.cli.RecordingsCommand;
import hotswitch.server.cli.ReplayCommand;
import hotswitch.server.cli.ServeCommand;
import hotswitch.server.cli.StaffingCommand;
import hotswitch.server.cli.TokenCommand;
import hotswitch.server.cli.WhyCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The server's command line. Exit status: 0 done, 1 failed, 2 wrong use or configuration. */
@Command(
        name = "hotswitch",
        subcommands = {
            ServeCommand.class,
            CheckCommand.class,
            TokenCommand.class,
            JournalCommand.class,
            WhyCommand.class,
            RecordingsCommand.class,
            KpiCommand.class,
            ReplayCommand.class,
            StaffingCommand.class
        })
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new Main()).execute(args));
    }
}
