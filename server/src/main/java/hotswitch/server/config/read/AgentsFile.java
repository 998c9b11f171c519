package hotswitch.server.config.read;

import hotswitch.acd.config.AgentDuty;
import hotswitch.acd.config.CentreConfig.AgentConfig;
import hotswitch.acd.config.CentreConfig.Skill;
import hotswitch.server.config.Accounts.AgentAccount;
import hotswitch.server.config.text.CsvFile;
import hotswitch.server.config.text.CsvRow;
import hotswitch.server.config.text.References.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** {@code agents.csv}: the people. */
public record AgentsFile(List<AgentConfig> agents, List<AgentAccount> accounts) {
    public static final String NAME = "agents.csv";
    private static final List<String> COLUMNS = List.of("id", "name", "pin", "skills", "seat", "role");
    private static final List<String> OPTIONAL = List.of("auto-answer", "channels");

    public static AgentsFile read(Reading reading) {
        List<AgentConfig> agents = new ArrayList<>();
        List<AgentAccount> accounts = new ArrayList<>();
        for (CsvRow row : CsvFile.read(reading.conf(), NAME, true, COLUMNS, OPTIONAL)) {
            int id = row.number("id", 1, 999_999_999);
            String pin = row.text("pin");
            reading.references().define(Kind.AGENT, Integer.toString(id), row.place());
            reading.references().need(Kind.DEVICE, row.text("seat"), row.place());
            reading.references().need(Kind.ROLE, row.required("role"), row.place());
            if (!pin.matches("[0-9]{4,16}"))
                row.fault("the pin is no number of 4 to 16 digits", "change it", "PIN 应为 4–16 位数字");
            agents.add(new AgentConfig(
                    id,
                    row.required("name"),
                    skills(reading, row),
                    row.text("seat"),
                    row.text("role"),
                    duty(reading, row)));
            accounts.add(new AgentAccount(id, pin));
        }
        agents.sort(Comparator.comparingInt(AgentConfig::id));
        return new AgentsFile(List.copyOf(agents), List.copyOf(accounts));
    }

    private static AgentDuty duty(Reading reading, CsvRow row) {
        String text = row.text("auto-answer");
        if (!text.isEmpty() && !text.equals("yes") && !text.equals("no")) {
            row.fault("auto-answer is \"" + text + "\"", "write yes or no", "应为 yes 或 no");
        }
        return new AgentDuty(text.equals("yes"), ChannelsPart.capacities(reading, row));
    }

    private static List<Skill> skills(Reading reading, CsvRow row) {
        List<Skill> skills = new ArrayList<>();
        Words.parts(row.text("skills"), part -> {
            int colon = part.indexOf(':');
            String name = colon < 0 ? part : part.substring(0, colon).strip();
            String level = colon < 0 ? "" : part.substring(colon + 1).strip();
            Words.name(name, "skill", row.place(), reading.faults());
            if (skills.stream().anyMatch(skill -> skill.name().equals(name))) {
                row.fault("the skill " + name + " stands twice", "remove one", "技能重复");
            }
            skills.add(new Skill(name, Words.level(name, level, row.place(), reading.faults())));
            reading.references().mention(Kind.SKILL, name, row.place());
        });
        skills.sort(Comparator.comparing(Skill::name));
        return List.copyOf(skills);
    }
}
