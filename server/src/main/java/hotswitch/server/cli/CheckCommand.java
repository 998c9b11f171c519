package hotswitch.server.cli;

import hotswitch.ivr.picture.FlowPicture;
import hotswitch.ivr.script.Flow;
import hotswitch.ivr.script.Script;
import hotswitch.ivr.script.ScriptReader;
import hotswitch.server.config.ConfigLoader;
import hotswitch.server.config.LoadResult;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code check}: what is wrong with a configuration, all of it, with file and line. */
@Command(name = "check", description = "validate configuration")
public final class CheckCommand implements Callable<Integer> {
    @Option(names = "--conf", defaultValue = "conf", description = "configuration folder")
    private Path conf;

    @Option(names = "--set", description = "overrides a key of hotswitch.yaml: KEY=VALUE")
    private List<String> sets = List.of();

    @Option(names = "--picture", description = "draws the flow of this name as SVG to standard output")
    private String picture = "";

    @Override
    public Integer call() {
        LoadResult result = ConfigLoader.load(conf, sets);
        if (!picture.isEmpty() && result instanceof LoadResult.Loaded(var config, var warnings)) {
            return draw(ScriptReader.read(config.centre().flows()));
        }
        result.warnings().forEach(warning -> System.out.println("warning: " + warning));
        return switch (result) {
            case LoadResult.Faulty faulty -> {
                faulty.faults().forEach(System.out::println);
                System.out.println(faulty.faults().size() + " faults");
                yield 2;
            }
            case LoadResult.Loaded loaded -> {
                System.out.println(conf + ": in order");
                yield 0;
            }
        };
    }

    private int draw(Script script) {
        Flow flow = script.flow(picture);
        if (flow == null) {
            System.err.println("there is no flow " + picture + ": write flows/" + picture
                    + ".yaml, or ask for one of "
                    + String.join(", ", script.flows().stream().map(Flow::name).toList()) + " (没有该流程)");
            return 2;
        }
        System.out.print(FlowPicture.svg(flow));
        return 0;
    }
}
