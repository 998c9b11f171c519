package hotswitch.ivr.picture;

import java.util.ArrayList;
import java.util.List;

/** A step in the drawing, or the place where a long line passes a layer. */
final class Box {
    static final int HEIGHT = 44;
    private static final int PADDING = 12;
    private static final int PASSING_WIDTH = 10;

    /** Index of the step; -1: only a line passes here. */
    final int step;

    final String label;
    final String caption;
    final List<Line> out = new ArrayList<>();
    final List<Box> above = new ArrayList<>();
    final List<Box> below = new ArrayList<>();
    int layer;
    int order;
    /** Left edge. */
    int x;

    int width;

    Box(int step, String label, String caption) {
        this.step = step;
        this.label = label;
        this.caption = caption;
        this.width = step < 0 ? PASSING_WIDTH : Math.max(Captions.width(label), Captions.width(caption)) + 2 * PADDING;
    }

    /** {@code via}: the boxes that it passes, the last one its target; empty: it goes back up. */
    static final class Line {
        final Box from;
        final Box to;
        final String when;
        final List<Box> via = new ArrayList<>();
        /** Where it leaves the box, from its left edge. */
        int port;

        /** It comes back to a box that leads to where it begins. */
        boolean returns;

        Line(Box from, Box to, String when) {
            this.from = from;
            this.to = to;
            this.when = when;
        }

        boolean back() {
            return to.layer <= from.layer;
        }
    }

    int middle() {
        return x + width / 2;
    }
}
