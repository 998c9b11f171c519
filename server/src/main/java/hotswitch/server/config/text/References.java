package hotswitch.server.config.text;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Who is defined where, and who is named where. Checked when everything has been read, so the order of files is
 * free.
 */
public final class References {
    /** What can be named. */
    public enum Kind {
        PROMPT("prompts", "prompt", "语音文件", "put its WAV file into prompts/"),
        SKILL("agents.csv", "skill", "技能", "give it to an agent in agents.csv"),
        QUEUE("queues.yaml", "queue", "队列", "define it in queues.yaml"),
        CHANNEL("queues.yaml", "channel", "渠道", "define it in queues.yaml, channels"),
        FLOW("flows", "flow", "流程", "write it into flows/"),
        TRUNK("trunks.yaml", "trunk", "中继", "define it in trunks.yaml"),
        DEVICE("devices.csv", "seat", "座席", "define it in devices.csv"),
        AGENT("agents.csv", "agent", "坐席人员", "define it in agents.csv"),
        LINE("backup-lines.csv", "backup line", "备用线路", "define it in backup-lines.csv"),
        SCHEDULE("calendar.yaml", "schedule", "时间表", "define it in calendar.yaml"),
        HTTP("http.yaml", "HTTP target", "HTTP 目标", "define it in http.yaml"),
        ROLE("roles.yaml", "role", "角色", "define it in roles.yaml"),
        DIALLED("numbers.yaml", "dialled number", "接入号码", "define it in numbers.yaml"),
        DISPLAYED("numbers.yaml", "displayed number", "外显号码", "allow it in numbers.yaml, displayed");

        private final String file;
        private final String word;
        private final String zh;
        private final String mend;

        Kind(String file, String word, String zh, String mend) {
            this.file = file;
            this.word = word;
            this.zh = zh;
            this.mend = mend;
        }
    }

    private record Use(Kind kind, String name, Place place) {}

    private final Map<Kind, TreeMap<String, Place>> defined = new EnumMap<>(Kind.class);
    private final List<Use> uses = new ArrayList<>();
    private final Faults faults;

    public References(Faults faults) {
        this.faults = faults;
        for (Kind kind : Kind.values()) defined.put(kind, new TreeMap<>());
    }

    /** Defines a name that may stand only once. */
    public void define(Kind kind, String name, Place place) {
        Place first = defined.get(kind).putIfAbsent(name, place);
        if (first == null || name.isEmpty()) return;
        String what = "the " + kind.word + " " + name + " is already defined in " + first.file() + ":" + first.line();
        faults.add(place, what, "remove or rename one", kind.zh + " " + name + " 重复");
    }

    /** A name that is defined by being used, as often as one likes. */
    public void mention(Kind kind, String name, Place place) {
        defined.get(kind).putIfAbsent(name, place);
    }

    /** An empty name refers to nothing. */
    public void need(Kind kind, String name, Place place) {
        if (!name.isEmpty()) uses.add(new Use(kind, name, place));
    }

    public void need(Kind kind, List<String> names, Place place) {
        for (String name : names) need(kind, name, place);
    }

    public boolean knows(Kind kind, String name) {
        return defined.get(kind).containsKey(name);
    }

    public Set<String> names(Kind kind) {
        return defined.get(kind).keySet();
    }

    /** Where it is defined; null if it is not. */
    public Place place(Kind kind, String name) {
        return defined.get(kind).get(name);
    }

    /** Warns of names that nothing needs: probably another one was meant. */
    public void unneeded(Kind kind, Set<String> neededElsewhere) {
        TreeSet<String> needed = new TreeSet<>(neededElsewhere);
        for (Use use : uses) {
            if (use.kind == kind) needed.add(use.name);
        }
        defined.get(kind).forEach((name, place) -> {
            if (!needed.contains(name)) {
                String guess = Suggest.from(name, needed, "");
                String mend = "remove it, or let a queue or a flow ask for it"
                        + (guess.startsWith("did you mean") ? "; " + guess : "");
                faults.warn(place, "nobody asks for the " + kind.word + " " + name, mend, kind.zh + "未被使用");
            }
        });
    }

    /** Where a whole file could not be read, what refers to it is not told as well. */
    public void check() {
        for (Use use : uses) {
            TreeMap<String, Place> known = defined.get(use.kind);
            if (known.containsKey(use.name) || (known.isEmpty() && faults.about(use.kind.file))) continue;
            String mend = use.kind.mend;
            String guess = Suggest.from(use.name, known.keySet(), "");
            if (guess.startsWith("did you mean")) mend = guess + " or " + mend;
            faults.add(
                    use.place,
                    "there is no " + use.kind.word + " " + use.name,
                    mend,
                    use.kind.zh + " " + use.name + " 不存在");
        }
    }
}
