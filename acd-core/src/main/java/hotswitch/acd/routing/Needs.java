package hotswitch.acd.routing;

import hotswitch.acd.call.Call;
import hotswitch.acd.centre.Centre;
import hotswitch.acd.config.CentreConfig.Skill;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a call itself asks of an agent, by its attributes: {@code skill.NAME=LEVEL}, {@code language=NAME} and {@code
 * dialect=NAME} (level 1). A skill that no agent has at any level asks nothing: otherwise the call could never be
 * served.
 */
final class Needs {
    private static final String SKILL = "skill.";
    private static final List<String> SPOKEN = List.of("language", "dialect");
    private static final int LEVEL_MAX = 5;
    private final Centre centre;

    Needs(Centre centre) {
        this.centre = centre;
    }

    /** In the order of names. */
    List<Skill> of(Call call) {
        return of(call.attributes);
    }

    List<Skill> of(Map<String, String> attributes) {
        if (attributes.isEmpty()) {
            return List.of();
        }
        Map<String, Integer> levels = new TreeMap<>();
        for (Map.Entry<String, String> attribute : attributes.entrySet()) {
            String name = attribute.getKey();
            if (name.startsWith(SKILL)) {
                need(levels, name.substring(SKILL.length()), level(attribute.getValue()));
            } else if (SPOKEN.contains(name)) {
                need(levels, attribute.getValue(), 1);
            }
        }
        List<Skill> skills = new ArrayList<>(levels.size());
        levels.forEach((name, level) -> skills.add(new Skill(name, level)));
        return skills;
    }

    private void need(Map<String, Integer> levels, String skill, int level) {
        if (level > 0 && centre.skills.contains(skill)) {
            levels.merge(skill, level, Math::max);
        }
    }

    /** 0 if it is none. */
    private static int level(String text) {
        int level = text.length() == 1 ? Character.digit(text.charAt(0), 10) : 0;
        return level <= LEVEL_MAX ? level : 0;
    }
}
