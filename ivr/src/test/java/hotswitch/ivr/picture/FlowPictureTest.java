package hotswitch.ivr.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.ivr.script.Flow;
import hotswitch.ivr.script.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class FlowPictureTest {
    private static final Pattern BOX =
            Pattern.compile("<rect x=\"(\\d+)\" y=\"(\\d+)\" width=\"(\\d+)\" height=\"(\\d+)\" rx");
    private static final Pattern TEXT = Pattern.compile("<text x=\"(\\d+)\" y=\"(\\d+)\"[^>]*>([^<]*)</text>");

    private record Area(int left, int top, int right, int bottom) {
        boolean overlaps(Area other) {
            return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
        }
    }

    private static Flow.Line line(String label, Step step) {
        return new Flow.Line(label, step);
    }

    private static Flow flow() {
        List<Flow.Line> lines = new ArrayList<>();
        var ask = new Step.Ask(List.of("menu"), true, List.of(), List.of(), new Step.Tries(3, 5_000), "out");
        List<Step.Choice> choices = new ArrayList<>();
        for (char digit = '1'; digit <= '8'; digit++) choices.add(new Step.Choice(digit, "to-" + digit));
        choices.add(new Step.Choice('9', "again"));
        lines.add(line("", new Step.Answer()));
        lines.add(line("again", new Step.Play(List.of("notice"), false)));
        lines.add(line("", new Step.Menu(ask, choices)));
        for (char digit = '1'; digit <= '8'; digit++) {
            lines.add(line("to-" + digit, new Step.Set("<asked> & noted", "number " + digit)));
            if (digit % 2 == 0) lines.add(line("", new Step.Goto("out")));
        }
        lines.add(line("out", new Step.Queue("appeals", 0)));
        return new Flow("everything", lines);
    }

    private static List<Area> areas(Pattern what, String svg) {
        List<Area> areas = new ArrayList<>();
        for (Matcher m = what.matcher(svg); m.find(); ) {
            int x = Integer.parseInt(m.group(1));
            int y = Integer.parseInt(m.group(2));
            areas.add(
                    what == BOX
                            ? new Area(x, y, x + Integer.parseInt(m.group(3)), y + Integer.parseInt(m.group(4)))
                            : new Area(
                                    x,
                                    y - 11,
                                    x
                                            + 8
                                                    * m.group(3)
                                                            .replaceAll("&[a-z]+;", ".")
                                                            .length(),
                                    y + 3));
        }
        return areas;
    }

    @Test
    void everyStepHasItsBoxAndNothingLiesOverAnother() {
        String svg = FlowPicture.svg(flow());
        List<Area> boxes = areas(BOX, svg);
        List<Area> texts = areas(TEXT, svg);
        assertEquals(flow().steps().size(), boxes.size());
        for (List<Area> each : List.of(boxes, texts)) {
            for (int i = 0; i < each.size(); i++) {
                for (int j = 0; j < i; j++) {
                    assertFalse(each.get(i).overlaps(each.get(j)), each.get(i) + " over " + each.get(j));
                }
            }
        }
    }

    @Test
    void textIsEscapedAndWaysBackAreDashed() {
        String svg = FlowPicture.svg(flow());
        assertTrue(svg.contains("&lt;asked&gt; &amp; noted"), svg);
        assertEquals(2, svg.split("stroke-dasharray", -1).length, "one way back");
    }

    /** Forty steps that may be left out are 2^40 ways; each box is looked at once. */
    @Test
    void aLongFlowWithManyWaysIsDrawnAtOnce() {
        List<Flow.Line> lines = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            Step.Subject ani = new Step.Subject.Value("ani");
            List<Step.Case> cases = List.of(new Step.Case(new Step.Test.OneOf(List.of("" + i)), "at-" + (i + 1)));
            lines.add(line("at-" + i, new Step.Branch(ani, cases, "more-" + i)));
            lines.add(line("more-" + i, new Step.Play(List.of("notice"), false)));
        }
        lines.add(line("at-40", new Step.Hangup("END", List.of())));
        Flow flow = new Flow("long", lines);
        List<Area> boxes = areas(BOX, FlowPicture.svg(flow));
        assertEquals(81, boxes.size());
        assertEquals(81, boxes.stream().mapToInt(Area::top).distinct().count(), "one below the other");
    }
}
