package hotswitch.server.config;

import hotswitch.acd.config.CallersConfig;
import hotswitch.acd.config.CallersConfig.CallerRule;
import hotswitch.acd.config.CentreConfig;
import hotswitch.acd.config.RoutingConfig;
import hotswitch.ivr.script.Script;
import hotswitch.ivr.script.ScriptWriter;
import hotswitch.server.config.check.NodeCheck;
import hotswitch.server.config.check.QueueCheck;
import hotswitch.server.config.check.TrunkCheck;
import hotswitch.server.config.flow.FlowsFolder;
import hotswitch.server.config.read.AgentsFile;
import hotswitch.server.config.read.BackupLinesFile;
import hotswitch.server.config.read.CallersFile;
import hotswitch.server.config.read.DevicesFile;
import hotswitch.server.config.read.HttpFile;
import hotswitch.server.config.read.KpiFile;
import hotswitch.server.config.read.NodeFile;
import hotswitch.server.config.read.NumbersFile;
import hotswitch.server.config.read.PromptFolder;
import hotswitch.server.config.read.QueuesFile;
import hotswitch.server.config.read.Reading;
import hotswitch.server.config.read.RolesFile;
import hotswitch.server.config.read.TrunksFile;
import hotswitch.server.config.text.ConfDir;
import hotswitch.server.config.text.Faults;
import hotswitch.server.config.text.Place;
import hotswitch.server.config.text.References;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads and checks {@code conf/}: {@code serve}, {@code check} and a reload all come through here. */
public final class ConfigLoader {
    private ConfigLoader() {}

    /** {@code sets}: {@code dotted.key=value} over {@code hotswitch.yaml}. Touches nothing and opens no port. */
    public static LoadResult load(Path dir, List<String> sets) {
        Faults faults = new Faults();
        if (!Files.isDirectory(dir)) {
            faults.add(new Place(dir.toString(), 0), "there is no such folder", "name one with --conf DIR", "配置目录不存在");
            return new LoadResult.Faulty(faults.faults(), faults.warnings());
        }
        Reading reading = new Reading(new ConfDir(dir, faults), faults, new References(faults));
        ServerConfig config = read(reading, sets);
        if (!faults.faults().isEmpty()) return new LoadResult.Faulty(faults.faults(), faults.warnings());
        return new LoadResult.Loaded(config, faults.warnings());
    }

    private static ServerConfig read(Reading reading, List<String> sets) {
        NodeFile file = NodeFile.read(reading, sets);
        NodeConfig node = file.config();
        List<String> prompts = PromptFolder.read(reading);
        RolesConfig roles = RolesFile.read(reading);
        DevicesFile devices = DevicesFile.read(reading);
        AgentsFile agents = AgentsFile.read(reading);
        TrunksConfig trunks = TrunksFile.read(reading);
        QueuesFile queues = QueuesFile.read(reading, BackupLinesFile.read(reading), node);
        List<CallerRule> callers = CallersFile.read(reading);
        NumbersFile numbers = NumbersFile.read(reading);
        HttpConfig http = HttpFile.read(reading);
        List<Script.After> after = new ArrayList<>(numbers.after());
        after.addAll(queues.after());
        Script script = FlowsFolder.read(reading, prompts, after, queue -> QueueCheck.takesCalls(queues, queue));
        FlowsFolder.entered(reading, script, numbers.dialled());
        KpiConfig kpi = KpiFile.read(reading);
        Accounts accounts = new Accounts(devices.accounts(), agents.accounts());
        reading.references().check();
        NodeCheck.check(reading, file, accounts);
        QueueCheck.check(reading, queues, agents.agents(), script);
        QueueCheck.skills(reading, script);
        TrunkCheck.check(reading, trunks, node);
        CentreConfig centre = new CentreConfig(
                agents.agents(),
                devices.devices(),
                queues.queues(),
                numbers.dialled(),
                queues.hunt(),
                numbers.displayed(),
                queues.times(),
                ScriptWriter.write(script),
                new RoutingConfig(queues.routings(), new CallersConfig(callers, queues.repeat())),
                queues.services());
        Path folder = reading.conf().dir();
        Path promptDir = folder.resolve(PromptFolder.NAME);
        return new ServerConfig(folder, node, centre, trunks, accounts, roles, kpi, http, promptDir, prompts);
    }
}
