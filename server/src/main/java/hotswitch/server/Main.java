package hotswitch.server;

import hotswitch.server.cli.CheckCommand;
import hotswitch.server.cli.Failures;
import hotswitch.server.cli.JournalCommand;
import hotswitch.server.cli.KpiCommand;
import hotswitch.server.cli.RecordingsCommand;
import hotswitch.server.cli.ReplayCommand;
import hotswitch.server.cli.ServeCommand;
import hotswitch.server.cli.SipCommand;
import hotswitch.server.cli.StaffingCommand;
import hotswitch.server.cli.TokenCommand;
import hotswitch.server.cli.WhyCommand;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.OptionSpec;

/** The server's command line. Exit status: 0 done, 1 failed, 2 wrong use or configuration. */
@Command(name = "hotswitch")
public final class Main {
    private static final Map<String, Supplier<Object>> COMMANDS = new LinkedHashMap<>();

    static {
        COMMANDS.put("serve", ServeCommand::new);
        COMMANDS.put("check", CheckCommand::new);
        COMMANDS.put("token", TokenCommand::new);
        COMMANDS.put("journal", JournalCommand::new);
        COMMANDS.put("why", WhyCommand::new);
        COMMANDS.put("sip", SipCommand::new);
        COMMANDS.put("recordings", RecordingsCommand::new);
        COMMANDS.put("kpi", KpiCommand::new);
        COMMANDS.put("replay", ReplayCommand::new);
        COMMANDS.put("staffing", StaffingCommand::new);
    }

    private Main() {}

    /** Only the command that is asked for: to look at all of them would be a tenth of the time that a start takes. */
    static CommandLine commandLine(String... args) {
        CommandLine line = new CommandLine(new Main());
        Supplier<Object> asked = args.length == 0 ? null : COMMANDS.get(args[0]);
        if (asked == null) {
            COMMANDS.forEach((name, command) -> line.addSubcommand(name, command.get()));
        } else {
            line.addSubcommand(args[0], asked.get());
        }
        withHelp(line);
        return line.setExecutionExceptionHandler(new Failures());
    }

    private static void withHelp(CommandLine line) {
        OptionSpec help = OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("this text")
                .build();
        line.getCommandSpec().addOption(help);
        line.getSubcommands().values().forEach(Main::withHelp);
    }

    public static void main(String[] args) {
        System.exit(commandLine(args).execute(args));
    }
}
