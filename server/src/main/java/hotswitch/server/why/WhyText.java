package hotswitch.server.why;

import hotswitch.acd.Fact.Candidate;
import hotswitch.acd.Fact.Decision;
import hotswitch.acd.Fact.Exclusion;
import hotswitch.acd.Fact.Receipt;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A decision receipt in words, English or Chinese. */
public final class WhyText {
    private static final int MILLI = 1_000;
    private final boolean zh;

    public WhyText(boolean zh) {
        this.zh = zh;
    }

    public List<String> lines(String time, Receipt r) {
        List<String> lines = new ArrayList<>();
        lines.add(time + " "
                + say(
                        "call %d of queue %s offered to agent %d, policy %s",
                        "通话 %d（技能组 %s）分配给坐席 %d，策略版本 %s", r.callId(), r.queue(), r.agent(), r.policy()));
        decision(lines, r.decision());
        for (Candidate c : r.candidates()) {
            lines.add("  " + candidate(c) + (c.agent() == r.agent() ? say("  <- chosen", "  ← 选中") : ""));
        }
        for (Exclusion e : r.exclusions()) {
            for (int i = 0; i < e.agents().size(); i++) {
                lines.add("  " + say("excluded %d: %s", "排除 %d：%s", e.agents().get(i), why(e.why())));
            }
        }
        return lines;
    }

    private void decision(List<String> lines, Decision d) {
        lines.add("  "
                + say(
                        "score %d.%03d: priority %d, waited %d ms",
                        "得分 %d.%03d：优先级 %d，已等待 %d 毫秒",
                        Math.floorDiv(d.score(), MILLI),
                        Math.floorMod(d.score(), MILLI),
                        d.priority(),
                        d.waitedMs()));
        if (d.step() > 0) {
            lines.add("  " + say("asks relaxed to step %d", "技能要求已放宽到第 %d 步", d.step()));
        }
        if (!d.asks().isEmpty()) {
            lines.add("  " + say("the call itself asks %s", "来电自身要求 %s", d.asks()));
        }
        if (d.preferred() > 0) {
            lines.add("  " + say("it waited for agent %d", "等待专属坐席 %d", d.preferred()));
        }
        if (d.overtaken() > 0) {
            lines.add("  " + say("overtaken %d times", "被后来者超越 %d 次", d.overtaken()));
        }
    }

    private String candidate(Candidate c) {
        return say(
                "candidate %d: step %d, preferred %d, level %d, measure %d, idle %d ms",
                "候选 %d：步骤 %d，偏好 %d，等级 %d，策略值 %d，空闲 %d 毫秒",
                c.agent(),
                c.step(),
                c.preference(),
                c.level(),
                c.measure(),
                c.idleMs());
    }

    /** The first word is of a closed list, a reason of the agent's may follow. */
    private String why(String why) {
        int space = why.indexOf(' ');
        String word = space < 0 ? why : why.substring(0, space);
        String rest = space < 0 ? "" : why.substring(space);
        if (!zh) {
            return why;
        }
        return switch (word) {
            case "SKILLS" -> "技能不符";
            case "NOT_YET" -> "尚未放宽到该坐席";
            case "NOT_PREFERRED" -> "来电在等待专属坐席";
            case "REMOVED" -> "已从配置移除";
            case "ITEMS" -> "在办工作项已满";
            case "NOT_READY" -> "示忙" + rest;
            case "ALERTING" -> "振铃中";
            case "BUSY" -> "通话中";
            case "HELD" -> "保持中";
            case "ACW" -> "话后处理" + rest;
            case "READY" -> "示闲";
            default -> why;
        };
    }

    private String say(String english, String chinese, Object... parts) {
        return String.format(Locale.ROOT, zh ? chinese : english, parts);
    }
}
