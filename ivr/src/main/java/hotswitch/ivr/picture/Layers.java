package hotswitch.ivr.picture;

import hotswitch.ivr.picture.Box.Line;
import hotswitch.ivr.script.Flow;
import hotswitch.ivr.script.Ways;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Where each step stands: below all that lead to it, near to them, and never over another. */
final class Layers {
    private static final int GAP = 26;
    private static final int SWEEPS = 8;
    /** Between the captions of two lines that leave a box. */
    private static final int PORT_GAP = 12;

    final List<List<Box>> layers = new ArrayList<>();
    final List<Line> lines = new ArrayList<>();
    private final Flow flow;
    private final Box[] boxes;

    private Layers(Flow flow) {
        this.flow = flow;
        this.boxes = new Box[flow.steps().size()];
    }

    static Layers of(Flow flow) {
        Layers layers = new Layers(flow);
        layers.build();
        layers.place();
        return layers;
    }

    int width() {
        int width = 0;
        for (List<Box> layer : layers) width = Math.max(width, layer.getLast().x + layer.getLast().width);
        return width;
    }

    private void build() {
        for (int at = 0; at < boxes.length; at++) {
            Flow.Line line = flow.steps().get(at);
            boxes[at] = new Box(at, line.label(), Captions.of(line.step()));
        }
        for (Box box : boxes) {
            for (Ways.Way way : Ways.from(flow.steps().get(box.step).step())) {
                Line line = new Line(box, boxes[flow.target(box.step, way.target())], Captions.cut(way.when()));
                box.out.add(line);
                lines.add(line);
            }
            ports(box);
        }
        List<Box> later = new ArrayList<>();
        Visit[] visits = new Visit[boxes.length];
        for (Box box : boxes) visit(box, visits, later);
        for (Box box : later.reversed()) {
            for (Line line : box.out) {
                if (!line.returns) line.to.layer = Math.max(line.to.layer, box.layer + 1);
            }
        }
        for (Box box : boxes) put(box);
        lines.forEach(this::pass);
    }

    /** A line's caption stands beside its beginning, so each gets room. */
    private static void ports(Box box) {
        int needed = PORT_GAP;
        for (Line line : box.out) {
            line.port = needed;
            needed += Captions.width(line.when) + PORT_GAP;
        }
        box.width = Math.max(box.width, needed);
        if (box.out.size() == 1 && box.out.getFirst().when.isEmpty()) box.out.getFirst().port = box.width / 2;
    }

    private enum Visit {
        GOING_ON,
        OVER
    }

    /** Each box before all that lead to it, but for ways that come back to where they were. */
    private void visit(Box box, Visit[] visits, List<Box> later) {
        if (visits[box.step] != null) return;
        visits[box.step] = Visit.GOING_ON;
        for (Line line : box.out) {
            line.returns = visits[line.to.step] == Visit.GOING_ON;
            visit(line.to, visits, later);
        }
        visits[box.step] = Visit.OVER;
        later.add(box);
    }

    private void put(Box box) {
        while (layers.size() <= box.layer) layers.add(new ArrayList<>());
        layers.get(box.layer).add(box);
    }

    private void pass(Line line) {
        if (line.back()) return;
        Box last = line.from;
        for (int layer = line.from.layer + 1; layer < line.to.layer; layer++) {
            Box passing = new Box(-1, "", "");
            passing.layer = layer;
            put(passing);
            join(last, passing);
            line.via.add(passing);
            last = passing;
        }
        join(last, line.to);
        line.via.add(line.to);
    }

    private static void join(Box above, Box below) {
        above.below.add(below);
        below.above.add(above);
    }

    private void place() {
        for (List<Box> layer : layers) number(layer);
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            for (List<Box> layer : layers) sort(layer, sweep % 2 == 0);
        }
        for (List<Box> layer : layers) pack(layer);
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            for (List<Box> layer : layers) pull(layer, sweep % 2 == 0);
        }
        int left = Integer.MAX_VALUE;
        for (List<Box> layer : layers) left = Math.min(left, layer.getFirst().x);
        for (List<Box> layer : layers) for (Box box : layer) box.x -= left;
    }

    private static void number(List<Box> layer) {
        for (int i = 0; i < layer.size(); i++) layer.get(i).order = i;
    }

    private static void sort(List<Box> layer, boolean byAbove) {
        layer.sort(Comparator.comparingInt(box -> mean(box, byAbove)));
        number(layer);
    }

    /** In thousandths of a place. */
    private static int mean(Box box, boolean byAbove) {
        List<Box> near = byAbove ? box.above : box.below;
        int sum = 0;
        for (Box each : near) sum += each.order * 1_000;
        return near.isEmpty() ? box.order * 1_000 : sum / near.size();
    }

    private static void pack(List<Box> layer) {
        int x = 0;
        for (Box box : layer) {
            box.x = x;
            x += box.width + GAP;
        }
    }

    /** Towards those that it is joined with, as far as its neighbours let it. */
    private static void pull(List<Box> layer, boolean byAbove) {
        for (int i = 0; i < layer.size(); i++) {
            Box box = layer.get(i);
            int least = i == 0 ? Integer.MIN_VALUE : layer.get(i - 1).x + layer.get(i - 1).width + GAP;
            box.x = Math.max(least, wanted(box, byAbove));
        }
        for (int i = layer.size() - 2; i >= 0; i--) {
            Box box = layer.get(i);
            Box right = layer.get(i + 1);
            int most = right.x - GAP - box.width;
            int least = i == 0 ? Integer.MIN_VALUE : layer.get(i - 1).x + layer.get(i - 1).width + GAP;
            box.x = Math.max(least, Math.min(most, wanted(box, byAbove)));
        }
    }

    private static int wanted(Box box, boolean byAbove) {
        List<Box> near = byAbove ? box.above : box.below;
        if (near.isEmpty()) return box.x;
        int sum = 0;
        for (Box each : near) sum += each.middle();
        return sum / near.size() - box.width / 2;
    }
}
