package hotswitch.ivr.picture;

import hotswitch.ivr.picture.Box.Line;
import hotswitch.ivr.script.Flow;
import java.util.List;

/** A flow as an SVG drawing. */
public final class FlowPicture {
    private static final int MARGIN = 24;
    /** From one layer's top to the next one's. */
    private static final int STEP = Box.HEIGHT + 72;
    /** Captions of lines stand so far below their box. */
    private static final int CAPTION = 15;

    private static final int LANE = 16;
    private static final int TITLE = 34;

    private final StringBuilder out = new StringBuilder();
    private final Layers layers;
    private final int width;
    private int lanes;

    private FlowPicture(Flow flow) {
        layers = Layers.of(flow);
        width = layers.width();
    }

    /** The flow's jumps must resolve. */
    public static String svg(Flow flow) {
        return new FlowPicture(flow).draw(flow.name());
    }

    private String draw(String name) {
        for (Line line : layers.lines) line(line);
        for (List<Box> layer : layers.layers) for (Box box : layer) box(box);
        int all = width + 2 * MARGIN + (lanes + 1) * LANE;
        int height = TITLE + layers.layers.size() * STEP;
        return """
                <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" \
                font-family="DejaVu Sans Mono, Noto Sans Mono CJK SC, monospace" font-size="13">
                <defs><marker id="head" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" \
                orient="auto"><path d="M0 0 10 5 0 10z" fill="#555"/></marker></defs>
                <rect width="100%%" height="100%%" fill="white"/>
                <text x="%d" y="22" font-size="16" font-weight="bold">%s</text>
                %s</svg>
                """.formatted(all, height, all, height, MARGIN, escape(name), out);
    }

    private static int top(Box box) {
        return TITLE + box.layer * STEP;
    }

    private void box(Box box) {
        if (box.step < 0) return;
        int x = MARGIN + box.x;
        String fill = box.out.isEmpty() ? "#f3e2d8" : box.out.size() > 1 ? "#dfe9f5" : "#f2f2f2";
        out.append("<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"5\" fill=\"%s\" stroke=\"#555\"/>\n"
                .formatted(x, top(box), box.width, Box.HEIGHT, fill));
        if (box.label.isEmpty()) {
            text(x + 12, top(box) + 27, box.caption, "");
        } else {
            text(x + 12, top(box) + 18, box.label, " font-weight=\"bold\"");
            text(x + 12, top(box) + 36, box.caption, "");
        }
    }

    private void line(Line line) {
        int x = MARGIN + line.from.x + line.port;
        int y = top(line.from) + Box.HEIGHT;
        if (!line.when.isEmpty()) text(x + 4, y + CAPTION, line.when, " fill=\"#1d4e89\"");
        StringBuilder path = new StringBuilder("M%d %d V%d".formatted(x, y, y + CAPTION + 6));
        if (line.back()) {
            back(line, path);
        } else {
            int fromX = x;
            int fromY = y + CAPTION + 6;
            for (Box via : line.via) {
                int toX = MARGIN + via.middle();
                int middle = (fromY + top(via)) / 2;
                path.append(" C%d %d %d %d %d %d".formatted(fromX, middle, toX, middle, toX, top(via)));
                fromX = toX;
                fromY = top(via) + Box.HEIGHT;
                if (via.step < 0) path.append(" V").append(fromY);
            }
        }
        out.append("<path d=\"%s\" fill=\"none\" stroke=\"#555\" marker-end=\"url(#head)\"%s/>\n"
                .formatted(path, line.back() ? " stroke-dasharray=\"5 3\"" : ""));
    }

    /** Around everything on the right, each in a lane of its own, and into its target from above. */
    private void back(Line line, StringBuilder path) {
        lanes++;
        int lane = MARGIN + width + lanes * LANE;
        int under = top(line.from) + Box.HEIGHT + CAPTION + 6 + lanes % 6 * 3;
        int over = top(line.to) - 8 - lanes % 4 * 3;
        path.append(" V%d H%d V%d H%d V%d"
                .formatted(under, lane, over, MARGIN + line.to.x + line.to.width - 10, top(line.to)));
    }

    private void text(int x, int y, String text, String more) {
        out.append("<text x=\"%d\" y=\"%d\"%s>%s</text>\n".formatted(x, y, more, escape(text)));
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
